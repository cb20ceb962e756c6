"""The help ladder on the real screen: words, a ring round the place, and the task done."""

from pathlib import Path

import pytest

from simtrainer.app.guidance import settled
from simtrainer.engine.scoring import GOOD
from tests.launch.real import Seat, on_pack, seat

pytestmark = pytest.mark.qt
CHECK = "a2-read"


def _ring(at: Seat) -> "tuple[bool, object]":
    from simtrainer.desktop.pointer import Light

    light = at.window.findChild(Light)
    assert light is not None
    return light.isVisible(), light._place


def _task(at: Seat) -> "tuple[str, str, str]":
    found = next(t for t in at.trainer.tasks().tasks if t.check == CHECK)
    return found.hint, found.help_label, found.help_price


def test_four_times_help_goes_from_a_hint_to_the_task_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QRect

    from simtrainer.desktop.targets import find

    monkeypatch.setattr("simtrainer.desktop.guide.PACE_MS", 0)
    with seat(tmp_path) as at:
        at.guide()
        at.begin()
        play = at.trainer.play
        assert play is not None
        check = play.session.program.checks[CHECK]
        draw = play.draw

        at.pilot.click(f"help.{CHECK}")
        assert _task(at)[0] == draw.value(check.hint)
        at.pilot.click("nav.tasks")
        assert not _ring(at)[0], "a hint is words only: pointing costs more"

        at.pilot.click(f"help.{CHECK}")
        assert _task(at)[0].split("\n") == [draw.value(check.hint), draw.value(check.where)]
        at.pilot.click("nav.ward")
        assert not _ring(at)[0]

        at.pilot.click(f"help.{CHECK}")
        at.pilot.rest(0)
        for key, after in (("nav.inbox", "nav.inbox"), ("message.rep-bor", "message.rep-bor")):
            target = find(at.window, key)
            assert target is not None
            corner = target.widget.mapTo(at.window, target.rect.topLeft())
            assert _ring(at) == (True, QRect(corner, target.rect.size()))
            at.pilot.click(after)
            at.pilot.rest(0)

        price = int(check.total * play.session.program.help_prices["do"] + 0.5)
        assert _task(at)[2] == draw("app.help.price", n=price) and price > 0
        at.pilot.click(f"help.{CHECK}")
        for _ in range(200):
            at.pilot.rest(50)
            if play.session.history.check_states.get(CHECK) in GOOD:
                break
        assert play.session.history.check_states[CHECK] in GOOD
        earned = play.session.history.verdicts[CHECK]["points"]
        assert sum(earned.values()) == check.total - price
        assert play.session.history.helps[CHECK] == ["hint", "where", "show", "do"]
        assert not _ring(at)[0]


def test_a_task_that_was_done_in_other_words_is_lit_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What we would have written is not written, and never will be."""
    with seat(tmp_path) as at:
        at.guide()
        at.begin()
        for _ in range(3):
            at.pilot.click(f"help.{CHECK}")
        at.pilot.rest(0)
        assert _ring(at)[0]
        assert at.trainer.play is not None and not settled(at.trainer.play, CHECK)
        monkeypatch.setattr("simtrainer.desktop.guide.settled", lambda play, check: check == CHECK)
        at.pilot.click("nav.tasks")
        at.pilot.rest(0)
        assert not _ring(at)[0]


SHORT = "news2-kvarteret"


def test_a_hand_on_the_record_holds_vis_and_it_can_be_left(tmp_path: Path) -> None:
    """Two hands on one form would spoil it. Held and stepped it is in ``test_whole_shift``."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    with seat(tmp_path) as at:
        guide = at.guide()
        at.begin(SHORT, "vis")
        play = at.trainer.play
        assert play is not None
        guide.pace_ms = 60
        for _ in range(400):
            at.pilot.rest(5)
            if guide.gestures == 2:
                break
        assert guide.gestures == 2
        at.pilot.rest(70)
        assert not guide._player.held
        nav = at.window.findChild(QWidget, "nav.ward")
        QTest.mousePress(nav, Qt.MouseButton.LeftButton)
        assert guide._player.held and play.session.history.frozen
        made = guide.gestures
        at.pilot.rest(150)
        assert guide.gestures == made, "nothing is done that was on its way"
        at.pilot.click("show.leave")
        assert at.trainer.screen == "home"
        resume = at.trainer.home().resume
        assert resume is not None and not resume.scored


def test_prov_lights_the_next_step_all_the_way_to_the_end(tmp_path: Path) -> None:
    """Whoever does nothing but what is lit gets through the whole run; what is done is not lit
    again."""
    with seat(tmp_path) as at:
        guide = at.guide()
        at.begin(SHORT, "prov")
        play = at.trainer.play
        assert play is not None
        lit: list[str] = []
        for _ in range(400):
            at.pilot.rest(5)
            if at.trainer.screen != "play":
                break
            found = guide._next_place()
            if found is None:
                at.trainer.tick()
                at.pilot.rest(20)
                continue
            assert guide._light.isVisible()
            lit.append(found[0].gesture.key)
            at.pilot.do(found[0].gesture)
        assert at.trainer.screen == "debrief"
        outcome = play.session.history.finished or {}
        assert outcome["points"] == outcome["max_points"]
        assert len(set(lit[:12])) == 12


def test_the_words_tell_one_message_from_another_and_the_page_stands_still(tmp_path: Path) -> None:
    from PySide6.QtWidgets import QApplication

    with seat(tmp_path) as at:
        guide = at.guide()
        at.begin(mode="prov")
        told: list[str] = []
        while len(told) < 5:
            at.pilot.rest(20)
            found = guide._next_place()
            assert found is not None
            gesture, strip = found[0].gesture, at.strip()
            if gesture.key.startswith("message."):
                told.append(strip.caption())
            at.pilot.do(gesture)
        assert len(set(told)) == 5, told
        tall = strip.height()
        strip.say("", "Trykk her.")
        for _ in range(3):  # each layout asks the one it is in
            QApplication.sendPostedEvents()
        assert strip.height() == tall, "with or without a task to name"


def test_the_ring_lies_round_nothing_but_what_the_words_name(tmp_path: Path) -> None:
    """Also when somebody has narrowed the list to others, or scrolled the place away."""
    from PySide6.QtCore import QRect

    from simtrainer.desktop.gestures import Gesture
    from simtrainer.desktop.targets import bars_round, standing

    with seat(tmp_path) as at:
        guide = at.guide()
        at.begin(SHORT, "prov")
        at.pilot.rest(5)
        found = guide._next_place()
        assert found is not None
        whom = found[0].gesture.key
        assert whom.startswith("ward.")
        at.pilot.do(Gesture("type", "ward.search", "ingen heter dette"))
        at.pilot.rest(5)
        found = guide._next_place()
        assert found is not None
        assert found[0].gesture == Gesture("type", "ward.search"), "not past the one to be opened"
        at.pilot.do(found[0].gesture)
        at.pilot.do(Gesture("type", "ward.search", "2"))
        at.pilot.do(Gesture("click", whom))
        at.pilot.rest(5)
        assert at.trainer.play is not None and not at.trainer.play.desk.search
        found = guide._next_place()
        assert found is not None
        key, target = found[0].gesture.key, found[1]
        at.pilot.rest(5)
        before = guide._light._place
        bar = max(bars_round(target.widget), key=lambda bar: bar.maximum())
        assert bar.maximum() > 0 and not before.isEmpty()
        for value in (8, bar.maximum()):
            bar.setValue(value)
            at.pilot.rest(5)
            place = standing(at.window, key)
            assert place is not None
            assert guide._light._place == guide._seen(place)
        assert guide._light._place != before
        bar.setValue(bar.maximum())
        assert guide._look(at.window, key) is not None
        assert bar.value() == bar.maximum(), "what is lit already is not scrolled back to"
        bar.setValue(0)
        at.pilot.rest(5)
        canvas = bar.parentWidget().parentWidget().viewport()
        corner = canvas.mapTo(at.window, canvas.rect().topLeft())
        assert QRect(corner, canvas.size()).contains(guide._light._place), "only what is seen of it"


def test_the_ring_leads_through_the_button_that_hides_a_tab(tmp_path: Path) -> None:
    scenarios = on_pack(tmp_path / "scenarios", SHORT, "kommune-fane")
    with seat(tmp_path / "home", scenarios=scenarios) as at:
        guide = at.guide()
        at.window.resize(1280, 720)
        at.begin(SHORT, "prov")
        lit = []
        for _ in range(3):
            at.pilot.rest(20)
            found = guide._next_place()
            assert found is not None
            key, target = found[0].gesture.key, found[1]
            lit.append(key)
            assert guide._light._place == guide._seen(target), key
            at.pilot.do(found[0].gesture)
        assert lit[0].startswith("ward.") and lit[1].startswith("nav.more.")
        assert lit[2] == "nav.measurements"


def test_in_a_pause_nothing_urges_and_nothing_goes_on_by_itself(tmp_path: Path) -> None:
    """Whoever has chosen to pause is led no further, in Prøv as in Vis, until they come back."""
    for mode in ("prov", "vis"):
        with seat(tmp_path / mode) as at:
            guide = at.guide()
            at.begin(SHORT, mode)
            at.pilot.rest(20)
            assert at.strip().isVisible()
            guide.pace_ms = 0
            at.pilot.click("pause")
            made = guide.gestures
            at.pilot.rest(120)
            assert at.trainer.paused and guide.gestures == made and guide._player.held
            assert not guide._light.isVisible() and not at.strip().isVisible()
            at.pilot.click("overlay.resume")
            at.pilot.rest(120)
            assert not at.trainer.paused and at.strip().isVisible()
            assert guide._light.isVisible() if mode == "prov" else guide.gestures > made
