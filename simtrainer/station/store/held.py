"""What would be lost if the store were emptied now, within the caller's transaction."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from simtrainer.app.carrying import CARRIED
from simtrainer.station.store import keepsake, query
from simtrainer.station.store.table import runs


class Unfinished(NamedTuple):
    """Runs that are not finished, or damaged and thus never delivered: ``here`` alone, and those
    that a stick holds as they stand here."""

    here: int
    carried: int


def unfinished(connection: Connection) -> Unfinished:
    """A run that was played on after it was taken out is here alone, since the stick lacks that."""
    found = select(runs.c.key, runs.c.run, runs.c.person).where(runs.c.state != "finished")
    here = carried = 0
    for key, run, person in connection.execute(found).all():
        told = keepsake.kept(connection, person, CARRIED).get(run) or {}
        if told.get("events", -1) >= query.count(connection, key):
            carried += 1
        else:
            here += 1
    return Unfinished(here, carried)


def finished(connection: Connection) -> tuple[int, int]:
    """(runs that are over, people who have played here)."""
    over = select(func.count()).select_from(runs).where(runs.c.state == "finished")
    people = select(func.count(runs.c.person.distinct()))
    return connection.execute(over).scalar_one(), connection.execute(people).scalar_one()
