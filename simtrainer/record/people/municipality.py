"""A whole invented municipality: units, staff and people at once, their entries one by one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from simtrainer.base.ids import PatientId
from simtrainer.record.entry import Entry, Patient, Version
from simtrainer.record.people.book import Book, Kind
from simtrainer.record.people.chance import Dices, between, shuffled
from simtrainer.record.people.crew import Colleague, Crew, draw_crew
from simtrainer.record.people.history import LEAST, LONGEST_DAYS, History
from simtrainer.record.people.line import Line
from simtrainer.record.people.naming import Taken, draw_address, slug
from simtrainer.record.people.person import Person, Place, draw_person

WARD_SIZE = 32
ZONE_SIZE = 140
ASSIGNED = 5
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit to be filled."""

    kind: Kind
    size: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its staff."""

    id: str
    name: str
    kind: Kind
    crew: Crew


@dataclass(frozen=True, slots=True)
class Municipality:
    """Everyone, and how to write what the record holds about them.

    ``quotas`` says how many entries each person has. Entries are made when asked for and kept by
    nobody, so a whole municipality takes no more memory than one person's history at a time.
    """

    name: str
    start: datetime
    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    quotas: Mapping[str, int]
    book: Book
    dices: Dices
    dose_days: int

    @property
    def patients(self) -> dict[str, Patient]:
        """By key, in the order of the units."""
        return {key: person.patient for key, person in self.people.items()}

    @property
    def staff(self) -> dict[str, Colleague]:
        """Everyone who works there."""
        return {key: one for unit in self.units.values() for key, one in unit.crew.staff.items()}

    def lines(self, patient: PatientId | str) -> list[Line]:
        """One person's history, oldest first."""
        person = self.people[patient]
        crew = self.units[person.patient.unit].crew
        history = History(self.book, self.dices, crew, person, self.start, self.dose_days)
        return history.lines(self.quotas[patient])

    def history(self, patient: PatientId | str) -> list[Entry]:
        """The same as entries of a record."""
        return [as_entry(line, str(patient)) for line in self.lines(patient)]

    def entries(self) -> Iterator[Entry]:
        """All, person by person, each oldest first."""
        for key in self.people:
            yield from self.history(key)


def as_entry(line: Line, patient: str) -> Entry:
    """As the record held it at the start of the shift."""
    version = Version(line.minute * MINUTE_MS, line.author, "signed", line.fields, line.cosigner)
    return Entry(line.id, line.type, patient if line.patient else "", (version,))


def settle(
    book: Book,
    dices: Dices,
    start: datetime,
    plans: Sequence[UnitPlan],
    *,
    each: int = 60,
    total: int = 0,
    heaviest: int = 0,
    dose_days: int = LONGEST_DAYS,
    taken: Taken | None = None,
) -> Municipality:
    """Fill units with people; ``taken`` is what others have already.

    ``each`` is how many entries a person has; with ``total`` they differ and come to that in
    all, the first with ``heaviest``. A person has ``LEAST`` or more.
    """
    taken = taken or Taken()
    units = _units(book, dices, taken, plans)
    people: dict[str, Person] = {}
    for unit, plan in zip(units, plans, strict=True):
        for number in range(plan.size):
            dice = dices(f"person/{unit.id}/{number}")
            room = str(201 + number) if unit.kind == "ward" else draw_address(book.names, dice)
            place = Place(unit.id, unit.kind, room, not people or len(people) < ASSIGNED)
            person = draw_person(book, dice, taken, place, start.date())
            people[person.patient.id] = person
    quotas = _quotas(dices, list(people), total, heaviest) if total else dict.fromkeys(people, each)
    return Municipality(
        name=book.names.municipality,
        start=start,
        units={unit.id: unit for unit in units},
        people=people,
        quotas={key: max(quota, LEAST) for key, quota in quotas.items()},
        book=book,
        dices=dices,
        dose_days=dose_days,
    )


def _units(book: Book, dices: Dices, taken: Taken, plans: Sequence[UnitPlan]) -> list[Unit]:
    """Wards two to a house and more; zones by the name of a place."""
    places = shuffled(dices("places"), book.names.places)
    counts = {"ward": 0, "zone": 0}
    found = []
    for plan in plans:
        number, turn = counts[plan.kind] % len(places), counts[plan.kind] // len(places) + 1
        counts[plan.kind] += 1
        place = places[number]
        if plan.kind == "ward":
            name, key = f"{place}, avdeling {turn}", f"{slug(place)}-{turn}"
        else:
            name, key = f"Hjemmetjenesten {place} {turn}", f"sone-{slug(place)}-{turn}"
        found.append(Unit(key, name, plan.kind, draw_crew(book, dices, taken, key, plan.kind)))
    return found


def _quotas(dices: Dices, people: list[str], total: int, heaviest: int) -> dict[str, int]:
    """Shares that differ and come to exactly ``total``. Raises ``ValueError`` where ``total`` is
    too little for so many."""
    dice = dices("quotas")
    found = {key: between(dice, LEAST, LEAST * 3) for key in people}
    rest = people[1:] if heaviest and len(people) > 1 else people
    if rest is not people:
        found[people[0]] = heaviest
    while (missing := total - sum(found.values())) != 0:
        sign = 1 if missing > 0 else -1
        able = [key for key in rest if sign > 0 or found[key] > LEAST]
        if not able:
            raise ValueError(f"{total} entries are too few for {len(people)} people")
        step, left = divmod(abs(missing), len(able))
        for index, key in enumerate(able):
            found[key] = max(found[key] + sign * (step + (index < left)), LEAST)
    return found


def big_municipality(book: Book, dices: Dices, start: datetime) -> Municipality:
    """5,000 people and exactly 400,000 entries, one person with 2,000 of them."""
    plans = [UnitPlan("ward", WARD_SIZE)] * 25 + [UnitPlan("zone", ZONE_SIZE)] * 30
    return settle(book, dices, start, plans, total=400_000, heaviest=2_000)
