"""A screen pack, ready to use: entry types, fields, modules and terms as frozen data.

Packs are written in YAML (``record.pack_source``) and travel inside a compiled program as plain
data; ``Pack.from_data`` reads that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from simtrainer.record.lifecycle import Lifecycle

SETTLED = ("choice", "multi", "file")
"""Kinds of field that hold nothing but what is offered. A drug or a code may be written too."""


DEFAULTS = {"now": "time", "today": "date", "me": "person"}
"""Defaults that are worked out when a form is begun, and the kind of field they are for."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry type. Limits are in the field's unit; None where there is none."""

    id: str
    kind: str
    required: bool = False
    required_when: Mapping[str, Any] = field(default_factory=dict)
    visible_when: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    from_list: str = ""
    """Reference list that the value is taken from."""
    fills: Mapping[str, str] = field(default_factory=dict)
    """Other fields that a choice from the list fills in, and from which key of the item."""
    unit: str = ""
    step: float | None = None
    min: float | None = None
    max: float | None = None
    soft_min: float | None = None
    soft_max: float | None = None
    decimals: int = 0
    default: Any = None
    lines: int = 1
    segmented: bool = False
    half: bool = False
    of: str = ""
    only: Mapping[str, Any] = field(default_factory=dict)
    """For an entry field: offer only entries whose fields are so."""
    form: bool = True
    """False for a field that no form shows, because the record fills it in."""
    group: str = ""
    """The part of an assessment that it is scored in."""
    values: frozenset[str] = frozenset()
    """Every value it may have, by its choices and its list; empty where that is not settled."""
    free: bool = False
    """Of a program of number 1, which asked for no form of a date, an answer or a person."""
    carried: str = ""
    """Field of the entry that is written about, which this one begins as."""


@dataclass(frozen=True, slots=True)
class EntryType:
    """A kind of entry: its fields in order, its lifecycle and what a list shows of it."""

    id: str
    life: Lifecycle
    fields: Mapping[str, Field]
    icon: str = ""
    summary: tuple[str, ...] = ()
    calculator: str = ""
    checks: Mapping[str, Any] = field(default_factory=dict)
    """Logic checks (``record.logic``) by name, with their limits."""
    cosign_when: Mapping[str, Any] = field(default_factory=dict)
    """A second signature is needed when the fields are so; ``order.group`` asks the entry that
    the field points at."""
    delegates: str = ""
    """The field that says who is given the work."""
    template: str = ""
    """The field that chooses a letter's template."""

    def pointer(self, entry_type: str) -> Field | None:
        """The field that points at an entry of a type, or None."""
        fields = self.fields.values()
        return next((f for f in fields if f.kind == "entry" and f.of == entry_type), None)


@dataclass(frozen=True, slots=True)
class Module:
    """One place in the navigation. ``group`` is ``patient`` where a patient must be open."""

    id: str
    view: str
    group: str
    icon: str
    types: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    only: Mapping[str, Any] = field(default_factory=dict)
    statuses: tuple[str, ...] = ()
    group_by: str = ""
    sort: tuple[str, ...] = ()
    boxes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of an inbox: the statuses that lie in each box."""
    steps: tuple[str, ...] = ()
    """Of a case: the statuses on the way from first to last."""
    deadlines: str = ""
    """Of a case: the reference list of its deadlines."""
    actions: tuple[str, ...] | None = None
    """Verbs offered on a row; None for all that can be done with it."""
    then: tuple[str, ...] = ()
    """Entry types to write next, offered as buttons where a score asks for something."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the banner. Without a type it is one of the patient's own."""

    id: str
    type: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a reference list."""

    id: str
    text: str = ""
    """What it is called, where no term says it."""
    code: str = ""
    active: bool = True
    own_words: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)

    def value(self, key: str) -> Any:
        """What ``fills`` asks for: ``text``, ``code``, or something more that is known of it."""
        return {"text": self.text, "code": self.code}.get(key, self.more.get(key))


@dataclass(frozen=True, slots=True)
class Access:
    """Rules for opening records. A pack that says nothing asks nothing."""

    reason: Literal["never", "outside", "always"] = "never"
    """Of whom a reason is asked: patients that are not the trainee's own, or all."""
    reasons: str = ""
    """The list it is chosen from."""
    emergency: bool = False
    """Whether there is an emergency access."""
    restricted: Literal["open", "reason", "emergency"] = "open"
    """What a restricted patient takes."""
    delegate: tuple[str, ...] = ()
    """Positions that may give work to others; none: everyone may."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole screen pack."""

    id: str
    version: str
    lifecycles: Mapping[str, Lifecycle]
    types: Mapping[str, EntryType]
    modules: Mapping[str, Module]
    banner: tuple[Cell, ...]
    navigation: str
    lists: Mapping[str, Mapping[str, Item]]
    access: Access
    terms: Mapping[str, Mapping[str, str]]
    """Language to (key to term)."""

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> "Pack":
        """From the plain data of a compiled program."""
        lives = {key: Lifecycle.from_data(key, life) for key, life in data["lifecycles"].items()}
        return Pack(
            id=data["id"],
            version=data["version"],
            lifecycles=lives,
            types={
                key: _type(key, value, lives, data.get("lists", {}))
                for key, value in data["types"].items()
            },
            modules={key: _module(key, value) for key, value in data["modules"].items()},
            banner=tuple(_cell(cell) for cell in data["banner"]),
            navigation=data["navigation"],
            lists={
                name: {key: Item(key, **item) for key, item in items.items()}
                for name, items in data.get("lists", {}).items()
            },
            access=Access(**_tuples(data.get("access", {}))),
            terms=data["terms"],
        )

    def modules_of(self, entry_type: str) -> list[Module]:
        """Modules where an entry of this type can be made, the dedicated ones first."""
        found = [m for m in self.modules.values() if entry_type in m.forms]
        return sorted(found, key=lambda m: len(m.forms))


def _type(
    key: str,
    data: Mapping[str, Any],
    lives: Mapping[str, Lifecycle],
    lists: Mapping[str, Mapping[str, Any]],
) -> EntryType:
    fields = {name: _field(name, value, lists) for name, value in data["fields"].items()}
    rest = {name: value for name, value in data.items() if name not in ("fields", "lifecycle")}
    return EntryType(id=key, life=lives[data["lifecycle"]], fields=fields, **_tuples(rest))


def _field(key: str, data: Mapping[str, Any], lists: Mapping[str, Any]) -> Field:
    offered = {*data.get("choices", ()), *lists.get(data.get("from_list", ""), ())}
    settled = data["kind"] in SETTLED
    return Field(id=key, values=frozenset(offered if settled else ()), **_tuples(data))


def _cell(data: Any) -> Cell:
    return Cell(data) if isinstance(data, str) else Cell(**data)


def _module(key: str, data: Mapping[str, Any]) -> Module:
    return Module(id=key, **_tuples(data))


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
