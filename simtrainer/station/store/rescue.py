"""A store that is damaged as a whole is set aside, and all that is whole in it lives on.

The damaged file is only read. Rows are fetched from both ends of each table, so that one bad page
costs what lies on it; a checksum judges every row. The new store is complete before the old one
is moved, so that a crash at any point loses nothing and the rescue is simply done again.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32 as crc

from simtrainer.app.ports import RunInfo
from simtrainer.base.problem import Problem
from simtrainer.station.files import free_name, sync_folder
from simtrainer.station.home import Home
from simtrainer.station.store.aside import set_aside
from simtrainer.station.store.coding import StoredEvent, decode, encode, first_bad
from simtrainer.station.store.database import connect, raw
from simtrainer.station.store.envelope import envelope_id
from simtrainer.station.store.fault import told
from simtrainer.station.store.query import sha256_of

Row = tuple[Any, ...]
_QUESTIONS = {
    "programs": (
        "SELECT sha256, bytes FROM programs ORDER BY rowid",
        "SELECT sha256, bytes FROM programs ORDER BY rowid DESC",
    ),
    "meta": (
        "SELECT name, value FROM meta ORDER BY name",
        "SELECT name, value FROM meta ORDER BY name DESC",
    ),
    "runs": (
        "SELECT key, run, info, crc32, state FROM runs ORDER BY key",
        "SELECT key, run, info, crc32, state FROM runs ORDER BY key DESC",
    ),
    "events": (
        "SELECT run, n, bytes, crc32 FROM events ORDER BY run, n",
        "SELECT run, n, bytes, crc32 FROM events ORDER BY run DESC, n DESC",
    ),
    "envelopes": (
        "SELECT id, run, bytes, state, attempts, next_try, problem FROM envelopes ORDER BY rowid",
        (
            "SELECT id, run, bytes, state, attempts, next_try, problem FROM envelopes"
            " ORDER BY rowid DESC"
        ),
    ),
}
"""Each table from both ends, by the tree that holds the rows rather than by an index."""
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
            damaged, whole = _salvage(home, fresh)
        kept = _put_away(home)
        finish(home)
        home.suspect.unlink(missing_ok=True)
        return Rescue(kept, whole, damaged)


def finish(home: Home) -> None:
    """Put the rescued store in its place where a crash kept it from getting there."""
    if home.rescued.exists() and not home.database.exists():
        home.rescued.replace(home.database)
        sync_folder(home.root)


def is_sound(connection: sqlite3.Connection) -> bool:
    """SQLite's own check of the whole file."""
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
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


def _fresh(path: Path) -> sqlite3.Connection:
    """An empty store in one file, without a log beside it."""
    from simtrainer.station.store.schema import upgrade

    connection = connect(path)
    connection.exec_driver_sql("PRAGMA synchronous = FULL")
    upgrade(connection)
    return raw(connection)


def _salvage(home: Home, fresh: sqlite3.Connection) -> tuple[dict[str, int], int]:
    address = f"file:{quote(home.database.as_posix())}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as old:
        old.text_factory = lambda data: data.decode(errors="replace")
        fresh.execute("BEGIN IMMEDIATE")
        found = _Salvage(home, old, fresh)
        found.all()
        fresh.execute("COMMIT")
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
        programs = {row[0]: row[1] for row in self._rows("programs") if _is_program(row)}
        events = self._events()
        self._fresh.executemany("INSERT INTO programs VALUES (?, ?)", programs.items())
        self._fresh.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", self._rows("meta"))
        self._fresh.executemany(
            "INSERT INTO envelopes VALUES (?, ?, ?, ?, ?, ?, ?)", self._envelopes()
        )
        for row in self._rows("runs"):
            self._run(row, events[row[0]], programs)

    def _run(self, row: Row, events: list[StoredEvent], programs: dict[str, bytes]) -> None:
        """Move one run over, or set it aside."""
        _, run, info, crc32, state = row
        head = decode(info, crc32) if isinstance(info, bytes) else None
        bad = first_bad(run, events, head[1]) if head and head[0].run == run else 0
        if head and bad is None and head[0].program in programs and state != "damaged":
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
        rows = ((made.lastrowid, *event) for event in events)
        self._fresh.executemany("INSERT INTO events VALUES (?, ?, ?, ?)", rows)

    def _events(self) -> defaultdict[int, list[StoredEvent]]:
        """Readable events by run, in order."""
        runs: defaultdict[int, list[StoredEvent]] = defaultdict(list)
        found = sorted(filter(_is_event, self._rows("events")), key=lambda row: row[:2])
        for run, n, data, crc32 in found:
            runs[run].append(StoredEvent(n, data, crc32))
        return runs

    def _envelopes(self) -> Iterator[Row]:
        """Whole envelopes; one whose state is unreadable is sent again, which is harmless."""
        for key, run, data, state, *rest in self._rows("envelopes"):
            if isinstance(data, bytes) and key == envelope_id(str(run), data):
                known = state in _STATES and all(value is not None for value in rest)
                yield (key, run, data, *((state, *rest) if known else ("waiting", 0, 0, "")))

    def _rows(self, table: str) -> list[Row]:
        """Rows that can be read, from either end of the table up to the damage."""
        found: dict[Any, Row] = {}
        for question in _QUESTIONS[table]:
            with suppress(sqlite3.DatabaseError):
                for row in self._old.execute(question):
                    found[row[:2] if table == "events" else row[0]] = row
        return list(found.values())


def _is_program(row: Row) -> bool:
    return isinstance(row[1], bytes) and sha256_of(row[1]) == row[0]


def _is_event(row: Row) -> bool:
    return isinstance(row[0], int) and isinstance(row[1], int) and isinstance(row[2], bytes)
