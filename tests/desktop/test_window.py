"""The window: screens follow the trainer, problems are told, time passes only while playing."""

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.app import commands as c
from simtrainer.base.problem import Cancelled, Problem
from simtrainer.base.text import Texts
from simtrainer.desktop.contents import TICK_MS
from simtrainer.desktop.targets import find
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from tests.desktop.conftest import RESOURCES, settle
from tests.desktop.fake import FakeTrainer
from tests.desktop.record import samples as record_samples


@pytest.fixture
def trainer(texts: Texts) -> FakeTrainer:
    return FakeTrainer(texts)


@pytest.fixture
def window(trainer: FakeTrainer, light: Theme, qtbot: QtBot) -> MainWindow:
    made = MainWindow(trainer, light, warm=False)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    settle()
    return made


def click(window: MainWindow, key: str) -> None:
    target = find(window, key)
    assert target is not None, key
    QTest.mouseClick(target.widget, Qt.MouseButton.LeftButton, pos=target.rect.center())
    settle()


def test_a_whole_visit(window: MainWindow, trainer: FakeTrainer) -> None:
    for key, screen in (
        ("unit.solbakken", "signin"),
        ("person.p1", "home"),
        ("resume", "play"),
        ("pause", "play"),
        ("overlay.finish", "debrief"),
        ("go_home", "home"),
        ("switch_user", "signin"),
    ):
        click(window, key)
        assert trainer.screen == screen
    assert [type(done) for done in trainer.done] == [
        c.ChooseUnit, c.SignIn, c.ContinueRun, c.Pause, c.FinishRun, c.LeaveRun, c.SignOut,
    ]  # fmt: skip


def test_only_the_first_page_is_built(window: MainWindow) -> None:
    assert list(window.contents._pages) == ["signin"]


def test_pages_are_built_ahead_while_idle(trainer: FakeTrainer, light: Theme, qtbot: QtBot) -> None:
    window = MainWindow(trainer, light)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: len(window.contents._pages) == 4, timeout=10_000)
    assert trainer.asked == ["signin"]


def test_only_what_changed_and_is_seen_is_asked_for(
    window: MainWindow, trainer: FakeTrainer
) -> None:
    window.ask(c.StartRun("x"))
    trainer.asked.clear()
    trainer.tell("tasks")
    assert trainer.asked == ["tasks"]
    trainer.asked.clear()
    trainer.tell("home", "debrief", "signin")
    assert trainer.asked == []


def test_a_problem_is_told_and_cleared_by_the_next_success(
    window: MainWindow, trainer: FakeTrainer
) -> None:
    trainer.refuse = Problem("person.none")
    click(window, "unit.hjemme")
    assert window.notice == "Velg navnet ditt først."
    click(window, "unit.hjemme")
    assert window.notice == ""
    trainer.refuse = Cancelled()
    click(window, "unit.hjemme")
    assert window.notice == ""


def test_help_without_a_run_is_told_in_the_strip(window: MainWindow, texts: Texts) -> None:
    click(window, "help")
    assert window.notice == texts("ui.help.signin")


def test_time_passes_only_while_a_run_is_played(
    window: MainWindow, trainer: FakeTrainer, qtbot: QtBot
) -> None:
    ticker = window.contents._ticker
    assert not ticker.isActive()
    window.ask(c.StartRun("x"))
    assert ticker.isActive() and ticker.interval() == TICK_MS
    qtbot.waitUntil(lambda: trainer.ticks > 0)
    window.ask(c.Pause())
    assert not ticker.isActive()
    window.ask(c.Resume())
    assert ticker.isActive()
    window.ask(c.LeaveRun())
    assert not ticker.isActive()


def test_a_problem_in_a_tick_is_told(
    window: MainWindow, trainer: FakeTrainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise Problem("person.none")

    window.ask(c.StartRun("x"))
    monkeypatch.setattr(trainer, "tick", full)
    window.contents._tick()
    assert window.notice == "Velg navnet ditt først."


def test_why_going_ahead_stopped_is_told_until_the_next_wish(
    window: MainWindow, trainer: FakeTrainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.ask(c.StartRun("x"))
    why = iter(["Klokka er 07:40.", ""])
    monkeypatch.setattr(trainer, "stopped", lambda: next(why))
    window.ask(c.SkipAhead())
    assert window.notice == "Klokka er 07:40."
    window.contents._tick()
    assert window.notice, "it is read in peace"
    window.ask(c.OpenModule("inbox"))
    assert window.notice == ""


def test_a_word_about_what_is_tried_again_goes_when_it_is_done(
    window: MainWindow, trainer: FakeTrainer
) -> None:
    window.ask(c.StartRun("x"))
    trainer.refuse = Problem("store.disk_full", retry=True)
    window.ask(c.SaveDraft("note:ODD"))
    assert "Disken er full" in window.notice
    window.contents._tick()
    assert window.notice == ""
    trainer.refuse = Problem("person.none")
    window.ask(c.SaveDraft("note:ODD"))
    window.contents._tick()
    assert window.notice == "Velg navnet ditt først.", "nobody tries this again"


def test_what_the_store_met_is_told_until_the_next_wish(
    window: MainWindow, trainer: FakeTrainer
) -> None:
    trainer.met = [Problem("person.none"), Problem("run.none"), Problem("person.none")]
    window.ask(c.SignIn("P-1"))
    assert window.notice == "Velg navnet ditt først. Ingen øving er åpen. Velg en fra Hjem."
    window.ask(c.StartRun("x"))
    assert window.notice == ""
    trainer.met = [Problem("person.none")]
    window.contents._tick()
    assert window.notice == "Velg navnet ditt først."


def test_the_focus_ring_follows_the_keyboard(window: MainWindow) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    settle()
    here = QApplication.focusWidget()
    assert here is not None
    rings = [r for r in window.findChildren(type(window.contents.focus.ring)) if r.isVisible()]
    assert len(rings) == 1
    assert rings[0].parentWidget() is here.parentWidget()
    assert rings[0].geometry().center() == here.geometry().center()


def test_a_screen_that_is_entered_says_its_name_and_shows_no_ring(window: MainWindow) -> None:
    click(window, "unit.solbakken")
    click(window, "person.p1")
    page = window.page("home")
    assert QApplication.focusWidget() is page
    assert page.accessibleName()
    ring = window.contents.focus.ring
    assert ring is None or not ring.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert here is not None and here.objectName() == "page.home"


def test_the_pause_holds_the_keyboard(window: MainWindow) -> None:
    window.ask(c.StartRun("x"))
    settle()
    help_button = find(window, "help.note")
    assert help_button is not None
    help_button.widget.setFocus()
    window.ask(c.Pause())
    settle()
    reached = set()
    for _ in range(8):
        here = QApplication.focusWidget()
        assert here is not None
        reached.add(here.objectName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert reached == {
        "overlay.resume",
        "overlay.settings",
        "overlay.home",
        "overlay.take",
        "overlay.finish",
    }
    window.ask(c.Resume())
    settle()
    assert QApplication.focusWidget() is help_button.widget


def test_closing_lets_go(trainer: FakeTrainer, light: Theme, qtbot: QtBot) -> None:
    window = MainWindow(trainer, light, warm=False)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    window.ask(c.StartRun("x"))
    window.close()
    assert trainer.left
    assert trainer.listeners == 0
    assert not window.contents._ticker.isActive()
    trainer.tell("frame")


def test_an_opening_window_fills_in_later(trainer: FakeTrainer, light: Theme, qtbot: QtBot) -> None:
    window = MainWindow.opening(RESOURCES, "light", warm=False)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.opened):
        window.show()
    picture = window.grab().toImage()
    assert picture.pixelColor(600, 20) == light.color("bar")
    assert picture.pixelColor(600, 400) == light.color("frame")
    window.begin(trainer, light)  # type: ignore[arg-type]
    settle()
    assert find(window, "unit.solbakken") is not None


def test_closing_before_it_is_filled(qtbot: QtBot) -> None:
    window = MainWindow.opening(RESOURCES, "no such look")
    qtbot.addWidget(window)
    window.show()
    assert window.close()


def test_nothing_heavy_is_imported_for_the_first_frame() -> None:
    code = (
        "import sys, simtrainer.desktop.window\n"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " ('sqlalchemy','pydantic','httpx','asyncio','yaml','qtawesome','qtpy')"
        " or m.startswith('simtrainer.') and not m.startswith('simtrainer.desktop')],"
        " 'Qt' in vars(sys.modules['PySide6.QtCore']))"
    )
    done: Any = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] False", "the name Qt brings 93 enumerations along"


class Strays(QObject):
    """Notes every window of its own that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_nothing_flashes_in_a_window_of_its_own(
    trainer: FakeTrainer, light: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    window = MainWindow(trainer, light, warm=False)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    window.ask(c.SignIn("p1"))
    for name in record_samples.ALL:
        trainer.module_name = name
        window.ask(c.StartRun("x"))
        trainer.tell("module")
    window.ask(c.FinishRun())
    settle()
    qapp.removeEventFilter(strays)
    assert strays.seen == ["MainWindow "]


def test_the_pointer_tells_of_a_wait_and_is_itself_again(
    window: MainWindow, trainer: FakeTrainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[object] = []
    do = trainer.do

    def watched(command: object) -> object:
        cursor: Any = QGuiApplication.overrideCursor()
        met.append(cursor and cursor.shape())
        return do(command)

    monkeypatch.setattr(trainer, "do", watched)
    window.ask(c.ChooseUnit("u"))
    trainer.refuse = Problem("roster.unknown")
    window.ask(c.SignIn("P-1"))
    assert met == [None, Qt.CursorShape.WaitCursor]
    assert QGuiApplication.overrideCursor() is None  # type: ignore[comparison-overlap]
