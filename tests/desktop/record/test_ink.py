"""Laid-out texts are remembered, but not all for ever."""

from pytestqt.qtbot import QtBot

from simtrainer.app.views.record import FieldView, Option
from simtrainer.desktop.record.fields import ComboEditor
from simtrainer.desktop.record.ink import KEPT, Ink
from simtrainer.desktop.theme import Theme


def test_the_texts_used_last_are_the_ones_remembered(light: Theme) -> None:
    ink, another = Ink(light), Ink(light)
    often = another.block("hver gang", "body", 300)
    for number in range(KEPT + 20):
        seldom = ink.block(str(number), "body", 300)
        assert ink.block("hver gang", "body", 300) is often
    assert ink.block(str(number), "body", 300) is seldom
    assert len(light.laid_out) == KEPT
    assert ("0", "body", 300) not in light.laid_out


def test_what_is_too_long_keeps_the_strength_of_a_drug(light: Theme) -> None:
    ink = Ink(light)
    drug = "Eksempelås, Gudny: Oksykodon depot 10 mg"
    short = ink.elided(drug, "body", ink.width(drug, "body") - 20, middle=True)
    assert short != drug
    assert short.startswith("Eksempel")
    assert short.endswith("10 mg")
    assert ink.elided(drug, "body", ink.width(drug, "body"), middle=True) == drug


def test_a_choice_that_is_cut_is_told_whole_to_who_asks(light: Theme, qtbot: QtBot) -> None:
    drug = "Eksempelås, Gudny: Oksykodon depot 10 mg"
    combo = ComboEditor(Ink(light), "order")
    qtbot.addWidget(combo)
    combo.resize(300, 44)
    options = (Option("a", drug), Option("b", "Kort"))
    combo.show_field(FieldView("order", "entry", "Legemiddel", "", "a", options))
    assert combo.toolTip() == drug
    combo.show_field(FieldView("order", "entry", "Legemiddel", "", "b", options))
    assert combo.toolTip() == ""
    combo.show_field(FieldView("order", "entry", "Legemiddel", "", "a", options))
    combo.resize(700, 44)
    combo.show()
    assert combo.toolTip() == "" and combo.currentText() == drug
