"""Forks players and kills them: ``python -m tests.launch.kills.nursery FOLDER DOOR TYPISTS SEED``.

All that a player needs is imported once, so that a life costs a fork and not a start of Python.
Each life begins where the last one ended, and whoever opens a run judges it. Prints a JSON object.
"""

import gc
import json
import os
import pkgutil
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Literal

import simtrainer.desktop
from simtrainer import __version__
from simtrainer.launch import places
from simtrainer.launch.desktop_app import compile_scenario
from simtrainer.station import clock as station_clock
from simtrainer.station.catalog import ScenarioFolder
from simtrainer.station.home import Home
from simtrainer.station.store import runs as store_runs
from tests.launch.kills import door, outbox
from tests.launch.kills.witness import COMMITTING, SHOWN, Notes, Page, WitnessedRuns

PATIENCE_S = 60
NEEDED = (
    "simtrainer.launch.desktop_app", "simtrainer.scenario.compile", "simtrainer.wire.statement",
    "simtrainer.station.store.rescue", "simtrainer.station.store.word_index", "fsrs",
    "sqlalchemy.dialects.sqlite", "simtrainer.app.trainer", "simtrainer.station.carry",
    "simtrainer.station.catalog", "simtrainer.station.roster", "simtrainer.station.settings",
)  # fmt: skip
Moment = Literal["early", "playing", "writing"]


@dataclass
class Lives:
    """How they ended."""

    kills: int = 0
    early: int = 0
    inside_a_commit: int = 0
    typists: int = 0
    found_writing: int = 0
    """Typists that were shown what the one before them had not signed."""
    letters_lost: int = 0
    """The most letters that one had typed and the next one was not shown."""


class Nursery:
    """``folder`` holds the data folders, the notes and what the dead said."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.home = Home(folder / "data")
        self._said = folder / "said"
        self.notes = Notes(folder / "notes")
        (folder / "notes").mkdir(parents=True, exist_ok=True)
        self._chance, self._page = chance, Page()
        self.lives = Lives()
        WitnessedRuns.witness = (self.notes, self._page)
        store_runs.RunFile = WitnessedRuns  # type: ignore[misc]
        self._alarm = 0
        self._clock = station_clock.SystemClock

    def kill(
        self, live: Callable[[], None], moment: Moment, most_s: float, commits: int = 25
    ) -> None:
        """One life and its end: soon after its start, within ``most_s`` seconds of play, or as one
        of its first ``commits`` commits begins. ``live`` says by ``ready`` that it has begun, and
        never returns."""
        self._alarm = self._chance.randint(1, commits) if moment == "writing" else 0
        self._page.arm(0)
        bell, self._page.bell = os.pipe()
        child = os.fork()
        if not child:
            self._be_born(live)
        os.close(self._page.bell)
        try:
            self._wait(bell, moment, most_s)
        finally:
            os.close(bell)
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), self._said.read_text(encoding="utf-8")
        self.lives.kills += 1
        self.lives.early += moment == "early"
        self.lives.inside_a_commit += self._page.phase == COMMITTING

    def ready(self) -> None:
        """The player has begun."""
        self._page.arm(self._alarm)
        os.write(self._page.bell, b"r")

    def look_at_the_writing(self) -> None:
        """How much of it was found."""
        for shown, typed, _ in self.notes.lines(SHOWN):
            self.lives.found_writing += bool(shown)
            if typed.startswith(shown):
                self.lives.letters_lost = max(self.lives.letters_lost, len(typed) - len(shown))

    def _be_born(self, live: Callable[[], None]) -> None:
        """In the child; never comes back."""
        try:
            live()
        except BaseException:  # noqa: BLE001 - told by the parent
            self._said.write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            os._exit(1)

    def _wait(self, bell: int, moment: Moment, most_s: float) -> None:
        if moment == "early":
            time.sleep(self._chance.uniform(0, most_s))
            return
        assert self._hear(bell, PATIENCE_S) == b"r", self._last_words()
        if moment == "writing" and self._hear(bell, 2.0):
            time.sleep(self._chance.uniform(0, 0.003))
        else:
            time.sleep(self._chance.uniform(0, most_s))

    def _hear(self, bell: int, seconds: float) -> bytes:
        heard, _, _ = select.select([bell], [], [], seconds)
        return os.read(bell, 1) if heard else b""

    def _last_words(self) -> str:
        with suppress(OSError):
            return self._said.read_text(encoding="utf-8")
        return "nothing was said"

    def compile(self) -> None:
        """Once for all: nobody would live long enough."""
        self.home.prepare()
        shared = [places.resources() / name for name in ("packs", "people")]
        scenarios = places.scenarios()
        catalog = ScenarioFolder(scenarios, self.home.cache, compile_scenario, __version__, shared)
        catalog.program(door.SCENARIO)

    # Lives ----------------------------------------------------------------------------------

    def at_the_door(self, number: int) -> None:
        """One who plays through the app's door."""
        from simtrainer.launch.desktop_app import build
        from simtrainer.station.ids import UniqueIds
        from simtrainer.station.settings import SettingsFile

        station_clock.SystemClock = partial(self._clock, door.fast_ms)  # type: ignore[misc]
        self.home.prepare()
        station = build(self.home, SettingsFile(self.home.settings, UniqueIds()))
        self.ready()
        door.play_for_ever(station.trainer, random.Random(number))

    def at_the_screen(self, number: int) -> None:
        """One who writes in the window."""
        from tests.launch.kills import typist

        self.home.prepare()
        typist.write_for_ever(self.home, self.notes, self.ready, random.Random(number))


def main(folder: Path, at_door: int, typists: int, seed: int) -> None:
    """Kill so many, judge, tell."""
    for name in NEEDED:
        import_module(name)
    if typists:
        for found in pkgutil.walk_packages(simtrainer.desktop.__path__, "simtrainer.desktop."):
            import_module(found.name)
    chance = random.Random(seed)
    nursery = Nursery(folder, chance)
    nursery.compile()
    gc.freeze()
    for number in range(at_door):
        moment: Moment = chance.choices(("early", "playing", "writing"), (1, 4, 5))[0]
        nursery.kill(partial(nursery.at_the_door, number), moment, 0.15)
    for number in range(typists):
        moment = chance.choices(("playing", "writing"))[0]
        nursery.kill(partial(nursery.at_the_screen, number), moment, 1.5, 3)
        nursery.lives.typists += 1
    nursery.look_at_the_writing()
    print(json.dumps(asdict(nursery.lives) | asdict(outbox.judge(nursery.home, nursery.notes))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
