"""Work off the GUI thread: the only place that starts any.

The work is a plain function that knows no Qt. Its answer, its ``Problem`` or its bug comes back
on the GUI thread; an operation whose window has gone answers to nobody.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from simtrainer.base.problem import Cancelled, Problem


class _Answer(QObject):
    done = Signal(object)
    failed = Signal(object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self._work, self._answer = work, answer

    def run(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001 - carried to the GUI thread, raised there
            self._tell("failed", error)
        else:
            self._tell("done", result)

    def _tell(self, how: str, what: Any) -> None:
        """At the program's end the answer may be gone before the work is."""
        with suppress(RuntimeError):
            getattr(self._answer, how).emit(what)


class Operations(QObject):
    """Runs work one at a time, in order, on a thread of its own.

    ``wait`` must be called before the program ends, or the pool is stopped with the object.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: set[_Answer] = set()

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] = lambda _: None,
        failed: Callable[[Problem], None] = lambda _: None,
    ) -> None:
        """Start ``work``; then call ``done`` with its answer or ``failed`` with its problem.

        ``Cancelled`` is silent; anything else is a bug and reaches ``sys.excepthook``.
        """
        answer = _Answer()
        self._running.add(answer)

        def end(use: Callable[[], None]) -> None:
            self._running.discard(answer)
            use()

        answer.done.connect(lambda value: end(lambda: done(value)), _QUEUED)
        answer.failed.connect(lambda error: end(lambda: _told(error, failed)), _QUEUED)
        self._pool.start(_Job(work, answer))

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._running)

    def wait(self, timeout_ms: int = 10_000) -> bool:
        """Let running work end; False where it took longer."""
        return self._pool.waitForDone(timeout_ms)


def _told(error: BaseException, failed: Callable[[Problem], None]) -> None:
    if isinstance(error, Problem):
        failed(error)
    elif not isinstance(error, Cancelled):
        sys.excepthook(type(error), error, error.__traceback__)


_QUEUED = Qt.ConnectionType.QueuedConnection
