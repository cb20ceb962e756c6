"""What a scenario uses of a screen pack, and which of it a changed pack touches."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from simtrainer.base.problem import Place, Problem
from simtrainer.record.news2 import number
from simtrainer.record.yaml_source import Path_
from simtrainer.scenario.files import Folder
from simtrainer.scenario.pack_change import Change

_MOVES = frozenset(
    {
        "read",
        "acknowledge",
        "acknowledged",
        "complete",
        "sign",
        "amend",
        "invalidate",
        "move",
        "entry",
        "linked_to",
    }
)
"""Keys under which an entry is named by its id."""
_LOOKS = frozenset({"observe", "observed", "reading"})


class Use(NamedTuple):
    """One place where a scenario leans on the pack."""

    how: str
    """step: a form is filled in; else entry, condition, move, look or module."""
    part: str
    """checks, beats, observations, branches, trajectories or entries."""
    id: str
    place: Place
    type: str = ""
    fields: Mapping[str, Any] = {}
    module: str = ""
    data: Mapping[str, Any] = {}
    """All that is said there: status, verb, reason, co-signature."""


class Touched(NamedTuple):
    """A use and the change that touches it."""

    use: Use
    change: Change

    @property
    def problem(self) -> Problem:
        """For people, at its place."""
        told = {"type", "field", "module", "value"}
        params = {k: v for k, v in self.change._asdict().items() if k in told}
        return Problem(f"change.{self.change.kind}", place=self.use.place, **params)


def touched(source: Folder, changes: list[Change]) -> list[Touched]:
    """Every use that a change touches, in the order of the files, each once."""
    found = [
        Touched(use, change)
        for use in _Walk(source).uses()
        for change in changes
        if _TOUCHES[change.kind](use, change)
    ]
    return list({(t.use.place, t.change[:5]): t for t in found}.values())


class _Walk:
    """Through the raw sources, which keep their places."""

    def __init__(self, source: Folder) -> None:
        self.s = source
        self.types = {entry.id: entry.type for entry in source.world.entries}
        script = source.script_file.data
        for made in _made(script):
            self.types[str(made.get("id") or made.get("as"))] = str(made["type"])

    def uses(self) -> Iterator[Use]:
        """All of them."""
        for index, entry in enumerate(self.s.world.entries):
            place = self.s.world_file.place("entries", index)
            said = {"status": entry.status, "cosigner": entry.cosigner}
            yield Use("entry", "entries", entry.id, place, entry.type, entry.fields, data=said)
        script = self.s.script_file.data
        for name in script.get("observations", {}):
            place = self.s.script_file.place("observations", name)
            yield from self._look(name, "observations", name, place)
        for part in ("trajectories", "branches", "beats", "checks"):
            items = script.get(part, {})
            pairs = items.items() if isinstance(items, dict) else enumerate(items)
            for key, item in pairs:
                name = key if isinstance(items, dict) else item["id"]
                yield from self._inside(item, part, str(name), (part, key))

    def _look(self, observation: str, part: str, name: str, place: Place) -> Iterator[Use]:
        """What somebody looks at: its module, and fields that are called as the values."""
        item = self.s.script.observations.get(observation)
        if item is None:
            return
        yield Use("module", part, name, place, module=item.module)
        for kind in self.s.pack["modules"].get(item.module, {}).get("types", ()):
            known = self.s.pack["types"][kind]["fields"]
            values = {key: _points(v) for key, v in item.values.items() if key in known}
            if values:
                yield Use("look", part, name, place, kind, values)

    def _inside(self, node: Any, part: str, name: str, at: Path_) -> Iterator[Use]:
        if isinstance(node, list):
            for index, child in enumerate(node):
                yield from self._inside(child, part, name, (*at, index))
        elif isinstance(node, dict):
            for key, value in node.items():
                if at[-1] != "fields":  # there the keys are the pack's, not the language's
                    place = self.s.script_file.place(*at, key)
                    yield from self._named(key, value, part, name, place)
                yield from self._inside(value, part, name, (*at, key))

    def _named(self, key: str, value: Any, part: str, name: str, place: Place) -> Iterator[Use]:
        """What one key of a condition, an effect or a step leans on."""
        if key == "open_module":
            yield Use("module", part, name, place, module=str(value))
        elif key in _LOOKS and isinstance(value, str):
            yield from self._look(value, part, name, place)
        elif key == "create" and isinstance(value, dict):
            how = "step" if part == "checks" else "entry"
            yield Use(how, part, name, place, value["type"], value["fields"], data=value)
        elif key in ("entry", "linked_to") and isinstance(value, dict):
            fields = value.get("fields") or {}
            yield Use("condition", part, name, place, value["type"], fields, data=value)
        elif key in _MOVES:
            yield from self._move(key, value, part, name, place)

    def _move(self, key: str, value: Any, part: str, name: str, place: Place) -> Iterator[Use]:
        inside = value if isinstance(value, dict) else {"entry": value}
        kind = self.types.get(str(inside.get("entry")))
        if kind is not None:
            fields, said = inside.get("fields") or {}, {"verb": key, **inside}
            yield Use("move", part, name, place, kind, fields, data=said)


def _made(node: Any) -> Iterator[Mapping[str, Any]]:
    """Everything that the script or the expert creates."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and isinstance(node.get("create"), dict):
        yield node["create"]
    for child in children:
        yield from _made(child)


def _points(value: Any) -> list[Any]:
    """The values of a course, or the one value."""
    return [point[1] for point in value] if isinstance(value, list) else [value]


def _literals(use: Use, field: str) -> list[Any]:
    """The values that a use names for a field."""
    value = use.fields.get(field)
    if isinstance(value, dict):
        value = value.get("one_of", value.get("between", []))
    return value if isinstance(value, list) else [value]


def _does(use: Use, change: Change) -> bool:
    """The verb is done to an entry of the type."""
    told = "acknowledge" if use.data.get("verb") == "acknowledged" else use.data.get("verb")
    return use.how == "move" and use.type == change.type and told == change.value


def _stands(use: Use, change: Change) -> bool:
    """The status is asked for, or is what an entry is made with."""
    wanted = use.data.get("status") or ()
    named = (wanted,) if isinstance(wanted, str) else wanted
    return use.type == change.type and change.value in named


def _signs_alone(use: Use, change: Change) -> bool:
    """A form is signed by one where two are wanted. What the entry it points at decides is not
    known here, and so counts as so."""
    rule = {name: wanted for name, wanted in change.rule.items() if "." not in name}
    alone = not (use.data.get("cosigner") or use.fields.get("cosigner"))
    return use.how == "step" and use.type == change.type and alone and _holds(rule, use)


def _holds(rule: Mapping[str, Any], use: Use) -> bool:
    """Whether the fields that a step fills in are as a pack's rule says."""
    return all(
        use.fields.get(name) in (wanted if isinstance(wanted, list) else [wanted])
        for name, wanted in rule.items()
    )


def _names_field(use: Use, change: Change) -> bool:
    return use.type == change.type and change.field in use.fields


def _fills(use: Use, change: Change) -> bool:
    """A form of the type is filled in without the field."""
    return use.how == "step" and use.type == change.type and change.field not in use.fields


def _beyond(use: Use, change: Change) -> bool:
    """A value that the new limits refuse."""
    if not _names_field(use, change):
        return False
    low, high = change.rule["min"], change.rule["max"]
    for value in map(number, _literals(use, change.field)):
        if value is not None and (
            (low is not None and value < low)
            or (high is not None and value > high)
            or value != round(value, change.rule["decimals"])
            or (change.rule["step"] and (float(value) - (low or 0)) % change.rule["step"])
        ):
            return True
    return False


_TOUCHES: Mapping[str, Callable[[Use, Change], bool]] = {
    "type_gone": lambda use, change: use.type == change.type,
    "lifecycle": lambda use, change: use.type == change.type and use.how != "look",
    "status_gone": _stands,
    "verb_gone": _does,
    "verb_reason": lambda use, change: _does(use, change) and not use.data.get("reason"),
    "verb_needs": lambda use, change: _does(use, change) and change.field not in use.fields,
    "verb_fields": lambda use, change: _does(use, change) and change.field in use.fields,
    "cosign": _signs_alone,
    "no_form": lambda use, change: use.how == "step" and use.type == change.type,
    "field_gone": _names_field,
    "field_kind": _names_field,
    "choice_gone": lambda use, change: (
        _names_field(use, change) and change.value in map(str, _literals(use, change.field))
    ),
    "field_limits": _beyond,
    "field_hidden": lambda use, change: (
        use.how == "step"
        and _names_field(use, change)
        and not (change.rule and _holds(change.rule, use))
    ),
    "field_default": _fills,
    "field_required": lambda use, change: _fills(use, change) and _holds(change.rule, use),
    "module_gone": lambda use, change: use.module == change.module,
    "module_view": lambda use, change: use.module == change.module,
}
"""Kind of change to whether it touches a use."""
