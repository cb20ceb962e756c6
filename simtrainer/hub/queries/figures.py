"""Rows for ``hub.figures``: runs in scored play and their checks, within some units."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, select

from simtrainer.hub.figures import Check, Run
from simtrainer.hub.queries.tables import (
    check_result,
    credential,
    follow_up,
    membership,
    person,
    person_name,
    run_result,
    unit,
    view_log,
)

_SCORED = "spill"
"""Practice (``ov``) is never reported, and showing and guided play are no measure."""


def runs(connection: Connection, tenant: int, units: Iterable[str] | None) -> list[Run]:
    """Started and finished runs."""
    query = select(run_result).where(run_result.c.tenant_id == tenant, run_result.c.mode == _SCORED)
    if units is not None:
        query = query.where(run_result.c.unit_key.in_(sorted(units)))
    return [
        Run(
            order=row.seq,
            run=row.run,
            person=row.person_code,
            unit=row.unit_key,
            scenario=row.scenario,
            title=row.title,
            purpose=row.purpose,
            at=row.at,
            finished=row.kind == "completed",
            scaled=row.scaled,
        )
        for row in connection.execute(query)
    ]


def checks(connection: Connection, tenant: int) -> list[Check]:
    """Judged checks; those of runs outside the view find no run to belong to."""
    query = select(check_result).where(check_result.c.tenant_id == tenant)
    return [
        Check(
            run=row.run,
            scenario=row.scenario,
            key=row.check_key,
            title=row.title,
            passed=row.success,
            scaled=row.scaled,
            goals=tuple(row.goals.split()),
        )
        for row in connection.execute(query)
    ]


def unit_names(connection: Connection, tenant: int) -> dict[str, str]:
    """Unit keys and names."""
    query = select(unit.c.key, unit.c.name).where(unit.c.tenant_id == tenant)
    return {row.key: row.name for row in connection.execute(query)}


def known_codes(connection: Connection, tenant: int) -> dict[str, int]:
    """Everyone who is or was on the roster."""
    query = select(person.c.code, person.c.id).where(person.c.tenant_id == tenant)
    return {row.code: row.id for row in connection.execute(query)}


def log_views(
    connection: Connection,
    tenant: int,
    credential_id: int,
    people: Iterable[int],
    what: str,
    at: str,
) -> None:
    """Note that someone looked at these people, once a day each."""
    today = select(view_log.c.person_id).where(
        view_log.c.tenant_id == tenant,
        view_log.c.credential_id == credential_id,
        view_log.c.what == what,
        view_log.c.at >= at[:10],
    )
    noted = set(connection.scalars(today))
    rows = [
        {
            "tenant_id": tenant,
            "person_id": row,
            "credential_id": credential_id,
            "what": what,
            "at": at,
        }
        for row in sorted(set(people) - noted)
    ]
    if rows:
        connection.execute(view_log.insert(), rows)


def add_follow_up(
    connection: Connection, tenant: int, credential_id: int, person_id: int, action: str, at: str
) -> None:
    """Note what a leader will do about someone."""
    values = {"tenant_id": tenant, "credential_id": credential_id, "person_id": person_id}
    connection.execute(follow_up.insert().values(**values, action=action, at=at))


def follow_ups(connection: Connection, tenant: int) -> dict[str, tuple[str, str, str]]:
    """The latest action per person code, its time, and by whom."""
    query = (
        select(person.c.code, follow_up.c.action, follow_up.c.at, credential.c.name)
        .join(person, person.c.id == follow_up.c.person_id)
        .join(credential, credential.c.id == follow_up.c.credential_id)
        .where(follow_up.c.tenant_id == tenant)
        .order_by(follow_up.c.id)
    )
    return {row.code: (row.action, row.at, row.name) for row in connection.execute(query)}


def about(connection: Connection, tenant: int, code: str) -> dict[str, Any]:
    """All that is stored about one person outside the statements, for that person to see."""
    row = connection.execute(
        select(person.c.id, person_name.c.name)
        .outerjoin(person_name, person_name.c.person_id == person.c.id)
        .where(person.c.tenant_id == tenant, person.c.code == code)
    ).one_or_none()
    key = None if row is None else row.id
    m, r = membership.c, run_result.c
    posts = (
        select(unit.c.name, m.role, m.shift, m.valid_from, m.valid_to)
        .join(unit, unit.c.id == m.unit_id)
        .where(m.person_id == key)
    )
    played = select(r.run, r.kind, r.title, r.purpose, r.at, r.scaled).where(
        r.tenant_id == tenant, r.person_code == code
    )
    return {
        "code": code,
        "name": None if row is None else row.name,
        "posts": _dicts(connection, posts),
        "runs": _dicts(connection, played),
        "seen_by": _dicts(connection, _noted(view_log, view_log.c.what, key)),
        "followed_up_by": _dicts(connection, _noted(follow_up, follow_up.c.action, key)),
    }


def _noted(table: Table, what: Column[str], key: int | None) -> Select[Any]:
    return (
        select(credential.c.name.label("by"), what, table.c.at)
        .join(credential, credential.c.id == table.c.credential_id)
        .where(table.c.person_id == key)
        .order_by(table.c.at)
    )


def _dicts(connection: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query).mappings()]
