"""Statements out of the tables: by id, or a page of them by what they say.

A statement that points at another (StatementRef) is also found by what the other says, however
long the chain (xAPI 1.0.3 Communication 2.1.3); such pointers are few, so they are followed when
asked for, and a target that comes after its pointer needs no repair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    exists,
    func,
    select,
)

from simtrainer.hub.queries.bulk import among
from simtrainer.hub.queries.tables import (
    activity,
    agent,
    statement,
    statement_activity,
    statement_agent,
    statement_ref,
    verb,
)
from simtrainer.hub.shapes.incoming import ACTIVITY_OBJECT, AUTHORITY, DIRECT_AGENT


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for. ``after`` and ``before`` are numbers of statements, both left out of
    the answer; ``mine`` is the identifier of the only authority whose statements may be seen."""

    agent: str | None = None
    verb: str | None = None
    activity: str | None = None
    registration: str | None = None
    related_agents: bool = False
    related_activities: bool = False
    after: int | None = None
    before: int | None = None
    ascending: bool = False
    limit: int = 100
    mine: str | None = None

    @property
    def by_content(self) -> bool:
        """Whether anything but time is asked for."""
        return any((self.agent, self.verb, self.activity, self.registration))


@dataclass(frozen=True, slots=True)
class Page:
    """Payloads in order, and the number to go on after, if there is more."""

    payloads: list[str]
    next: int | None


def by_id(
    connection: Connection, tenant: int, key: str, *, voided: bool, mine: str | None
) -> tuple[int, str] | None:
    """Number and payload of one statement, which must be voided, or must not be."""
    query = select(statement.c.seq, statement.c.payload).where(
        statement.c.tenant_id == tenant,
        statement.c.id == key,
        _is_voided() if voided else ~_is_voided(),
    )
    if mine is not None:
        query = query.where(_owned(tenant, mine))
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.seq, row.payload)


def page(connection: Connection, tenant: int, wanted: Filter) -> Page:
    """One page, newest first unless ascending."""
    keys = _keys(connection, tenant, wanted)
    if keys is None:
        return Page([], None)
    found = _direct(connection, tenant, wanted, keys)
    if wanted.by_content and _has_references(connection, tenant):
        found |= _through_references(connection, tenant, wanted, keys, sorted(found))
    order = sorted(found, reverse=not wanted.ascending)
    more = order[wanted.limit - 1] if len(order) > wanted.limit else None
    return Page([found[seq] for seq in order[: wanted.limit]], more)


@dataclass(frozen=True, slots=True)
class _Keys:
    """A filter's words as rows of the shared tables."""

    agent: int | None = None
    verb: int | None = None
    activity: int | None = None


def _keys(connection: Connection, tenant: int, wanted: Filter) -> _Keys | None:
    """None where a word has never been heard, so that nothing can match."""
    asked = (
        (wanted.agent, agent.c.id, (agent.c.tenant_id == tenant, agent.c.identifier)),
        (wanted.verb, verb.c.id, (None, verb.c.iri)),
        (wanted.activity, activity.c.id, (activity.c.tenant_id == tenant, activity.c.iri)),
    )
    found: list[int | None] = []
    for word, column, (scope, name) in asked:
        if word is None:
            found.append(None)
            continue
        query = select(column).where(name == word)
        row = connection.scalar(query if scope is None else query.where(scope))
        if row is None:
            return None
        found.append(row)
    return _Keys(*found)


def _matching(
    tenant: int, wanted: Filter, keys: _Keys
) -> tuple[FromClause, list[ColumnElement[bool]], ColumnElement[Any]]:
    """Tables, conditions and the column to order by, such that a page costs the page and not the
    table: agents and activities are the tenant's own and lead the way by themselves; naming the
    tenant again would tempt a database into walking all its statements."""
    tables: FromClause = statement
    by_link = keys.agent is not None or keys.activity is not None
    conditions = [] if by_link else [statement.c.tenant_id == tenant]
    order: ColumnElement[Any] = statement.c.seq
    if keys.verb is not None:
        conditions.append(statement.c.verb_id == keys.verb)
    if wanted.registration is not None:
        conditions.append(statement.c.registration == wanted.registration)
    for link, column, key, mask in _links(wanted, keys):
        if key is None:
            continue
        tables = tables.join(link, link.c.seq == statement.c.seq)
        conditions.append(column == key)
        order = link.c.seq
        if mask is not None:
            conditions.append(_used(link, mask))
    return tables, conditions, order


def _links(
    wanted: Filter, keys: _Keys
) -> list[tuple[FromClause, ColumnElement[int], int | None, int | None]]:
    """Link table, its key column, the key asked for, and the uses that count; none for all."""
    things = None if wanted.related_activities else ACTIVITY_OBJECT
    people = None if wanted.related_agents else DIRECT_AGENT
    return [
        (statement_activity, statement_activity.c.activity_id, keys.activity, things),
        (statement_agent, statement_agent.c.agent_id, keys.agent, people),
    ]


def _used(link: FromClause, mask: int) -> ColumnElement[bool]:
    return link.c.usage.bitwise_and(mask) != 0


def _direct(connection: Connection, tenant: int, wanted: Filter, keys: _Keys) -> dict[int, str]:
    tables, conditions, order = _matching(tenant, wanted, keys)
    query = select(statement.c.seq, statement.c.payload).select_from(tables).where(*conditions)
    return _rows(connection, _bounded(query, tenant, wanted, order))


def _bounded(
    query: Select[Any],
    tenant: int,
    wanted: Filter,
    order: ColumnElement[Any],
    row: FromClause = statement,
) -> Select[Any]:
    """The page's part of a query: bounds, order, limit, and what may be seen."""
    query = query.where(~_is_voided(row))
    if wanted.after is not None:
        query = query.where(order > wanted.after)
    if wanted.before is not None:
        query = query.where(order < wanted.before)
    if wanted.mine is not None:
        query = query.where(_owned(tenant, wanted.mine, row))
    return query.order_by(order if wanted.ascending else order.desc()).limit(wanted.limit + 1)


def _rows(connection: Connection, query: Select[Any]) -> dict[int, str]:
    return {row.seq: row.payload for row in connection.execute(query)}


def _has_references(connection: Connection, tenant: int) -> bool:
    query = select(statement_ref.c.seq).where(statement_ref.c.tenant_id == tenant).limit(1)
    return connection.scalar(query) is not None


def _through_references(
    connection: Connection, tenant: int, wanted: Filter, keys: _Keys, known: list[int]
) -> dict[int, str]:
    """Statements that point, in one or more steps, at one that matches.

    Where the page is full, or has bounds, only pointers within it count, and they are followed
    to what they point at; otherwise all that match are few, and pointers to them are looked up.
    """
    full = len(known) > wanted.limit
    if full or wanted.after is not None or wanted.before is not None:
        end = (known[-1] if wanted.ascending else known[0]) if full else None
        hits = _downwards(tenant, wanted, keys, end)
    else:
        hits = _upwards(tenant, wanted, keys)
    pointing = statement.alias("pointing")
    query = select(pointing.c.seq, pointing.c.payload).where(
        pointing.c.tenant_id == tenant, pointing.c.seq.in_(hits)
    )
    return _rows(connection, _bounded(query, tenant, wanted, pointing.c.seq, pointing))


def _downwards(tenant: int, wanted: Filter, keys: _Keys, end: int | None) -> Select[Any]:
    """Pointers within the page, followed to the statements they lead to."""
    target, further = statement.alias("target"), statement_ref.alias("further")
    first = select(statement_ref.c.seq, statement_ref.c.target_id).where(
        statement_ref.c.tenant_id == tenant
    )
    for bound, below in ((wanted.after, False), (wanted.before, True), (end, wanted.ascending)):
        if bound is not None:
            column = statement_ref.c.seq
            first = first.where(column < bound if below else column > bound)
    chain = first.cte("chain", recursive=True)
    step = (
        select(chain.c.seq, further.c.target_id)
        .join(target, and_(target.c.tenant_id == tenant, target.c.id == chain.c.target_id))
        .join(further, further.c.seq == target.c.seq)
    )
    chain = chain.union(step)
    led = (
        select(chain.c.seq, target.c.seq.label("at"), target.c.verb_id, target.c.registration)
        .join(target, and_(target.c.tenant_id == tenant, target.c.id == chain.c.target_id))
        .cte("led")
        .prefix_with("materialized", dialect="postgresql")
    )
    return select(led.c.seq).where(*_says(led, wanted, keys))


def _says(led: FromClause, wanted: Filter, keys: _Keys) -> list[ColumnElement[bool]]:
    """Whether the statements that were led to match."""
    conditions: list[ColumnElement[bool]] = []
    if keys.verb is not None:
        conditions.append(led.c.verb_id == keys.verb)
    if wanted.registration is not None:
        conditions.append(led.c.registration == wanted.registration)
    for link, column, key, mask in _links(wanted, keys):
        if key is not None:
            found = exists().where(column == key, link.c.seq == led.c.at)
            conditions.append(found if mask is None else found.where(_used(link, mask)))
    return conditions


def _upwards(tenant: int, wanted: Filter, keys: _Keys) -> Select[Any]:
    """Everything that points at what matches, and what points at that."""
    tables, conditions, _ = _matching(tenant, wanted, keys)
    matching = select(statement.c.id).select_from(tables).where(*conditions).cte("matching")
    pointer, next_pointer = statement.alias("pointer"), statement.alias("next_pointer")
    reference = statement_ref.alias("reference")
    up = (
        select(pointer.c.seq, pointer.c.id)
        .select_from(matching)
        .join(statement_ref, statement_ref.c.target_id == matching.c.id)
        .join(pointer, pointer.c.seq == statement_ref.c.seq)
        .where(statement_ref.c.tenant_id == tenant)
        .cte("up", recursive=True)
    )
    step = (
        select(next_pointer.c.seq, next_pointer.c.id)
        .select_from(up)
        .join(reference, and_(reference.c.target_id == up.c.id, reference.c.tenant_id == tenant))
        .join(next_pointer, next_pointer.c.seq == reference.c.seq)
    )
    return select(up.union(step).c.seq)


def _is_voided(row: FromClause = statement) -> ColumnElement[bool]:
    """Whether a voiding statement points here, whichever came first; a void cannot be voided."""
    void = statement_ref.alias("void")
    points = exists().where(
        void.c.tenant_id == row.c.tenant_id, void.c.target_id == row.c.id, void.c.voiding
    )
    return and_(~row.c.voiding, points)


def _owned(tenant: int, identifier: str, row: FromClause = statement) -> ColumnElement[bool]:
    """Whether that authority stored it, for those who may read only their own."""
    link, owner = statement_agent.alias("own"), agent.alias("owner")
    return exists().where(
        owner.c.tenant_id == tenant,
        owner.c.identifier == identifier,
        link.c.agent_id == owner.c.id,
        link.c.seq == row.c.seq,
        link.c.usage.bitwise_and(AUTHORITY) != 0,
    )


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
