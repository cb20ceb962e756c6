"""What ``do`` shows: can the trainee do it on the screen, and would the record take it?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.fields import check_reason, is_empty, is_visible
from simtrainer.record.lifecycle import CHANGING, CORE
from simtrainer.record.pack import EntryType
from simtrainer.record.yaml_source import Path_
from simtrainer.scenario.lint.entries import linked, values
from simtrainer.scenario.lint.subject import Subject, parts

MOVES = (*CORE, "move")


def steps(subject: Subject) -> Iterator[Problem]:
    """Faults of every check's steps."""
    snooping = _snooping(subject)
    for index, check in enumerate(subject.s.script.checks):
        at: Path_ = ("checks", index)
        yield from _way(subject, check.do, (*at, "do"), snooping)
        for number, other in enumerate(check.or_do):
            yield from _way(subject, other, (*at, "or_do", number), snooping)


def _way(
    subject: Subject, taken: Sequence[Mapping[str, Any]], at: Path_, snooping: set[str]
) -> Iterator[Problem]:
    """Faults of one list of steps."""
    for number, step in enumerate(taken):
        verb, value = next(iter(step.items()))
        path: Path_ = (*at, number, verb)
        if verb == "open_patient" and value in snooping:
            place = subject.s.script_file.place(*path)
            yield Problem("lint.step_snoops", place=place, patient=value)
        if verb == "create":
            yield from _create(subject, value, path)
        if verb in MOVES:
            yield from _move(subject, verb, value, path)
    yield from _talk(subject, taken, at)


def _snooping(subject: Subject) -> set[str]:
    """Patients whose record some check says must not be opened."""
    found: set[str] = set()
    for condition in subject.conditions:
        if condition.role != "wrong" or set(condition.data) != {"opened"}:
            continue
        for _, value, _path in parts(condition.data, condition.path):
            if value.get("unassigned"):
                patients = subject.s.world.patients.items()
                found |= {key for key, patient in patients if not patient.assigned}
            elif "patient" in value:
                found.add(value["patient"])
    return found


def _create(subject: Subject, value: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
    file, kind = subject.s.script_file, subject.pack.types[value["type"]]
    fields, patient = value.get("fields", {}), value.get("patient", "")
    if not subject.has_form(kind.id):
        yield Problem("lint.no_form", place=file.place(*path, "type"), type=kind.id)
    elif patient and not subject.knows_patient(kind.id):
        yield Problem("lint.step_patient", place=file.place(*path, "patient"), type=kind.id)
    elif not patient and subject.needs_patient(kind.id):
        yield Problem("lint.step_no_patient", place=file.place(*path), type=kind.id)
    if value.get("cosigner") and "cosigner" not in kind.fields:
        yield Problem("lint.step_cosigner", place=file.place(*path, "cosigner"), type=kind.id)
    if value.get("cosigner") == "me":
        yield Problem("lint.cosign_self", place=file.place(*path, "cosigner"))
    signing = value.get("sign", True)
    yield from values(subject, kind, fields, file, path, signing=signing)
    yield from _shown(subject, kind, fields, path)
    yield from linked(subject, kind.id, patient, fields, file, path)


def _shown(
    subject: Subject, kind: EntryType, fields: Mapping[str, Any], path: Path_
) -> Iterator[Problem]:
    for name, value in fields.items():
        item = kind.fields[name]
        taken = any(isinstance(fields.get(other), Mapping) for other in item.visible_when)
        shown = item.form and (taken or is_visible(item, fields))
        if not is_empty(value) and not shown:
            place = subject.s.script_file.place(*path, "fields", name)
            yield Problem("lint.field_hidden", place=place, type=kind.id, field=name)


def _move(subject: Subject, verb: str, value: Any, path: Path_) -> Iterator[Problem]:
    name = value.get("entry", "") if isinstance(value, Mapping) else value
    kind = subject.type_of(name)
    if kind is None:
        return
    file, said = subject.s.script_file, value if isinstance(value, Mapping) else {}
    told = said.get("verb", verb) if verb == "move" else verb
    found = kind.life.verbs.get(told)
    if found is None or found.by == "system":
        yield Problem(
            "lint.step_lifecycle", place=file.place(*path), type=kind.id, verb=told, entry=name
        )
        return
    try:
        check_reason(subject.pack, found, str(subject.draw(said.get("reason", ""))))
    except Problem as refused:
        code = "lint.step_reason" if refused.code == "record.reason_missing" else refused.code
        place = file.place(*path, "reason") if said.get("reason") else file.place(*path)
        yield Problem(code, place=place, entry=name, **refused.params)
    for field in said.get("fields", {}):
        if field not in kind.fields or (told != CHANGING and field not in found.fields):
            place = file.place(*path, "fields", field)
            code = "pack.no_field" if field not in kind.fields else "record.field_fixed"
            yield Problem(code, place=place, type=kind.id, field=field)


def _talk(subject: Subject, taken: Sequence[Mapping[str, Any]], at: Path_) -> Iterator[Problem]:
    """One answer must lead to a node where the next can be given."""
    last: dict[str, str] = {}
    for number, step in enumerate(taken):
        if "answer" in step:
            last[step["answer"]] = ""
        if "say" not in step:
            continue
        name, choice = step["say"]["dialogue"], step["say"]["choice"]
        if name in last and choice not in _next_answers(subject, name, last[name]):
            place = subject.s.script_file.place(*at, number, "say", "choice")
            yield Problem("lint.say_order", place=place, choice=choice, dialogue=name)
        last[name] = choice


def _next_answers(subject: Subject, name: str, choice: str) -> set[str]:
    """Answers that can be given after one; after none, those of the first node."""
    nodes = subject.s.script.dialogues[name].nodes
    start = subject.s.script.dialogues[name].start
    places = [n.choices[choice].next for n in nodes.values() if choice in n.choices]
    following = places if choice else [start]
    return {answer for node in following if node for answer in nodes[node].choices}
