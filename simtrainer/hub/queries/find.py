"""Statements out of the tables: by id, or a page of them by what they say.

A page is one query, which also tells whether any statement points at another; only where one does
are pointers followed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import (
    Connection,
    LargeBinary,
    ScalarSelect,
    Select,
    Text,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    select,
)

from simtrainer.hub.queries.bulk import among
from simtrainer.hub.queries.connect import Database, Glances
from simtrainer.hub.queries.credentials import is_as_guessed
from simtrainer.hub.queries.matching import (
    TENANT,
    Filter,
    Shape,
    bounded,
    is_voided,
    matching,
    owned,
)
from simtrainer.hub.queries.pointers import pointing
from simtrainer.hub.queries.quick import Row, in_words
from simtrainer.hub.queries.tables import Guid, activity, agent, statement, statement_ref


@dataclass(frozen=True, slots=True)
class Page:
    """Payloads in order, and the number to go on after, if there is more."""

    payloads: list[bytes]
    next: int | None


def by_id(
    database: Database, tenant: int, key: str, *, voided: bool, mine: str | None
) -> tuple[int, bytes] | None:
    """Number and payload of one statement, which must be voided, or must not be."""
    values = {"tenant": tenant, "id": key, "mine": mine}
    rows = _rows(database, _one(database.is_sqlite, voided, mine is not None), values)
    return (rows[0][0], rows[0][1]) if rows else None


class Unproven(Exception):
    """The caller may not be who it was guessed to be; nothing that was found may be told."""


def page(
    database: Database, tenant: int, wanted: Filter, proof: Mapping[str, Any] | None = None
) -> Page:
    """One page, newest first unless ascending. Raises ``Unproven`` where a ``proof`` is given
    (``Stored.proof``) and does not hold."""
    values, proving = {**wanted.values(tenant), **(proof or {})}, proof is not None
    rows = _rows(database, _direct(database.is_sqlite, wanted.shape, proving), values)
    row = rows[0][2:] if rows else _rows(database, _beside(database.is_sqlite, proving), values)[0]
    if proving and not row[1]:
        raise Unproven
    if not (row[0] and wanted.by_content):
        return _page(rows, wanted)
    found = {row[0]: row[1] for row in rows}
    known = sorted(found)
    found |= database.read(lambda c: pointing(c, tenant, wanted, known))
    return _page(sorted(found.items(), reverse=not wanted.ascending), wanted)


def _page(rows: Sequence[Row], wanted: Filter) -> Page:
    more = _before(rows[wanted.limit][0], wanted) if len(rows) > wanted.limit else None
    return Page([row[1] for row in rows[: wanted.limit]], more)


def _before(seq: int, wanted: Filter) -> int:
    """The number to go on after, so that this statement is the next."""
    return seq - 1 if wanted.ascending else seq + 1


@dataclass(frozen=True, slots=True)
class Whole:
    """A page's payloads in one, with commas between, and the number to go on after."""

    text: memoryview
    next: int | None


def whole(database: Glances, tenant: int, wanted: Filter, proof: Mapping[str, Any]) -> Whole | None:
    """A page from SQLite, which puts it together itself: row by row each would have to get the
    interpreter back from threads that compute. None where pointers may have to be followed.
    Raises ``Unproven``."""
    values = {**wanted.values(tenant), **proof}
    ((text, count, last, long, points, proven),) = _rows(database, _in_one(wanted.shape), values)
    if not proven:
        raise Unproven
    if points and wanted.by_content:
        return None
    text = memoryview(text or b"")
    if count <= wanted.limit:
        return Whole(text, None)
    return Whole(text[: -long - 1], _before(last, wanted))


def _rows(database: Glances, sql: str, values: Mapping[str, Any]) -> list[Row]:
    """Rows of one query, given to the driver as it is."""
    if database.is_sqlite:
        plain = _plain(values)
        return database.glance(lambda raw: raw.execute(sql, plain).fetchall())
    return database.glance(lambda raw: raw.execute(sql, values, binary=True).fetchall())


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as SQLite's driver takes them: it holds a UUID as 32 digits."""
    plain = dict(values)
    for name in ("id", "registration"):
        if plain.get(name):
            plain[name] = plain[name].replace("-", "")
    return plain


@lru_cache(maxsize=1024)
def _direct(for_sqlite: bool, shape: Shape, proving: bool) -> str:
    tables, conditions, order = matching(shape)
    query = _payload(for_sqlite).select_from(tables).where(*conditions)
    query = query.add_columns(*_columns_beside(proving))
    return in_words(bounded(query, shape, order), for_sqlite)


@lru_cache(maxsize=1024)
def _in_one(shape: Shape) -> str:
    """All rows as one: SQLite takes them in the order that the inner query has and, beside the last
    number, the columns of its row."""
    tables, conditions, order = matching(shape)
    query = select(statement.c.seq, statement.c.payload).select_from(tables).where(*conditions)
    rows = bounded(query, shape, order).subquery()
    text = func.group_concat(rows.c.payload, literal_column("','", Text()))
    last = func.max(rows.c.seq) if shape.ascending else func.min(rows.c.seq)
    long = func.length(cast(rows.c.payload, LargeBinary))
    found = select(cast(text, LargeBinary), func.count(), last, long).select_from(rows)
    return in_words(found.add_columns(*_columns_beside(True)), for_sqlite=True)


@lru_cache(maxsize=8)
def _one(for_sqlite: bool, voided: bool, only_mine: bool) -> str:
    query = _payload(for_sqlite).where(
        statement.c.tenant_id == TENANT,
        statement.c.id == bindparam("id", type_=Guid),
        is_voided() if voided else ~is_voided(),
    )
    return in_words(query.where(owned()) if only_mine else query, for_sqlite)


@lru_cache(maxsize=4)
def _beside(for_sqlite: bool, proving: bool) -> str:
    return in_words(select().add_columns(*_columns_beside(proving)), for_sqlite)


def _columns_beside(proving: bool) -> list[ScalarSelect[bool]]:
    """What is told in each row, or by itself where there is none: whether anything points at
    another, and whether the caller is who it was guessed to be."""
    pointer = select(exists().where(statement_ref.c.tenant_id == TENANT)).scalar_subquery()
    return [pointer, is_as_guessed()] if proving else [pointer]


def _payload(for_sqlite: bool) -> Select[Any]:
    """Number and payload, which goes out as bytes and so comes as bytes."""
    if for_sqlite:
        return select(statement.c.seq, cast(statement.c.payload, LargeBinary))
    return select(statement.c.seq, func.convert_to(statement.c.payload, literal_column("'UTF8'")))


def definitions(
    connection: Connection, tenant: int, iris: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """The store's own definitions of these activities, where it has one."""
    query = select(activity.c.iri, activity.c.definition).where(
        activity.c.tenant_id == tenant,
        among(connection, activity.c.iri, sorted(iris)),
        activity.c.definition.is_not(None),
    )
    return {iri: orjson.loads(text) for iri, text in connection.execute(query)}


def agent_name(connection: Connection, tenant: int, key: str) -> str | None:
    """The name last heard of an agent."""
    return connection.scalar(
        select(agent.c.name).where(agent.c.tenant_id == tenant, agent.c.identifier == key)
    )


def count(connection: Connection, tenant: int) -> int:
    """How many statements are stored."""
    query = select(func.count()).select_from(statement).where(statement.c.tenant_id == tenant)
    return int(connection.scalar(query) or 0)
