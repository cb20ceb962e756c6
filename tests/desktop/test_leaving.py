"""The way out of a program that fills the screen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from tests.desktop.conftest import settle
from tests.desktop.fake import FakeTrainer


def opened(theme: Theme, texts: Texts, qtbot: QtBot, *, full: bool) -> MainWindow:
    window = MainWindow(FakeTrainer(texts), theme, warm=False)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.showFullScreen() if full else window.show()
    settle()
    return window


def button(window: QWidget, key: str) -> Button:
    found = window.findChild(Button, key)
    assert isinstance(found, Button)
    return found


def test_a_window_has_its_own_way_out(light: Theme, texts: Texts, qtbot: QtBot) -> None:
    window = opened(light, texts, qtbot, full=False)
    assert not button(window, "leave").isVisible()


def test_a_full_screen_asks_before_it_closes(light: Theme, texts: Texts, qtbot: QtBot) -> None:
    window = opened(light, texts, qtbot, full=True)
    assert not button(window, "leave.go").isVisible()
    button(window, "leave").click()
    assert window.isVisible() and button(window, "leave.go").isVisible()
    QTest.keyClick(button(window, "leave.stay"), Qt.Key.Key_Escape)
    assert window.isVisible() and not button(window, "leave.go").isVisible()
    button(window, "leave").click()
    button(window, "leave.stay").click()
    assert window.isVisible() and not button(window, "leave.go").isVisible()
    button(window, "leave").click()
    button(window, "leave.go").click()
    settle()
    assert not window.isVisible()
