"""PySide6 6.12.0 loses a reference to None or True on each void call and emit, until the
interpreter aborts. Flat counts show that this version does not."""

import sys
from collections.abc import Callable
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
