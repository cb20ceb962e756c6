"""F6 goes round the parts of a screen, and the focus is never lost where things come and go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.app.commands import (
    FinishRun,
    FreezeTime,
    LeaveRun,
    OpenModule,
    OpenPatient,
    RowWish,
    ShowSettings,
)
from simtrainer.base.problem import Problem
from simtrainer.desktop.areas import Areas
from simtrainer.desktop.host import ModuleHost
from simtrainer.desktop.reading_order import stops
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from tests.app.rig import SCENARIO, Rig
from tests.desktop.conftest import settle

Key, Held = Qt.Key, Qt.KeyboardModifier


class Keys:
    """A person without a mouse."""

    def __init__(self, rig: Rig, window: MainWindow) -> None:
        self.rig, self.window = rig, window

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> str:
        """What has the focus after these keys."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
            settle()
        return self.here

    @property
    def here(self) -> str:
        """The name of what has the focus."""
        found = QApplication.focusWidget()
        return found.objectName() if found is not None else ""

    def part(self) -> str:
        """The kind of part that has the focus."""
        areas = self.window.findChild(Areas)
        assert areas is not None
        return type(areas.of(QApplication.focusWidget())).__name__

    def go(self, part: str) -> None:
        """F6 until there."""
        for _ in range(8):
            if self.part() == part:
                return
            self.press(Key.Key_F6)
        raise AssertionError(f"F6 never comes to {part}")


@pytest.fixture
def keys(qtbot: QtBot, light: Theme) -> Keys:
    """A run that has just begun."""
    rig = Rig()
    window = MainWindow(rig.trainer, light, warm=False)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    rig.start(SCENARIO)
    settle()
    return Keys(rig, window)


def test_f6_goes_round_and_shift_f6_back(keys: Keys) -> None:
    round_ = []
    for _ in range(6):
        keys.press(Key.Key_F6)
        round_.append(keys.part())
    assert round_ == ["ModuleHost", "CallCard", "TaskPanel", "PlayBar", "Nav", "ModuleHost"]
    back = []
    for _ in range(5):
        keys.press(Key.Key_F6, held=Held.ShiftModifier)
        back.append(keys.part())
    assert back == ["Nav", "PlayBar", "TaskPanel", "CallCard", "ModuleHost"]


def test_a_part_is_come_back_to_where_it_was_left(keys: Keys) -> None:
    keys.go("PlayBar")
    keys.press(Key.Key_Tab)
    left = keys.here
    assert left == "pause"
    keys.press(Key.Key_F6, Key.Key_F6)
    keys.go("PlayBar")
    assert keys.here == left


def test_from_an_answered_card_it_is_back_where_it_was(keys: Keys) -> None:
    keys.go("ModuleHost")
    before = keys.here
    keys.go("CallCard")
    assert keys.here == "card.choice.ok"
    keys.press(Key.Key_Return)
    assert keys.rig.trainer.card() is None
    assert (keys.part(), keys.here) == ("ModuleHost", before)


def test_what_goes_away_in_the_bar_leaves_no_big_button_under_the_thumb(keys: Keys) -> None:
    """Who presses Space once more must not open something else."""
    keys.go("ModuleHost")
    before = keys.here
    keys.rig.do(FreezeTime())
    settle()
    keys.go("PlayBar")
    assert keys.here == "thaw"
    keys.press(Key.Key_Space)
    assert (keys.part(), keys.here) == ("ModuleHost", before)


def test_a_card_answered_with_the_mouse_leaves_the_page_where_it_was(keys: Keys) -> None:
    """The focus goes back to the button that signs, at the foot; nobody has asked to see it."""
    keys.rig.do(OpenModule("deviations"))
    settle()
    host = keys.window.findChild(ModuleHost)
    assert host is not None
    button = list(stops(host))[-1]
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    areas = host.findChildren(QScrollArea)
    bars = [area.verticalScrollBar() for area in areas if area.isAncestorOf(button)]
    bar = next(bar for bar in bars if bar.maximum() > 0)
    bar.setValue(0)
    answer = keys.window.findChild(QWidget, "card.choice.ok")
    assert answer is not None
    answer.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    settle()
    assert keys.rig.trainer.card() is None
    assert QApplication.focusWidget() is button and bar.value() == 0


def test_it_stays_in_the_record_when_another_module_opens_there(keys: Keys) -> None:
    keys.go("ModuleHost")
    keys.press(Key.Key_Tab, Key.Key_Down, Key.Key_Return)
    history = keys.rig.play.session.history
    assert history.patient and history.program.pack.modules[history.module].group == "patient"
    assert keys.part() == "ModuleHost"
    here = QApplication.focusWidget()
    assert here is not None and here.isVisible()


def test_a_module_that_opens_over_what_had_the_focus_begins_at_its_top(keys: Keys) -> None:
    """Not at the button that signs, which Qt would choose since it is made first, nor where one
    was last time: one Space too many would send it."""
    host = keys.window.findChild(ModuleHost)
    assert host is not None
    for module in ("inbox", "deviations", "inbox", "deviations"):
        keys.go("ModuleHost")
        keys.rig.do(OpenModule(module))
        settle()
        here = QApplication.focusWidget()
        assert here is next(stops(host)) and not keys.here.startswith("sign")
        list(stops(host))[-1].setFocus(Qt.FocusReason.TabFocusReason)
        settle()


def test_where_a_module_has_nothing_to_stop_at_the_menu_has_the_focus(keys: Keys) -> None:
    """And not the button beside it that gives a hint for a point."""
    keys.window.resize(1920, 1080)
    keys.go("TaskPanel")
    keys.go("ModuleHost")
    keys.press(Key.Key_Tab, Key.Key_Down, Key.Key_Return)
    host = keys.window.findChild(ModuleHost)
    assert host is not None and not list(stops(host))
    assert keys.part() == "Nav"


def test_a_module_is_opened_by_its_letter_and_the_menu_keeps_the_focus(keys: Keys) -> None:
    keys.go("Nav")
    label = keys.window.findChild(QWidget, "nav.inbox").text()  # type: ignore[attr-defined]
    first = Qt.Key(ord(label[0].upper()))
    for _ in range(4):
        if keys.here == "nav.inbox":
            break
        keys.press(first)
    keys.press(Key.Key_Space)
    assert keys.rig.play.session.history.module == "inbox"
    assert (keys.part(), keys.here) == ("Nav", "nav.inbox")


def test_help_by_f1_and_away_by_escape_leads_back(keys: Keys) -> None:
    keys.go("ModuleHost")
    before = keys.here
    keys.press(Key.Key_F1)
    assert keys.part() == "HelpSheet"
    under = {stop.objectName() for stop in stops(keys.window)}
    assert "tasks.collapse" not in under and "sheet.close" in under, "nothing below it is reached"
    keys.press(Key.Key_Escape)
    assert keys.rig.trainer.sheet() is None
    assert (keys.part(), keys.here) == ("ModuleHost", before)
    keys.press(Key.Key_F1, Key.Key_F1)
    assert keys.rig.trainer.sheet() is None, "the same key closes it"


def test_escape_leads_back_from_settings_and_puts_away_what_the_strip_says(keys: Keys) -> None:
    keys.rig.do(ShowSettings())
    settle()
    assert keys.rig.trainer.screen == "settings"
    keys.go("Panel")
    keys.press(Key.Key_Escape)
    assert keys.rig.trainer.screen == "play"
    keys.window.tell(Problem("person.none"))
    settle()
    keys.go("PlayBar")
    keys.press(Key.Key_Escape)
    assert not keys.window.notice


def test_from_a_question_in_the_record_it_is_back_at_the_row(keys: Keys) -> None:
    keys.rig.do(OpenModule("inbox"))
    settle()
    keys.go("ModuleHost")
    while not isinstance(QApplication.focusWidget(), QListView):
        keys.press(Key.Key_Tab)
    row = QApplication.focusWidget()
    host = keys.window.findChild(ModuleHost)
    assert host is not None and isinstance(host.currentWidget(), QScrollArea)
    bar = host.currentWidget().findChild(ReasonBar)  # type: ignore[union-attr]
    assert bar is not None
    bar.ask(RowWish("invalidate", "rep-bor"))
    settle()
    assert keys.here == "reason.text"
    keys.press(Key.Key_Escape)
    assert QApplication.focusWidget() is row


def test_on_other_pages_the_bar_and_the_content_are_parts(keys: Keys) -> None:
    keys.rig.do(LeaveRun())
    settle()
    seen = []
    for _ in range(3):
        keys.press(Key.Key_F6)
        seen.append(keys.part())
    assert seen[0] == "Bar" and seen[1] != "Bar" and keys.here
    assert len(set(seen)) == 2


def test_after_the_first_card_the_keyboard_is_in_the_record(keys: Keys) -> None:
    """Nothing had the focus before the card: the record is where the work is."""
    keys.go("CallCard")
    keys.press(Key.Key_Return)
    assert keys.part() == "ModuleHost"


def test_a_module_of_words_can_be_gone_to_and_read_on(keys: Keys) -> None:
    history = keys.rig.play.session.history
    keys.rig.do(OpenPatient(next(iter(history.program.patients)), "Prøver"))
    keys.window.resize(1000, 600)
    settle()
    keys.go("ModuleHost")
    panel = QApplication.focusWidget()
    assert isinstance(panel, QScrollArea) and panel.accessibleName()
    keys.press(Key.Key_Down)
    assert panel.verticalScrollBar().value() > 0


def test_no_screen_of_the_debrief_takes_a_press_for_each_task(keys: Keys) -> None:
    keys.rig.do(FinishRun())
    settle()
    tasks = len(keys.rig.play.session.program.checks) if keys.rig.trainer.play else 0
    order = list(stops(keys.window))
    assert len(order) < 25, (len(order), tasks)
    seen = [stop for stop in order if stop.objectName().startswith("seen.")]
    assert len(seen) == 1, "the way from each task is one stop, with the arrow keys inside"
    seen[0].setFocus(Qt.FocusReason.TabFocusReason)
    first = keys.here
    assert keys.press(Key.Key_Down) != first
    here = QApplication.focusWidget()
    assert here is not None and not here.visibleRegion().isEmpty()
