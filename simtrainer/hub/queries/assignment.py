"""Where a PC belongs, and what it may therefore know: the people of its units and of its coming
batches, their plan and their meetings. Nobody else's name leaves the database here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update

from simtrainer.base.text import alphabetical
from simtrainer.hub.queries import plan as plans
from simtrainer.hub.queries.bulk import among
from simtrainer.hub.queries.tables import (
    batch,
    batch_member,
    credential,
    membership,
    person,
    person_name,
    station,
    station_batch,
    station_unit,
    unit,
    view_log,
)
from simtrainer.hub.shapes.plan import Line


@dataclass(frozen=True, slots=True)
class Post:
    """One person as a PC may know them; ``own`` where the PC belongs to that very unit."""

    person: int
    code: str
    name: str
    role: str
    unit: str
    unit_name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """One person in one batch; local times as in ``2026-05-12T08:00``."""

    code: str
    starts_at: str
    ends_at: str
    room: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one PC may know. ``placed`` where it belongs to anything at all."""

    placed: bool
    posts: Sequence[Post]
    plan: Sequence[Line]
    meetings: Sequence[Meeting]


def place(
    connection: Connection,
    tenant: int,
    row: int,
    units: Iterable[str],
    batches: Iterable[str],
) -> None:
    """Let a PC of this municipality belong to these units and batches, by their keys, and to no
    others."""
    for table in (station_unit, station_batch):
        connection.execute(delete(table).where(table.c.station_id == row))
    known = select(unit.c.id).where(
        unit.c.tenant_id == tenant, among(connection, unit.c.key, set(units))
    )
    links = [{"station_id": row, "unit_id": one} for one in connection.scalars(known)]
    if links:
        connection.execute(station_unit.insert(), links)
    keys = [{"station_id": row, "batch_key": key} for key in dict.fromkeys(batches)]
    if keys:
        connection.execute(station_batch.insert(), keys)


def places(connection: Connection, tenant: int) -> dict[int, tuple[list[str], list[str]]]:
    """Row of each PC to the keys of its units and of its batches."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    in_units = (
        select(station_unit.c.station_id, unit.c.key)
        .join(unit, unit.c.id == station_unit.c.unit_id)
        .where(unit.c.tenant_id == tenant)
        .order_by(unit.c.key)
    )
    in_batches = (
        select(station_batch.c.station_id, station_batch.c.batch_key)
        .join(station, station.c.id == station_batch.c.station_id)
        .where(station.c.tenant_id == tenant)
        .order_by(station_batch.c.batch_key)
    )
    for number, query in enumerate((in_units, in_batches)):
        for row, key in connection.execute(query):
            found.setdefault(row, ([], []))[number].append(key)
    return found


def missing(
    connection: Connection, tenant: int, units: Iterable[str], batches: Iterable[str]
) -> tuple[list[str], list[str]]:
    """Those of the keys that no unit and no batch has."""
    have = set(connection.scalars(select(unit.c.key).where(unit.c.tenant_id == tenant)))
    met = set(connection.scalars(select(batch.c.key).where(batch.c.tenant_id == tenant)))
    return [u for u in units if u not in have], [b for b in batches if b not in met]


VIEW = "station"
"""How the log of who saw whom calls it that a PC was given a name."""


def holders(connection: Connection, tenant: int, code: str) -> list[str]:
    """PCs that have been given a person's name, each with the last time; they drop it when they
    next ask, once it is no longer theirs."""
    query = (
        select(credential.c.name, func.max(view_log.c.at).label("at"))
        .select_from(view_log)
        .join(person, person.c.id == view_log.c.person_id)
        .join(credential, credential.c.id == view_log.c.credential_id)
        .where(view_log.c.tenant_id == tenant, person.c.tenant_id == tenant)
        .where(person.c.code == code, view_log.c.what == VIEW)
        .group_by(credential.c.id, credential.c.name)
        .order_by(credential.c.name, credential.c.id)
    )
    return [f"pc {row.at} {row.name}" for row in connection.execute(query)]


def ask(connection: Connection, tenant: int, credential: int, today: str, at: str) -> Found | None:
    """What the PC with that credential may know on a day; none where it is no enrolled PC. That
    it asked is noted."""
    mine = (station.c.tenant_id == tenant, station.c.credential_id == credential)
    row = connection.scalar(select(station.c.id).where(*mine))
    if row is None:
        return None
    connection.execute(update(station).where(station.c.id == row).values(seen_at=at))
    posts = _posts(connection, tenant, row, today)
    keys = {post.unit for post in posts}
    lines = [line for line in plans.stored(connection, tenant) if line.unit in keys | {""}]
    placed = any(
        connection.scalar(select(func.count()).where(table.c.station_id == row))
        for table in (station_unit, station_batch)
    )
    return Found(placed, posts, lines if posts else (), _meetings(connection, tenant, posts, today))


def _posts(connection: Connection, tenant: int, row: int, today: str) -> list[Post]:
    """Everybody once: in a unit of the PC's own before another, in the latest post before an
    earlier one."""
    own_unit = membership.c.unit_id.in_(
        select(station_unit.c.unit_id).where(station_unit.c.station_id == row)
    )
    query = (
        select(
            person.c.id,
            person.c.code,
            func.coalesce(person_name.c.name, person.c.code).label("name"),
            membership.c.role,
            unit.c.key,
            unit.c.name.label("unit_name"),
            own_unit.label("own"),
        )
        .select_from(membership)
        .join(person, and_(person.c.id == membership.c.person_id, person.c.tenant_id == tenant))
        .join(unit, and_(unit.c.id == membership.c.unit_id, unit.c.tenant_id == tenant))
        .outerjoin(person_name, person_name.c.person_id == person.c.id)
        .where(membership.c.tenant_id == tenant, membership.c.valid_to.is_(None))
        .where(or_(own_unit, _expected(tenant, row, today)))
        .order_by(membership.c.valid_from.desc(), membership.c.id)
    )
    found: dict[str, Post] = {}
    for one in connection.execute(query):
        post = Post(
            person=one.id,
            code=one.code,
            name=one.name,
            role=one.role,
            unit=one.key,
            unit_name=one.unit_name,
            own=bool(one.own),
        )
        if post.code not in found or (post.own and not found[post.code].own):
            found[post.code] = post
    return sorted(
        found.values(),
        key=lambda p: (alphabetical(p.unit_name), p.unit, alphabetical(p.name), p.code),
    )


def _expected(tenant: int, row: int, today: str) -> ColumnElement[bool]:
    """In a batch of the PC that is not over: afterwards their names are nothing to it."""
    members = (
        select(batch_member.c.person_id)
        .join(batch, batch.c.id == batch_member.c.batch_id)
        .join(station_batch, station_batch.c.batch_key == batch.c.key)
        .where(
            batch.c.tenant_id == tenant,
            batch.c.ends_at >= today,
            station_batch.c.station_id == row,
        )
    )
    return membership.c.person_id.in_(members)


def _meetings(
    connection: Connection, tenant: int, posts: Sequence[Post], today: str
) -> list[Meeting]:
    query = (
        select(person.c.code, batch.c.starts_at, batch.c.ends_at, batch.c.room)
        .select_from(batch_member)
        .join(batch, batch.c.id == batch_member.c.batch_id)
        .join(person, person.c.id == batch_member.c.person_id)
        .where(batch.c.tenant_id == tenant, batch.c.ends_at >= today)
        .where(among(connection, person.c.id, [post.person for post in posts]))
        .order_by(batch.c.starts_at, batch.c.key, person.c.code)
    )
    return [Meeting(*row) for row in connection.execute(query)]
