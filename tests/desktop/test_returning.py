"""Giving the PC back, by hand and by keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from simtrainer.app import commands as c
from simtrainer.app.memory import MemoryPc
from simtrainer.app.ports import Delivery
from simtrainer.app.returning import Held
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from tests.app.rig import Rig
from tests.desktop.conftest import named, settle

WAITING = Delivery(2, "2026-05-12T10:30:00.000Z", "", enrolled=True)
HELD = Held("pc-7", "Låne-PC 07", "https://sentral.no", WAITING, 1, 0, 4, 2, damaged=False)


@pytest.fixture
def desk(light: Theme, qtbot: QtBot) -> Iterator[tuple[Rig, MemoryPc, MainWindow]]:
    pc = MemoryPc(HELD)
    rig = Rig(pc=pc)
    window = MainWindow(rig.trainer, light, warm=False)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    settle()
    yield rig, pc, window
    window.close()


def click(window: MainWindow, key: str) -> None:
    QTest.mouseClick(named(window, key), Qt.MouseButton.LeftButton)
    settle()


def test_from_the_settings_to_an_empty_pc_and_its_receipt(
    desk: tuple[Rig, MemoryPc, MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig, pc, window = desk
    click(window, "settings")
    click(window, "settings.return")
    click(window, "return.send")
    assert rig.delivered == [1]
    out = tmp_path / "ut"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    click(window, "return.take_out")
    assert pc.files == {f"{out}.simresultater": 2} and f"{out}.simresultater" in window.notice
    word = named(window, "return.word")
    QTest.keyClicks(word, "tøm")
    click(window, "return.empty")
    assert pc.now is HELD and window.notice
    pc.now = replace(HELD, delivery=replace(WAITING, waiting=0))
    rig.trainer.delivered()
    settle()
    QTest.keyClick(word, Qt.Key.Key_Return)
    settle()
    assert "Kryss av" in window.notice
    click(window, "return.abandon")
    QTest.keyClick(word, Qt.Key.Key_Return)
    settle()
    assert not word.isVisible() and pc.now.finished == 0
    paper = tmp_path / "kvittering.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(paper), ""))
    click(window, "return.save")
    assert "Låne-PC 07 (pc-7)" in paper.read_text(encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no/x"), ""))
    click(window, "return.save")
    assert "ikke" in window.notice
    click(window, "return.close")
    assert not window.isVisible()


def shown(window: MainWindow, key: str) -> bool:
    return any(button.isVisible() for button in window.findChildren(Button, key))


def test_the_way_there_is_on_the_page_to_sign_in_on_and_no_other(
    desk: tuple[Rig, MemoryPc, MainWindow],
) -> None:
    rig, _, window = desk
    click(window, "give_back")
    assert rig.trainer.screen == "return" and not shown(window, "give_back")
    click(window, "return.back")
    assert rig.trainer.screen == "signin" and shown(window, "give_back")
    rig.do(c.SignIn("P-1"))
    settle()
    assert not shown(window, "give_back")
    click(window, "settings")
    assert not shown(window, "settings.return")


def test_leaving_forgets_the_word_and_the_tick(desk: tuple[Rig, MemoryPc, MainWindow]) -> None:
    rig, _, window = desk
    rig.do(c.ShowReturn())
    settle()
    QTest.keyClicks(named(window, "return.word"), "tøm")
    click(window, "return.abandon")
    click(window, "return.back")
    rig.do(c.ShowReturn())
    settle()
    assert named(window, "return.word").property("text") == ""
    assert not named(window, "return.abandon").property("checked")
