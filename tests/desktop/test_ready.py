"""The page "Klar for økt?" is opened from sign-in, waits, is drawn, and leads back."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.app.ready import Finding
from simtrainer.base.text import Text
from simtrainer.desktop import screens
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from tests.app.rig import Rig
from tests.desktop.conftest import RESOURCES, named, settle

LOW = Finding(
    "battery", "bad", Text("app.ready.battery.left", {"n": 5}), Text("app.ready.battery.cure")
)
GOOD = Finding("clock", "good", Text("app.ready.clock.good", {"clock": "10:30"}))


def words(window: MainWindow) -> set[str]:
    return {w.accessibleName() for w in window.contents.findChildren(QWidget) if w.isVisible()}


def test_it_waits_then_tells_and_leads_back(qapp: QApplication, qtbot: QtBot) -> None:
    waiting: list[Callable[[list[Finding]], None]] = []
    rig = Rig(check_up=waiting.append)
    window = MainWindow(rig.trainer, Theme(RESOURCES), warm=False)
    qtbot.addWidget(window)
    window.show()
    named(window, "ready").click()  # type: ignore[attr-defined]
    settle()
    assert "Ser etter …" in words(window)
    waiting.pop()([LOW, GOOD])
    settle()
    assert {"PC-en er ikke klar ennå", "må ordnes", "i orden"} <= words(window)
    assert "Sett i laderen. En vakt tar to timer." in words(window)
    named(window, "ready.again").click()  # type: ignore[attr-defined]
    waiting.pop()([GOOD])
    settle()
    assert "PC-en er klar" in words(window)
    named(window, "ready.back").click()  # type: ignore[attr-defined]
    settle()
    assert rig.trainer.screen == "signin"


@pytest.mark.parametrize(
    ("size", "state"), [(None, "bad"), ((1024, 768), "bad"), ((1280, 720), "good")]
)
def test_the_record_needs_room(size: tuple[int, int] | None, state: str) -> None:
    assert screens.judged(size).state == state


def test_where_nobody_sees_there_is_no_screen(qapp: QApplication) -> None:
    assert screens.screen().state == "bad"
