"""Surroundings of a screen: the theme, the reference texts, and a page that is really shown."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.base.text import Texts
from simtrainer.desktop.theme import Theme

RESOURCES = Path(__file__).parents[2] / "resources"
W = TypeVar("W", bound=QWidget)
Put = Callable[..., QWidget]


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The reference language."""
    return Texts("nb", json.loads((RESOURCES / "text" / "nb.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def light(qapp: QApplication) -> Theme:
    """The light theme, applied once."""
    made = Theme(RESOURCES, "light")
    made.apply(qapp)
    return made


@pytest.fixture
def qtbot(qtbot: QtBot) -> Iterator[QtBot]:
    """Keeps what it is given until the test is over. Its own references are weak, so a widget
    that only knows itself could be collected while it was painting, which ends the process."""
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def add_and_keep(widget: QWidget, **more: Any) -> None:
        kept.append(widget)
        add(widget, **more)

    qtbot.addWidget = add_and_keep  # type: ignore[method-assign]
    yield qtbot
    kept.clear()


def settle() -> None:
    """Let layouts and repaints come to rest."""
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def put(qtbot: QtBot) -> Put:
    """Show a widget at a size: ``put(widget, 1440, 900)``; it is closed after the test."""

    def shown(widget: W, width: int = 1440, height: int = 900) -> W:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        settle()
        return widget

    return shown


def named(root: QWidget, key: str) -> QWidget:
    """The one visible widget with this object name."""
    found = [w for w in root.findChildren(QWidget, key) if w.isVisible()]
    assert len(found) == 1, f"{key}: {found}"
    return found[0]
