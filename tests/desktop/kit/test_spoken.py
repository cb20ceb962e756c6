"""Roles of painted widgets for screen readers, and that they outlast Python's references."""

import gc

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QWidget

from simtrainer.desktop.kit import spoken
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.segments import Segments
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme
from tests.desktop.conftest import Put

ROLE = QAccessible.Role


@pytest.fixture(autouse=True)
def installed() -> None:
    """As a window's contents do."""
    spoken.install()


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_words_are_words_and_headings_headings(light: Theme, put: Put) -> None:
    body = put(Words(light, "body", text="Tekst"))
    title = put(Words(light, "title", text="Overskrift"))
    assert role(body) == ROLE.StaticText
    assert role(title) == ROLE.Heading
    told = QAccessible.queryAccessibleInterface(title)
    assert told.text(QAccessible.Text.Name) == "Overskrift"
    title.say("En annen")  # type: ignore[attr-defined]
    assert told.text(QAccessible.Text.Name) == "En annen"


def test_what_has_no_role_of_ours_keeps_qts(light: Theme, put: Put) -> None:
    assert role(put(Button(light, "primary", "go", "Start"))) == ROLE.Button
    assert role(put(QWidget())) == ROLE.Client


def test_a_choice_tells_whether_it_is_chosen_and_can_be_pressed(light: Theme, put: Put) -> None:
    row = Segments(light, "size", "Størrelse")
    row.show_options((("s", "Liten"), ("l", "Stor")), "l")
    put(row)
    chosen: list[str] = []
    row.chosen.connect(chosen.append)
    group = QAccessible.queryAccessibleInterface(row)
    assert (group.role(), group.childCount()) == (ROLE.Grouping, 2)
    gc.collect()  # the answers must not hang on a reference that Python has let go of
    small, large = group.child(0), group.child(1)
    assert (small.role(), small.state().checked, large.state().checked) == (
        ROLE.RadioButton, 0, 1,
    )  # fmt: skip
    actions = small.actionInterface()
    assert QAccessibleActionInterface.pressAction() in actions.actionNames()
    actions.doAction(QAccessibleActionInterface.pressAction())
    assert chosen == ["s"]


def test_thousands_of_widgets_come_and_go(light: Theme) -> None:
    for _ in range(20):
        whole = QWidget()
        parts = [Words(light, text=str(n), parent=whole) for n in range(100)]
        assert all(role(part) == ROLE.StaticText for part in parts)
        whole.deleteLater()
        del whole, parts
        gc.collect()


def test_nothing_is_said_without_words(
    light: Theme, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda e: said.append(e.message()))
    about = put(QWidget())
    spoken.announce(about, "")
    spoken.announce(about, "Alt er lagret.", urgent=True)
    assert said == ["Alt er lagret."]
