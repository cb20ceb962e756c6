"""A readable copy of a damaged store. SQLite refuses a whole file for what is wrong on its first
page or beyond its end; a copy can be mended there, since each row is judged by its checksum anyway.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from simtrainer.station.store.driver import readable
from simtrainer.station.store.schema import is_believed

PAGE = 4096
_COUNTER = slice(24, 28)
_PAGES = slice(28, 32)
_FREE_LIST = slice(32, 40)
_VALID_FOR = slice(92, 96)


def copy_mended(damaged: Path, fresh: Path, copy: Path) -> None:
    """Copy a store and its log; ``fresh`` is an empty store to take a good first page from."""
    log = _log(damaged)
    shutil.copyfile(damaged, copy)
    if log.exists():
        shutil.copyfile(log, _log(copy))
    data = bytearray(copy.read_bytes())
    pages = max(len(data), int.from_bytes(data[_PAGES]) * PAGE if _is_plausible(data) else 0)
    data.extend(bytes(-(-pages // PAGE) * PAGE - len(data)))
    copy.write_bytes(data)
    if data and not _is_readable(copy):
        data[:PAGE] = _first_page(fresh, len(data) // PAGE)
        copy.write_bytes(data)


def remove(copy: Path) -> None:
    """Take the copy away again."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def open_copy(copy: Path) -> sqlite3.Connection:
    """The copy, for reading; it may be changed by reading, which is why it is a copy."""
    connection = sqlite3.connect(f"file:{quote(copy.as_posix())}?mode=rw", uri=True)
    connection.text_factory = readable
    return connection


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _is_plausible(data: bytearray) -> bool:
    """Whether the number of pages in the header can be believed."""
    return len(data) >= 100 and int.from_bytes(data[_PAGES]) * PAGE <= 2 * len(data) + 1_000_000


def _is_readable(copy: Path) -> bool:
    try:
        with closing(open_copy(copy)) as connection:
            return is_believed(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _first_page(fresh: Path, pages: int) -> bytearray:
    """Header and schema of an empty store, fitted to a file of so many pages.

    Steps are always taken in the same order, so that a table's first page is always the same.
    """
    page = bytearray(fresh.read_bytes()[:PAGE])
    page[_PAGES] = pages.to_bytes(4)
    page[_COUNTER] = page[_VALID_FOR]
    page[_FREE_LIST] = bytes(8)
    return page
