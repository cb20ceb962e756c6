"""A screen pack, ready to use: entry types, fields, modules and terms as frozen data.

Packs are written in YAML (``record.pack_source``) and travel inside a compiled program as plain
data; ``Pack.from_data`` reads that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VALID = frozenset({"signed", "received", "read", "sent", "delivered", "open", "done"})
"""Statuses in which an entry counts: not a draft, not marked wrong, not rejected by whom it was
sent to."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Where an entry starts and which verbs lead from which status to which."""

    start: str
    """Status of an entry that was created and signed in one go."""
    draft: str
    """Status of one that was not; empty where there are no drafts."""
    moves: Mapping[tuple[str, str], str]
    """(status, verb) to the next status."""


LIFECYCLES: Mapping[str, Lifecycle] = {
    "signed": Lifecycle(
        "signed",
        "draft",
        {
            ("draft", "amend"): "draft",
            ("draft", "sign"): "signed",
            ("draft", "invalidate"): "invalid",
            ("signed", "amend"): "signed",
            ("signed", "invalidate"): "invalid",
        },
    ),
    "message": Lifecycle(
        "sent",
        "draft",
        {
            ("draft", "amend"): "draft",
            ("draft", "sign"): "sent",
            ("draft", "invalidate"): "invalid",
            ("received", "acknowledge"): "read",
            ("sent", "deliver"): "delivered",
            ("sent", "reject"): "rejected",
        },
    ),
    "task": Lifecycle(
        "open",
        "",
        {
            ("open", "amend"): "open",
            ("open", "complete"): "done",
            ("open", "invalidate"): "invalid",
            ("done", "invalidate"): "invalid",
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry type. Limits are in the field's unit; None where there is none."""

    id: str
    kind: str
    required: bool = False
    required_when: Mapping[str, Any] = field(default_factory=dict)
    visible_when: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    unit: str = ""
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


@dataclass(frozen=True, slots=True)
class EntryType:
    """A kind of entry: its fields in order, its lifecycle and what a list shows of it."""

    id: str
    lifecycle: str
    fields: Mapping[str, Field]
    icon: str = ""
    summary: tuple[str, ...] = ()
    calculator: str = ""

    @property
    def life(self) -> Lifecycle:
        """The lifecycle's table."""
        return LIFECYCLES[self.lifecycle]

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


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole screen pack."""

    id: str
    version: str
    types: Mapping[str, EntryType]
    modules: Mapping[str, Module]
    banner: tuple[str, ...]
    navigation: str
    terms: Mapping[str, Mapping[str, str]]
    """Language to (key to term)."""

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> "Pack":
        """From the plain data of a compiled program."""
        return Pack(
            id=data["id"],
            version=data["version"],
            types={key: _type(key, value) for key, value in data["types"].items()},
            modules={key: _module(key, value) for key, value in data["modules"].items()},
            banner=tuple(data["banner"]),
            navigation=data["navigation"],
            terms=data["terms"],
        )

    def modules_of(self, entry_type: str) -> list[Module]:
        """Modules where an entry of this type can be made, the dedicated ones first."""
        found = [m for m in self.modules.values() if entry_type in (m.forms or m.types)]
        return sorted(found, key=lambda m: len(m.forms or m.types))


def _type(key: str, data: Mapping[str, Any]) -> EntryType:
    fields = {name: Field(id=name, **_tuples(value)) for name, value in data["fields"].items()}
    rest = {name: value for name, value in data.items() if name != "fields"}
    return EntryType(id=key, fields=fields, **_tuples(rest))


def _module(key: str, data: Mapping[str, Any]) -> Module:
    return Module(id=key, **_tuples(data))


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
