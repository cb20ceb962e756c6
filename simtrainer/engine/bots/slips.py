"""Slips of the pen: an entry with one value wrong, such as the record would take it."""

from collections.abc import Iterator, Mapping
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.engine.conditions import Condition
from simtrainer.engine.program import Program
from simtrainer.engine.steps import Step
from simtrainer.record.fields import check_fields, is_empty, is_required
from simtrainer.record.news2 import number
from simtrainer.record.pack import EntryType, Field

NOTHING_SAID = "Alt er som før."
"""A text that says nothing."""
_TEXTS = ("long", "text")


def slips(step: Step, program: Program) -> Iterator[Step]:
    """The same entry with one value wrong, one for each way of being wrong; numbers and choices
    first, since they are what is misread."""
    kind = program.pack.types[step.data["type"]]
    fields: Mapping[str, Any] = step.data["fields"]
    named = sorted(fields, key=lambda name: kind.fields[name].kind in _TEXTS)
    for name in named:
        for value in _others(kind.fields[name], fields[name], step, program):
            wrong = _completed(kind, {**fields, name: value}, program)
            if _is_taken(kind, wrong):
                yield Step(step.kind, {**step.data, "fields": wrong}, step.alias)


def slip(step: Step, program: Program) -> Step | None:
    """The first of them."""
    return next(slips(step, program), None)


def all_texts_empty(step: Step, program: Program) -> Step | None:
    """The same entry with nothing said in any of its texts; None where it has none."""
    kind = program.pack.types[step.data["type"]]
    fields: Mapping[str, Any] = step.data["fields"]
    wrong = {n: NOTHING_SAID if kind.fields[n].kind in _TEXTS else v for n, v in fields.items()}
    if wrong == fields or not _is_taken(kind, wrong):
        return None
    return Step(step.kind, {**step.data, "fields": wrong}, step.alias)


def _completed(kind: EntryType, fields: Mapping[str, Any], program: Program) -> dict[str, Any]:
    """With what the other value makes the form demand."""
    made = dict(fields)
    for name, item in kind.fields.items():
        if is_empty(made.get(name)) and is_required(item, made):
            made[name] = _anything(item, program)
    return made


def _anything(item: Field, program: Program) -> Any:
    if item.choices:
        return item.choices[0]
    if item.kind == "number":
        return 1 if item.min is None else round(item.min)
    if item.kind == "person":
        return next(iter(program.staff), "")
    if item.kind == "entry":
        return next((e.id for e in program.entries if e.type == item.of), "")
    return program.clock(0) if item.kind == "time" else NOTHING_SAID


def _is_taken(kind: EntryType, fields: Mapping[str, Any]) -> bool:
    try:
        check_fields(kind, fields, signing=True)
    except Problem:
        return False
    return True


def _others(item: Field, value: Any, step: Step, program: Program) -> Iterator[Any]:
    found = number(value)
    if item.kind == "number" and found is not None:
        for more in (7, -7, 1, -1):
            yield float(found) + more if found % 1 else int(found) + more
    elif item.choices:
        yield from (choice for choice in item.choices if choice != str(value))
    elif item.kind == "time":
        hours, _, minutes = str(value).partition(":")
        yield f"{(int(hours) - 1) % 24:02}:{minutes}"
    elif item.kind == "person":
        yield from (person for person in program.staff if person != value)
    elif item.kind == "entry":
        yield from _other_entries(item, value, step, program)
    elif item.kind in _TEXTS:
        yield NOTHING_SAID


def _other_entries(item: Field, value: Any, step: Step, program: Program) -> Iterator[str]:
    """Entries of the same kind, of the same patient first."""
    patient = step.data.get("patient", "")
    same = [e for e in program.entries if e.type == item.of and e.id != value]
    yield from (e.id for e in same if e.patient == patient)
    yield from (e.id for e in same if e.patient != patient)


def can_take_back(kind: EntryType) -> bool:
    """Whether such an entry can be marked as wrong once it is signed."""
    return (kind.life.start, "invalidate") in kind.life.moves


def free_types(program: Program) -> frozenset[str]:
    """Entry types in which a slip that is taken back at once costs nothing and sets off
    nothing: no mistake is judged by them, and no beat, bend or branch point waits for them."""
    watched = {
        trigger[1]
        for condition in _watching(program)
        for trigger in condition.triggers()
        if trigger[0] == "entry"
    }
    return frozenset(program.pack.types) - watched


def _watching(program: Program) -> Iterator[Condition]:
    for check in program.checks.values():
        yield from (c for c in (check.wrong,) if c is not None)
    for beat in program.beats:
        found = (beat.when, beat.unless, beat.stop, *(other[0] for other in beat.instead))
        yield from (c for c in found if c is not None)
    for branch in program.branches.values():
        yield from (c for c in (branch.when, *branch.ways.values()) if c is not None)
    for trajectory in program.trajectories.values():
        yield from (bend.when for bend in trajectory.bends)
