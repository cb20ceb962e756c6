"""Invented people as a ``world.yaml`` that an author can go on with."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from simtrainer.base.problem import Place, Problem
from simtrainer.record.entry import Entry, Patient
from simtrainer.record.people.municipality import MINUTE_MS, Municipality
from simtrainer.record.yaml_source import MAX_BYTES
from simtrainer.scenario.source import WorldSource

WIDTH = 110
_COLLECTIONS = ("cave", "contact", "consent", "treatment", "overview")


def world_of(people: Municipality) -> dict[str, Any]:
    """The data of ``world.yaml``, entries in the order of time."""
    staff = {key: {"name": one.name, "role": one.role} for key, one in people.staff.items()}
    units = {key: {"name": unit.name} for key, unit in people.units.items()}
    return world(units, staff, people.patients, people.entries(), people.start)


def world(
    units: Mapping[str, Mapping[str, str]],
    staff: Mapping[str, Mapping[str, str]],
    patients: Mapping[str, Patient],
    entries: Iterable[Entry],
    start: datetime,
) -> dict[str, Any]:
    """The data of ``world.yaml`` of these, checked as an author's file is."""
    made = sorted(entries, key=lambda entry: (entry.now.at_ms, entry.id))
    data = {
        "format": 1,
        "units": {key: dict(unit) for key, unit in units.items()},
        "staff": {key: dict(one) for key, one in staff.items()},
        "patients": {key: _patient(one) for key, one in patients.items()},
        "entries": [_entry(entry, start) for entry in made],
    }
    WorldSource.model_validate(data)
    return data


def _patient(one: Patient) -> dict[str, Any]:
    plain = {
        "given": one.given,
        "family": one.family,
        "born": one.born,
        "sex": one.sex,
        "identity": one.identity,
        "room": one.room,
        "unit": one.unit,
        **({"assigned": True} if one.assigned else {}),
    }
    for name in _COLLECTIONS:
        value = getattr(one, name)
        if value:
            plain[name] = [dict(v) for v in value] if isinstance(value, tuple) else dict(value)
    return plain


def _entry(entry: Entry, start: datetime) -> dict[str, Any]:
    now = entry.now
    at = start + timedelta(minutes=now.at_ms // MINUTE_MS)
    return {
        "id": entry.id,
        "type": entry.type,
        **({"patient": entry.patient} if entry.patient else {}),
        "author": now.author,
        "at": at.strftime("%Y-%m-%d %H:%M"),
        **({"cosigner": now.cosigner} if now.cosigner else {}),
        "fields": dict(now.fields),
    }


def as_yaml(data: Mapping[str, Any], heading: str) -> str:
    """As people write it: no anchors, and quotes where a text could be taken for a number.

    Raises ``Problem`` where the file would be larger than a scenario may hold.
    """
    import yaml

    class Dumper(yaml.CSafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    def text(dumper: Any, value: str) -> Any:
        style = '"' if value[:1].isdigit() or value[:1] in "+-." else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    body = yaml.dump(
        dict(data), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH,
        default_flow_style=None,
    )  # fmt: skip
    head = "".join(f"# {line}\n" for line in heading.splitlines())
    return _fits(head + body)


def as_json(data: Mapping[str, Any]) -> str:
    """For programs."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _fits(text: str) -> str:
    size = len(text.encode())
    if size > MAX_BYTES:
        raise Problem("people.too_large", place=Place("world.yaml"), size=size, limit=MAX_BYTES)
    return text
