"""The real program around a test: its commands as processes of their own, and its window."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from simtrainer.app.trainer import Trainer
    from simtrainer.desktop.autopilot import Pilot
    from simtrainer.desktop.guide import Guide
    from simtrainer.desktop.strip import Strip
    from simtrainer.desktop.window import MainWindow
    from simtrainer.launch.desktop_app import Station

ROOT = Path(__file__).parents[2]
SCENARIO = "morgenvakt-solglott"
PATIENCE_S = 120
SMALLEST = (1280, 720)
"""The window that the program must be usable in."""


@dataclass(frozen=True)
class Answer:
    """How a command ended."""

    code: int
    out: str
    err: str


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a process whose data lies in ``home``."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SIMTRAINER_HOME": str(home), **more}


def program(*arguments: object) -> list[str]:
    """The command line of the program, by this interpreter."""
    return [sys.executable, "-m", "simtrainer", *map(str, arguments)]


def run(home: Path, *arguments: object, env: Mapping[str, str] | None = None) -> Answer:
    """Run one command to its end. Whatever went wrong, a person never meets a traceback."""
    done = subprocess.run(
        program(*arguments),
        env=surroundings(home, **(env or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE_S,
        cwd=ROOT,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Seat:
    """The window of one PC and a hand on it."""

    window: "MainWindow"
    station: "Station"
    trainer: "Trainer"
    pilot: "Pilot"

    def begin(self, scenario: str = SCENARIO, mode: str = "spill") -> None:
        """Sign in as the first person, start, and read the first notice, unless it is shown."""
        unit = self.trainer.signin().units[0]
        for key in (
            f"unit.{unit.id}",
            f"person.{unit.people[0].code}",
            f"start.{scenario}",
            f"mode.{mode}",
        ):
            self.pilot.click(key)
        if mode != "vis":
            self.pilot.click("card.choice.ok")

    def speak(self, language: str) -> None:
        """Choose a language on the settings page, before anybody has signed in."""
        if language == self.trainer.texts.language:
            return
        for key in ("settings", f"settings.language.{language}"):
            self.pilot.click(key)
        self.pilot.rest(0)  # the screens are made anew once the click is over
        self.pilot.click("settings.back")

    def guide(self) -> "Guide":
        """What helps and shows in a run, its pointer in no need of time."""
        from simtrainer.desktop.guide import Guide

        self.pilot.rest(0)
        found = self.window.findChild(Guide)
        assert found is not None
        found.hurry()
        return found

    def strip(self) -> "Strip":
        """The buttons and words of a show."""
        from simtrainer.desktop.strip import Strip

        found = self.window.findChild(Strip)
        assert found is not None
        return found


@contextmanager
def seat(
    home: Path,
    *,
    hand: Literal["mouse", "keyboard"] = "mouse",
    scenarios: Path | None = None,
) -> Iterator[Seat]:
    """The program in this process, offscreen, in the smallest window; played
    by the mouse or by the keyboard alone."""
    from simtrainer.desktop.application import application
    from simtrainer.desktop.autopilot import Pilot
    from simtrainer.launch.desktop_app import open_window
    from simtrainer.station.home import Home

    app = application()
    window, station = open_window(Home(home), deliver_in_background=False, scenarios=scenarios)
    window.resize(*SMALLEST)
    window.show()
    window.activateWindow()
    app.processEvents()
    try:
        yield Seat(window, station, station.trainer, Pilot(window, hand=hand))
    finally:
        window.close()
        window.deleteLater()
        station.end()
        app.processEvents()


def on_pack(folder: Path, scenario: str, pack: str) -> Path:
    """A folder with one scenario as it is told to a municipality that has another screen pack."""
    copied = folder / scenario
    shutil.copytree(ROOT / "scenarios" / scenario, copied)
    head = copied / "scenario.yaml"
    told = re.sub(r"(?m)^pack: .*$", f"pack: {pack}", head.read_text(encoding="utf-8"))
    head.write_text(told, encoding="utf-8")
    return folder
