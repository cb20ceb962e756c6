"""What PySide6 does that a program does not expect.

Version 6.12.0 loses a reference to None or True on each void call and emit, until the interpreter
aborts: flat counts show that this version does not. And any version has imports of its own, which
read the source of all that is imported, and ask it for names that it may not have yet.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.qt

CALLS = 10_000
SLACK = 200
"""What an interpreter may use of its own in between; the fault would cost all of ``CALLS``."""


def drift(act: Callable[[], Any]) -> dict[str, int]:
    act()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        act()
    after = sys.getrefcount(None), sys.getrefcount(True)
    return {
        name: new - old
        for name, old, new in zip(("None", "True"), before, after, strict=True)
        if abs(new - old) > SLACK
    }


def test_set_text_keeps_the_counts_flat(qapp: object) -> None:
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    assert drift(lambda: label.setText("38,7")) == {}
    label.deleteLater()


def test_emit_keeps_the_counts_flat(qapp: object) -> None:
    from PySide6.QtCore import QObject, Signal

    class Bell(QObject):
        rung = Signal(bool)

    heard = []
    bell = Bell()
    bell.rung.connect(heard.append)

    def ring() -> None:
        bell.rung.emit(True)
        heard.clear()

    assert drift(ring) == {}


IMPORTS = """
import linecache
import simtrainer.desktop.debrief
import touchy
kept = [name for name in linecache.cache if "simtrainer" in name]
assert not kept, kept
"""
TOUCHY = """
def __getattr__(name):
    raise ImportError(f"{name} is asked for while half of this is imported")
"""


def test_an_import_neither_keeps_nor_asks_after_what_it_imports(tmp_path: Path) -> None:
    """A library that finds its parts when they are asked for cannot be made to fail by it."""
    (tmp_path / "touchy.py").write_text(TOUCHY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
