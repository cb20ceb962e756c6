"""The threads that answer requests: a few, first come first served, so that of forty PCs at once
none waits much longer than the others. Handing over is as short as can be; a page of statements
takes the store less time than the web framework's own way to a thread and back."""

import threading
from asyncio import AbstractEventLoop, Future, get_running_loop
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple[AbstractEventLoop, "Future[Any]", Callable[[], Any]]


class _Hand:
    """One thread and the lock it sleeps on."""

    def __init__(self) -> None:
        self.job: _Job | None = None
        self.sleep = threading.Lock()
        self.sleep.acquire()


class Crew:
    """``size`` threads. The one that was busy last is woken first: what it used is still at hand,
    and only one is woken, where all that wait at one queue would get in each other's way."""

    def __init__(self, size: int) -> None:
        self._lock = threading.Lock()
        self._line: deque[_Job] = deque()
        self._idle: list[_Hand] = []
        self._open = True
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(size)]
        for thread in self._threads:
            thread.start()

    async def do(self, work: Callable[[], T]) -> T:
        """What ``work`` returns or raises, when one of the threads has done it."""
        loop = get_running_loop()
        future: Future[T] = loop.create_future()
        job = (loop, future, work)
        with self._lock:
            hand = self._idle.pop() if self._idle else None
            if hand is None:
                self._line.append(job)
        if hand is not None:
            hand.job = job
            hand.sleep.release()
        return await future

    def close(self) -> None:
        """Wait until all that was asked for is done, and end."""
        with self._lock:
            self._open = False
            idle, self._idle = self._idle, []
        for hand in idle:
            hand.sleep.release()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        hand = _Hand()
        while job := self._next(hand):
            _do(*job)
            del job

    def _next(self, hand: _Hand) -> _Job | None:
        """What to do next; none at the end."""
        with self._lock:
            if self._line:
                return self._line.popleft()
            if not self._open:
                return None
            self._idle.append(hand)
        hand.sleep.acquire()
        job, hand.job = hand.job, None
        return job


def _do(loop: AbstractEventLoop, future: "Future[Any]", work: Callable[[], Any]) -> None:
    result, problem = None, None
    try:
        result = work()
    except BaseException as raised:  # noqa: BLE001 - told to the one who asked
        problem = raised
    with suppress(RuntimeError):  # nobody waits any more: the loop is closed
        loop.call_soon_threadsafe(_tell, future, result, problem)


def _tell(future: "Future[Any]", result: Any, problem: BaseException | None) -> None:
    if future.done():
        return
    if problem is None:
        future.set_result(result)
    else:
        future.set_exception(problem)
