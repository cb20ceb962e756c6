"""Finds what a test left alive: top-level widgets, running timers, threads, asyncio tasks.

Widgets are asked of Qt. Timers and tasks have no register, so they are found among the objects
that Python tracks; ``settle_first_generation`` keeps that list short.
"""

import asyncio
import gc
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_QT_OWN_WINDOWS = {"QTipLabel"}
"""Windows that Qt itself keeps for the life of the application."""
_PATIENCE_SECONDS = 5.0
"""How long a thread that was told to end may take."""
_MANY = 30_000
"""Objects that are looked through twice for each test; more is what a test before has kept."""


def settle_first_generation() -> None:
    """Take all objects made so far out of later searches."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Leftovers:
    """What is alive at one moment, by identity; the objects are held so that ids stay theirs."""

    alive: dict[int, Any] = field(default_factory=dict)

    @staticmethod
    def now() -> "Leftovers":
        """What is alive before a test, which is not the test's fault."""
        if len(gc.get_objects()) > _MANY:
            settle_first_generation()
        return Leftovers({id(thing): thing for thing in _all_alive()})

    @staticmethod
    def since(before: "Leftovers") -> list[str]:
        """What came alive since and has not ended, in words, after a fair chance to end."""
        _deliver_deletions()
        if not any(id(thing) not in before.alive for thing in _all_alive()):
            return []
        _wait_for_threads(before)
        gc.collect()
        _deliver_deletions()
        left = [_describe(thing) for thing in _new(before)]
        _put_down(before)
        return sorted(left)


def _new(before: Leftovers) -> list[Any]:
    return [thing for thing in _all_alive() if id(thing) not in before.alive]


def _wait_for_threads(before: Leftovers) -> None:
    for thread in threading.enumerate():
        if id(thread) not in before.alive and not isinstance(thread, threading._DummyThread):
            thread.join(_PATIENCE_SECONDS)


def _all_alive() -> Iterator[Any]:
    yield from (t for t in threading.enumerate() if not isinstance(t, threading._DummyThread))
    yield from _windows()
    yield from _timers_and_tasks(gc.get_objects())


def _qt(module: str) -> Any:
    """A PySide6 module if someone imported it; this file never brings Qt in."""
    return sys.modules.get(f"PySide6.{module}")


def _windows() -> Iterator[Any]:
    widgets = _qt("QtWidgets")
    if widgets is None or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return
    for window in widgets.QApplication.topLevelWidgets():
        if window.parent() is None and window.metaObject().className() not in _QT_OWN_WINDOWS:
            yield window


def _timers_and_tasks(objects: Iterable[Any]) -> Iterator[Any]:
    core = _qt("QtCore")
    kinds: dict[type, bool] = {}
    wanted = (asyncio.Task, core.QTimer, core.QThread) if core else (asyncio.Task,)
    for thing in objects:
        kind = type(thing)
        if kind not in kinds:
            kinds[kind] = issubclass(kind, wanted)
        if kinds[kind] and _is_running(thing):
            yield thing


def _is_running(thing: Any) -> bool:
    if isinstance(thing, asyncio.Task):
        return not thing.done()
    shiboken = sys.modules["shiboken6"]
    if not shiboken.isValid(thing):
        return False
    core = _qt("QtCore")
    if isinstance(thing, core.QTimer):
        return bool(thing.isActive())
    return bool(thing.isRunning()) and thing is not core.QThread.currentThread()


def _deliver_deletions() -> None:
    """Let ``deleteLater`` happen, which waits for an event loop that a test may not run."""
    core = _qt("QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


def _describe(thing: Any) -> str:
    if isinstance(thing, threading.Thread):
        return f"thread {thing.name}"
    if isinstance(thing, asyncio.Task):
        return f"task {thing.get_coro()!r}"
    name = thing.objectName()
    return f"{type(thing).__name__}{f' {name}' if name else ''}"


def _put_down(before: Leftovers) -> None:
    """Stop what Qt would still call, so that one careless test does not fell the next."""
    core, widgets = _qt("QtCore"), _qt("QtWidgets")
    for thing in _new(before):
        if core is not None and isinstance(thing, core.QTimer):
            thing.stop()
        elif widgets is not None and isinstance(thing, widgets.QWidget):
            thing.close()
            thing.deleteLater()
    _deliver_deletions()
