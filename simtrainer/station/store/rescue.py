"""A store that is damaged as a whole is set aside, and all that is whole in it lives on.

The damaged file is only copied. Rows are fetched one by one, and a run's events from both ends, so
that one bad page costs what lies on it; a checksum judges every row. The new store is complete
before the old one is moved, so that a crash at any point loses nothing and the rescue is simply
done again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32 as crc

from simtrainer.app.ports import RunInfo
from simtrainer.base.problem import Problem
from simtrainer.station.files import free_name
from simtrainer.station.home import Home
from simtrainer.station.sealing import is_whole
from simtrainer.station.store.aside import set_aside
from simtrainer.station.store.coding import (
    StoredEvent,
    as_bytes,
    decode,
    encode,
    first_bad,
    keepsake_crc,
    place,
)
from simtrainer.station.store.database import finish_rescue
from simtrainer.station.store.driver import connect, raw
from simtrainer.station.store.fault import told
from simtrainer.station.store.mend import copy_mended, open_copy, remove
from simtrainer.station.store.query import sha256_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

Row = tuple[Any, ...]
_ONE = {
    "programs": "SELECT bytes FROM programs WHERE rowid = ?",
    "runs": "SELECT key, run, info, crc32, state FROM runs WHERE key = ?",
    "envelopes": (
        "SELECT id, run, bytes, state, attempts, next_try, problem FROM envelopes WHERE rowid = ?"
    ),
    "keepsakes": "SELECT person, kind, name, value, crc32 FROM keepsakes WHERE key = ?",
}
_MISSES = 1000
"""So many rows missing one after another are taken as the end of a table: its own idea of how
many there are may be damaged."""
_EVENTS = (
    "SELECT place, bytes, crc32 FROM events WHERE place >= ? AND place < ? ORDER BY place",
    "SELECT place, bytes, crc32 FROM events WHERE place >= ? AND place < ? ORDER BY place DESC",
)
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
_STATES = frozenset({"waiting", "acknowledged", "quarantined"})


@dataclass(frozen=True, slots=True)
class Rescue:
    """What became of a damaged store."""

    kept: Path
    """Folder with the damaged files as they were."""
    whole: int
    """Runs that moved over."""
    damaged: dict[str, int]
    """Runs that are set aside, with the first event that is bad."""

    @property
    def problem(self) -> Problem:
        """The bad news, to be told once."""
        lost = len(self.damaged)
        return Problem(
            "store.damaged", retry=True, kept=str(self.kept), runs=self.whole, damaged=lost
        )


def rescue(home: Home) -> Rescue:
    """Replace the damaged store, which nobody may have open, by what is whole in it."""
    with told(home.database):
        home.damaged.mkdir(exist_ok=True)
        home.rescued.unlink(missing_ok=True)
        with closing(_fresh(home.rescued)) as fresh:
            damaged, whole = _salvage(home, raw(fresh))
        kept = _put_away(home)
        finish_rescue(home)
        home.suspect.unlink(missing_ok=True)
        return Rescue(kept, whole, damaged)


def is_sound(connection: sqlite3.Connection) -> bool:
    """SQLite's own check of the whole file."""
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except _UNREADABLE:
        return False


def _put_away(home: Home) -> Path:
    """Move the store's files to a folder of their own, the log before the database."""
    folder = free_name(home.damaged, "store")
    folder.mkdir()
    for suffix in ("-wal", "-shm", ""):
        source = home.database.with_name(home.database.name + suffix)
        if source.exists():
            source.replace(folder / source.name)
    return folder


def _fresh(path: Path) -> "Connection":
    """An empty store in one file, without a log beside it."""
    from simtrainer.station.store.schema import upgrade

    connection = connect(path)
    connection.exec_driver_sql("PRAGMA synchronous = FULL")
    upgrade(connection)
    return connection


def _salvage(home: Home, fresh: sqlite3.Connection) -> tuple[dict[str, int], int]:
    copy = home.rescued.with_suffix(".reading")
    try:
        copy_mended(home.database, home.rescued, copy)
        with closing(open_copy(copy)) as old:
            fresh.execute("BEGIN IMMEDIATE")
            found = _Salvage(home, old, fresh)
            found.all()
            fresh.execute("COMMIT")
    finally:
        remove(copy)
    return found.damaged, found.whole


class _Salvage:
    """One reading of a damaged store into a fresh one."""

    def __init__(self, home: Home, old: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
        self._home = home
        self._old = old
        self._fresh = fresh
        self.damaged: dict[str, int] = {}
        self.whole = 0

    def all(self) -> None:
        """Programs and outbox, then run by run."""
        found = (row[0] for row in self._rows("programs"))
        programs = {sha256_of(data): data for data in found if isinstance(data, bytes)}
        self._fresh.executemany("INSERT INTO programs VALUES (?, ?)", programs.items())
        with suppress(*_UNREADABLE):
            notes = self._old.execute("SELECT name, value FROM meta").fetchall()
            self._fresh.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", notes)
        self._fresh.executemany(
            "INSERT INTO envelopes VALUES (?, ?, ?, ?, ?, ?, ?)", self._envelopes()
        )
        self._fresh.executemany(
            "INSERT OR IGNORE INTO keepsakes (person, kind, name, value, crc32)"
            " VALUES (?, ?, ?, ?, ?)",
            self._keepsakes(),
        )
        for row in self._rows("runs"):
            self._run(row, self._events(row[0]), programs)

    def _run(self, row: Row, events: list[StoredEvent], programs: dict[str, bytes]) -> None:
        """Move one run over, or set it aside."""
        _, run, info, crc32, state = row
        head = decode(info, crc32) if isinstance(info, bytes) else None
        bad = first_bad(run, events, head[1]) if head and head[0].run == run else 0
        if head and bad is None and state != "damaged":
            if head[0].program not in programs:
                # Known to be no program; the next run of it puts the right bytes there.
                empty = (head[0].program, b"")
                self._fresh.execute("INSERT OR IGNORE INTO programs VALUES (?, ?)", empty)
            self._keep(head[0], events)
            self.whole += 1
            return
        kept = info if isinstance(info, bytes) else str(info).encode()
        program = programs.get(head[0].program) if head else None
        self.damaged[str(run)] = bad or 0
        set_aside(self._home, str(run), kept, events, program, bad or 0)

    def _keep(self, info: RunInfo, events: list[StoredEvent]) -> None:
        data = encode(info, len(events))
        row = (info.run, info.person, info.started_at, info.program, info.state, data, crc(data))
        made = self._fresh.execute(
            "INSERT INTO runs (run, person, started_at, program, state, info, crc32)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        key = int(made.lastrowid or 0)
        rows = ((place(key, event.n), event.bytes, event.crc32) for event in events)
        self._fresh.executemany("INSERT INTO events VALUES (?, ?, ?)", rows)

    def _events(self, key: int) -> list[StoredEvent]:
        """A run's readable events, in order."""
        found: dict[int, StoredEvent] = {}
        start = place(key, 0)
        for question in _EVENTS:
            with suppress(*_UNREADABLE):
                for at, data, crc32 in self._old.execute(question, (start, place(key + 1, 0))):
                    found[at] = StoredEvent(at - start, as_bytes(data), crc32)
        return [found[n] for n in sorted(found)]

    def _envelopes(self) -> Iterator[Row]:
        """Whole envelopes; one whose state is unreadable is sent again, which is harmless."""
        for key, run, data, state, *rest in self._rows("envelopes"):
            if isinstance(data, bytes) and is_whole(key, str(run), data):
                known = state in _STATES and all(value is not None for value in rest)
                yield (key, run, data, *((state, *rest) if known else ("waiting", 0, 0, "")))

    def _keepsakes(self) -> Iterator[Row]:
        for person, kind, name, data, crc32 in self._rows("keepsakes"):
            if crc32 == keepsake_crc(str(person), str(kind), str(name), as_bytes(data)):
                yield (person, kind, name, data, crc32)

    def _rows(self, table: str) -> Iterator[Row]:
        """Each row that can be read."""
        key = found = 0
        while key - found < _MISSES:
            key += 1
            with suppress(*_UNREADABLE):
                row = self._old.execute(_ONE[table], (key,)).fetchone()
                if row is not None:
                    found = key
                    yield row
