"""Places to rest between chapters; extra time, the raised hand and a word about a step."""

import json

import pytest

from simtrainer.app import commands as c
from simtrainer.app.breaks import BREAK_EVERY_MS, chapter_at
from simtrainer.app.ports import Mode
from simtrainer.app.present.frame import tasks_open
from simtrainer.base.problem import Problem
from simtrainer.engine.event import decode
from simtrainer.engine.program import MINUTE_MS
from simtrainer.engine.replay import first_difference, replay
from tests.app.rig import SCENARIO, Rig


@pytest.fixture
def rig() -> Rig:
    made = Rig()
    made.start()
    return made


def to_break(rig: Rig) -> None:
    """Seconds go by until a break is held."""
    for _ in range(40 * 60):
        rig.clock.ms += 1_000
        rig.trainer.tick()
        if rig.play.desk.break_before:
            return
    raise AssertionError("no break came")


def test_a_break_comes_at_a_chapter_and_time_stands(rig: Rig) -> None:
    to_break(rig)
    card = rig.trainer.rest()
    frame = rig.trainer.frame()
    assert frame.paused and card is not None and card.title
    now = rig.play.session.run.now_ms
    here = chapter_at(rig.play.session.run, now)
    assert here is not None and here[1].at_ms >= BREAK_EVERY_MS
    rig.clock.ms += 10 * MINUTE_MS
    rig.trainer.tick()
    assert rig.play.session.now_ms == now
    rig.do(c.Resume())
    assert rig.trainer.rest() is None and not rig.trainer.frame().paused
    rig.trainer.tick()
    assert not rig.trainer.frame().paused, "the same break is not held twice"


def test_a_break_never_comes_into_a_press(rig: Rig) -> None:
    for _ in range(26 * 30):
        rig.clock.ms += 2_000
        rig.trainer.tick()
        rig.do(c.OpenModule("inbox"))
        assert not rig.trainer.frame().paused
    for _ in range(2):
        rig.clock.ms += 2_000
        rig.trainer.tick()
    assert rig.play.desk.break_before, "a moment after the last press there is a hand free"


def test_who_has_written_and_not_signed_has_a_minute_more(rig: Rig) -> None:
    rig.wait_to(24)
    patient = next(p.id for p in rig.play.session.program.patients.values() if p.assigned)
    rig.do(c.OpenPatient(patient))
    rig.do(c.OpenModule("journal"))
    form = f"note:{patient}"
    while rig.play.session.now_ms < BREAK_EVERY_MS + 30_000:
        rig.do(c.Edit(form, "observation", f"Hun sier {rig.clock.ms}"))
        rig.do(c.SaveDraft(form))
        rig.clock.ms += 10_000
        rig.trainer.tick()
    last = rig.play.session.history.drafts.saved_ms[form]
    to_break(rig)
    assert 60_000 <= rig.play.session.now_ms - last < 62_000


def test_a_break_says_whether_the_chapter_is_done_or_only_its_time(rig: Rig) -> None:
    to_break(rig)
    card, texts = rig.trainer.rest(), rig.texts
    assert card is not None and len(card.lines) == 4
    assert card.title.startswith(texts("app.break.title_over", n=1).split("1")[0])
    run = rig.play.session.run
    for check in tasks_open(run):
        run.history.check_states[check.id] = "met"
    done = rig.trainer.rest()
    assert done is not None and len(done.lines) == 3
    assert done.title != card.title and "ferdig" in done.title


def test_a_pause_of_ones_own_puts_the_break_off(rig: Rig) -> None:
    rig.wait_to(24)
    rig.do(c.Pause())
    rig.do(c.Resume())
    rig.wait_to(29)
    assert not rig.play.desk.break_before


def test_nobody_is_sent_to_rest_in_the_middle_of_a_sentence(rig: Rig) -> None:
    rig.wait_to(24)
    patient = next(p.id for p in rig.play.session.program.patients.values() if p.assigned)
    rig.do(c.OpenPatient(patient))
    rig.do(c.OpenModule("journal"))
    rig.do(c.Edit(f"note:{patient}", "observation", "Hun sier at"))
    rig.clock.ms += 90_000
    for _ in range(60):
        rig.clock.ms += 2_000
        rig.trainer.tick()
    assert not rig.trainer.frame().paused
    assert rig.play.desk.forms.values(f"note:{patient}")["observation"] == "Hun sier at"


def test_frozen_time_costs_nothing_and_work_goes_on(rig: Rig) -> None:
    before = rig.play.session.now_ms
    rig.do(c.FreezeTime())
    rig.clock.ms += 3 * 60 * MINUTE_MS
    rig.trainer.tick()
    rig.do(c.OpenModule("inbox"))
    assert rig.play.session.now_ms == before and rig.trainer.frame().frozen
    with pytest.raises(Problem) as caught:
        rig.do(c.FreezeTime())
    assert caught.value.code == "run.frozen"
    rig.restart()
    rig.do(c.SignIn("P-1"))
    waiting = rig.trainer.home().resume
    assert waiting is not None
    rig.do(c.ContinueRun(waiting.run))
    assert rig.trainer.frame().frozen, "extra time survives a crash"
    rig.do(c.ThawTime())
    rig.wait(5)
    assert rig.play.session.now_ms > before


def test_a_raised_hand_is_stored_shown_and_sent_with_the_place(rig: Rig) -> None:
    rig.do(c.OpenModule("inbox"))
    rig.do(c.OpenSheet())
    rig.do(c.RaiseHand())
    sheet = rig.trainer.sheet()
    assert sheet is not None and sheet.hand_up and rig.trainer.frame().hand
    (waiting,) = rig.store.waiting()
    (said,) = json.loads(waiting)
    assert said["verb"]["id"].endswith("/asked")
    state = next(iter(said["result"]["extensions"].values()))
    assert state["module"] == "inbox" and state["open"]
    assert rig.delivered, "the hub is called at once"
    rig.do(c.RaiseHand(up=False))
    assert not rig.trainer.frame().hand
    with pytest.raises(Problem) as caught:
        rig.do(c.RaiseHand(up=False))
    assert caught.value.code == "run.hand_down"


def test_who_can_be_told_of_a_raised_hand_is_said_as_it_is(rig: Rig) -> None:
    rig.do(c.OpenSheet())
    for hand, enrolled in ((".alone", False), ("", True)):
        rig.store.enrolled = enrolled
        rig.trainer.delivered()  # the status line looks again
        sheet = rig.trainer.sheet()
        assert sheet is not None and sheet.hand == rig.trainer.texts(f"app.sheet.hand{hand}")
        rig.do(c.RaiseHand())
        sheet = rig.trainer.sheet()
        assert sheet is not None and sheet.hand == rig.trainer.texts(f"app.sheet.hand_up{hand}")
        rig.do(c.RaiseHand(up=False))


def test_a_word_about_a_step_takes_the_state_along(rig: Rig) -> None:
    rig.do(c.OpenSheet())
    with pytest.raises(Problem) as caught:
        rig.do(c.FlagStep("  "))
    assert caught.value.code == "run.flag_empty"
    with pytest.raises(Problem) as caught:
        rig.do(c.FlagStep("Gjelder 144338499" + "90"))
    assert caught.value.code == "text.real_identity"
    rig.do(c.FlagStep("Jeg finner ikke knappen"))
    task = next(t.check for t in rig.trainer.tasks().tasks if t.state == "current")
    (said,) = json.loads(rig.store.waiting()[-1])
    assert said["result"]["response"] == "Jeg finner ikke knappen"
    assert said["object"]["id"].endswith(f"/check/{task}")
    sheet = rig.trainer.sheet()
    assert sheet is not None and sheet.flag == rig.trainer.texts("app.sheet.flag_sent")


@pytest.mark.parametrize("mode", ["prov", "ov"])
def test_a_private_word_goes_on_only_when_the_person_says_so_and_without_a_name(mode: Mode) -> None:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    rig.do(c.StartRun(SCENARIO, mode))
    rig.do(c.OpenSheet())
    with pytest.raises(Problem, match=r"flag\.none"):
        rig.do(c.ShareFlag())
    form = rig.play.desk.forms.key("note", "ODD")
    field = next(f for f in rig.play.session.program.pack.types["note"].fields.values()
                 if f.kind in ("long", "text", "longtext"))  # fmt: skip
    rig.do(c.Edit(form, field.id, "Noe jeg har skrevet"))
    rig.do(c.FlagStep("Jeg finner ikke knappen"))
    assert rig.store.waiting() == [] and not rig.delivered
    sheet = rig.trainer.sheet()
    assert sheet is not None and sheet.share and "ikke navnet ditt" in sheet.flag
    rig.do(c.ShareFlag())
    (waiting,) = rig.store.waiting()
    (said,) = json.loads(waiting)
    assert said["result"]["response"] == "Jeg finner ikke knappen"
    assert said["verb"]["id"].endswith("/commented") and "/check/" in said["object"]["id"]
    told, info = json.dumps(said, ensure_ascii=False), rig.play.session.info
    for private in ("P-1", "Marit", info.run, info.unit, "PC-07", "Noe jeg har skrevet"):
        assert private not in told
    assert said["timestamp"].endswith("T00:00:00Z") and rig.delivered
    sheet = rig.trainer.sheet()
    assert sheet is not None and not sheet.share
    with pytest.raises(Problem, match=r"flag\.none"):
        rig.do(c.ShareFlag())
    rig.do(c.FinishRun())
    assert len(rig.store.waiting()) == 1


def test_what_is_reported_anyway_has_nothing_to_let_go_on(rig: Rig) -> None:
    rig.do(c.OpenSheet())
    rig.do(c.FlagStep("Uklart"))
    sheet = rig.trainer.sheet()
    assert sheet is not None and not sheet.share
    with pytest.raises(Problem, match=r"flag\.none"):
        rig.do(c.ShareFlag())


def test_all_of_it_replays_byte_for_byte(rig: Rig) -> None:
    rig.do(c.RaiseHand())
    rig.do(c.FreezeTime())
    rig.do(c.FlagStep("Uklart"))
    rig.do(c.ThawTime())
    rig.wait(90)
    rig.do(c.Pause())
    rig.do(c.RaiseHand(up=False))
    again = replay(rig.play.session.program, [decode(line) for line in rig.log])
    assert first_difference(rig.log, again) is None
