"""Statements that point at others (StatementRef). They are also found by what the other says,
however long the chain (xAPI 1.0.3 Communication 2.1.3); such pointers are few, so they are
followed when asked for, and a target that comes after its pointer needs no repair."""

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, select

from simtrainer.hub.queries.matching import (
    TENANT,
    Filter,
    Shape,
    bounded,
    links,
    matching,
    said_by,
    used,
)
from simtrainer.hub.queries.tables import statement, statement_ref


def pointing(
    connection: Connection, tenant: int, wanted: Filter, known: list[int]
) -> dict[int, bytes]:
    """Statements that point, in one or more steps, at one that matches. ``known`` are the numbers
    of those that match themselves, in order.

    Where the page is full, or has bounds, only pointers within it count, and they are followed
    to what they point at; otherwise all that match are few, and pointers to them are looked up.
    """
    shape, values = wanted.shape, wanted.values(tenant)
    full = len(known) > wanted.limit
    if full or shape.after or shape.before:
        end = (known[-1] if wanted.ascending else known[0]) if full else None
        hits = _downwards(wanted, end)
    else:
        hits = _upwards(shape)
    row = statement.alias("pointing")
    query = select(row.c.seq, row.c.payload).where(row.c.tenant_id == TENANT, row.c.seq.in_(hits))
    found = connection.execute(bounded(query, shape, row.c.seq, row), values)
    return {seq: payload.encode() for seq, payload in found}


def _downwards(wanted: Filter, end: int | None) -> Select[tuple[int]]:
    """Pointers within the page, followed to the statements they lead to."""
    target, further = statement.alias("target"), statement_ref.alias("further")
    first = select(statement_ref.c.seq, statement_ref.c.target_id).where(
        statement_ref.c.tenant_id == TENANT
    )
    for bound, below in ((wanted.after, False), (wanted.before, True), (end, wanted.ascending)):
        if bound is not None:
            column = statement_ref.c.seq
            first = first.where(column < bound if below else column > bound)
    chain = first.cte("chain", recursive=True)
    step = (
        select(chain.c.seq, further.c.target_id)
        .join(target, and_(target.c.tenant_id == TENANT, target.c.id == chain.c.target_id))
        .join(further, further.c.seq == target.c.seq)
    )
    chain = chain.union(step)
    led = (
        select(chain.c.seq, target.c.seq.label("at"), target.c.verb_id, target.c.registration)
        .join(target, and_(target.c.tenant_id == TENANT, target.c.id == chain.c.target_id))
        .cte("led")
        .prefix_with("materialized", dialect="postgresql")
    )
    return select(led.c.seq).where(*_says(led, wanted.shape))


def _says(led: FromClause, shape: Shape) -> list[ColumnElement[bool]]:
    """Whether the statements that were led to match."""
    conditions = said_by(led, shape)
    for link, is_it, mask in links(shape):
        found = exists().where(is_it, link.c.seq == led.c.at)
        conditions.append(found if mask is None else found.where(used(link, mask)))
    return conditions


def _upwards(shape: Shape) -> Select[tuple[int]]:
    """Everything that points at what matches, and what points at that."""
    tables, conditions, _ = matching(shape)
    hit = select(statement.c.id).select_from(tables).where(*conditions).cte("matching")
    pointer, next_pointer = statement.alias("pointer"), statement.alias("next_pointer")
    reference = statement_ref.alias("reference")
    up = (
        select(pointer.c.seq, pointer.c.id)
        .select_from(hit)
        .join(statement_ref, statement_ref.c.target_id == hit.c.id)
        .join(pointer, pointer.c.seq == statement_ref.c.seq)
        .where(statement_ref.c.tenant_id == TENANT)
        .cte("up", recursive=True)
    )
    step = (
        select(next_pointer.c.seq, next_pointer.c.id)
        .select_from(up)
        .join(reference, and_(reference.c.target_id == up.c.id, reference.c.tenant_id == TENANT))
        .join(next_pointer, next_pointer.c.seq == reference.c.seq)
    )
    return select(up.union(step).c.seq)
