"""The debrief folds with the window, and tells no more than there is to tell."""

from dataclasses import replace
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from simtrainer.app import commands as c
from simtrainer.app.views.shell import PathPoint
from simtrainer.base.text import Texts
from simtrainer.desktop.debrief import DebriefPage
from simtrainer.desktop.kit.paths import MARKS
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from tests.app.rig import Rig
from tests.desktop import samples
from tests.desktop.conftest import Put, named, settle
from tests.desktop.printed import prints

MANY = tuple(f"«Dette trodde neste vakt, nummer {n}.»" for n in range(1, 8))


def test_much_that_was_believed_stands_in_two_columns(light: Theme, texts: Texts, put: Put) -> None:
    page = DebriefPage(light, texts)
    page.render_debrief(replace(samples.DEBRIEF, believed=MANY))
    put(page, 1440, 900)
    left, right = page._believed._halves
    assert right.isVisible() and left.x() < right.x() and left.y() == right.y()
    page.resize(1000, 700)
    settle()
    assert left.y() < right.y()
    page.render_debrief(replace(samples.DEBRIEF, believed=MANY[:2]))
    assert left.isVisible() and not right.isVisible()
    page.render_debrief(replace(samples.DEBRIEF, believed=()))
    assert not page._believed.isVisible()


def test_without_anything_beside_it_a_card_takes_the_whole_width(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = DebriefPage(light, texts)
    page.render_debrief(samples.DEBRIEF)
    put(page, 1440, 900)
    beside = page._telling.width()
    view = replace(
        samples.DEBRIEF, scored=False, refreshers=(), survey=None, believed=(), private="Bare du."
    )
    page.render_debrief(view)
    settle()
    assert beside < 460 < 1200 < page._telling.width()
    assert page._goals.width() == page._telling.width()


def test_a_card_is_as_high_as_what_it_holds(light: Theme, texts: Texts, put: Put) -> None:
    page = DebriefPage(light, texts)
    page.render_debrief(replace(samples.DEBRIEF, believed=MANY[:1]))
    cards = (page._telling, page._goals, page._refreshers, page._survey, page._believed)
    for width in (1000, 1280, 1440, 1920):
        put(page, width, 900)
        for card in cards:
            assert card.isVisible()
            assert card.height() <= card.heightForWidth(card.width()) + 2, type(card).__name__


def test_what_measured_nothing_has_nothing_to_keep(light: Theme, texts: Texts, put: Put) -> None:
    page = DebriefPage(light, texts)
    put(page, 1440, 900)
    for shown in (False, True):
        page.render_debrief(replace(samples.DEBRIEF, shown=shown))
        assert page._keep.isVisible() is not shown


def test_the_legend_tells_every_mark_of_the_path(light: Theme, texts: Texts, put: Put) -> None:
    page = DebriefPage(light, texts)
    states: tuple[Literal["good", "late", "missed"], ...] = ("good", "late", "missed")
    paths = tuple(
        PathPoint(state, at, None if state == "missed" else at, state, "")
        for at, state in zip((0.2, 0.5, 0.8), states, strict=True)
    )
    page.render_debrief(replace(samples.DEBRIEF, paths=paths))
    put(page, 1440, 900)
    said = {one.text for one in prints(page._paths)[0]}
    assert {texts(f"ui.debrief.{word}") for _, word in MARKS.values()} <= said
    assert set(MARKS) == {"good", "warn", "bad"}, "the colours that a mark may have"


def test_the_questions_stand_alike_at_every_width(light: Theme, texts: Texts, put: Put) -> None:
    page = DebriefPage(light, texts)
    page.render_debrief(samples.DEBRIEF)
    seen = set()
    for width in (1100, 1280, 1440, 1920):
        put(page, width, 900)
        asked = page._survey._questions.values()
        ways = {q._line.direction() for q in asked}
        assert len(ways) == 1
        needed = {q._label.heightForWidth(q._label.width()) for q in asked}
        assert needed == {light.line("body")}, "in one line"
        seen |= ways
    assert len(seen) == 2


def played(light: Theme, qtbot: QtBot) -> tuple[MainWindow, DebriefPage]:
    """The debrief of a shift that ran to its end, in the smallest window."""
    rig = Rig()
    rig.start()
    rig.wait(45 * 60)
    window = MainWindow(rig.trainer, light, warm=False)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    settle()
    page = window.page("debrief")
    assert isinstance(page, DebriefPage)
    return window, page


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_the_page_stands_still_when_the_answers_are_sent(
    hand: str, light: Theme, qtbot: QtBot
) -> None:
    """The button that sends goes away: the focus falls on something far down, which nobody has
    asked to see."""
    window, page = played(light, qtbot)
    chosen, send = named(page, "survey.learned.much"), named(page, "survey.send")
    page._panel.ensureWidgetVisible(send)
    settle()
    bar = page._panel.verticalScrollBar()
    where, left = bar.value(), Qt.MouseButton.LeftButton
    assert where > 0
    if hand == "mouse":
        for button in (chosen, send):
            middle = button.mapTo(window, button.rect().center())
            QTest.mouseClick(window.windowHandle(), left, Qt.KeyboardModifier.NoModifier, middle)
            settle()
    else:
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(chosen, Qt.Key.Key_Space)
        send.setFocus(Qt.FocusReason.TabFocusReason)
        where = bar.value()
        QTest.keyClick(send, Qt.Key.Key_Space)
        settle()
    assert not send.isVisible()
    assert bar.value() == where
    window.close()


def test_into_the_record_as_it_was_and_back_to_the_same_place(light: Theme, qtbot: QtBot) -> None:
    window, page = played(light, qtbot)
    typed = named(page, "survey.comment")
    QTest.keyClicks(typed, "Fin vakt")
    button = named(page, "seen.a9-stop")
    page._panel.ensureWidgetVisible(button)
    settle()
    where = page._panel.verticalScrollBar().value()
    assert where > 0
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    back = named(page, "lookback.back")
    assert back.hasFocus() and not button.isVisible()
    QTest.mouseClick(named(page, "nav.ward"), Qt.MouseButton.LeftButton)
    settle()
    QTest.mouseClick(named(page, "nav.inbox"), Qt.MouseButton.LeftButton)
    settle()
    assert window.notice == ""
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    settle()
    assert button.isVisible() and button.hasFocus()
    assert page._panel.verticalScrollBar().value() == where
    assert typed.property("text") == "Fin vakt"
    window.ask(c.LookBack("a9-stop"))
    window.ask(c.SignOut())
    assert not page._lookback._host._kept  # type: ignore[union-attr]
    window.close()
