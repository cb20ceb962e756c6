"""The store's tables, one upgrade step per version; ``user_version`` says which is there."""

import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from simtrainer.base.problem import Problem
from simtrainer.station.store.driver import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE programs (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
        # ``info`` is RunInfo as JSON, ``crc32`` its checksum; ``events`` in it is how many there
        # were when it was last written, so that a lost tail is noticed.
        (
            "CREATE TABLE runs (key INTEGER PRIMARY KEY, run TEXT NOT NULL UNIQUE,"
            " person TEXT NOT NULL, started_at TEXT NOT NULL,"
            " program TEXT NOT NULL REFERENCES programs (sha256),"
            " state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'damaged')),"
            " info BLOB NOT NULL, crc32 INTEGER NOT NULL)"
        ),
        "CREATE INDEX runs_by_person ON runs (person, started_at)",
        # ``place`` is run * 2^32 + n: one tree, appended at its right edge, so that a commit writes
        # one page, and with nothing but numbers above its leaves, so that a lost page costs little.
        (
            "CREATE TABLE events (place INTEGER PRIMARY KEY, bytes BLOB NOT NULL,"
            " crc32 INTEGER NOT NULL)"
        ),
        (
            "CREATE TABLE envelopes (id TEXT PRIMARY KEY, run TEXT NOT NULL, bytes BLOB NOT NULL,"
            " state TEXT NOT NULL CHECK (state IN ('waiting', 'acknowledged', 'quarantined')),"
            " attempts INTEGER NOT NULL, next_try INTEGER NOT NULL, problem TEXT NOT NULL)"
        ),
        "CREATE INDEX envelopes_by_state ON envelopes (state, next_try)",
    ),
    (
        # What is remembered about a person besides runs; ``crc32`` covers the names too.
        (
            "CREATE TABLE keepsakes (key INTEGER PRIMARY KEY, person TEXT NOT NULL,"
            " kind TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL,"
            " crc32 INTEGER NOT NULL, UNIQUE (person, kind, name))"
        ),
    ),
)
"""``STEPS[v]`` takes version ``v`` to ``v + 1``. A released step is never changed."""
VERSION = len(STEPS)


def upgrade(connection: "Connection") -> None:
    """Bring the file to ``VERSION``, each step in a transaction of its own.

    Raises ``Problem("store.newer")`` where a newer simtrainer has been here, and
    ``Problem("store.damaged")`` where tables are missing or not what they were.
    """
    version = _version(connection)
    if version > VERSION:
        raise Problem("store.newer", version=version, known=VERSION)
    while version < VERSION:
        _step(connection, version)
        version = _version(connection)
    if not is_believed(raw(connection)):
        raise Problem("store.damaged", retry=True)


def is_believed(connection: sqlite3.Connection) -> bool:
    """Whether the tables are those of ``VERSION``, to the letter."""
    return _shape(connection) == _believed()


def _shape(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


@cache
def _believed() -> list[tuple[str, ...]]:
    """What the steps make of an empty file."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in STEPS:
            for statement in step:
                fresh.execute(statement)
        return _shape(fresh)


def _version(connection: "Connection") -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _step(connection: "Connection", version: int) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited for the lock.
        if _version(connection) == version:
            for statement in STEPS[version]:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version = {version + 1}")
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
