"""Connections, and the driver beneath them for what must be quick or must bear damage."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def raw(connection: "Connection") -> sqlite3.Connection:
    """The driver's own connection."""
    return connection.connection.dbapi_connection  # type: ignore[return-value]


def connect(path: Path, busy_ms: int = 1000) -> "Connection":
    """A bare connection in which transactions are begun by hand."""
    from sqlalchemy import URL, NullPool, create_engine

    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": busy_ms / 1000, "check_same_thread": False},
    )
    connection = engine.connect()
    # Damaged text must reach the checksum instead of ending in an error of its own.
    raw(connection).text_factory = readable
    return connection


def readable(text: bytes) -> str:
    """Text of a row, also where it is not UTF-8 any more."""
    return text.decode(errors="replace")
