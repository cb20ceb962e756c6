"""Problems in words, without a box to click away."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from simtrainer.base.text import Texts
from simtrainer.desktop.notice import Notice, refuse
from simtrainer.desktop.theme import Theme
from tests.desktop.conftest import Put, named


def test_it_shows_wraps_and_closes(light: Theme, texts: Texts, put: Put) -> None:
    notice = Notice(light, texts)
    notice.closed.connect(notice.hide)
    assert notice.text() == ""
    notice.say("Vi mistet nettet. Alt er lagret på PC-en. " * 6)
    put(notice, 600, 200)
    assert notice.heightForWidth(600) > notice.heightForWidth(1400)
    QTest.mouseClick(named(notice, "notice.close"), Qt.MouseButton.LeftButton)
    assert notice.text() == ""


def test_refusing_without_a_screen_ends_by_itself(qapp: QApplication) -> None:
    refuse("Programmet er allerede åpent.")
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]
