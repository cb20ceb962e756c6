"""A window whose screen has gone comes back to one that is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from simtrainer.desktop.in_sight import InSight, in_sight

pytestmark = pytest.mark.qt
LAPTOP, BESIDE = QRect(0, 0, 1280, 800), QRect(1280, 0, 1920, 1080)
SIDES = st.integers(-4000, 6000)
SIZES = st.integers(200, 3000)


@given(SIDES, SIDES, SIZES, SIZES)
def test_it_can_always_be_taken_hold_of(x: int, y: int, wide: int, tall: int) -> None:
    there = in_sight(QRect(x, y, wide, tall), [LAPTOP, BESIDE])
    top = QRect(there.x(), there.y(), there.width(), 48)
    seen = [screen.intersected(top) for screen in (LAPTOP, BESIDE)]
    assert any(part.width() >= 192 and part.height() >= 24 for part in seen)
    assert in_sight(there, [LAPTOP, BESIDE]) == there


def test_what_can_be_seen_stays_where_it_is() -> None:
    for frame in (QRect(1500, 30, 1440, 900), QRect(-900, 10, 1440, 900), QRect(0, 0, 5000, 4000)):
        assert in_sight(frame, [LAPTOP, BESIDE]) == frame


def test_it_is_made_no_larger_than_the_screen_that_is_left() -> None:
    assert in_sight(QRect(1500, 30, 1440, 900), [LAPTOP]) == LAPTOP
    assert in_sight(QRect(1500, 30, 800, 600), [LAPTOP]) == QRect(240, 100, 800, 600)
    assert in_sight(QRect(1500, 30, 800, 600), []) == QRect(1500, 30, 800, 600)


@pytest.mark.parametrize("full", [False, True])
def test_a_window_on_a_screen_that_is_unplugged_comes_back(full: bool, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    watch = InSight(window)
    window.resize(500, 400)
    window.show()
    window.move(5000, 300)
    if full:
        window.showFullScreen()
        window.move(5000, 300)
    qtbot.waitExposed(window)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    screen = app.primaryScreen()
    app.screenRemoved.emit(screen)
    qtbot.waitUntil(lambda: screen.availableGeometry().contains(window.geometry().topLeft()))
    assert window.isFullScreen() is full
    watch.bring_back()
    assert screen.availableGeometry().contains(window.geometry().topLeft())
