"""Statements that can never come true, or cannot fail to: each at its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.engine.conditions.entry import WHOLE_TEXT
from simtrainer.record.calculators import DERIVED
from simtrainer.record.pack import EntryType, Field
from simtrainer.record.yaml_source import Path_
from simtrainer.scenario.lint.atoms import contradiction
from simtrainer.scenario.lint.matching import faults
from simtrainer.scenario.lint.subject import Condition, Subject, bounds, parts

STATES = ("open", "met", "late", "corrected", "wrong", "missed", "violated")
COUNTS = ("at_least", "at_most", "exactly")


def conditions(subject: Subject) -> Iterator[Problem]:
    """Faults of every condition of the script."""
    synonyms = _synonyms(subject)
    file = subject.s.script_file
    for condition in subject.conditions:
        for kind, value, path in parts(condition.data, condition.path):
            if kind == "entry":
                yield from _entry(subject, value, path, synonyms)
            elif kind == "acknowledged":
                yield from _acknowledged(subject, value, path)
            elif kind == "check":
                yield from _check(subject, condition, value, path)
            elif kind == "said" and value["choice"] == []:
                yield Problem("lint.said_nothing", place=file.place(*path))
        clash = contradiction(condition.data, condition.path)
        if clash is not None:
            yield Problem("lint.contradiction", place=file.place(*clash), name=condition.owner)


def _synonyms(subject: Subject) -> Mapping[str, bool]:
    """Text key to whether it holds a synonym in some language."""
    found: dict[str, bool] = {}
    for table in subject.s.texts.values():
        for key, value in table.data.items():
            some = any(word.strip() for word in value.split(";"))
            found[key] = found.get(key, False) or some
    return found


def _entry(
    subject: Subject, value: Mapping[str, Any], path: Path_, synonyms: Mapping[str, bool]
) -> Iterator[Problem]:
    file, kind = subject.s.script_file, subject.pack.types[value["type"]]
    mine = value.get("author") == ME
    if mine and not subject.has_form(kind.id):
        yield Problem("lint.no_form", place=file.place(*path, "type"), type=kind.id)
    elif mine and value.get("patient") and not subject.knows_patient(kind.id):
        yield Problem("lint.ward_patient", place=file.place(*path, "patient"), type=kind.id)
    if value.get("cosigned") is False and value.get("cosigner"):
        yield Problem("lint.cosigned_clash", place=file.place(*path, "cosigned"))
    yield from _count(subject, value, path)
    yield from _status(subject, kind, value, path)
    for name, matcher in value.get("fields", {}).items():
        place = file.place(*path, "fields", name)
        for fault in faults(_field(kind, name), matcher, synonyms):
            yield Problem(fault.code, place=place, field=name, value=fault.value)
        if mine and _never_shown(kind, name, value["fields"]):
            yield Problem("lint.field_hidden", place=place, type=kind.id, field=name)


def _field(kind: EntryType, name: str) -> Field | None:
    derived = DERIVED.get(kind.calculator, ())
    return None if name == WHOLE_TEXT or name in derived else kind.fields.get(name)


def _never_shown(kind: EntryType, name: str, fields: Mapping[str, Any]) -> bool:
    """Whether the other fields, as compared, hide this one in the form."""
    item = _field(kind, name)
    if item is None:
        return False
    for other, wanted in item.visible_when.items():
        if other not in fields:
            continue
        shown = {str(w) for w in (wanted if isinstance(wanted, list | tuple) else [wanted])}
        matcher = fields[other]
        asked = matcher.get("one_of") if isinstance(matcher, Mapping) else [matcher]
        if asked and not any(str(value) in shown for value in asked):
            return True
    return False


def _count(subject: Subject, value: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
    count = value.get("count")
    if count is None:
        return
    place = subject.s.script_file.place(*path, "count")
    low, high = bounds(value)
    if not count or set(count) - set(COUNTS) or any(n < 0 for n in count.values()):
        yield Problem("lint.count_form", place=place, count=count)
    elif ("exactly" in count and len(count) > 1) or (high is not None and low > high):
        yield Problem("lint.count_impossible", place=place, count=count)
    elif low == 0 and high is None:
        yield Problem("lint.count_always", place=place)


def _status(
    subject: Subject, kind: EntryType, value: Mapping[str, Any], path: Path_
) -> Iterator[Problem]:
    wanted = value.get("status", ())
    for status in (wanted,) if isinstance(wanted, str) else wanted:
        if status not in statuses(kind):
            place = subject.s.script_file.place(*path, "status")
            yield Problem("lint.status_unknown", place=place, type=kind.id, status=status)


def statuses(kind: EntryType) -> set[str]:
    """Every status that an entry of this type can have."""
    return set(kind.life.statuses)


def _acknowledged(subject: Subject, entry: str, path: Path_) -> Iterator[Problem]:
    kind = subject.type_of(entry)
    if kind is not None and not any(verb == "acknowledge" for _, verb in kind.life.moves):
        place = subject.s.script_file.place(*path)
        yield Problem("lint.acknowledge_what", place=place, entry=entry, type=kind.id)


def _check(
    subject: Subject, condition: Condition, value: Mapping[str, Any], path: Path_
) -> Iterator[Problem]:
    file = subject.s.script_file
    states = value["state"] if isinstance(value["state"], list) else [value["state"]]
    for state in states:
        if state not in STATES:
            place = file.place(*path, "state")
            yield Problem("lint.state_unknown", place=place, state=state)
    if condition.role in ("require", "wrong", "harm") and value["id"] == condition.owner:
        yield Problem("lint.check_itself", place=file.place(*path), check=condition.owner)
