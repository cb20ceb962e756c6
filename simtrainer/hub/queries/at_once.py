"""Pages read by the thread that has the request, on SQLite: between that thread and another and
back a page takes longer than in the store. Whoever takes requests up must never be kept waiting,
so nothing here waits: there is one connection, which gives up when another process holds what it
needs and when a query takes longer than a page does. ``NotAtOnce`` then sends the request the usual
way, to a thread that may wait, and for a while all that come after it.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from simtrainer.base.problem import Problem
from simtrainer.hub.queries.connect import Database

T = TypeVar("T")
MOST_S = 0.01
_STEPS = 1_000
"""Of SQLite's own machine, between two looks at the clock: a few dozen rows."""
REST_S, REST_TIMES = 1.0, 10
"""How long nobody tries after a fault, and how many times as long as a query took that was given
up: so at most a tenth of the time is lost by waiting."""


class NotAtOnce(Exception):
    """It would have to wait, or takes more than reading."""


class AtOnce:
    """One connection beside those of a database. Opened by a thread that may wait (``ready``)."""

    is_sqlite = True

    def __init__(self, database: Database) -> None:
        self._database = database
        self._raw: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._until = self._rests_until = 0.0

    def ready(self) -> None:
        """Open the connection, where it is not."""
        if self._raw is None and self._lock.acquire(blocking=False):
            try:
                self._raw = self._opened()
            except Problem:
                return  # whoever asks next the usual way is told what is wrong
            finally:
                self._lock.release()

    def _opened(self) -> sqlite3.Connection:
        raw: sqlite3.Connection = self._database.own_connection()
        raw.execute("PRAGMA busy_timeout=0")
        raw.set_progress_handler(self._is_late, _STEPS)
        return raw

    def _is_late(self) -> bool:
        return time.monotonic() > self._until

    def glance(self, work: Callable[[Any], T]) -> T:
        """What ``work`` finds on the connection; raises ``NotAtOnce``."""
        if self._raw is None or not self._lock.acquire(blocking=False):
            raise NotAtOnce
        begun = time.monotonic()
        self._until = begun + MOST_S
        try:
            if begun < self._rests_until:
                raise NotAtOnce
            return work(self._raw)
        except sqlite3.Error as error:
            self._rest(error, time.monotonic() - begun)
            raise NotAtOnce from error
        finally:
            self._lock.release()

    def _rest(self, error: sqlite3.Error, took: float) -> None:
        """Try again later, and keep nobody from writing meanwhile."""
        given_up = getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT"
        self._rests_until = time.monotonic() + (took * REST_TIMES if given_up else REST_S)
        if not given_up or (self._raw is not None and self._raw.in_transaction):
            self._let_go()

    def settled(self) -> datetime | None:
        """As ``Database.settled``."""
        now = datetime.fromtimestamp(time.time(), UTC)
        return now if self.glance(_got_writers_place) else None

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        raw, self._raw = self._raw, None
        if raw is not None:
            raw.close()


def _got_writers_place(raw: sqlite3.Connection) -> bool:
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    raw.execute("COMMIT")
    return True
