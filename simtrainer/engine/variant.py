"""Parallel variants of one program: other names, values and times, settled by a number.

A program that has them carries the other names, the sets of values with what each set changes,
and the texts that speak of a value. Number 1 is the program as it was written. Of an axis with
``n`` sets every set comes once in each ``n`` numbers on end, so that who plays again meets another
one.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from simtrainer.engine.dice import throw

AS_WRITTEN = 1
SLOT = re.compile(r"\[\[([a-z0-9-]+)\.([a-z0-9_-]+)\]\]")
"""Where a text speaks of a value: ``[[axis.name]]``."""
_POINT = frozenset({"en"})
"""Languages that write 37.5; the others write 37,5."""
Data = dict[str, Any]


def pick(axis: str, sets: int, number: int) -> int:
    """Which of its sets an axis takes in the variant of this number."""
    turn, place = divmod(max(number, AS_WRITTEN) - AS_WRITTEN, sets)
    return (place + (throw(turn, axis, sets) if turn else 0)) % sets


def vary(data: Data, number: int) -> None:
    """Make a program's data into the variant of this number."""
    found = data.get("variants")
    if not found or number <= AS_WRITTEN:
        return
    values: dict[str, Mapping[str, Any]] = {}
    for axis, sets in found["values"].items():
        chosen = pick(axis, len(sets), number)
        values[axis] = sets[chosen]
        for path, value in found["changes"][axis][chosen]:
            _put(data, path, value)
    for language, templates in found["texts"].items():
        table = data["texts"][language]
        for key, template in templates.items():
            table[key] = filled(template, values, language)
    rename(data["world"], data["texts"], renaming(found["names"], number), found["people"])


def _put(data: Any, path: list[str | int], value: Any) -> None:
    *way, last = path
    for step in way:
        data = data[step]
    data[last] = value


def filled(template: str, values: Mapping[str, Mapping[str, Any]], language: str) -> str:
    """A text with the values in it, as its language writes numbers."""
    return SLOT.sub(lambda slot: written(values[slot[1]][slot[2]], language), template)


def written(value: Any, language: str) -> str:
    """A value as a text has it."""
    said = str(value)
    return said.replace(".", ",") if isinstance(value, float) and language not in _POINT else said


def renaming(names: Mapping[str, Iterable[str]], number: int) -> dict[str, str]:
    """Each name that changes, given and family apart, to what it is in this variant."""
    found: dict[str, str] = {}
    for person, borne in names.items():
        full = list(borne)
        chosen = full[pick(f"name {person}", len(full), number)]
        both = zip(parted(full[0]), parted(chosen), strict=True)
        found |= {old: new for old, new in both if old != new}
    return found


def parted(full: str) -> tuple[str, str]:
    """(given, family): the family name is the last word."""
    given, _, family = full.rpartition(" ")
    return given, family


def rename(
    world: Data,
    texts: Mapping[str, dict[str, str]],
    names: Mapping[str, str],
    people: Collection[str],
) -> None:
    """Put other names on these people, where they are the ones, and wherever the texts speak of
    them. Others of the same name keep it."""
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?=(?:s|'s|’s)?(?!\w))")

    def new(text: str) -> str:
        return pattern.sub(lambda name: names[name[0]], text)

    for patient in (one for key, one in world["patients"].items() if key in people):
        patient["given"], patient["family"] = new(patient["given"]), new(patient["family"])
        if patient.get("contact", {}).get("name"):
            patient["contact"] = {**patient["contact"], "name": new(patient["contact"]["name"])}
    for member in (one for key, one in world["staff"].items() if key in people):
        member["name"] = new(member["name"])
    for table in texts.values():
        for key, text in table.items():
            table[key] = new(text)
