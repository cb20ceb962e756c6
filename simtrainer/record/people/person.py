"""One invented person: age, conditions that go together, orders that agree with them, and what
the record shows on the first page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from simtrainer.base.ports import Dice
from simtrainer.record.entry import Patient
from simtrainer.record.people.book import Book, Condition, Detail, Drug, Kind
from simtrainer.record.people.chance import between, hit, pick, shuffled
from simtrainer.record.people.naming import (
    Taken,
    age_on,
    draw_born,
    draw_family,
    draw_given,
    draw_identity,
    draw_key,
    draw_name,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is looked after."""

    unit: str
    kind: Kind
    room: str
    assigned: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A patient, and the keys into the book that the history is written from."""

    patient: Patient
    kind: Kind
    conditions: tuple[str, ...]
    drugs: tuple[str, ...]
    cave: tuple[str, ...]


def draw_person(book: Book, dice: Dice, taken: Taken, place: Place, day: date) -> Person:
    """Somebody for a place, as they are on ``day``."""
    sex = "m" if hit(dice, 40) else "f"
    born = draw_born(dice, day, *book.clinic.ages[place.kind])
    conditions = _conditions(book, dice, place.kind, sex, age_on(day, born))
    cave = tuple(key for key, item in book.formulary.cave.items() if hit(dice, item.share))
    drugs = choose_drugs(book, dice, conditions, cave)
    name = draw_name(book.names, dice, taken, born, sex)
    return make_person(book, dice, taken, place, name, born, sex, conditions, drugs, cave)


def make_person(
    book: Book,
    dice: Dice,
    taken: Taken,
    place: Place,
    name: tuple[str, str],
    born: date,
    sex: str,
    conditions: Sequence[str],
    drugs: Sequence[str],
    cave: Sequence[str],
) -> Person:
    """Somebody of whom the clinical facts are settled."""
    given, family = name
    found = [book.clinic.conditions[key] for key in conditions]
    patient = Patient(
        id=draw_key(taken, given),
        given=given,
        family=family,
        born=born.isoformat(),
        sex=sex,
        identity=draw_identity(dice, taken, born, sex),
        room=place.room,
        unit=place.unit,
        assigned=place.assigned,
        cave=tuple(_cave(book, key) for key in cave),
        contact=_contact(book, dice, taken, family, born),
        consent=_detail(_settled(found, "consent") or pick(dice, book.clinic.consent)),
        treatment=_detail(_settled(found, "treatment") or _treatment(book, dice)),
        overview=tuple(_overview(book, found, given, sex)),
    )
    return Person(patient, place.kind, tuple(conditions), tuple(drugs), tuple(cave))


def _conditions(book: Book, dice: Dice, kind: Kind, sex: str, age: int) -> tuple[str, ...]:
    """Those that fall, in the order of the book; one at least."""
    possible = {
        key: item
        for key, item in book.clinic.conditions.items()
        if item.ages[0] <= age <= item.ages[1] and item.sex in ("", sex)
    }
    found = [key for key, item in possible.items() if hit(dice, item.share.get(kind, 0))]
    if not found:
        found = [pick(dice, list(possible or book.clinic.conditions))]
    kept = set(shuffled(dice, found)[: book.clinic.most.conditions])
    return tuple(key for key in found if key in kept)


def choose_drugs(
    book: Book, dice: Dice, conditions: Iterable[str], cave: Sequence[str]
) -> tuple[str, ...]:
    """Orders for the conditions that agree with each other and with what must not be given."""
    found: list[str] = []
    for condition in conditions:
        for choice, share in book.clinic.conditions[condition].drugs:
            key = choice if isinstance(choice, str) else pick(dice, choice)
            if hit(dice, share) and agrees(book, key, found, cave):
                found.append(key)
    return tuple(found[: book.clinic.most.drugs])


def agrees(book: Book, key: str, others: Sequence[str], cave: Iterable[str]) -> bool:
    """Whether an order can stand beside these others, and meets no warning."""
    drug = book.formulary.drugs[key]
    if key in others or any(key in book.formulary.drugs[o].not_with for o in others):
        return False
    return not set(drug.not_with) & set(others) and not conflicts(book, drug, cave)


def conflicts(book: Book, drug: Drug, cave: Iterable[str]) -> bool:
    """Whether somebody has been warned of this drug."""
    warned = [atc for key in cave for atc in book.formulary.cave[key].atc]
    return any(drug.atc.startswith(atc) for atc in warned)


def words(book: Book, given: str, sex: str) -> dict[str, str]:
    """What texts may name of somebody."""
    return {"navn": given, **book.clinic.pronouns["f" if sex == "f" else "m"]}


def diagnoses(book: Book, conditions: Iterable[Condition]) -> list[str]:
    """As lists show them: the name and the code."""
    template = book.clinic.texts.diagnosis
    return [template.format(diagnose=item.name, kode=item.code) for item in conditions]


def _settled(conditions: Iterable[Condition], name: str) -> Detail | None:
    return next((found for item in conditions if (found := getattr(item, name))), None)


def _treatment(book: Book, dice: Dice) -> Detail:
    number = dice.below(100)
    for item in book.clinic.treatment:
        number -= item.share
        if number < 0:
            return item
    return book.clinic.treatment[0]


def _detail(item: Detail) -> Mapping[str, Any]:
    return {"text": item.text, "detail": item.detail}


def _cave(book: Book, key: str) -> Mapping[str, Any]:
    item = book.formulary.cave[key]
    return {"text": item.text, "atc": list(item.atc)}


def _contact(book: Book, dice: Dice, taken: Taken, family: str, born: date) -> Mapping[str, Any]:
    found = pick(dice, book.clinic.relations)
    year = born.year + between(dice, *found.years)
    given = draw_given(book.names, dice, taken, year, found.sex)
    other = draw_family(book.names, dice, taken)
    return {"name": f"{given} {family if found.name else other}", "relation": found.relation}


def _overview(
    book: Book, found: Sequence[Condition], given: str, sex: str
) -> Iterable[Mapping[str, Any]]:
    titles, known = book.clinic.cards, words(book, given, sex)
    if found:
        yield {"title": titles["diagnoses"], "lines": diagnoses(book, found), "tone": "neutral"}
    watch = [item.watch.format(**known) for item in found if item.watch]
    if watch:
        yield {"title": titles["watch"], "lines": watch[:3], "tone": "warn"}
