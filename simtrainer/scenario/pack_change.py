"""What differs between two editions of a screen pack, so that a scenario may have to change too.

Words, icons, columns, groups and the order of things are not among it: a scenario names none of
them.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from simtrainer.record.calculators import DERIVED

Data = Mapping[str, Any]


class Change(NamedTuple):
    """One difference. Parts that it has nothing to do with are empty."""

    kind: str
    type: str = ""
    field: str = ""
    module: str = ""
    value: str = ""
    rule: Mapping[str, Any] = {}
    """New limits, or what other fields must be for the field to be required or shown."""

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {name: value for name, value in self._asdict().items() if value}


def differences(old: Data, new: Data) -> list[Change]:
    """Between two packs as ``read_pack`` gives them; types first, in the order of the old."""
    found: list[Change] = []
    for kind, before in _listed(old).items():
        after = _listed(new).get(kind)
        if after is None:
            found.append(Change("type_gone", kind))
            continue
        found += _type(kind, before, after)
        if before["lifecycle"] == after["lifecycle"]:
            found += _life(kind, _life_of(old, before), _life_of(new, after))
    makes = _forms(new)
    found += [
        Change("no_form", kind)
        for kind in _forms(old)
        if kind in new["types"] and kind not in makes
    ]
    for module, before in old["modules"].items():
        after = new["modules"].get(module)
        if after is None:
            found.append(Change("module_gone", module=module))
        elif after["view"] != before["view"]:
            found.append(Change("module_view", module=module, value=after["view"]))
    return found


def _life_of(pack: Data, kind: Data) -> Data:
    found: Data = pack["lifecycles"][kind["lifecycle"]]
    return found


def _listed(pack: Data) -> dict[str, Any]:
    """The types, with the things of a reference list among the choices of a field that takes
    from it; what is no longer offered is no longer a choice."""
    lists = {
        name: [key for key, item in items.items() if item.get("active", True)]
        for name, items in pack["lists"].items()
    }
    return {
        kind: {
            **item,
            "fields": {
                name: {**f, "choices": [*f["choices"], *lists.get(f["from_list"], ())]}
                for name, f in item["fields"].items()
            },
        }
        for kind, item in pack["types"].items()
    }


def _life(kind: str, before: Data, after: Data) -> Iterator[Change]:
    """Statuses and verbs that are gone, and verbs that ask for more than they did."""
    for status in before["statuses"]:
        if status not in after["statuses"]:
            yield Change("status_gone", kind, value=status)
    for verb, old in before["verbs"].items():
        new = after["verbs"].get(verb)
        if new is None or (new["by"] == "system") != (old["by"] == "system"):
            yield Change("verb_gone", kind, value=verb)
            continue
        if new["reason"] and not old["reason"]:
            yield Change("verb_reason", kind, value=verb)
        for field in new["needs"]:
            if field not in old["needs"]:
                yield Change("verb_needs", kind, field, value=verb)
        for field in old["fields"]:
            if field not in new["fields"]:
                yield Change("verb_fields", kind, field, value=verb)


def _forms(pack: Data) -> dict[str, None]:
    """Types that some module has a form for."""
    return dict.fromkeys(kind for m in pack["modules"].values() for kind in m["forms"])


def _type(kind: str, before: Data, after: Data) -> Iterator[Change]:
    if before["lifecycle"] != after["lifecycle"]:
        yield Change("lifecycle", kind, value=after["lifecycle"])
    if after["cosign_when"] and after["cosign_when"] != before["cosign_when"]:
        yield Change("cosign", kind, rule=after["cosign_when"])
    derived = DERIVED.get(after["calculator"], ())
    for name in DERIVED.get(before["calculator"], ()):
        if name not in derived and name not in after["fields"]:
            yield Change("field_gone", kind, name)
    for name, field in before["fields"].items():
        if name not in after["fields"]:
            yield Change("field_gone", kind, name)
        else:
            yield from _field(kind, name, field, after["fields"][name])
    for name, field in after["fields"].items():
        if name not in before["fields"]:
            yield from _demanded(kind, name, {}, field)


def _field(kind: str, name: str, before: Data, after: Data) -> Iterator[Change]:
    if any(before[part] != after[part] for part in ("kind", "unit", "of", "only")):
        yield Change("field_kind", kind, name, value=after["kind"])
    for choice in before["choices"]:
        if after["choices"] and choice not in after["choices"]:
            yield Change("choice_gone", kind, name, value=choice)
    limits = {part: after[part] for part in ("min", "max", "decimals", "step")}
    if limits != {part: before[part] for part in limits}:
        yield Change("field_limits", kind, name, rule=limits)
    if before["form"] and not after["form"]:
        yield Change("field_hidden", kind, name)
    if after["visible_when"] and after["visible_when"] != before["visible_when"]:
        yield Change("field_hidden", kind, name, rule=after["visible_when"])
    if before["default"] != after["default"]:
        yield Change("field_default", kind, name)
    yield from _demanded(kind, name, before, after)


def _demanded(kind: str, name: str, before: Data, after: Data) -> Iterator[Change]:
    """The field must be filled in where it did not have to be."""
    if before.get("required") or not after["form"]:
        return
    if after["required"]:
        yield Change("field_required", kind, name)
    elif after["required_when"] and after["required_when"] != before.get("required_when"):
        yield Change("field_required", kind, name, rule=after["required_when"])
