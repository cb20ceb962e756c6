"""The desktop app started for real: its first frame, its end, and why it would not start."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.launch.real import PATIENCE_S, ROOT, Answer, run, surroundings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt

# The app as a person starts it, with somebody who says when its first screen is filled and who
# then does what stands in DO.
WATCHED = """
import os, sys
from PySide6.QtCore import QTimer
from simtrainer.desktop import contents
from simtrainer.launch import delivery
from simtrainer.launch.cli import main

delivery.FIRST_MS = 300
made = contents.Contents.__init__
def told(self, trainer, theme, window, **more):
    made(self, trainer, theme, window, **more)
    def first_frame():
        print("screen", trainer.screen, len(trainer.signin().units), flush=True)
        exec(os.environ.get("DO", ""), {"window": window, "trainer": trainer, "QTimer": QTimer})
    QTimer.singleShot(0, self, first_frame)
contents.Contents.__init__ = told
sys.exit(main([]))
"""


@contextmanager
def started(home: Path, do: str = "") -> Iterator["subprocess.Popen[str]"]:
    """The app as a process of its own, on its first screen."""
    process = subprocess.Popen(
        [sys.executable, "-c", WATCHED],
        env=surroundings(home, DO=do),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("screen signin "), line or process.communicate()[1]
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


EMPTIED = """
from simtrainer.app import commands as c
from PySide6.QtWidgets import QAbstractButton
trainer.do(c.ShowSettings())
trainer.do(c.ShowReturn())
trainer.do(c.EmptyPc("tøm"))
print("emptied", trainer.returning().receipt is not None, flush=True)
QTimer.singleShot(1000, lambda: window.findChild(QAbstractButton, "return.close").click())
"""
"""Longer than until the app first looks at its outbox, which must not be made anew."""


def test_a_pc_that_was_emptied_stays_empty(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes(
        (ROOT / "resources" / "roster" / "sample.csv").read_bytes()
    )
    with started(tmp_path, EMPTIED) as process:
        out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out.splitlines()) == (0, ["emptied True"]), err
    assert {path.suffix for path in tmp_path.iterdir()} == {".lock"}


def test_first_frame_and_closing_ends_well(tmp_path: Path) -> None:
    with started(tmp_path, "QTimer.singleShot(0, window, window.close)") as app:
        _, told = app.communicate(timeout=PATIENCE_S)
        assert (app.returncode, told) == (0, "")
    assert (tmp_path / "settings.json").is_file()
    assert not (tmp_path / "crash").exists()


def test_a_second_copy_is_refused_in_plain_words_and_the_first_lives_on(tmp_path: Path) -> None:
    with started(tmp_path) as first:
        second = run(tmp_path)
        assert second.code == 1
        assert "allerede åpent" in second.err and second.out == ""
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        first.wait(PATIENCE_S)
    with started(tmp_path, "QTimer.singleShot(0, window, window.close)") as third:
        third.communicate(timeout=PATIENCE_S)
        assert third.returncode == 0, "a stopped app must not lock out the next"


def test_a_bug_is_written_down_and_the_person_can_go_on(tmp_path: Path) -> None:
    do = """
def bug():
    raise ZeroDivisionError("a planted bug")
def look():
    print("told", window.notice, flush=True)
    window.close()
QTimer.singleShot(0, window, bug)
QTimer.singleShot(200, window, look)
"""
    with started(tmp_path, do) as app:
        out, _ = app.communicate(timeout=PATIENCE_S)
        assert app.returncode == 0
    assert "told Noe gikk galt i programmet. Alt du har gjort, er lagret." in out
    (report,) = (tmp_path / "crash").iterdir()
    assert "a planted bug" in report.read_text(encoding="utf-8")


def test_a_bug_while_opening_does_not_leave_an_empty_window(tmp_path: Path) -> None:
    broken = """
import sys
from simtrainer.desktop import contents
from simtrainer.launch.cli import main
def broken(*_, **__):
    raise ZeroDivisionError("a planted bug")
contents.Contents.__init__ = broken
sys.exit(main([]))
"""
    done = subprocess.run(
        [sys.executable, "-c", broken],
        env=surroundings(tmp_path),
        capture_output=True,
        timeout=PATIENCE_S,
        cwd=ROOT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "Noe gikk galt i programmet." in done.stderr
    (report,) = (tmp_path / "crash").iterdir()
    assert "a planted bug" in report.read_text(encoding="utf-8")


def _refused(answer: Answer, *words: str) -> None:
    assert (answer.code, answer.out) == (1, "")
    for word in words:
        assert word in answer.err


@pytest.mark.parametrize("text", ["{broken", "[1, 2]", '{"station": 7}', "\x00"])
def test_broken_settings_are_named_with_their_place(text: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    _refused(run(tmp_path), f"{path}:1:", "nnstilling")
    assert path.read_text(encoding="utf-8") == text, "what is broken is not overwritten"


ROSTERS = {
    "columns": ("a;b\n1;2\n", ":1:1 ", "Kolonnene stemmer ikke"),
    "one": ("unit,unit_name,code,name,role\nu,U,P1,,Syk\n", ":2:8 ", "Fyll det ut"),
    "several": (
        "unit,unit_name,code,name,role\nu,U,P1,,Syk\nu,U,P1,Ola,Syk\n", ":3:5 ", "brukt før",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ROSTERS))
def test_a_broken_roster_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    text, place, word = ROSTERS[name]
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    _refused(run(tmp_path), f"{path}{place}", word)


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    _refused(run(tmp_path / "file"), "datamappen")
    _refused(run(tmp_path / "file" / "below"), "datamappen")


def test_a_window_larger_than_the_screen_fills_it(qtbot: "QtBot") -> None:
    from simtrainer.desktop.window import MainWindow
    from simtrainer.launch.desktop_app import show_window

    window = MainWindow()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry().size()
    window.setMinimumSize(100, 100)
    window.resize(room.width() + 1, room.height())
    show_window(window, full=False)
    assert window.isMaximized()
    window.showNormal()
    assert window.width() <= room.width() and window.height() < room.height(), "made smaller again"
    window.resize(room.width(), room.height() - 100)
    show_window(window, full=False)
    assert not window.isMaximized()
