"""What SQLite and the disk say, as problems that a person can act on."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simtrainer.base.problem import Problem

_PRIMARY = 0xFF
_CODES = {
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_CANTOPEN: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_IOERR: "store.disk_failed",
}
_NO_ROOM = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,  # a quota or a size limit that is reached
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,  # the shared index of the write-ahead log cannot grow
    }
)
_LEAST_BYTES = 64 * 1024


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn database and disk errors inside the block into ``Problem``; anything else is a bug."""
    from sqlalchemy.exc import DatabaseError

    try:
        yield
    except DatabaseError as error:
        original = error.orig
        problem = store_problem(original, path) if isinstance(original, sqlite3.Error) else None
        if problem is None:
            raise
        raise problem from error
    except sqlite3.Error as error:
        problem = store_problem(error, path)
        if problem is None:
            raise
        raise problem from error
    except UnicodeDecodeError as error:
        # The driver cannot even read SQLite's message, which quotes a damaged schema.
        raise Problem("store.damaged", retry=True, path=str(path.parent)) from error
    except PermissionError as error:
        raise Problem("store.read_only", retry=True, path=str(path.parent)) from error
    except OSError as error:
        raise Problem("store.disk_failed", retry=True, path=str(path.parent)) from error


def store_problem(error: sqlite3.Error, path: Path) -> Problem | None:
    """The problem behind an error of SQLite, None where it is a mistake of ours."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        return None
    code = _CODES.get(number & _PRIMARY)
    if code == "store.disk_failed" and (number in _NO_ROOM or _is_full(path.parent)):
        code = "store.disk_full"
    return Problem(code, retry=True, path=str(path.parent)) if code else None


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LEAST_BYTES
    except OSError:
        return False
