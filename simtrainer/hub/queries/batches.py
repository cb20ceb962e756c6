"""Batches, and who is in none yet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from simtrainer.hub.queries import roster
from simtrainer.hub.queries.tables import batch, batch_member, person
from simtrainer.hub.shapes.batches import Batch


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a unit's people on a shift have a batch."""

    unit: str
    unit_name: str
    shift: str
    members: int
    planned: int

    @property
    def missing(self) -> int:
        """People without a batch."""
        return self.members - self.planned


def replace(connection: Connection, tenant: int, batches: Sequence[Batch]) -> None:
    """Make the batches those of the file."""
    old = select(batch.c.id).where(batch.c.tenant_id == tenant)
    connection.execute(delete(batch_member).where(batch_member.c.batch_id.in_(old)))
    connection.execute(delete(batch).where(batch.c.tenant_id == tenant))
    people = {code: row for code, (row, _) in roster.held(connection, tenant).people.items()}
    for one in batches:
        values = {
            "tenant_id": tenant,
            "key": one.key,
            "room": one.room,
            "seats": one.seats,
            "starts_at": one.starts_at,
            "ends_at": one.ends_at,
        }
        made = connection.execute(batch.insert().values(values).returning(batch.c.id)).scalar_one()
        rows = [{"batch_id": made, "person_id": people[code]} for code in one.people]
        if rows:
            connection.execute(batch_member.insert(), rows)


def stored(connection: Connection, tenant: int) -> list[Batch]:
    """All batches with their people, in the order of time."""
    found = {
        row.id: Batch(row.key, row.starts_at, row.ends_at, row.room, row.seats, 0)
        for row in connection.execute(
            select(batch)
            .where(batch.c.tenant_id == tenant)
            .order_by(batch.c.starts_at, batch.c.key)
        )
    }
    members = (
        select(batch_member.c.batch_id, person.c.code)
        .join(person, person.c.id == batch_member.c.person_id)
        .where(person.c.tenant_id == tenant)
    )
    for row in connection.execute(members):
        found[row.batch_id].people[row.code] = 0
    return list(found.values())


def coverage(connection: Connection, tenant: int, planned: set[str]) -> list[Coverage]:
    """Who is missing, per unit and shift; ``planned`` holds the codes in some batch."""
    groups: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for _, member in roster.current(connection, tenant):
        groups[member.unit_name, member.unit, member.shift].add(member.code)
    return [
        Coverage(unit, name, shift, len(codes), len(codes & planned))
        for (name, unit, shift), codes in sorted(groups.items())
    ]
