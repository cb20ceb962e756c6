"""The net must hold: each kind of thing left alive is found, and what ended is not."""

import asyncio
import gc
import threading

import pytest

from tests.house.leftovers import _MANY, Leftovers


def test_thread_left_running_is_named() -> None:
    release = threading.Event()
    before = Leftovers.now()
    thread = threading.Thread(target=release.wait, name="stray", daemon=True)
    thread.start()
    try:
        names = [thing.name for thing in threading.enumerate() if id(thing) not in before.alive]
        assert names == ["stray"]
    finally:
        release.set()
    assert Leftovers.since(before) == []


def test_thread_that_never_ends_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.house.leftovers._PATIENCE_SECONDS", 0.01)
    release = threading.Event()
    before = Leftovers.now()
    thread = threading.Thread(target=release.wait, name="stray", daemon=True)
    thread.start()
    try:
        assert Leftovers.since(before) == ["thread stray"]
    finally:
        release.set()
        thread.join()


def test_pending_task_is_named_and_finished_one_is_not() -> None:
    before = Leftovers.now()
    loop = asyncio.new_event_loop()
    done = loop.create_task(asyncio.sleep(0))
    loop.run_until_complete(done)
    pending = loop.create_task(asyncio.sleep(3600))
    try:
        assert [line.split()[0] for line in Leftovers.since(before)] == ["task"]
    finally:
        pending.cancel()
        loop.run_until_complete(asyncio.gather(pending, return_exceptions=True))
        loop.close()


@pytest.mark.qt
def test_window_and_running_timer_are_named(qapp: object) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget

    before = Leftovers.now()
    window = QWidget()
    child = QWidget(window)
    timer = QTimer(interval=60_000)
    timer.start()
    idle = QTimer()
    assert Leftovers.since(before) == ["QTimer", "QWidget"]
    assert not timer.isActive()
    assert not idle.isActive()
    del window, child


@pytest.mark.qt
def test_window_deleted_later_is_let_go(qapp: object) -> None:
    from PySide6.QtWidgets import QWidget

    before = Leftovers.now()
    QWidget().deleteLater()
    window = QWidget()
    window.deleteLater()
    assert Leftovers.since(before) == []


@pytest.mark.qt
def test_timer_held_only_by_a_cycle_is_let_go(qapp: object) -> None:
    from PySide6.QtCore import QTimer

    class Holder:
        def __init__(self) -> None:
            self.timer = QTimer(interval=60_000)
            self.timer.timeout.connect(self.tick)
            self.myself = self
            self.timer.start()

        def tick(self) -> None:
            """Never reached."""

    before = Leftovers.now()
    Holder()
    assert Leftovers.since(before) == []


def test_a_careless_test_fails(pytester_in_house: pytest.Pytester) -> None:
    pytester_in_house.makepyfile(
        """
        import threading
        release = threading.Event()

        def test_careless():
            threading.Thread(target=release.wait, name="stray", daemon=True).start()

        def test_next():
            release.set()
        """
    )
    result = pytester_in_house.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*still alive after the test: thread stray*"])


def test_what_earlier_tests_keep_is_looked_through_only_once() -> None:
    kept = [[number] for number in range(_MANY + 1)]
    Leftovers.now()
    assert len(gc.get_objects()) < len(kept)
