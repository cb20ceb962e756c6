"""The strip that asks why: by mouse, by keyboard, from the list and in own words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from simtrainer.app.commands import LeaveRecordShut, OpenPatient
from simtrainer.app.views.access import AccessView
from simtrainer.app.views.record import Option
from simtrainer.base.text import Texts
from simtrainer.desktop.access import AccessBar
from simtrainer.desktop.theme import Theme
from tests.desktop.conftest import named

ASK = AccessView(
    "EVA", "Hvorfor åpner du journalen til Prøve, Eva?", "Grunnen blir lagret i loggen.",
    (Option("call", "Telefon"), Option("other", "Annet")), ("other",), "Åpne journalen",
    "La den være",
)  # fmt: skip
CLOSED = AccessView(
    "GUD", "Journalen er sperret", "Skriv hvorfor.", (), (), "Åpne med blålys", "La den være", True
)


@pytest.fixture
def bar(qtbot: QtBot, light: Theme, texts: Texts) -> AccessBar:
    found = AccessBar(light, texts)
    qtbot.addWidget(found)
    found.resize(600, 300)
    return found


def told(bar: AccessBar) -> list[object]:
    found: list[object] = []
    bar.wished.connect(found.append)
    return found


def test_it_is_hidden_until_something_is_asked(bar: AccessBar) -> None:
    assert bar.isHidden()
    bar.render_access(ASK)
    assert not bar.isHidden()
    bar.render_access(None)
    assert bar.isHidden()


def test_a_reason_of_the_list_by_keyboard(bar: AccessBar) -> None:
    wished = told(bar)
    bar.show()
    bar.render_access(ASK)
    choice = bar.findChild(QComboBox, "access.choice")
    assert choice is not None and choice.accessibleName() == ASK.title
    button = named(bar, "access.open")
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert wished == [] and choice.accessibleDescription()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert wished == [OpenPatient("EVA", "call")]


def test_own_words_where_the_list_leaves_room(bar: AccessBar) -> None:
    wished = told(bar)
    bar.show()
    bar.render_access(ASK)
    choice, line = (
        bar.findChild(QComboBox, "access.choice"),
        bar.findChild(QLineEdit, "access.text"),
    )
    assert choice is not None and line is not None and not line.isVisible()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert line.isVisible()
    QTest.keyClicks(line, "Naboen ropte")
    bar.render_access(ASK)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert wished == [OpenPatient("EVA", "Naboen ropte")]


def test_an_emergency_is_told_in_own_words_and_escape_leaves_it_shut(bar: AccessBar) -> None:
    wished = told(bar)
    bar.show()
    bar.render_access(CLOSED)
    line = bar.findChild(QLineEdit, "access.text")
    assert line is not None and line.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert wished == []
    QTest.keyClicks(line, "Falt")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert wished == [OpenPatient("GUD", "Falt", True), LeaveRecordShut()]
