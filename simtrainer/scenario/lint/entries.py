"""What the author wrote into the record, and what can be measured: values a record would refuse,
doses at times that are not in the plan, a drug for another patient."""

from collections.abc import Iterator, Mapping
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.fields import check_fields, field_problem, is_clock
from simtrainer.record.news2 import number
from simtrainer.record.pack import EntryType, Field
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.lint.conditions import statuses
from simtrainer.scenario.lint.subject import Subject, Written, parts

REFUSED = {
    "field.missing": "lint.field_missing",
    "field.limits": "lint.field_limits",
    "field.number": "lint.field_value",
    "field.whole": "lint.field_value",
    "field.time": "lint.field_value",
    "field.choice": "lint.field_value",
}
"""The record's own refusals, told to the author."""


def entries(subject: Subject) -> Iterator[Problem]:
    """Faults of entries in the world and in beats, of doses in conditions, of observations."""
    for made in subject.written.values():
        yield from _written(subject, made)
    for condition in subject.conditions:
        for kind, value, path in parts(condition.data, condition.path):
            if kind == "entry":
                fields, patient = value.get("fields", {}), value.get("patient", "")
                file = subject.s.script_file
                yield from linked(subject, value["type"], patient, fields, file, path)
    yield from _observations(subject)


def _written(subject: Subject, made: Written) -> Iterator[Problem]:
    entry, file, path = made.entry, made.file, made.path
    kind = subject.pack.types[entry.type]
    if entry.status and entry.status not in statuses(kind):
        place = file.place(*path, "status")
        yield Problem("lint.status_unknown", place=place, type=kind.id, status=entry.status)
    if not made.beat and (entry.at or "") > subject.s.scenario.start:
        yield Problem("lint.entry_later", place=file.place(*path, "at"), entry=entry.id)
    if made.beat and entry.at is not None:
        yield Problem("lint.entry_at_unused", place=file.place(*path, "at"), entry=entry.id)
    signing = entry.status != "draft"
    yield from values(subject, kind, entry.fields, file, path, signing=signing)
    yield from linked(subject, entry.type, entry.patient, entry.fields, file, path)
    if entry.type == "prescription":
        yield from _prescription(entry.fields, file, path)


def values(
    subject: Subject,
    kind: EntryType,
    fields: Mapping[str, Any],
    file: Source,
    path: Path_,
    *,
    signing: bool,
) -> Iterator[Problem]:
    """What the record would refuse of an entry's fields, and persons who do not exist."""
    try:
        check_fields(kind, subject.stood_in(kind, fields), signing=signing)
    except Problem as refused:
        name = str(refused.params.get("field", ""))
        place = file.place(*path, "fields", name)
        code = REFUSED.get(refused.code, refused.code)
        yield Problem(code, place=place, **{**refused.params, "type": kind.id})
    for name, value in fields.items():
        written = kind.fields[name].kind == "person" and isinstance(value, str) and value
        if written and value not in subject.staff:
            place = file.place(*path, "fields", name)
            yield Problem("lint.person_unknown", place=place, person=value)


def linked(
    subject: Subject,
    kind: str,
    patient: str,
    fields: Mapping[str, Any],
    file: Source,
    path: Path_,
) -> Iterator[Problem]:
    """Entries that a field points at: of the right type, the right patient, in the plan."""
    for name, item in subject.pack.types[kind].fields.items():
        target = fields.get(name)
        if item.kind != "entry" or not isinstance(target, str) or target not in subject.written:
            continue
        place = file.place(*path, "fields", name)
        order = subject.written[target].entry
        if item.of and order.type != item.of:
            yield Problem("lint.link_type", place=place, entry=target, wanted=item.of)
        elif not _offered(item, order.fields):
            yield Problem("lint.link_not_offered", place=place, entry=target, field=name)
        elif patient and order.patient and order.patient != patient:
            yield Problem(
                "lint.link_patient", place=place, entry=target, patient=patient, of=order.patient
            )
        elif not _planned(fields.get("planned"), order.fields.get("times") or []):
            place = file.place(*path, "fields", "planned")
            yield Problem(
                "lint.dose_not_planned", place=place, entry=target, planned=fields["planned"]
            )


def _offered(item: Field, fields: Mapping[str, Any]) -> bool:
    return all(
        fields.get(name) in (wanted if isinstance(wanted, list | tuple) else [wanted])
        for name, wanted in item.only.items()
    )


def _planned(planned: Any, times: Any) -> bool:
    if not (isinstance(planned, str) and planned and isinstance(times, list)):
        return True
    return planned in times


def _prescription(fields: Mapping[str, Any], file: Source, path: Path_) -> Iterator[Problem]:
    times = fields.get("times") or []
    if not isinstance(times, list):
        return  # told as a value that the field does not take
    for index, time in enumerate(times):
        place = file.place(*path, "fields", "times", index)
        if not (is_clock(str(time)) and len(str(time)) == 5):
            yield Problem("lint.clock_form", place=place, field="times", value=time)
        elif time in times[:index]:
            yield Problem("lint.dose_twice", place=place, value=time)
    prn = bool(fields.get("prn"))
    if not times and not prn:
        yield Problem("lint.dose_never", place=file.place(*path, "fields"))
    most, gap = number(fields.get("max_per_day")), number(fields.get("min_interval_minutes"))
    if prn and most and gap and (most - 1) * gap >= 24 * 60:
        place = file.place(*path, "fields", "max_per_day")
        yield Problem("lint.dose_interval", place=place, most=int(most), minutes=int(gap))


def _observations(subject: Subject) -> Iterator[Problem]:
    file = subject.s.script_file
    for name, item in subject.s.script.observations.items():
        module = subject.pack.modules[item.module]
        fields = {
            field.id: field for kind in module.types for field in _fields(subject, kind).values()
        }
        for key, value in item.values.items():
            path: Path_ = ("observations", name, "values", key)
            if key.startswith("$"):
                continue
            if key not in fields:
                yield Problem("lint.observation_field", place=file.place(*path), field=key)
            else:
                yield from _course(file, fields[key], value, path)


def _fields(subject: Subject, kind: str) -> Mapping[str, Field]:
    return subject.pack.types[kind].fields


def _course(file: Source, item: Field, value: Any, path: Path_) -> Iterator[Problem]:
    before = -1.0
    points = value if isinstance(value, list) else [[0, value]]
    for index, (minute, found) in enumerate(points):
        here: Path_ = (*path, index) if isinstance(value, list) else path
        if minute <= before:
            yield Problem("lint.course_order", place=file.place(*here), field=item.id)
        before = minute
        refused = field_problem(item, found)
        if refused is not None:
            code = REFUSED.get(refused.code, refused.code)
            yield Problem(code, place=file.place(*here), **refused.params)
