"""Reads a bundle into one case for each person; says every fault at once, with its path."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel, ValidationError

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.record.fhir.codes import LeftOut, words_in
from simtrainer.record.fhir.shape import (
    SHAPES,
    AllergyShape,
    ConditionShape,
    EntryShape,
    MedicationRequestShape,
    ObservationShape,
    PatientShape,
)

MAX_BYTES = 64_000_000
MOST_FAULTS = 50
_PEOPLE = ("Patient", "RelatedPerson", "Practitioner", "Person")


@dataclass(slots=True)
class Case:
    """One person's resources. ``where`` is the path of the person in the bundle."""

    patient: PatientShape
    where: str
    conditions: list[ConditionShape] = field(default_factory=list)
    orders: list[MedicationRequestShape] = field(default_factory=list)
    observations: list[ObservationShape] = field(default_factory=list)
    allergies: list[AllergyShape] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The entries of a file, each with the path of its resource."""

    file: str
    entries: list[EntryShape]

    def private(self) -> set[str]:
        """Every word that stands in what the bundle says of people themselves, casefolded."""
        parts = (v for one in self._people() for k, v in one.items() if k != "resourceType")
        return {word for part in parts for word in words_in(part)}

    def names(self) -> set[str]:
        """Words of names and addresses: nobody invented may be called so."""
        kept = ("name", "address", "contact")
        parts = (person.get(part) for person in self._people() for part in kept)
        return {word for part in parts for word in words_in(part)}

    def numbers(self) -> set[str]:
        """Identifiers as bare digits: nobody invented may have one of them."""
        found = (word for one in self._people() for word in words_in(one.get("identifier")))
        return {"".join(c for c in word if c.isdigit()) for word in found}

    def _people(self) -> Iterator[dict[str, Any]]:
        for entry in self.entries:
            if entry.resource.get("resourceType") in _PEOPLE:
                yield entry.resource


def read_bundle(file: Path) -> Bundle:
    """Raises ``Problem`` where the file is no bundle."""
    place = Place(file.name)
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise Problem("file.missing", place=place) from None
    except OSError as error:
        raise Problem("file.unreadable", place=place, detail=error.strerror) from error
    if len(raw) > MAX_BYTES:
        raise Problem("file.too_large", place=place, limit=MAX_BYTES)
    try:
        data = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Problem("fhir.not_json", place=Place(file.name, error.lineno, error.colno)) from error
    listed = data.get("entry", []) if isinstance(data, dict) else None
    if not isinstance(listed, list) or data.get("resourceType") != "Bundle":
        raise Problem("fhir.no_bundle", place=place)
    faults: list[Problem] = []
    found = [
        _read(EntryShape, item, faults, place, f"entry[{index}]")
        for index, item in enumerate(listed)
    ]
    if faults:
        raise Problems(faults[:MOST_FAULTS])
    return Bundle(file.name, [entry for entry in found if isinstance(entry, EntryShape)])


def cases_of(bundle: Bundle, told: LeftOut) -> list[Case]:
    """Everyone with what belongs to them. Raises ``Problems`` with every fault."""
    faults: list[Problem] = []
    place = Place(bundle.file)
    read: list[tuple[str, str, EntryShape, BaseModel]] = []
    for index, entry in enumerate(bundle.entries):
        kind = str(entry.resource.get("resourceType", ""))
        path = f"entry[{index}].resource"
        if kind not in SHAPES:
            told.add(kind)
            continue
        shape = _read(SHAPES[kind], entry.resource, faults, place, path)
        if shape is not None:
            read.append((kind, path, entry, shape))
    if faults:
        raise Problems(faults[:MOST_FAULTS])
    known: dict[str, Case] = {}
    cases = [_case(known, path, entry, one) for _, path, entry, one in read
             if isinstance(one, PatientShape)]  # fmt: skip
    for kind, _, _, shape in read:
        _sort(known, told, kind, shape)
    if not cases:
        raise Problem("fhir.nobody", place=place)
    return cases


def _case(known: dict[str, Case], path: str, entry: EntryShape, patient: PatientShape) -> Case:
    case = Case(patient, path)
    own = str(entry.resource.get("id", ""))
    for name in (entry.fullUrl, f"Patient/{own}" if own else ""):
        if name:
            known.setdefault(name, case)
    return case


def _sort(known: dict[str, Case], told: LeftOut, kind: str, shape: BaseModel) -> None:
    """Put a resource where it belongs; told where that is nobody here."""
    for of, (whom, list_of) in _LISTS.items():
        if not isinstance(shape, of):
            continue
        case = known.get(whom(shape))
        if case is None:
            told.add(kind, "subject")
        else:
            list_of(case).append(shape)


_LISTS: dict[type[BaseModel], tuple[Callable[[Any], str], Callable[[Case], list[Any]]]] = {
    ConditionShape: (lambda shape: shape.subject.reference, lambda case: case.conditions),
    MedicationRequestShape: (lambda shape: shape.subject.reference, lambda case: case.orders),
    ObservationShape: (lambda shape: shape.subject.reference, lambda case: case.observations),
    AllergyShape: (lambda shape: shape.patient.reference, lambda case: case.allergies),
}
"""Whom each kind of resource is about, and where it is kept."""


def _read(
    model: type[BaseModel], data: Any, faults: list[Problem], place: Place, path: str
) -> BaseModel | None:
    """One resource; its faults are told by path and rule, never by what was written."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False, include_context=False):
            where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in fault["loc"])
            faults.append(
                Problem("fhir.resource", place=place, path=path + where, detail=fault["msg"])
            )
    return None
