"""Two questions to the database for a whole batch: what is known, and then all rows at once.

On PostgreSQL each goes in one trip, past SQLAlchemy, which has no pipelines: looking up is one
query for everything, storing is one statement with an array per column, and the end of the
transaction travels with it. SQLite has no trips to spare, only parameters to convert.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Boolean, Connection, Dialect, Float, Integer, Table, Uuid
from sqlalchemy.exc import DBAPIError

from simtrainer.hub.queries.sequence import NOW_OF_POSTGRESQL, numbers_after, take
from simtrainer.hub.queries.tables import metadata
from simtrainer.hub.queries.turns import WRITERS

if TYPE_CHECKING:
    import psycopg

Rows = Sequence[tuple[Any, ...]]
Filled = tuple[Table, tuple[str, ...], Rows]
"""A table, names of columns, and rows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a batch is made of. ``own`` are the statements that figures are counted from."""

    tenant: int
    count: int
    verbs: list[str]
    agents: list[str]
    activities: list[str]
    own: list[str]


@dataclass(slots=True)
class Known:
    """Numbers for the statements, and rows of the words that are there: verbs to ids, agents and
    activities to ids with name or definition; and which of ``own`` are voided already."""

    numbers: range = range(0)
    verbs: dict[str, int] = field(default_factory=dict)
    agents: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    activities: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    voided: set[str] = field(default_factory=set)
    own: frozenset[str] = frozenset()
    """Those of ``Wanted.own`` that count."""


def look_up(connection: Connection, wanted: Wanted) -> Known:
    """All that is known of a batch's words."""
    if connection.dialect.name == "postgresql":
        return _look_up_postgresql(connection, wanted)
    return _look_up_sqlite(connection, wanted)


def add_agents(
    connection: Connection, tenant: int, missing: Sequence[tuple[str, str | None]]
) -> dict[str, tuple[int, str | None]]:
    """Make these agents, given sorted by identifier with their names. One that another
    transaction has just made is left out."""
    if connection.dialect.name != "postgresql":
        rows = [(key, name, tenant) for key, name in missing]
        connection.exec_driver_sql(_NEW_AGENT, rows)
        told = (orjson.dumps([key for key, _ in missing]).decode(), tenant)
        found = connection.exec_driver_sql(_AGENTS, told).all()
    else:
        words = {"tenant": tenant, "keys": [key for key, _ in missing]}
        with _pipelined(connection) as raw:
            made = raw.execute(_NEW_AGENTS, words | {"names": [name for _, name in missing]})
        found = made.fetchall()
    return {key: (row, name) for key, row, name in found}


def insert_last(connection: Connection, filled: Sequence[Filled]) -> None:
    """Insert all rows, and on PostgreSQL end the transaction. A key that is taken raises
    SQLAlchemy's ``IntegrityError``."""
    if connection.dialect.name == "postgresql":
        _insert_postgresql(connection, filled)
    else:
        for table, names, rows in filled:
            connection.exec_driver_sql(_into(table, names), _for_sqlite(table, names, rows))


# -------------------------------------------------------------------------------- PostgreSQL

_LOCK = "select pg_advisory_xact_lock_shared(%s, %s)"
_LOOK_UP = f"""
select 'now', '', now.xid, now.micros::text from ({NOW_OF_POSTGRESQL}) now(xid, micros)
union all select 'verb', iri, id, null from verb where iri = any(%(verbs)b::text[])
union all select 'agent', identifier, id, name from agent
 where tenant_id = %(tenant)s and identifier = any(%(agents)b::text[])
union all select 'activity', iri, id, definition from activity
 where tenant_id = %(tenant)s and iri = any(%(activities)b::text[])
union all select 'void', target_id::text, 0, null from statement_ref
 where tenant_id = %(tenant)s and target_id = any(%(own)s::uuid[]) and voiding
"""  # noqa: S608 - put together from texts of this package

_NEW_AGENTS = """
insert into agent (tenant_id, identifier, name)
select %(tenant)s, * from unnest(%(keys)b::text[], %(names)b::text[])
on conflict do nothing returning identifier, id, name
"""


def _look_up_postgresql(connection: Connection, wanted: Wanted) -> Known:
    words = {
        "tenant": wanted.tenant,
        "verbs": wanted.verbs,
        "agents": wanted.agents,
        "activities": wanted.activities,
        "own": _literal(wanted.own),
    }
    with _pipelined(connection) as raw:
        raw.execute(_LOCK, (WRITERS, wanted.tenant))
        found = raw.execute(_LOOK_UP, words)
    known = Known()
    for kind, word, row, held in found:
        if kind == "activity":
            known.activities[word] = (row, held)
        elif kind == "agent":
            known.agents[word] = (row, held)
        elif kind == "verb":
            known.verbs[word] = row
        elif kind == "void":
            known.voided.add(word)
        else:
            known.numbers = numbers_after(row, int(held), wanted.count)
    return known


def _insert_postgresql(connection: Connection, filled: Sequence[Filled]) -> None:
    shape = tuple((table.name, names) for table, names, _ in filled)
    values = {
        f"{table.name}_{name}": list(column) if _is_text(table, name) else _literal(column)
        for table, names, rows in filled
        for name, column in zip(names, zip(*rows, strict=True), strict=True)
    }
    with _pipelined(connection) as raw:
        raw.execute(_all_into(connection.dialect, shape), values)
        raw.execute("commit")


@lru_cache(maxsize=64)
def _all_into(dialect: Dialect, shape: tuple[tuple[str, tuple[str, ...]], ...]) -> bytes:
    """One statement that fills several tables from arrays."""
    parts = []
    for table_name, names in shape:
        table = metadata.tables[table_name]
        arrays = ", ".join(
            f"%({table_name}_{name}){'b' if _is_text(table, name) else 's'}"
            f"::{table.c[name].type.compile(dialect=dialect).partition('(')[0]}[]"
            for name in names
        )
        # Only names from ``tables`` are put in here; values go as parameters.
        parts.append(
            f"insert into {table_name} ({', '.join(names)}) select * from unnest({arrays})"  # noqa: S608
        )
    *first, last = parts
    within = ", ".join(f"part{n} as ({part})" for n, part in enumerate(first))
    return (f"with {within} {last}" if first else last).encode()


def _is_text(table: Table, name: str) -> bool:
    return not isinstance(table.c[name].type, Integer | Boolean | Float | Uuid)


def _literal(values: Sequence[Any]) -> str:
    """Numbers, booleans and UUIDs as PostgreSQL writes an array of them."""
    return "{" + ",".join(["null" if v is None else str(v) for v in values]) + "}"


@contextmanager
def _pipelined(connection: Connection) -> "Iterator[psycopg.Connection[Any]]":
    """The driver's connection, whose statements travel together; its errors come as
    SQLAlchemy's, so that they are told and tried again like all others."""
    from psycopg import Error

    raw = connection.connection.driver_connection
    assert raw is not None
    try:
        with raw.pipeline():
            yield raw
    except Error as error:
        lost = raw.closed
        wrapped = DBAPIError.instance(None, None, error, Error, connection_invalidated=lost)
        if lost:
            connection.invalidate(error)
            connection.engine.dispose()
        raise wrapped from error


# ------------------------------------------------------------------------------------ SQLite


def _look_up_sqlite(connection: Connection, wanted: Wanted) -> Known:
    known = Known(take(connection, wanted.count))

    def each(sql: str, words: Sequence[str]) -> list[tuple[Any, ...]]:
        told = (orjson.dumps(words).decode(), wanted.tenant)
        return [tuple(row) for row in connection.exec_driver_sql(sql, told)]

    known.verbs = dict(each(_VERBS, wanted.verbs))
    known.agents = {word: (row, held) for word, row, held in each(_AGENTS, wanted.agents)}
    known.activities = {w: (row, held) for w, row, held in each(_ACTIVITIES, wanted.activities)}
    own = {key.replace("-", ""): key for key in wanted.own}
    known.voided = {own[key] for (key,) in each(_VOIDED, list(own))} if own else set()
    return known


_NEW_AGENT = "insert or ignore into agent (identifier, name, tenant_id) values (?, ?, ?)"
_AMONG = "in (select value from json_each(?1))"
_VERBS = f"select iri, id from verb where iri {_AMONG} and ?2 is not null"  # noqa: S608
_AGENTS = f"select identifier, id, name from agent where identifier {_AMONG} and tenant_id = ?2"  # noqa: S608
_ACTIVITIES = f"select iri, id, definition from activity where iri {_AMONG} and tenant_id = ?2"  # noqa: S608
_VOIDED = (
    f"select target_id from statement_ref where target_id {_AMONG} and tenant_id = ?2 and voiding"  # noqa: S608
)


@lru_cache(maxsize=64)
def _into(table: Table, names: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(names))
    # Only names from ``tables`` are put in here; values go as parameters.
    return f"insert into {table.name} ({', '.join(names)}) values ({marks})"  # noqa: S608


def _for_sqlite(table: Table, names: tuple[str, ...], rows: Rows) -> list[tuple[Any, ...]]:
    """Rows as the driver takes them: SQLAlchemy keeps a UUID as 32 digits there."""
    places = [n for n, name in enumerate(names) if isinstance(table.c[name].type, Uuid)]
    if not places:
        return list(rows)
    made = []
    for row in rows:
        changed = list(row)
        for place in places:
            if changed[place] is not None:
                changed[place] = changed[place].replace("-", "")
        made.append(tuple(changed))
    return made
