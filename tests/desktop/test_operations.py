"""Background work: answers and problems come back on the GUI thread, in order."""

import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from simtrainer.base.problem import Cancelled, Problem
from simtrainer.desktop import operations as operations_module
from simtrainer.desktop.operations import Operations


def test_the_answer_comes_on_the_gui_thread(qtbot: QtBot) -> None:
    operations = Operations()
    threads: list[int] = []

    def work() -> str:
        threads.append(threading.get_ident())
        return "levert"

    told: list[tuple[Any, int]] = []
    operations.run(work, lambda value: told.append((value, threading.get_ident())))
    assert operations.busy
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("levert", threading.get_ident())]
    assert threads != [threading.get_ident()]
    assert not operations.busy


def test_a_problem_is_told(qtbot: QtBot) -> None:
    operations = Operations()
    told: list[Problem] = []

    def work() -> None:
        raise Problem("upload.failed", retry=True)

    operations.run(work, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].code == "upload.failed"


def test_work_is_done_in_order(qtbot: QtBot) -> None:
    operations = Operations()
    order: list[int] = []
    for number in range(20):
        operations.run(lambda number=number: number, order.append)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_cancelled_is_silent_and_a_bug_is_not(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations = Operations()
    bugs: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, value, trace: bugs.append(kind))

    def cancelled() -> None:
        raise Cancelled

    def bug() -> None:
        raise ZeroDivisionError

    operations.run(cancelled)
    operations.run(bug)
    qtbot.waitUntil(lambda: not operations.busy)
    assert bugs == [ZeroDivisionError]


def test_an_answer_after_the_window_has_gone_is_nobodys(qtbot: QtBot) -> None:
    parent = QObject()
    operations = Operations(parent)
    go_on = threading.Event()
    told: list[object] = []
    operations.run(go_on.wait, told.append)
    go_on.set()
    assert operations.wait()
    parent.deleteLater()
    del operations, parent
    qtbot.wait(20)
    assert told in ([], [True])


def test_an_answer_that_is_gone_is_told_nothing(qtbot: QtBot) -> None:
    answer = operations_module._Answer()
    job = operations_module._Job(lambda: 7, answer)
    answer.deleteLater()
    qtbot.waitUntil(lambda: not isValid(answer))
    job.run()
