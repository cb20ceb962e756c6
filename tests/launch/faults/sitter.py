"""Somebody at the real window, as a process of its own that does what it is told, so that a test
can do to it what happens to a PC: ``python -m tests.launch.faults.sitter HOME [SCENARIOS]``.

Reads one JSON list for each thing to do, and answers each with how everything stands.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSocketNotifier
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from simtrainer.app import commands as c
from simtrainer.app import session
from simtrainer.desktop.application import application
from simtrainer.desktop.autopilot import Pilot
from simtrainer.launch.desktop_app import open_window
from simtrainer.station import clock as station_clock
from simtrainer.station.home import Home

PATIENT = "BOR"
FORM = f"note:{PATIENT}"
KEY = f"field.{FORM}.observation"


class Wall:
    """The wall clock, which can be set."""

    def __init__(self) -> None:
        self.seconds = 0

    def now(self) -> datetime:
        """What it shows."""
        return datetime.now(UTC) + timedelta(seconds=self.seconds)


class Sitter:
    """One person at one window."""

    def __init__(self, home: Home, scenarios: Path | None) -> None:
        self._wall = Wall()
        real = station_clock.SystemClock
        station_clock.SystemClock = partial(real, now=self._wall.now)  # type: ignore[misc]
        self._window, self._station = open_window(
            home, deliver_in_background=False, scenarios=scenarios
        )
        self._window.resize(1280, 720)
        self._window.show()
        self._trainer = self._station.trainer
        self._pilot = Pilot(self._window)

    def sit(self, scenario: str, mode: str = "spill") -> None:
        """Sign in, go on with what is there or start, and open a patient's journal."""
        self._window.ask(c.SignIn("P0101"))
        left = self._trainer.home().resume
        self._window.ask(c.ContinueRun(left.run) if left else c.StartRun(scenario, mode))
        self.write()

    def write(self) -> None:
        """To the journal, the caret in the note."""
        self._window.ask(c.OpenPatient(PATIENT))
        self._window.ask(c.OpenModule("journal"))
        self._pilot.click(KEY)

    def do(self, name: str, *how: Any) -> None:
        """A wish by its name."""
        self._window.ask(getattr(c, name)(*how))

    def type(self, text: str) -> None:
        """Letter by letter, where the caret is."""
        editor = self._window.findChild(QTextEdit, KEY)
        assert editor is not None
        QTest.keyClicks(editor, text)

    def rest(self, milliseconds: int) -> None:
        """Let the program run."""
        QTest.qWait(milliseconds)

    def clock(self, seconds: int) -> None:
        """Set the wall clock forward or back."""
        self._wall.seconds += seconds

    def most_tick(self, milliseconds: int) -> None:
        """A gap between two ticks that is longer than this counts as sleep."""
        session.MAX_TICK_MS = milliseconds

    def state(self) -> dict[str, Any]:
        """How everything stands."""
        play = self._trainer.play
        told: dict[str, Any] = {"screen": self._trainer.screen, "notice": self._window.notice}
        editor = self._window.findChild(QTextEdit, KEY)
        told["shown"] = editor.toPlainText() if editor is not None else ""
        if play is not None:
            now = play.session
            told |= {
                "run": now.info.run,
                "version": now.info.scenario_version,
                "program": now.info.program,
                "events": len(now.run.log),
                "unsaved": now.unsaved,
                "now_ms": now.now_ms,
                "draft": now.history.drafts.fields.get(FORM, {}).get("observation", ""),
            }
        if self._trainer.screen == "home":
            told["resume"] = self._trainer.home().resume is not None
        return told

    def answer(self, line: str) -> None:
        """Do one thing, say how everything stands."""
        what, *how = json.loads(line)
        getattr(self, what)(*how)
        print(json.dumps(self.state()), flush=True)


def main(folder: Path, scenarios: Path | None) -> None:
    """Until the other end is closed."""
    app = application()
    sitter = Sitter(Home(folder), scenarios)

    def hear() -> None:
        line = sys.stdin.readline()
        sitter.answer(line) if line else app.quit()

    heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    heard.activated.connect(hear)
    print(json.dumps(sitter.state()), flush=True)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
