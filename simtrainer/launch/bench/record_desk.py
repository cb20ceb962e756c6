"""A window with a run in a municipality: the shipped scenario with people around its own."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simtrainer.app import commands as c
from simtrainer.launch import places

SCENARIO = "morgenvakt-solglott"


@dataclass(frozen=True, slots=True)
class Desk:
    """A window with a run in a municipality."""

    app: Any
    window: Any
    station: Any
    tidy: Any

    def do(self, command: object) -> float:
        """Milliseconds until it is painted."""
        begun = time.perf_counter()
        self.station.trainer.do(command)
        self.app.processEvents()
        return (time.perf_counter() - begun) * 1000

    def at_rest(self) -> None:
        """What the app does when the screen has been shown for a while."""
        self.tidy.all()

    def idle(self, seconds: float) -> None:
        """What the app does while nobody waits."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until or self.station.operations.busy:
            self.app.processEvents()
            time.sleep(0.005)


def municipality(folder: Path, people: str) -> Path:
    """A folder with a home and, beside it, the scenario with these people around its own."""
    to = folder / "scenarios" / SCENARIO
    shutil.copytree(places.scenarios() / SCENARIO, to)
    world = to / "world.yaml"
    world.write_text(world.read_text("utf-8") + f"\npopulation: {people}\n", encoding="utf-8")
    return folder


@contextmanager
def at_desk(home: Path, scenarios: Path | None = None) -> Iterator[Desk]:
    """A window as a person meets it, on the page to sign in on. ``home`` is its data folder."""
    from simtrainer.desktop.application import application
    from simtrainer.launch.desktop_app import open_window
    from simtrainer.launch.tidy import Tidy
    from simtrainer.station.home import Home

    app = application()
    window, station = open_window(Home(home), deliver_in_background=False, scenarios=scenarios)
    window.resize(1440, 900)
    window.show()
    try:
        yield Desk(app, window, station, Tidy(window, station.trainer))
    finally:
        station.trainer.leave()
        station.end()
        window.close()
        window.deleteLater()


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A run begun in a ``municipality``, everything built ahead and the index made."""
    with at_desk(folder / "home", folder / "scenarios") as found:
        found.do(c.SignIn(found.station.trainer.signin().units[0].people[0].code))
        found.do(c.StartRun(SCENARIO))
        found.idle(4)
        yield found
