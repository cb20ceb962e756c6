"""Problems in words, without a box to click away."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.desktop.notice import Notice, refuse, told
from simtrainer.desktop.theme import Theme
from tests.desktop.conftest import Put, named


def test_a_known_code_is_told_in_words(texts: Texts) -> None:
    assert told(texts, Problem("person.none")) == "Velg navnet ditt først."
    assert "«note»" in told(texts, Problem("field.missing", field="note"))


def test_an_unknown_code_is_told_too(texts: Texts) -> None:
    said = told(texts, Problem("no.such.code"))
    assert "no.such.code" in said
    assert "lagret" in said


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
