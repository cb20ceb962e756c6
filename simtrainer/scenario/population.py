"""The people around a scenario's own: a municipality made up from a seed when it is compiled.

They are patients like all others, but nobody's task. What is written about them travels packed
(``record.archive``). Lists of a whole ward, such as the account of controlled drugs, hold only
what the author wrote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from simtrainer.base.ports import Dice
from simtrainer.engine.dice import SeededDice, throw
from simtrainer.record.archive import Plain, pack_histories
from simtrainer.record.entry import Entry, Patient
from simtrainer.record.people.book import read_book
from simtrainer.record.people.municipality import (
    WARD_SIZE,
    ZONE_SIZE,
    Municipality,
    UnitPlan,
    settle,
)
from simtrainer.record.people.naming import Taken
from simtrainer.scenario.source import PopulationSource

HEAVIEST = 2_000
"""Entries on the first of them, where there is room: somebody who has been there for years."""
EACH = 60


def with_population(
    people: Path,
    wanted: PopulationSource | None,
    pack: Mapping[str, Any],
    start: datetime,
    world: dict[str, Any],
) -> dict[str, Any]:
    """A program's world with the people around it; as it is where none are wanted.

    Raises ``Problems`` where the book of people is at fault.
    """
    if wanted is None:
        return world
    made = _municipality(people, wanted, start, world)
    staff = {
        key: {"name": one.name, "role": one.role, "unit": unit.id}
        for unit in made.units.values()
        for key, one in unit.crew.staff.items()
    }
    units = {key: {"name": unit.name} for key, unit in made.units.items()}
    others = {key: _patient(one) for key, one in made.patients.items()}
    return {
        **world,
        "units": {**units, **world["units"]},
        "staff": {**staff, **world["staff"]},
        "patients": {**world["patients"], **others},
        "archive": pack_histories(_histories(made, pack)),
    }


def _municipality(
    people: Path, wanted: PopulationSource, start: datetime, world: Mapping[str, Any]
) -> Municipality:
    def dices(what: str) -> Dice:
        return SeededDice(throw(wanted.seed, what, 2**62))

    own = world["patients"]
    taken = Taken(
        identities={one["identity"] for one in own.values()},
        names={f"{one['given']} {one['family']}" for one in own.values()},
        keys={*own, *(key.partition("-")[0].upper() for key in _ids(world))},
    )
    plans = [UnitPlan("ward", WARD_SIZE)] * wanted.wards
    plans += [UnitPlan("zone", ZONE_SIZE)] * wanted.zones
    each = wanted.entries // sum(plan.size for plan in plans) if wanted.entries else EACH
    return settle(
        read_book(people),
        dices,
        start,
        plans,
        each=each,
        total=wanted.entries,
        heaviest=HEAVIEST if each >= EACH and wanted.entries > 10 * HEAVIEST else 0,
        taken=taken,
    )


def _ids(world: Mapping[str, Any]) -> Iterator[str]:
    """Ids that stand in the world already: a key that would begin one of them is nobody's."""
    return (entry["id"] for entry in world["entries"])


def _patient(one: Patient) -> dict[str, Any]:
    data = asdict(replace(one, assigned=False))
    data.pop("id")
    return data


def _histories(made: Municipality, pack: Mapping[str, Any]) -> Iterator[tuple[str, list[Plain]]]:
    """What the pack knows of each person's history."""
    starts = {
        kind: pack["lifecycles"][item["lifecycle"]]["start"] for kind, item in pack["types"].items()
    }
    for patient in made.people:
        history = (e for e in made.history(patient) if e.patient and e.type in starts)
        yield patient, [_plain(entry, starts[entry.type]) for entry in history]


def _plain(entry: Entry, status: str) -> dict[str, Any]:
    now = entry.now
    return {
        "id": entry.id,
        "type": entry.type,
        "at_ms": now.at_ms,
        "author": now.author,
        "status": status,
        "cosigner": now.cosigner,
        "fields": dict(now.fields),
    }
