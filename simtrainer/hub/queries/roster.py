"""Units, people and who worked where when. Nothing is overwritten: a person who moves gets an
end date in the old unit, so that figures of last spring stay what they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, func, select, update

from simtrainer.hub.queries.tables import membership, person, person_name, unit
from simtrainer.hub.shapes.roster import Member

Place = tuple[str, str]
"""Person code and unit key."""


@dataclass(frozen=True, slots=True)
class Held:
    """The roster as stored: keys to row ids, with what may differ."""

    units: Mapping[str, tuple[int, str]]
    people: Mapping[str, tuple[int, str]]
    current: Mapping[Place, tuple[int, Member]]


@dataclass(slots=True)
class Plan:
    """What an import will do; also what a dry run shows."""

    people: int = 0
    units: int = 0
    new_units: dict[str, str] = field(default_factory=dict)
    renamed_units: dict[str, str] = field(default_factory=dict)
    new_people: dict[str, str] = field(default_factory=dict)
    renamed_people: dict[str, str] = field(default_factory=dict)
    begun: list[Member] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def plan(held: Held, members: Sequence[Member]) -> Plan:
    """The difference between the stored roster and the file's."""
    made = Plan(
        people=len({m.code for m in members}),
        units=len({m.unit for m in members}),
    )
    for m in members:
        _named(m.unit, m.unit_name, held.units, made.new_units, made.renamed_units)
        _named(m.code, m.name, held.people, made.new_people, made.renamed_people)
    wanted = {(m.code, m.unit): m for m in members}
    for place, (row, old) in held.current.items():
        if not _same_post(wanted.get(place), old):
            made.ended.append(row)
    for place, m in wanted.items():
        if place not in held.current or not _same_post(m, held.current[place][1]):
            made.begun.append(m)
    staying = {code for code, _ in wanted}
    made.left = sorted({code for code, _ in held.current} - staying)
    return made


def _named(
    key: str,
    name: str,
    held: Mapping[str, tuple[int, str]],
    new: dict[str, str],
    renamed: dict[str, str],
) -> None:
    if key not in held:
        new[key] = name or new.get(key) or key
    elif name and held[key][1] != name:
        renamed[key] = name


def _same_post(one: Member | None, other: Member) -> bool:
    return one is not None and (one.role, one.shift, one.superuser) == (
        other.role,
        other.shift,
        other.superuser,
    )


def held(connection: Connection, tenant: int) -> Held:
    """The roster as it stands."""
    units = select(unit.c.key, unit.c.id, unit.c.name).where(unit.c.tenant_id == tenant)
    people = (
        select(person.c.code, person.c.id, func.coalesce(person_name.c.name, ""))
        .outerjoin(person_name, person_name.c.person_id == person.c.id)
        .where(person.c.tenant_id == tenant)
    )
    return Held(
        {key: (row, name) for key, row, name in connection.execute(units)},
        {key: (row, name) for key, row, name in connection.execute(people)},
        {(m.code, m.unit): (row, m) for row, m in current(connection, tenant)},
    )


def current(connection: Connection, tenant: int) -> list[tuple[int, Member]]:
    """Memberships that have not ended, with the row's id."""
    query = (
        select(membership, person.c.code, person_name.c.name, unit.c.key, unit.c.name.label("un"))
        .join(person, person.c.id == membership.c.person_id)
        .outerjoin(person_name, person_name.c.person_id == person.c.id)
        .join(unit, unit.c.id == membership.c.unit_id)
        .where(membership.c.tenant_id == tenant, membership.c.valid_to.is_(None))
        .order_by(unit.c.name, person.c.code)
    )
    return [
        (
            row.id,
            Member(row.code, row.name or "", row.key, row.un, row.role, row.shift, row.superuser),
        )
        for row in connection.execute(query)
    ]


def apply(connection: Connection, tenant: int, made: Plan, today: str) -> None:
    """Carry a plan out."""
    units = [{"tenant_id": tenant, "key": k, "name": n} for k, n in made.new_units.items()]
    people = [{"tenant_id": tenant, "code": code} for code in made.new_people]
    if units:
        connection.execute(unit.insert(), units)
    if people:
        connection.execute(person.insert(), people)
    _rename_units(connection, tenant, made.renamed_units)
    ids = {code: row for code, (row, _) in held(connection, tenant).people.items()}
    _set_names(connection, ids, made)
    _move(connection, tenant, made, ids, today)


def _rename_units(connection: Connection, tenant: int, names: Mapping[str, str]) -> None:
    for key, name in names.items():
        where = (unit.c.tenant_id == tenant, unit.c.key == key)
        connection.execute(update(unit).where(*where).values(name=name))


def _set_names(connection: Connection, ids: Mapping[str, int], made: Plan) -> None:
    if made.new_people:
        rows = [{"person_id": ids[code], "name": name} for code, name in made.new_people.items()]
        connection.execute(person_name.insert(), rows)
    if made.renamed_people:
        query = update(person_name).where(person_name.c.person_id == bindparam("row"))
        rows = [{"row": ids[code], "new": name} for code, name in made.renamed_people.items()]
        connection.execute(query.values(name=bindparam("new")), rows)


def _move(
    connection: Connection, tenant: int, made: Plan, people: Mapping[str, int], today: str
) -> None:
    if made.ended:
        query = update(membership).where(membership.c.id == bindparam("row"))
        connection.execute(query.values(valid_to=today), [{"row": row} for row in made.ended])
    units = {key: row for key, (row, _) in held(connection, tenant).units.items()}
    rows = [
        {
            "tenant_id": tenant,
            "person_id": people[m.code],
            "unit_id": units[m.unit],
            "role": m.role,
            "shift": m.shift,
            "superuser": m.superuser,
            "valid_from": today,
        }
        for m in made.begun
    ]
    if rows:
        connection.execute(membership.insert(), rows)
