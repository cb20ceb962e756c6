"""One trainee action, durable, to the painted answer.

The floor, measured between the actions: appending the same bytes to a file with fdatasync, plus
switching a bare page of 40 fields.
"""

import os
import tempfile
import time
from pathlib import Path

from simtrainer.app import commands as c
from simtrainer.launch.bench.figure import Figure, below, percentile, ratio
from simtrainer.launch.bench.record_desk import at_desk

SCENARIO = "morgenvakt-solglott"
ROUNDS = 300
FIELDS = 40
SLOWEST_MS = 16.0


def run() -> list[Figure]:
    """p50 against the floor, and p99 in milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="simtrainer-bench-") as folder:
        actions, floors = _measure(Path(folder))
    return [
        ratio("action.p50", percentile(actions, 0.5), "ms", percentile(floors, 0.5), 2.0),
        below("action.p99", percentile(actions, 0.99), "ms", percentile(floors, 0.99), SLOWEST_MS),
    ]


def _measure(folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds of each action, in pages that have been built, and of the floor after it."""
    actions, floors = [], []
    with at_desk(folder / "home") as desk:
        trainer = desk.station.trainer
        desk.do(c.SignIn(trainer.signin().units[0].people[0].code))
        desk.do(c.StartRun(SCENARIO))
        desk.idle(3)
        session = trainer.play.session
        pack, patients = session.program.pack, session.program.patients.values()
        desk.do(c.OpenPatient(next(p.id for p in patients if p.assigned)))
        modules = [m.id for m in pack.modules.values() if m.group == "patient"]
        for module in modules:
            desk.do(c.OpenModule(module))
        desk.at_rest()
        bare = Bare(folder / "bare.log")
        for turn in range(ROUNDS):
            actions.append(desk.do(c.OpenModule(modules[turn % len(modules)])))
            floors.append(bare.once(session.run.log[-1].encode()) * 1000)
        bare.close()
    return actions, floors


class Bare:
    """A stack of two pages with 40 fields each, and a file."""

    def __init__(self, path: Path) -> None:
        from PySide6.QtWidgets import QFormLayout, QLineEdit, QStackedWidget, QWidget

        self._stack = QStackedWidget()
        for _ in range(2):
            page = QWidget()
            form = QFormLayout(page)
            for number in range(FIELDS):
                form.addRow(str(number), QLineEdit(str(number)))
            self._stack.addWidget(page)
        self._stack.resize(1440, 900)
        self._stack.show()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def once(self, line: bytes) -> float:
        """Seconds for one durable line and one painted switch."""
        from PySide6.QtWidgets import QApplication

        begun = time.perf_counter()
        os.write(self._file, line)
        getattr(os, "fdatasync", os.fsync)(self._file)
        self._stack.setCurrentIndex(1 - self._stack.currentIndex())
        QApplication.processEvents()
        return time.perf_counter() - begun

    def close(self) -> None:
        """Away with both."""
        os.close(self._file)
        self._stack.close()
        self._stack.deleteLater()
