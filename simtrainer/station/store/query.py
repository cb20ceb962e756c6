"""Questions and changes to the runs in the store, each within the caller's transaction."""

import hashlib
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from simtrainer.app.ports import RunInfo
from simtrainer.station.store.coding import StoredEvent, as_bytes, encode, event_crc, place
from simtrainer.station.store.driver import raw
from simtrainer.station.store.table import events, programs, runs


class RunRow(NamedTuple):
    """A run as it is stored."""

    key: int
    run: str
    program: str
    state: str
    info: bytes
    crc32: int


class Tail(NamedTuple):
    """Where the next event of a run goes."""

    key: int
    state: str
    next: int


_ROW = select(runs.c.key, runs.c.run, runs.c.program, runs.c.state, runs.c.info, runs.c.crc32)
_ONE = _ROW.where(runs.c.run == bindparam("wanted"))
# Not by the wall clock, which may have been set back since.
_PERSON = _ROW.where(runs.c.person == bindparam("wanted"), runs.c.state != "damaged").order_by(
    runs.c.key.desc()
)
# The way of every action: plain SQL on the driver, a third of what a compiled statement costs.
_TAIL = (
    "SELECT key, state, coalesce((SELECT max(place) FROM events"
    " WHERE place >= key << 32 AND place < (key + 1) << 32) + 1 - (key << 32), 0)"
    " FROM runs WHERE run = ?"
)
_ROOM = (
    "INSERT INTO programs (sha256, bytes) VALUES (?, zeroblob(?))"
    " ON CONFLICT DO UPDATE SET bytes = excluded.bytes"
)
_ROW_OF = "SELECT rowid FROM programs WHERE sha256 = ?"
_ADD = "INSERT INTO events (place, bytes, crc32) VALUES (?, ?, ?)"
_EVENTS = (
    select(events.c.place, events.c.bytes, events.c.crc32)
    .where(events.c.place >= bindparam("first"), events.c.place < bindparam("end"))
    .order_by(events.c.place)
)
_PROGRAM = select(programs.c.bytes).where(programs.c.sha256 == bindparam("wanted"))


def one(connection: Connection, run: str) -> RunRow | None:
    """A run by its id."""
    row = connection.execute(_ONE, {"wanted": run}).first()
    return _run_row(row) if row else None


def of_person(connection: Connection, person: str) -> list[RunRow]:
    """A person's runs that are not set aside, newest first."""
    return [_run_row(row) for row in connection.execute(_PERSON, {"wanted": person})]


def _run_row(row: Row[*tuple[Any, ...]]) -> RunRow:
    key, run, program, state, info, crc32 = row
    return RunRow(key, run, program, state, as_bytes(info), crc32)


def tail(connection: Connection, run: str) -> Tail | None:
    """Where the next event goes."""
    row = raw(connection).execute(_TAIL, (run,)).fetchone()
    return Tail(*row) if row else None


def events_of(connection: Connection, key: int) -> list[StoredEvent]:
    """All events of a run in order."""
    return events_from(connection, key, 0)


def events_from(connection: Connection, key: int, first: int) -> list[StoredEvent]:
    """A run's events from number ``first``."""
    start = place(key, 0)
    span = {"first": start + first, "end": place(key + 1, 0)}
    rows = connection.execute(_EVENTS, span)
    return [StoredEvent(at - start, as_bytes(data), crc32) for at, data, crc32 in rows]


def count(connection: Connection, key: int) -> int:
    """How many events a run has, by its last number."""
    start = place(key, 0)
    of_run = (events.c.place >= start, events.c.place < place(key + 1, 0))
    last = connection.execute(select(func.max(events.c.place)).where(*of_run)).scalar()
    return 0 if last is None else int(last) + 1 - start


def add_events(
    connection: Connection, key: int, run: str, first: int, added: Sequence[bytes]
) -> None:
    """Add events from number ``first``."""
    numbered = enumerate(added, first)
    rows = [(place(key, n), data, event_crc(run, n, data)) for n, data in numbered]
    raw(connection).executemany(_ADD, rows)


def program_of(connection: Connection, sha256: str) -> bytes | None:
    """A program, None where it is missing or not what was stored."""
    data = as_bytes(connection.execute(_PROGRAM, {"wanted": sha256}).scalar())
    return data if sha256_of(data) == sha256 else None


def sha256_of(program: bytes) -> str:
    """The hash that runs are pinned to."""
    return hashlib.sha256(program).hexdigest()


def keep_program(connection: Connection, sha256: str, data: bytes) -> None:
    """Store a program once per hash; a damaged copy is mended by a whole one."""
    if program_of(connection, sha256) is None:
        # Room first, then the bytes straight into it: a statement that carries a municipality
        # would keep a copy of it for as long as the driver remembers the statement.
        driver = raw(connection)
        driver.execute(_ROOM, (sha256, len(data)))
        (row,) = driver.execute(_ROW_OF, (sha256,)).fetchone()
        with driver.blobopen("programs", "bytes", row) as blob:
            blob.write(data)


def add_run(connection: Connection, info: RunInfo) -> None:
    """Store the head of a new run."""
    data = encode(info, 0)
    columns = {"run": info.run, "person": info.person, "started_at": info.started_at}
    columns |= {"program": info.program, "state": info.state}
    connection.execute(insert(runs).values(info=data, crc32=zlib.crc32(data), **columns))


def change_run(connection: Connection, key: int, info: RunInfo, count: int) -> None:
    """Write the head of a run anew."""
    data = encode(info, count)
    changed = {"state": info.state, "info": data, "crc32": zlib.crc32(data)}
    connection.execute(update(runs).where(runs.c.key == key).values(**changed))


def mark_damaged(connection: Connection, key: int) -> None:
    """Take a run out of the lists; its rows stay as they are."""
    connection.execute(update(runs).where(runs.c.key == key).values(state="damaged"))


def newest_moment(connection: Connection) -> str:
    """When the newest run began, as it was written; empty where there is none."""
    return str(connection.execute(select(func.max(runs.c.started_at))).scalar_one() or "")
