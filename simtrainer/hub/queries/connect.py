"""One door to the database: engine, read and write transactions, and trying again.

Faults that pass by themselves (a lock held by another process, a deadlock, a server that was
replaced by its replica) are tried again with the whole transaction, so every piece of work given
here must be repeatable. What does not pass ends in a ``Problem`` marked ``retry``.
"""

import errno
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Dialect, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from simtrainer.base.problem import Problem

if sys.platform != "win32":
    import fcntl

T = TypeVar("T")
_PASSING_STATES = frozenset(("40001", "40P01", "55P03", "57P01", "57P02", "57P03", "25006"))
"""PostgreSQL: serialization, deadlock, lock, shut down in several ways, and read-only standby."""
_ATTEMPTS = 8
_BUSY_MS = 30_000
_LONG_LOG = 8_000
"""Pages in SQLite's log after which whoever stores copies them to their places, where nobody has
done it beside (``queries.checkpoint``)."""
_POOL: dict[str, Any] = {
    "pool_size": 8,
    "max_overflow": 24,
    "pool_use_lifo": True,
    "hide_parameters": True,
}
"""The connection used last is used next: what it has read and prepared is still at hand. Parameters
are people's data and stay out of logs."""
_PG_ARGUMENTS = {
    # Every query here has its index; without this a table that has grown since its statistics
    # were taken is read from end to end.
    "options": "-c enable_seqscan=off -c jit=off -c lock_timeout=20s",
    "connect_timeout": 5,
    "application_name": "simtrainer",
}


class Glances(Protocol):
    """What finding a page needs of a ``Database``."""

    is_sqlite: bool

    def glance(self, work: Callable[[Any], T]) -> T:
        """On the driver's own connection."""

    def settled(self) -> datetime | None:
        """The moment before which no transaction is still storing."""


class Database:
    """An engine with its rules. Holds nothing that another process would need to know."""

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.engine = _engine(self.url)
        self._glances = _engine(self.url, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer = threading.RLock() if self.is_sqlite else None
        self.wrote = threading.Event()
        self._line = _Line(f"{self.url.database}.turn") if self.is_sqlite else None

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` on one snapshot where the database gives one."""
        return _again(lambda: self._once(work, "DEFERRED"))

    def peek(self, work: Callable[[Connection], T]) -> T:
        """Run a ``work`` of one query, without the cost of a transaction around it."""
        if self.is_sqlite:
            return self.read(work)
        return _again(lambda: self._outside(work))

    def _outside(self, work: Callable[[Connection], T]) -> T:
        with self._glances.connect() as connection:
            return work(connection)

    def glance(self, work: Callable[[Any], T]) -> T:
        """Run a ``work`` that only reads on the driver's own connection, which stands outside
        of transactions: nothing goes to the database but what ``work`` asks for."""
        return _again(lambda: self._bare(work))

    def _bare(self, work: Callable[[Any], T]) -> T:
        dialect = self._glances.dialect
        borrowed = self._borrowed()
        try:
            return work(borrowed.driver_connection)
        except dialect.loaded_dbapi.Error as error:
            lost = dialect.is_disconnect(error, borrowed, None)
            if lost:
                borrowed.invalidate(error)
                self._glances.dispose()
            raise _as_sqlalchemys(dialect, error, lost) from error
        finally:
            borrowed.close()

    def _borrowed(self) -> PoolProxiedConnection:
        """A connection from the pool, or one of SQLAlchemy's errors: what goes wrong here is told
        and tried again like all else."""
        try:
            return self._glances.raw_connection()
        except self._glances.dialect.loaded_dbapi.Error as error:
            raise _as_sqlalchemys(self._glances.dialect, error, False) from error

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in one transaction, durable when this returns."""
        with self.writers_place():
            done = _again(lambda: self._once(work, "IMMEDIATE"))
        self.wrote.set()
        return done

    @contextmanager
    def writers_place(self) -> Iterator[None]:
        """On SQLite be the only one who writes; PostgreSQL lets many."""
        if self._writer is None or self._line is None:
            yield
            return
        with self._writer, self._line.turn():
            yield

    def _once(self, work: Callable[[Connection], T], kind: str) -> T:
        options = {"sqlite_begin": kind} if self.is_sqlite else {}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            return work(connection)

    def own_connection(self) -> Any:
        """A connection of the driver's, prepared like all others, for the caller to keep and to
        close."""
        return _again(self._detached)

    def _detached(self) -> Any:
        borrowed = self._borrowed()
        raw = borrowed.driver_connection
        borrowed.detach()
        return raw

    def settled(self) -> datetime | None:
        """A moment before which no transaction is still storing; none where one is at work now.

        SQLite only: whoever gets the writer's place at once knows that all before is committed.
        """
        now = datetime.fromtimestamp(time.time(), UTC)
        if self._writer is None or not self._writer.acquire(blocking=False):
            return None
        try:
            return now if self._got_writers_place() else None
        finally:
            self._writer.release()

    def _got_writers_place(self) -> bool:
        borrowed = self._borrowed()
        raw = borrowed.driver_connection
        assert raw is not None
        try:
            raw.execute("PRAGMA busy_timeout=0")
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("COMMIT")
        except sqlite3.OperationalError:
            return False
        finally:
            raw.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
            borrowed.close()
        return True

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
        self._glances.dispose()
        if self._line is not None:
            self._line.close()


class _Line:
    """Waiting for one's turn to write to a SQLite file. Its own wait is a poll with growing
    sleeps, in which the last to come may be the first served; a lock on a file beside it is
    waited for in order. Where the system has no such locks, the poll must do."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn; threads of one process queue before this."""
        if sys.platform == "win32":
            yield
            return
        if self._file is None:
            self._file = _opened_for_locking(self._path)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _opened_for_locking(path: str) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        code = "hub.store_full" if error.errno == errno.ENOSPC else "hub.store_read_only"
        raise Problem(code, retry=True) from None


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database for one command, closed afterwards."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def parse_url(text: str) -> URL:
    """A database URL; a plain ``postgresql://`` means psycopg 3. Raises ``Problem``."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise Problem("hub.database_url", url=text) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise Problem("hub.database_url", url=url.render_as_string(hide_password=True))
    return url


def _engine(url: URL, **options: Any) -> Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, connect_args=_PG_ARGUMENTS, **_POOL, **options)
        if not url.database or url.database == ":memory:":
            raise Problem("hub.database_url", url=str(url))  # each connection would be its own
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        arguments = {"timeout": _BUSY_MS / 1000, "check_same_thread": False}
        engine = create_engine(url, connect_args=arguments, **_POOL, **options)
    except (NoSuchModuleError, ImportError):
        raise Problem("hub.database_driver", driver=url.drivername) from None
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
        "secure_delete=ON",
        "cache_size=-65536",
        f"wal_autocheckpoint={_LONG_LOG}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {kind}")


def _as_sqlalchemys(dialect: Dialect, error: Exception, lost: bool) -> Exception:
    kind = dialect.loaded_dbapi.Error
    return DBAPIError.instance(
        None, None, error, kind, connection_invalidated=lost, dialect=dialect
    )


def _again(attempt: Callable[[], T]) -> T:
    for number in range(_ATTEMPTS):
        try:
            return attempt()
        except DBAPIError as error:
            if not _passes(error) or number == _ATTEMPTS - 1:
                raise _problem(error) from error
            time.sleep(0.005 * 2**number)
    raise AssertionError("the last attempt returns or raises")


def _passes(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    if state in _PASSING_STATES or error.connection_invalidated:
        return True
    name = getattr(error.orig, "sqlite_errorname", "")
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _problem(error: DBAPIError) -> Exception:
    """The fault in words a person can act on, or the fault itself where it is a bug."""
    name = getattr(error.orig, "sqlite_errorname", "")
    state = getattr(error.orig, "sqlstate", None) or ""
    if name == "SQLITE_FULL" or state == "53100":
        return Problem("hub.store_full", retry=True)
    if name.startswith("SQLITE_READONLY"):
        return Problem("hub.store_read_only", retry=True)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return Problem("hub.store_damaged")
    if _passes(error) or name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return Problem("hub.store_busy", retry=True)
    if state.startswith(("08", "57", "53")) or (not state and not name and _unreached(error)):
        return Problem("hub.store_unreachable", retry=True)
    if state in ("28000", "28P01", "3D000"):
        return Problem("hub.store_refused")
    if state == "42P01" or "no such table" in str(error.orig):
        return Problem("hub.store_not_ready")
    return error


def _unreached(error: DBAPIError) -> bool:
    return type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout", "AdminShutdown")
