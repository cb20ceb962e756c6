"""Makes people of a bundle unrecognisable: other names and numbers, moved dates, our own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from simtrainer.base.ports import Dice
from simtrainer.base.problem import Place, Problem
from simtrainer.record.entry import Entry, Patient
from simtrainer.record.fhir.bundle import Case, cases_of, read_bundle
from simtrainer.record.fhir.chart import sets_of, written
from simtrainer.record.fhir.codes import Codes, LeftOut, read_codes
from simtrainer.record.fhir.shape import Concept, moment
from simtrainer.record.people import person as persons
from simtrainer.record.people.book import Book
from simtrainer.record.people.chance import Dices, between
from simtrainer.record.people.crew import Crew, draw_crew
from simtrainer.record.people.line import Line
from simtrainer.record.people.municipality import as_entry
from simtrainer.record.people.naming import Taken, draw_born, draw_name
from simtrainer.record.people.orders import prescription

UNIT = "import"
_NOW = frozenset({"active", "recurrence", "relapse"})
_WRONG = frozenset({"refuted", "entered-in-error"})
_MOVED_DAYS = (1, 14)
"""How long before the shift the newest of a person's facts ends up."""


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of a bundle. ``left_out`` says what did not come along and how often."""

    units: Mapping[str, Mapping[str, str]]
    staff: Mapping[str, Mapping[str, str]]
    patients: Mapping[str, Patient]
    entries: list[Entry]
    left_out: Mapping[str, int]


def bring_in(file: Path, folder: Path, book: Book, dices: Dices, start: datetime) -> BroughtIn:
    """People of a bundle as they are when a shift starts; ``folder`` holds ``fhir.yaml``.

    Raises ``Problem`` or ``Problems`` where the bundle cannot be read; what is merely unknown is
    left out and told.
    """
    codes, bundle = read_codes(folder, book), read_bundle(file)
    told = LeftOut(codes.systems, bundle.private())
    cases = cases_of(bundle, told)
    taken = Taken(identities=bundle.numbers(), avoid=frozenset(bundle.names()))
    crew = draw_crew(book, dices, taken, UNIT, "ward")
    room = _Room(codes, book, crew, told, taken, start, bundle.file)
    patients: dict[str, Patient] = {}
    entries: list[Entry] = []
    for number, case in enumerate(cases, 1):
        if case.patient.deceasedBoolean or case.patient.deceasedDateTime:
            told.add("Patient", "deceased")
            continue
        person, lines = room.arrive(case, dices(f"fhir/{number}"), number)
        patients[person.patient.id] = person.patient
        entries += [as_entry(line, person.patient.id) for line in lines]
    place = next((p for p in book.names.places if p.casefold() not in taken.avoid), UNIT)
    staff = {key: {"name": one.name, "role": one.role} for key, one in crew.staff.items()}
    return BroughtIn({UNIT: {"name": place}}, staff, patients, entries, told.plain())


@dataclass(slots=True)
class _Room:
    """Where they arrive."""

    codes: Codes
    book: Book
    crew: Crew
    told: LeftOut
    taken: Taken
    start: datetime
    file: str

    def arrive(self, case: Case, dice: Dice, number: int) -> tuple[persons.Person, list[Line]]:
        """One person and the lines of their history."""
        moved = self._moved(case, dice)
        sex = {"female": "f", "male": "m"}.get(case.patient.gender) or ("f", "m")[dice.below(2)]
        born = self._born(case, dice, moved)
        conditions = self._conditions(case, sex)
        orders = self._orders(case)
        cave = self._cave(case)
        name = draw_name(self.book.names, dice, self.taken, born, sex)
        person = persons.make_person(
            self.book, dice, self.taken, persons.Place(UNIT, "ward", str(number)), name, born,
            sex, conditions, list(orders), cave,
        )  # fmt: skip
        return person, self._lines(case, person, orders, moved)

    def _moved(self, case: Case, dice: Dice) -> timedelta:
        """By how much all of a person's dates move: whole days, never none."""
        newest = max((moment(text) for text in _moments(case)), default=self.start)
        days = (self.start.date() - newest.date()).days - between(dice, *_MOVED_DAYS)
        return timedelta(days=days or -15)

    def _born(self, case: Case, dice: Dice, moved: timedelta) -> date:
        text = case.patient.birthDate
        if text is None:
            self.told.add("Patient", "birthDate")
            return draw_born(dice, self.start.date(), *self.book.clinic.ages["ward"])
        found = moment(text)
        found += timedelta(days=dice.below({4: 365, 7: 28}.get(len(text), 1)))
        try:
            born = (found + moved).date()
        except OverflowError:
            born = date.max
        if born > self.start.date():
            where = f"{case.where}.birthDate"
            raise Problem("fhir.born", place=Place(self.file), path=where)
        return born

    def _conditions(self, case: Case, sex: str) -> list[str]:
        found = []
        for item in case.conditions:
            if not _counts(item.clinicalStatus, item.verificationStatus):
                self.told.add("Condition", "status")
                continue
            key = self.codes.known(self.codes.conditions, item.code)
            if not key:
                self.told.add_code("Condition", item.code)
            elif self.book.clinic.conditions[key].sex in ("", sex):
                found.append(key)
        return [key for key in self.book.clinic.conditions if key in found]

    def _orders(self, case: Case) -> dict[str, tuple[str | None, list[str]]]:
        """Key of the order to (when it was written, times of day)."""
        found: dict[str, tuple[str | None, list[str]]] = {}
        for item in case.orders:
            if item.status != "active":
                self.told.add("MedicationRequest", "status")
                continue
            prn = any(dosage.asNeededBoolean for dosage in item.dosageInstruction)
            key = self.codes.order(self.book, item.medicationCodeableConcept, prn=prn)
            if not key:
                self.told.add_code("MedicationRequest", item.medicationCodeableConcept)
                continue
            times = {t[:5] for d in item.dosageInstruction for t in d.timing.repeat.timeOfDay}
            found.setdefault(key, (item.authoredOn, sorted(times)))
        return found

    def _cave(self, case: Case) -> list[str]:
        found = []
        for item in case.allergies:
            key = self.codes.known(self.codes.allergies, item.code)
            if not _counts(item.clinicalStatus, item.verificationStatus):
                self.told.add("AllergyIntolerance", "status")
            elif not key:
                self.told.add_code("AllergyIntolerance", item.code)
            else:
                found.append(key)
        return list(dict.fromkeys(found))

    def _lines(
        self,
        case: Case,
        person: persons.Person,
        orders: Mapping[str, tuple[str | None, list[str]]],
        moved: timedelta,
    ) -> list[Line]:
        key = person.patient.id.lower()
        first = min((moment(text) for text in _moments(case)), default=self.start) + moved
        found = list(self._arrival(person, self._minute(first)))
        for number, (order, (written_at, times)) in enumerate(orders.items(), 1):
            at = self._minute(moment(written_at) + moved if written_at else first)
            fields = prescription(self.book, order, self.crew.staff[self.crew.doctor].name)
            if times and "times" in fields:
                fields["times"] = times
            rx = f"{key}-rx{number}"
            found.append(Line(at, "prescription", self.crew.doctor, fields, id=rx))
        for at_time, values in sets_of(self.codes, self.told, case.observations).items():
            at = self._minute(at_time + moved)
            author, _ = self.crew.on(-at // 1440, at)
            found += [Line(at, kind, author, made) for kind, made in written(self.codes, values)]
        found.sort(key=lambda line: line.minute)
        return [x if x.id else x._replace(id=f"{key}-{n}") for n, x in enumerate(found, 1)]

    def _arrival(self, person: persons.Person, at: int) -> Iterator[Line]:
        """The doctor's list of diagnoses and the plans that follow from them."""
        conditions = [self.book.clinic.conditions[key] for key in person.conditions]
        known = persons.words(self.book, person.patient.given, person.patient.sex)
        if conditions:
            listed = ", ".join(persons.diagnoses(self.book, conditions))
            text = self.book.clinic.texts.intake_doctor.format(diagnoser=listed, **known)
            yield Line(at, "doctor_note", self.crew.doctor, {"text": text})
        plans = [item.plan for item in conditions if item.plan is not None]
        author, _ = self.crew.on(-at // 1440, at)
        for plan in plans[: self.book.clinic.most.plans]:
            yield Line(at, "plan", author, plan.fields(known))

    def _minute(self, at: datetime) -> int:
        return min(int((at - self.start).total_seconds()) // 60, -1)


def _counts(clinical: Concept, verified: Concept) -> bool:
    """Whether it is so now, and was not taken back."""
    state = clinical.codes()
    return not verified.codes() & _WRONG and (not state or bool(state & _NOW))


def _moments(case: Case) -> Iterator[str]:
    """Every date of a person's facts."""
    for condition in case.conditions:
        yield from filter(None, (condition.onsetDateTime, condition.recordedDate))
    yield from (item.authoredOn for item in case.orders if item.authoredOn)
    yield from (item.effectiveDateTime for item in case.observations if item.effectiveDateTime)
