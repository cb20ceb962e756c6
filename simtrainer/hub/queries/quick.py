"""Queries that nearly every request asks. They are written with SQLAlchemy like all others, put
into each database's words once, and from then on given to the driver as they are: between a
prepared query and its rows SQLAlchemy would take longer than the database."""

import sqlite3
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg

_SQLITE = sqlite.dialect(paramstyle="named")
_POSTGRESQL = psycopg.dialect()  # type: ignore[no-untyped-call]
Row = tuple[Any, ...]


def is_sqlite(raw: Any) -> bool:
    """Which of the two a driver's connection belongs to."""
    return isinstance(raw, sqlite3.Connection)


def in_words(query: Select[Any], for_sqlite: bool) -> str:
    """The query as the driver takes it. Every value in it must be a named one that comes later."""
    compiled = query.compile(dialect=_SQLITE if for_sqlite else _POSTGRESQL)
    unnamed = [bind.key for bind in compiled.bind_names if not bind.required]
    if unnamed:
        raise ValueError(f"values without a name of their own: {unnamed}")
    return str(compiled)


class Quick:
    """One such query, for a connection given by ``Database.glance``."""

    def __init__(self, query: Select[Any]) -> None:
        self._sqlite, self._postgresql = in_words(query, True), in_words(query, False)

    def first(self, raw: Any, **values: Any) -> Row | None:
        """The first row, if there is one."""
        sql = self._sqlite if is_sqlite(raw) else self._postgresql
        row: Row | None = raw.execute(sql, values).fetchone()
        return row
