"""Garbage goes at rest, and the process is as before when the window has gone."""

import gc
import weakref
from collections.abc import Callable, Iterator

import pytest

pytestmark = pytest.mark.qt


class Door:
    """As much of the trainer as is listened to."""

    def __init__(self) -> None:
        self.screen = "signin"
        self.listeners: list[Callable[[object], None]] = []

    def subscribe(self, listener: Callable[[object], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def threshold() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    yield before
    gc.unfreeze()
    gc.set_threshold(*before)


def test_garbage_goes_at_rest_and_not_before(
    door: Door, threshold: tuple[int, int, int], qapp: object
) -> None:
    from PySide6.QtCore import QObject
    from shiboken6 import delete

    from simtrainer.launch.tidy import Tidy

    owner = QObject()
    tidy = Tidy(owner, door)  # type: ignore[arg-type]
    assert gc.get_threshold()[:2] == threshold[:2] and gc.get_threshold()[2] > 100_000
    for look in (tidy.latest, tidy.all):
        ring = weakref.ref(Ring())
        look()
        assert ring() is None
    assert gc.get_freeze_count() > 1000
    kept = Ring()
    gone, kept = weakref.ref(kept), Ring()
    tidy.all()
    assert gone() is None, "what was set aside once is looked through again"
    assert len(door.listeners) == 1
    delete(owner)
    assert (gc.get_threshold(), gc.get_freeze_count(), door.listeners) == (threshold, 0, [])


def test_another_screen_is_waited_out(
    door: Door, threshold: tuple[int, int, int], qapp: object
) -> None:
    from PySide6.QtCore import QObject
    from shiboken6 import delete

    from simtrainer.app.stage import EVERYTHING, Change
    from simtrainer.launch.tidy import REST_MS, Tidy

    owner = QObject()
    tidy = Tidy(owner, door)  # type: ignore[arg-type]
    tidy._soon.stop()
    for parts, screen, waits in (
        (frozenset({"frame"}), "play", False),
        (EVERYTHING, "play", True),
        (EVERYTHING, "play", False),
        (EVERYTHING, "debrief", True),
    ):
        door.screen = screen
        door.listeners[0](Change(parts))
        assert tidy._soon.isActive() == waits and tidy._soon.interval() == REST_MS
        tidy._soon.stop()
    delete(owner)


def test_nobody_is_stopped_in_the_middle_of_what_they_write(
    door: Door, threshold: tuple[int, int, int], qapp: object
) -> None:
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import delete

    from simtrainer.app.stage import EVERYTHING, Change
    from simtrainer.launch.tidy import Tidy

    owner, field, looks = QObject(), QObject(), []
    tidy = Tidy(owner, door)  # type: ignore[arg-type]
    tidy.all = lambda: looks.append("all")  # type: ignore[method-assign]
    tidy.latest = lambda: looks.append("latest")  # type: ignore[method-assign]

    def puts_off(kind: QEvent.Type) -> bool:
        tidy._calm.stop()
        key = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(field, key)
        return tidy._calm.isActive()

    tidy._soon.timeout.emit()
    assert tidy._calm.isActive() and not looks
    assert not puts_off(QEvent.Type.KeyRelease) and puts_off(QEvent.Type.KeyPress)
    tidy._often.timeout.emit()
    tidy._calm.timeout.emit()
    assert looks == ["all"], "which is more than the latest"
    assert not puts_off(QEvent.Type.KeyPress), "nothing is heard now"
    tidy._often.timeout.emit()
    tidy._calm.timeout.emit()
    assert looks == ["all", "latest"]
    tidy._often.timeout.emit()
    door.screen = "play"
    door.listeners[0](Change(EVERYTHING))
    assert tidy._soon.isActive() and not tidy._calm.isActive(), "the page is built first"
    delete(owner)
