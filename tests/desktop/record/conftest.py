"""A window's worth of surroundings for one record view: theme, texts and a list of its wishes."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.desktop.record import build
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.targets import Target, find
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

    def place(self, key: str) -> Target:
        """Where a key is, as the autopilot finds it."""
        found = find(self.widget, key)
        assert found is not None, f"no target {key}"
        return found

    def click(self, key: str) -> None:
        """Click in the middle of what has this key."""
        found = self.place(key)
        self.click_at(found.widget, found.rect.center())

    def click_at(self, widget: QWidget, at: QPoint) -> None:
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
