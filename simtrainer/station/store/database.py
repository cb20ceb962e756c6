"""One held connection to the store, opened at first use.

Durability is SQLite's: write-ahead log with ``synchronous=FULL``, so that a commit that has
returned survives the process and the power. Transactions are begun and ended by hand: a writing
one takes the lock at once (``BEGIN IMMEDIATE``) instead of failing halfway.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from simtrainer.base.problem import Problem
from simtrainer.station.files import sync_folder
from simtrainer.station.home import Home
from simtrainer.station.store.driver import connect, raw
from simtrainer.station.store.fault import told

if TYPE_CHECKING:
    from sqlalchemy import Connection

T = TypeVar("T")
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
)
_DISTRUST = frozenset({"store.disk_full", "store.disk_failed", "store.read_only", "store.damaged"})


class Database:
    """Used by one thread at a time; ``busy_ms`` is how long to wait for another writer."""

    def __init__(self, home: Home, busy_ms: int = 1000) -> None:
        self.home = home
        self._path = home.database
        self._busy_ms = busy_ms
        self._lock = threading.RLock()
        self._held: Connection | None = None

    @property
    def is_open(self) -> bool:
        """Whether the connection is there, so that asking costs no import."""
        return self._held is not None

    def open(self) -> "Connection":
        """The connection. Raises ``Problem`` with a code of ``store``."""
        with self._lock:
            if self._held is None:
                self._held = self._connect()
            return self._held

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        with self._lock:
            held, self._held = self._held, None
            if held is not None:
                with suppress(Problem), told(self._path):
                    held.close()

    @contextmanager
    def writing(self) -> Iterator["Connection"]:
        """A transaction: on disk when the block has ended, or not done at all."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator["Connection"]:
        """One view of the store, unmoved by what others write meanwhile."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator["Connection"]:
        with self._lock:
            connection = self.open()
            try:
                with told(self._path):
                    driver = raw(connection)
                    driver.execute(begin)
                    yield connection
                    driver.execute("COMMIT")
            except BaseException as error:
                self._undo(connection, error)
                raise

    def _undo(self, connection: "Connection", error: BaseException) -> None:
        """Roll back. After a failed disk the connection's own idea of the file is not trusted."""
        with suppress(Problem), told(self._path):
            if raw(connection).in_transaction:
                connection.exec_driver_sql("ROLLBACK")
        if isinstance(error, Problem) and error.code in _DISTRUST:
            self.close()

    def _connect(self) -> "Connection":
        self.home.prepare()
        with told(self._path):
            finish_rescue(self.home)
            connection = connect(self._path, self._busy_ms)
            try:
                self._set_up(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def _set_up(self, connection: "Connection") -> None:
        from sqlalchemy.exc import DatabaseError

        from simtrainer.station.store.schema import upgrade

        try:
            for pragma in _PRAGMAS:
                connection.exec_driver_sql(pragma)
            upgrade(connection)
        except DatabaseError as error:
            if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
                raise
            # These statements are right, so the file is wrong.
            raise Problem("store.damaged", retry=True, path=str(self.home.root)) from error


def finish_rescue(home: Home) -> None:
    """Put a rescued store in its place, also where a crash kept it from getting there."""
    if home.rescued.exists() and not home.database.exists():
        # Another thread may be faster; then it is done.
        with suppress(FileNotFoundError):
            home.rescued.replace(home.database)
            sync_folder(home.root)


def with_store(home: Home, work: Callable[[Database], T]) -> T:
    """Do one thing with the store, on a connection of its own."""
    database = Database(home, busy_ms=10_000)
    try:
        return work(database)
    finally:
        database.close()
