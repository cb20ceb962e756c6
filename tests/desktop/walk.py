"""Walks a screen as a person with a screen reader, a keyboard or big text does."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from simtrainer.desktop.kit.button import Pressable
from tests.desktop.record.walk import clipped, nameless, shown, small

__all__ = ["by_arrows", "clipped", "nameless", "shown", "small", "stops", "unreachable"]

_MOST_STOPS = 200


def stops(window: QWidget) -> list[QWidget]:
    """Where the Tab key leads, from wherever it begins until it comes round."""
    found: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or here in found:
            return found
        found.append(here)
    raise AssertionError("Tab never comes round")


def unreachable(window: QWidget) -> list[str]:
    """Buttons that can be clicked but not come to with the Tab key, or the arrow keys after it."""
    reached = stops(window)
    return [
        widget.objectName() or widget.accessibleName()
        for widget in shown(window)
        if isinstance(widget, QAbstractButton)
        and widget.isEnabled()
        and widget not in reached
        and not widget.focusProxy()
        and not by_arrows(widget, reached)
    ]


def by_arrows(widget: QAbstractButton, reached: list[QWidget]) -> bool:
    """One of a row of choices that Tab leads into."""
    row = widget.roving if isinstance(widget, Pressable) else None
    return row is not None and row.stop() in reached
