"""The plan: what must be taken, by whom and by when."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, select

from simtrainer.hub.queries.tables import plan_line, unit
from simtrainer.hub.shapes.plan import Line


def replace(connection: Connection, tenant: int, lines: Sequence[Line]) -> None:
    """Make the plan that of the file."""
    connection.execute(delete(plan_line).where(plan_line.c.tenant_id == tenant))
    query = select(unit.c.key, unit.c.id).where(unit.c.tenant_id == tenant)
    units = {row.key: row.id for row in connection.execute(query)}
    rows = [
        {
            "tenant_id": tenant,
            "scenario": line.scenario,
            "mandatory": line.mandatory,
            "deadline": line.deadline,
            "role": line.role,
            "unit_id": units[line.unit] if line.unit else None,
        }
        for line in lines
    ]
    if rows:
        connection.execute(plan_line.insert(), rows)


def stored(connection: Connection, tenant: int) -> list[Line]:
    """All lines, in the file's order."""
    c = plan_line.c
    query = (
        select(c.scenario, c.mandatory, c.deadline, c.role, func.coalesce(unit.c.key, ""))
        .outerjoin(unit, (unit.c.id == c.unit_id) & (unit.c.tenant_id == tenant))
        .where(c.tenant_id == tenant)
        .order_by(c.id)
    )
    return [Line(*row) for row in connection.execute(query)]
