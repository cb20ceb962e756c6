"""A row of choices is one stop for Tab, and each of them is come to by the keys inside it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.roving import Roving
from simtrainer.desktop.theme import Theme
from tests.desktop.conftest import Put

LABELS = ("Avdelingsliste", "Søk", "Journal", "Legemidler", "Målinger", "Meldinger")
Key = Qt.Key


def row(theme: Theme) -> tuple[QWidget, Roving, list[Button]]:
    """Buttons side by side, one stop."""
    whole = QWidget()
    across = QHBoxLayout(whole)
    buttons = [Button(theme, "outlined", f"b.{label}", label) for label in LABELS]
    for button in buttons:
        button.setCheckable(True)
        across.addWidget(button)
    group = Roving(whole, letters=True)
    group.hold(buttons)
    return whole, group, buttons


def press(*keys: Qt.Key) -> str:
    """The label that has the focus after these keys."""
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key)
    here = QApplication.focusWidget()
    return here.text() if isinstance(here, Button) else ""


def stops(buttons: list[Button]) -> list[str]:
    """Where Tab may land."""
    return [b.text() for b in buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_tab_lands_on_the_taken_one_or_the_first(light: Theme, put: Put) -> None:
    whole, group, buttons = row(light)
    put(whole, 900, 80)
    buttons[0].clearFocus()
    assert stops(buttons) == ["Avdelingsliste"]
    buttons[3].setChecked(True)
    group.settle()
    assert stops(buttons) == ["Legemidler"]
    buttons[3].setEnabled(False)
    group.settle()
    assert stops(buttons) == ["Avdelingsliste"], "a shut door is no way in"
    buttons[0].hide()
    group.settle()
    assert stops(buttons) == ["Søk"]


def test_arrows_home_end_and_letters_go_between_them(light: Theme, put: Put) -> None:
    whole, _, buttons = row(light)
    put(whole, 900, 80)
    buttons[0].setFocus()
    assert press(Key.Key_Down) == "Søk"
    assert press(Key.Key_Right, Key.Key_Right) == "Legemidler"
    assert press(Key.Key_Left) == "Journal"
    assert press(Key.Key_Up, Key.Key_Up, Key.Key_Up) == "Meldinger", "it comes round"
    assert press(Key.Key_Home) == "Avdelingsliste"
    assert press(Key.Key_End) == "Meldinger"
    assert press(Key.Key_M) == "Målinger"
    assert press(Key.Key_M) == "Meldinger"
    assert press(Key.Key_X) == "Meldinger"
    buttons[1].setEnabled(False)
    assert press(Key.Key_Home, Key.Key_Right) == "Journal", "what is shut is passed by"
    assert stops(buttons) == ["Journal"], "Tab comes back to where it was"


@pytest.fixture(scope="module")
def shown(light: Theme) -> Iterator[tuple[QWidget, Roving, list[Button]]]:
    """One row for all examples."""
    whole, group, buttons = row(light)
    whole.show()
    whole.activateWindow()
    QApplication.processEvents()
    yield whole, group, buttons
    whole.close()
    whole.deleteLater()
    QApplication.processEvents()


@given(
    here=st.integers(0, len(LABELS) - 1),
    there=st.integers(0, len(LABELS) - 1),
    shut=st.sets(st.integers(0, len(LABELS) - 1), max_size=4),
)
def test_there_is_a_way_from_each_to_each(
    shown: tuple[QWidget, Roving, list[Button]], here: int, there: int, shut: set[int]
) -> None:
    _, group, buttons = shown
    for number, button in enumerate(buttons):
        button.setEnabled(number not in shut - {here, there})
    buttons[here].setFocus()
    presses = 0
    while (key := group.toward(buttons[there].objectName())) is not None:
        press(key)
        presses += 1
        assert presses <= len(LABELS)
    assert QApplication.focusWidget() is buttons[there]
