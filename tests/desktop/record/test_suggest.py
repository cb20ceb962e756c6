"""A line that suggests: a name typed or chosen is its thing, and other words stand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from simtrainer.app.views.record import FieldView, Option
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.suggest import SuggestEditor
from simtrainer.desktop.theme import Theme

FIELD = FieldView(
    "drug", "drug", "Legemiddel", "", None,
    (Option("para", "Paracetamol"), Option("oxy", "Oksykodon (depot)")),
)  # fmt: skip


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> SuggestEditor:
    found = SuggestEditor(Ink(theme, "Velg"), "field.drug")
    qtbot.addWidget(found)
    found.show_field(FIELD)
    found.show()
    return found


def test_a_name_typed_in_full_is_the_thing_and_other_words_stand(line: SuggestEditor) -> None:
    told: list[object] = []
    line.changed.connect(told.append)
    QTest.keyClicks(line, "paracetamol")
    assert told[-1] == "para" and told[-2] == "paracetamo"
    line.show_field(replace(FIELD, value="para"))
    assert line.text() == "paracetamol", "what one types is left alone"
    QTest.keyClicks(line, " forte")
    assert told[-1] == "paracetamol forte"


def test_a_value_is_shown_by_its_name(line: SuggestEditor) -> None:
    line.show_field(replace(FIELD, value="oxy"))
    assert line.text() == "Oksykodon (depot)"
    line.show_field(replace(FIELD, value="Hostesaft"))
    assert line.text() == "Hostesaft"


def test_suggestions_are_chosen_by_keyboard(line: SuggestEditor) -> None:
    told: list[object] = []
    line.changed.connect(told.append)
    line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(line, "kod")
    popup = line.completer().popup()
    assert popup is not None and popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert told[-1] == "oxy" and line.text() == "Oksykodon (depot)"
