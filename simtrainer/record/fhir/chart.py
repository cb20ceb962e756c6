"""One person's measurements, from codes and values to entries of the record."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from simtrainer.record.fhir.codes import Codes, LeftOut
from simtrainer.record.fhir.shape import Measured, ObservationShape, moment
from simtrainer.record.news2 import PARAMETERS, number

_DONE = frozenset({"final", "amended", "corrected"})
Sets = dict[datetime, dict[str, Any]]
"""Values that were measured in the same minute."""


def sets_of(codes: Codes, told: LeftOut, observations: Iterable[ObservationShape]) -> Sets:
    """All that is known, by the minute it was measured."""
    found: Sets = {}
    for item in observations:
        if item.status not in _DONE:
            told.add("Observation", "status")
        elif item.effectiveDateTime is None:
            told.add("Observation", "effective")
        else:
            at = moment(item.effectiveDateTime)
            for part in (item, *item.component):
                _put(codes, told, found, at, part, alone=not item.component)
    return found


def _put(
    codes: Codes, told: LeftOut, found: Sets, at: datetime, part: Measured, *, alone: bool
) -> None:
    answer = part.valueCodeableConcept.coding if part.valueCodeableConcept else []
    known = codes.observations.answers
    for item in answer:
        if item.code in known and codes.systems.get(item.system) == "snomed":
            name, value = known[item.code]
            found.setdefault(at, {})[name] = value
            return
    name = codes.known({"loinc": codes.observations.loinc}, part.code)
    if name:
        _put_number(codes, told, found.setdefault(at, {}), name, part)
    elif alone or part.valueQuantity is not None:
        told.add_code("Observation", part.code)


def _put_number(
    codes: Codes, told: LeftOut, values: dict[str, Any], name: str, part: Measured
) -> None:
    quantity = part.valueQuantity
    value: float | None = part.valueInteger
    units = codes.observations.units.get(name, [])
    if quantity is not None and {quantity.code or quantity.unit, quantity.unit} & set(units):
        value = quantity.value
    low, high = codes.observations.limits[name]
    if value is None or not low <= value <= high:
        told.add("Observation", "value")
        return
    values[name] = round(value) if name in codes.observations.whole else round(value, 1)


def written(codes: Codes, values: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(entry type, fields) of what was measured together; a NEWS2 only where it is whole."""
    if "weight" in values:
        yield "weight", {"weight": values["weight"]}
    if "pain" in values:
        yield "pain", {"score": values["pain"], "when": "alone"}
    rest = {name: values[name] for name in PARAMETERS if name in values}
    if len(rest) == len(PARAMETERS) and (rest["supply"] == "air" or "flow" in values):
        oxygen = {"flow": values["flow"], "device": "other"} if rest["supply"] == "oxygen" else {}
        yield "news2", {**rest, "scale": "1", **oxygen}
        return
    labels = codes.observations.labels
    said = [_label(labels[name], value) for name, value in values.items() if name in labels]
    if said:
        yield "note", {"observation": codes.observations.note.format(verdier=", ".join(said))}


def _label(label: str, value: Any) -> str:
    return label.format(verdi=str(number(value)).replace(".", ","))
