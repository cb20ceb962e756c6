"""Many rows into one table at once, in the fastest way each database has.

PostgreSQL takes one array per column and unfolds them itself: one short statement whatever the
number of rows, so that it is prepared once. The arrays go in binary, which spares both sides from
escaping every quotation mark in the JSON. SQLite takes ``executemany``.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Table,
    any_,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

Row = dict[str, Any]


def among(
    connection: Connection, column: Column[Any], values: Iterable[Any]
) -> ColumnElement[bool]:
    """Whether a column is one of many values, in SQL text that does not grow with their number,
    so that it is planned once and never meets a limit of parameters."""
    wanted = list(values)
    if connection.dialect.name == "postgresql":
        return column == any_(cast(literal(wanted, ARRAY(column.type)), ARRAY(column.type)))
    stored = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    plain = wanted if stored is None else [stored(value) for value in wanted]
    each = func.json_each(orjson.dumps(plain).decode()).table_valued("value")
    return column.in_(select(each.c.value))


def insert_all(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert all; a row whose key is taken is an error."""
    if rows and connection.dialect.name == "postgresql":
        sql = unfolding(connection.dialect, table, tuple(rows[0]), "")
        connection.exec_driver_sql(sql, _columns(rows))
    elif rows:
        connection.execute(table.insert(), list(rows))


def insert_new(
    connection: Connection, table: Table, rows: Sequence[Row], returning: str
) -> set[Any]:
    """Insert the rows whose keys are free and give their ``returning`` column.

    Waits for other transactions on the same keys, so rows come sorted by key: two batches then
    never wait for each other in a ring.
    """
    if not rows:
        return set()
    if connection.dialect.name == "postgresql":
        ending = f"on conflict do nothing returning {returning}"
        sql = unfolding(connection.dialect, table, tuple(rows[0]), ending)
        made = connection.exec_driver_sql(sql, _columns(rows))
        return {value for (value,) in made}
    column = table.c[returning]
    statement = sqlite_insert(table).on_conflict_do_nothing().returning(column)
    return set(connection.scalars(statement, list(rows)))


def _columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    return {key: [row[key] for row in rows] for key in rows[0]}


@lru_cache(maxsize=64)
def unfolding(dialect: Dialect, table: Table, keys: tuple[str, ...], ending: str) -> str:
    """SQL that inserts one array per column; ``ending`` follows."""
    names = ", ".join(keys)
    types = (table.c[key].type.compile(dialect=dialect) for key in keys)
    arrays = ", ".join(
        f"cast(%({key})b as {_unsized(kind)}[])" for key, kind in zip(keys, types, strict=True)
    )
    # Only names from ``tables`` are put in here; values go as parameters.
    return f"insert into {table.name} ({names}) select * from unnest({arrays}) {ending}"  # noqa: S608


def _unsized(kind: str) -> str:
    return kind.partition("(")[0]
