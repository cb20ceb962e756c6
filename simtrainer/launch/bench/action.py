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
    from PySide6.QtWidgets import QApplication

    from simtrainer.desktop.application import application
    from simtrainer.launch.desktop_app import open_window
    from simtrainer.launch.tidy import Tidy
    from simtrainer.station.home import Home

    app = application()
    window, station = open_window(Home(folder / "home"), deliver_in_background=False)
    window.resize(1440, 900)
    window.show()
    trainer = station.trainer
    unit = trainer.signin().units[0]
    for command in (c.SignIn(unit.people[0].code), c.StartRun(SCENARIO)):
        trainer.do(command)
        QApplication.processEvents()
    play = trainer.play
    assert play is not None
    patients = [p.id for p in play.session.program.patients.values() if p.assigned]
    trainer.do(c.OpenPatient(patients[0]))
    modules = [m.id for m in play.session.program.pack.modules.values() if m.group == "patient"]
    bare, tidy = Bare(folder / "bare.log"), Tidy(window, trainer)
    actions, floors = [], []
    for turn in range(ROUNDS + 4 * len(modules)):
        if turn == 4 * len(modules):  # as the app does when the screen has been shown for a while
            tidy.all()
        move = c.OpenModule(modules[turn % len(modules)])
        begun = time.perf_counter()
        trainer.do(move)
        app.processEvents()
        spent = time.perf_counter() - begun
        line = play.session.run.log[-1].encode()
        floor = bare.once(line)
        if turn >= 4 * len(modules):  # the first rounds build each page once
            actions.append(spent * 1000)
            floors.append(floor * 1000)
    bare.close()
    trainer.leave()
    station.store.close()
    window.close()
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
