"""The help ladder on the real screen: words, a ring round the place, and the task done."""

from pathlib import Path

import pytest

from simtrainer.engine.scoring import GOOD
from tests.launch.real import Seat, seat

pytestmark = pytest.mark.qt
CHECK = "a2-read"


def _ring(at: Seat) -> "tuple[bool, object]":
    from simtrainer.desktop.guide import Light

    light = at.window.findChild(Light)
    assert light is not None
    return light.isVisible(), light._place


def _task(at: Seat) -> "tuple[str, str, str]":
    found = next(t for t in at.trainer.tasks().tasks if t.check == CHECK)
    return found.hint, found.help_label, found.help_price


def test_four_times_help_goes_from_a_hint_to_the_task_done(tmp_path: Path) -> None:
    from PySide6.QtCore import QRect

    from simtrainer.desktop.targets import find

    with seat(tmp_path) as at:
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
