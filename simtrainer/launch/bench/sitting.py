"""A long sitting at one window, as a process of its own: hours of play on end, then person after
person. Prints what the window and the process hold after each, as JSON lines.

``python -m simtrainer.launch.bench.sitting FOLDER hours|people COUNT [MOVES]``
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from simtrainer.app import commands as c
from simtrainer.engine.program import MINUTE_MS

SCENARIOS = ("morgenvakt-solglott", "news2-kvarteret")
"""What is played in each round: the two that are played most."""
GESTURES = 25
"""What one of many people does before the next one sits down."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held at one moment."""

    minutes: float
    """Simulated minutes played so far."""
    mib: float
    """Resident memory, once what is free has been given back."""
    widgets: int
    timers: int
    running: int
    """Timers that are active."""
    qt: int
    """Qt's objects in the windows."""
    python: int
    """Objects that Python tracks."""


class Sitting:
    """A window on a data folder, and a hand on it."""

    def __init__(self, folder: Path) -> None:
        from simtrainer.desktop.application import application
        from simtrainer.desktop.autopilot import Pilot
        from simtrainer.launch.autoplay import Autoplay
        from simtrainer.launch.desktop_app import open_window
        from simtrainer.station.home import Home

        self.app = application()
        self.window, self.station = open_window(Home(folder), deliver_in_background=False)
        self.window.resize(1280, 720)
        self.window.show()
        self.trainer = self.station.trainer
        self.pilot = Pilot(self.window)
        self.auto = Autoplay(self.pilot, self.trainer)
        self.minutes = 0.0

    def close(self) -> None:
        """Leave it."""
        self.window.close()
        self.station.end()

    def hours(self, rounds: int) -> Iterator[Held]:
        """One person plays every scenario to its end, so many times."""
        self.auto.sign_in()
        for _ in range(rounds):
            for scenario in SCENARIOS:
                self._play(scenario, lambda: False)
            yield self.held()

    def people(self, count: int, moves: int = GESTURES) -> Iterator[Held]:
        """So many sit down, play a little and switch; those who are on no list join as guests."""
        units = self.trainer.signin().units
        listed = [(unit.id, person.code) for unit in units for person in unit.people]
        for number in range(count):
            if number < len(listed):
                self.auto.sign_in(*listed[number])
            else:
                self.window.ask(c.ChooseUnit(units[0].id))
                self.window.ask(c.JoinAsGuest(f"Gjest {_letters(number)}"))
            enough = self.pilot.gestures + moves
            self._play(SCENARIOS[0], partial(self._has_made, enough))
            self.window.ask(c.LeaveRun())
            self.pilot.click("switch_user")
            yield self.held()

    def _has_made(self, gestures: int) -> bool:
        return self.pilot.gestures > gestures

    def _play(self, scenario: str, until: Callable[[], bool]) -> None:
        self.window.ask(c.StartRun(scenario))
        self.auto.play(until)
        self.minutes += self.auto.history.now_ms / MINUTE_MS
        self.auto.last = None
        if self.trainer.screen == "debrief":
            self.window.ask(c.ShowPage("home"))

    def held(self) -> Held:
        """What is held now that nothing is under way."""
        from PySide6.QtCore import QObject, QTimer
        from shiboken6 import isValid

        from simtrainer.launch.tidy import give_back

        for _ in range(3):
            self.pilot.rest(20)
            gc.collect()
        give_back()
        python = gc.get_objects()
        timers = [o for o in python if isinstance(o, QTimer) and isValid(o)]
        found = sum(1 for root in self.app.topLevelWidgets() for _ in _below(root, QObject))
        return Held(
            minutes=round(self.minutes, 1),
            mib=_resident(),
            widgets=len(self.app.allWidgets()),
            timers=len(timers),
            running=sum(timer.isActive() for timer in timers),
            qt=found,
            python=len(python),
        )


def _below(root: Any, kind: Any) -> Iterator[Any]:
    """Child by child, so that nothing that is found is held by what it was found below."""
    from PySide6.QtCore import Qt

    for child in root.findChildren(kind, options=Qt.FindChildOption.FindDirectChildrenOnly):
        yield child
        yield from _below(child, kind)


def _letters(number: int) -> str:
    """A name of letters alone, as a person's is."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


def _resident() -> float:
    import psutil

    return round(psutil.Process().memory_info().rss / 2**20, 2)


def main(folder: Path, what: str, *how: int) -> None:
    """Sit."""
    sitting = Sitting(folder)
    try:
        for held in getattr(sitting, what)(*how):
            print(json.dumps(asdict(held)), flush=True)
    finally:
        sitting.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))
