"""The settings on the screen: what is pressed is there at once, by mouse and by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.app import commands as c
from simtrainer.app.looks import SIZES, THEMES, Look, Outfit
from simtrainer.desktop import contrast
from simtrainer.desktop.settings import SettingsPage
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import THEMES as TOKENS
from simtrainer.desktop.window import MainWindow
from simtrainer.launch.words import LANGUAGES, texts
from tests.app.rig import Rig
from tests.desktop.conftest import RESOURCES, named, settle
from tests.desktop.walk import clipped


@pytest.fixture
def rig() -> Rig:
    """A trainer with every language."""
    return Rig(outfit=Outfit(Look(), LANGUAGES, texts))


@pytest.fixture
def window(rig: Rig, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """A shown window on it."""
    made = MainWindow(rig.trainer, Theme(RESOURCES), warm=False)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    settle()
    yield made
    Theme(RESOURCES).apply(qapp)


def press(window: MainWindow, key: str) -> None:
    """Press a button, and let what it leads to happen."""
    button = named(window, key)
    button.setFocus()
    button.click()  # type: ignore[attr-defined]
    settle()


def words(window: MainWindow) -> set[str]:
    """What stands on the screen."""
    return {w.accessibleName() for w in window.contents.findChildren(QWidget) if w.isVisible()}


def test_a_language_is_chosen_and_the_whole_screen_speaks_it(window: MainWindow) -> None:
    press(window, "settings")
    press(window, "settings.language.en")
    assert {"Settings", "Colours", "Help"} <= words(window)
    press(window, "settings.back")
    assert "Who are you?" in words(window)


def test_the_focus_stays_where_it_was(window: MainWindow) -> None:
    press(window, "settings")
    press(window, "settings.theme.dark")
    focus = window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "settings.theme.dark"
    assert window.theme.name == "dark"


def test_text_of_another_size_is_drawn_at_once(window: MainWindow) -> None:
    press(window, "settings")
    before = named(window, "settings.back").height()
    press(window, "settings.text.200")
    assert named(window, "settings.back").height() == 2 * before


def test_what_was_is_gone_and_nobody_listens_twice(window: MainWindow, rig: Rig) -> None:
    press(window, "settings")
    listeners, before = len(rig.trainer._listeners), window.contents
    gone: list[bool] = []
    before.destroyed.connect(lambda: gone.append(True))
    press(window, "settings.theme.contrast")
    assert gone == [True]
    assert len(rig.trainer._listeners) == listeners


def test_unsaved_writing_survives_another_look(window: MainWindow, rig: Rig) -> None:
    play = rig.start()
    rig.do(c.OpenPatient(next(iter(play.session.program.patients))))
    rig.do(c.OpenModule("journal"))
    form = rig.trainer.module().form.form  # type: ignore[union-attr]
    rig.do(c.Edit(form, "observation", "Hoster mer enn før"))
    rig.do(c.SetLook(theme="dark", text="150"))
    settle()
    assert rig.play.desk.draft(form)["observation"] == "Hoster mer enn før"


def test_the_arrow_keys_move_between_the_choices(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "settings")
    first = named(window, "settings.text.100")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    focus = window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "settings.text.125"
    qtbot.keyClick(focus, Qt.Key.Key_Space)
    settle()
    assert window.theme.scale == 1.25


def test_the_systems_contrast_theme_goes_before_ours(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = QPalette(QColor("#202020"))
    for role, color in (
        (QPalette.ColorRole.Window, "#2d3236"), (QPalette.ColorRole.WindowText, "#ffffff"),
        (QPalette.ColorRole.Highlight, "#d6b4fd"), (QPalette.ColorRole.HighlightedText, "#2b2b2b"),
    ):  # fmt: skip
        system.setColor(role, QColor(color))
    monkeypatch.setattr(contrast, "system_contrast", lambda app: system)
    press(window, "settings")
    press(window, "settings.theme.dark")
    assert window.theme.hex("surface") == "#2d3236"
    assert window.theme.hex("primary") == "#d6b4fd"
    assert any("kontrasttema" in text for text in words(window))


def test_every_theme_of_a_look_has_tokens() -> None:
    assert set(TOKENS) == set(THEMES)
    assert all(1.0 <= int(size) / 100 <= 2.0 for size in SIZES)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_no_line_is_squeezed_where_a_card_is_narrower_than_the_window(
    size: tuple[int, int], window: MainWindow, rig: Rig
) -> None:
    """The scroll area reckons the height of a line that wraps in the card and not in the window."""
    window.resize(*size)
    rig.do(c.ShowSettings())
    press(window, "settings.language.en")
    settle()
    assert clipped(window.contents) == []


def test_the_way_out_stands_under_the_edge_of_the_card(qtbot: QtBot) -> None:
    page = SettingsPage(Theme(RESOURCES, "light", 1.5), texts("nb"))
    qtbot.addWidget(page)
    page._give_back.setText("Lever inn PC-en")
    for width in (900, 1280, 1920):
        page.resize(width, 720)
        page.show()
        settle()
        card = page._language.parentWidget()
        right = card.mapTo(page, QPoint(card.width(), 0)).x()
        assert page._give_back.mapTo(page, QPoint(page._give_back.width(), 0)).x() == right
