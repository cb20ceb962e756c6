"""Taking out: statements with all that hangs on them, and a person with all traces.

Which link rows belong to a statement is read from the statement itself, so that removing a few
among millions touches only theirs.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
)

from simtrainer.hub.queries.bulk import among
from simtrainer.hub.queries.tables import (
    activity,
    agent,
    attachment,
    batch_member,
    check_result,
    document,
    erasure,
    follow_up,
    membership,
    person,
    person_name,
    run_result,
    statement,
    statement_activity,
    statement_agent,
    statement_attachment,
    statement_ref,
    view_log,
)
from simtrainer.hub.queries.turns import alone
from simtrainer.hub.shapes.actor import identifier
from simtrainer.hub.shapes.incoming import AUTHORITY, prepare
from simtrainer.wire import profile

_BY_SEQ = (run_result, check_result, statement_ref, statement_attachment, statement)


def remove(connection: Connection, tenant: int, seqs: Sequence[int]) -> int:
    """Delete statements and everything that only they brought; how many there were."""
    alone(connection, tenant)
    query = select(statement.c.seq, statement.c.payload).where(
        statement.c.tenant_id == tenant, among(connection, statement.c.seq, seqs)
    )
    rows = connection.execute(query).all()
    bodies = [(row.seq, orjson.loads(row.payload)) for row in rows]
    _unlink(connection, tenant, bodies)
    for table in _BY_SEQ:
        connection.execute(delete(table).where(among(connection, table.c.seq, seqs)))
    _drop_unused_files(connection, tenant)
    return len(rows)


def _unlink(connection: Connection, tenant: int, bodies: list[tuple[int, dict[str, Any]]]) -> None:
    people, things = [], []
    for seq, body in bodies:
        parts = prepare(body, body["id"])
        owner = body.get("authority") or {}
        owners = [identifier(one) for one in (owner, *owner.get("member", ()))]
        people += [(key, seq) for key in {*parts.agents, *(o for o in owners if o)}]
        things += [(key, seq) for key in parts.activities]
    _unlink_from(connection, tenant, agent, "identifier", statement_agent, "agent_id", people)
    _unlink_from(connection, tenant, activity, "iri", statement_activity, "activity_id", things)


def _unlink_from(
    connection: Connection,
    tenant: int,
    table: Table,
    name: str,
    link: Table,
    key: str,
    pairs: list[tuple[str, int]],
) -> None:
    query = select(table.c[name], table.c.id).where(
        table.c.tenant_id == tenant, among(connection, table.c[name], {word for word, _ in pairs})
    )
    ids = {row[0]: row[1] for row in connection.execute(query)}
    rows = [{"row": ids[word], "at": seq} for word, seq in pairs if word in ids]
    if rows:
        where = and_(link.c[key] == bindparam("row"), link.c.seq == bindparam("at"))
        connection.execute(delete(link).where(where), rows)


def _drop_unused_files(connection: Connection, tenant: int) -> None:
    used = exists().where(
        statement_attachment.c.tenant_id == attachment.c.tenant_id,
        statement_attachment.c.sha2 == attachment.c.sha2,
    )
    connection.execute(delete(attachment).where(attachment.c.tenant_id == tenant, ~used))


def erase_person(connection: Connection, tenant: int, code: str) -> dict[str, int]:
    """Everything about one person; what was taken, by kind."""
    alone(connection, tenant)
    key = f"account:{profile.PERSON_HOME_PAGE}|{code}"
    seqs = statements_about(connection, tenant, key, code)
    runs = set(
        connection.scalars(
            select(run_result.c.run).where(
                run_result.c.tenant_id == tenant, run_result.c.person_code == code
            )
        )
    )
    counts = {"statements": remove(connection, tenant, seqs), "runs": len(runs)}
    theirs = _documents_of(connection, tenant, key, code)
    counts["documents"] = _count_deleted(connection, document, theirs)
    gone = and_(agent.c.tenant_id == tenant, agent.c.identifier == key)
    counts["agents"] = _count_deleted(connection, agent, gone)
    row = connection.scalar(
        select(person.c.id).where(person.c.tenant_id == tenant, person.c.code == code)
    )
    if row is not None:
        counts |= _erase_from_roster(connection, row)
    return counts


def statements_about(connection: Connection, tenant: int, key: str, code: str) -> list[int]:
    """By their links, and those that name the code anywhere else, as a whole JSON string."""
    linked = (
        select(statement_agent.c.seq)
        .join(agent, agent.c.id == statement_agent.c.agent_id)
        .where(
            agent.c.tenant_id == tenant,
            agent.c.identifier == key,
            statement_agent.c.usage != AUTHORITY,
        )
    )
    word = orjson.dumps(code).decode()
    naming = select(statement.c.seq).where(
        statement.c.tenant_id == tenant, statement.c.payload.contains(word, autoescape=True)
    )
    return sorted({*connection.scalars(linked), *connection.scalars(naming)})


def _documents_of(connection: Connection, tenant: int, key: str, code: str) -> ColumnElement[bool]:
    """By their agent, and those that name the code as a whole JSON string."""
    word = literal(orjson.dumps(code))
    if connection.dialect.name == "sqlite":
        place = func.instr(document.c.content, word)
    else:
        place = func.position(word.op("in")(document.c.content))
    return and_(document.c.tenant_id == tenant, or_(document.c.agent == key, place > 0))


def _count_deleted(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    return connection.execute(delete(table).where(where)).rowcount


def _erase_from_roster(connection: Connection, row: int) -> dict[str, int]:
    counts = {}
    for table in (follow_up, view_log, batch_member, membership, person_name):
        counts[table.name] = _count_deleted(connection, table, table.c.person_id == row)
    counts["person"] = _count_deleted(connection, person, person.c.id == row)
    return counts


def runs_before(connection: Connection, tenant: int, purpose: str, moment: str) -> list[str]:
    """Runs for a purpose whose last news is older than a moment."""
    query = (
        select(run_result.c.run)
        .where(run_result.c.tenant_id == tenant, run_result.c.purpose == purpose)
        .group_by(run_result.c.run)
        .having(func.max(run_result.c.at) < moment)
    )
    return list(connection.scalars(query))


def statements_of_runs(connection: Connection, tenant: int, runs: Iterable[str]) -> list[int]:
    """Numbers of all statements of some runs."""
    query = select(statement.c.seq).where(
        statement.c.tenant_id == tenant, among(connection, statement.c.registration, runs)
    )
    return list(connection.scalars(query))


def old_views(connection: Connection, tenant: int, moment: str) -> int:
    """Forget who looked at whom before a moment."""
    where = and_(view_log.c.tenant_id == tenant, view_log.c.at < moment)
    return _count_deleted(connection, view_log, where)


def note_erasure(connection: Connection, tenant: int, key: str, at: str, counts: str) -> None:
    """Remember that an erasure was done, and not of whom."""
    values = {"id": key, "tenant_id": tenant, "at": at, "counts": counts}
    connection.execute(erasure.insert().values(values))
