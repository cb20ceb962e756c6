"""A window's worth of surroundings for one record view: theme, texts and a list of its wishes."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.desktop.record import build
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.theme import Theme
from tests.desktop.record.shots import RESOURCES, texts

Show = Callable[..., "Page"]


class Page:
    """A view on the screen, and what it wished."""

    def __init__(self, widget: ModuleWidget, qtbot: QtBot) -> None:
        self.widget = widget
        self.wishes: list[object] = []
        self._qtbot = qtbot
        widget.wished.connect(self.wishes.append)

    def render(self, view: Any) -> None:
        """Draw another state."""
        self.widget.render(view)
        QApplication.processEvents()

    def take(self) -> list[object]:
        """The wishes since the last time."""
        taken, self.wishes[:] = list(self.wishes), []
        return taken

    def named(self, key: str) -> QWidget:
        """The visible widget with this object name."""
        found = [w for w in self.widget.findChildren(QWidget, key) if w.isVisible()]
        assert len(found) == 1, f"{key}: {found}"
        return found[0]

    def place(self, key: str) -> tuple[QWidget, QRect]:
        """A painted target and the widget that paints it, as the autopilot finds it."""
        for widget in self.widget.findChildren(QWidget):
            target = getattr(widget, "target", None)
            rect = target(key) if target and widget.isVisible() else None
            if rect is not None:
                return widget, rect
        raise AssertionError(f"no target {key}")

    def click(self, key: str) -> None:
        """Click a named widget, or a painted target by its key."""
        names = [w for w in self.widget.findChildren(QWidget, key) if w.isVisible()]
        widget, rect = (names[0], names[0].rect()) if names else self.place(key)
        self._click_at(widget, rect.center())

    def _click_at(self, widget: QWidget, at: QPoint) -> None:
        """Where the click really lands: on whatever child is under the pointer."""
        under = widget.childAt(at)
        spot = under.mapFrom(widget, at) if under else at
        self._qtbot.mouseClick(under or widget, Qt.MouseButton.LeftButton, pos=spot)

    def press(self, widget: QWidget, *keys: Qt.Key) -> None:
        """Press keys in a widget."""
        for key in keys:
            self._qtbot.keyClick(widget, key)

    def write(self, widget: QWidget, text: str) -> None:
        """Type text into a widget."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._qtbot.keyClicks(widget, text)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, applied once."""
    light = Theme(RESOURCES, "light")
    light.apply(qapp)
    return light


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Show:
    """Build a view state's widget and show it: ``show(view, width=…, theme=…)``."""

    def shown(view: Any, width: int = 1128, height: int = 732, theme: Theme = theme) -> Page:
        widget = build(view, texts(), theme)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        QApplication.processEvents()
        QApplication.processEvents()
        return Page(widget, qtbot)

    return shown
