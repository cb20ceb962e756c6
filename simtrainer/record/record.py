"""The record of a ward: entries folded from verbs, indexed as lists and conditions ask for them.

``check_*`` refuse what a record would refuse, before anything is logged; ``apply`` then cannot
fail on what was let through.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.record.calculators import CALCULATORS
from simtrainer.record.entry import Entry, Patient, Version
from simtrainer.record.fields import (
    check_cosigner,
    check_fields,
    check_needed,
    check_reason,
    check_written,
    is_empty,
)
from simtrainer.record.lifecycle import CHANGING
from simtrainer.record.pack import EntryType, Pack


class Record:
    """All patients and entries of one scenario, as they stand now."""

    def __init__(
        self, pack: Pack, patients: Mapping[str, Patient], entries: Iterable[Entry]
    ) -> None:
        self.pack = pack
        self.patients = patients
        self._entries: dict[str, Entry] = {}
        self._ids: dict[tuple[str, ...], tuple[str, ...]] = {}
        """By (type, patient or "*") and by (type, patient or "*", author)."""
        self._links: dict[str, tuple[str, ...]] = {}
        self._derived: dict[str, Mapping[str, Any]] = {}
        self._changes: dict[str, int] = {}
        self._fill(entries)

    def fresh(self) -> "Record":
        """The same record to begin another run with; nothing it holds is shared that changes."""
        other = Record(self.pack, self.patients, ())
        other._entries = self._entries.copy()
        other._ids = self._ids.copy()
        other._links = self._links.copy()
        other._changes = self._changes.copy()
        return other

    def get(self, entry: str) -> Entry | None:
        """One entry, or None."""
        return self._entries.get(entry)

    def entry(self, entry: str) -> Entry:
        """One entry. Raises ``Problem("record.no_entry")``."""
        found = self._entries.get(entry)
        if found is None:
            raise Problem("record.no_entry", entry=entry)
        return found

    def entries(
        self, entry_type: str, patient: str | None = None, author: str | None = None
    ) -> list[Entry]:
        """Entries of a type in the order they were made; of one patient or of all, by one
        author or by all."""
        whose = "*" if patient is None else patient
        key = (entry_type, whose) if author is None else (entry_type, whose, author)
        return [self._entries[i] for i in self._ids.get(key, ())]

    def linked(self, order: str) -> list[Entry]:
        """Entries whose ``order`` field points at this one."""
        return [self._entries[i] for i in self._links.get(order, ())]

    def changes(self, entry_type: str) -> int:
        """A number that grows with every change to this type; views cache by it."""
        return self._changes.get(entry_type, 0)

    def derived(self, entry: Entry) -> Mapping[str, Any]:
        """Derived fields of an entry, recomputed when its type has changed."""
        calculator = self.pack.types[entry.type].calculator
        if not calculator:
            return {}
        key = f"{entry.id}:{self.changes(entry.type)}"
        if key not in self._derived:
            earlier = []
            for other in self.entries(entry.type):
                if other.id == entry.id:
                    break
                if other.valid:
                    earlier.append(other)
            if len(self._derived) > 4096:
                self._derived.clear()
            self._derived[key] = CALCULATORS[calculator](entry, earlier)
        return self._derived[key]

    def value(self, entry: Entry, name: str) -> Any:
        """A field, or a derived field where the entry has no such field."""
        if name in entry.fields:
            return entry.fields[name]
        return self.derived(entry).get(name)

    def create(
        self,
        entry: str,
        at_ms: int,
        event: int,
        author: str,
        data: Mapping[str, Any],
    ) -> Entry:
        """Make an entry from a ``create`` verb's data."""
        kind = self.pack.types[data["type"]]
        life = kind.life
        status = data.get("status") or (life.start if data.get("sign", True) else life.draft)
        version = Version(
            at_ms,
            author,
            status,
            data["fields"],
            data.get("cosigner", ""),
            "",
            event,
            status in life.counting,
        )
        made = Entry(entry, data["type"], data.get("patient", ""), (version,))
        self._put(made)
        return made

    def move(
        self,
        verb: str,
        at_ms: int,
        event: int,
        author: str,
        data: Mapping[str, Any],
    ) -> Entry:
        """Add a version by a verb of the lifecycle (amend, sign, invalidate, …)."""
        old = self._entries[data["entry"]]
        life = self.pack.types[old.type].life
        status = life.moves[(old.status, verb)]
        version = Version(
            at_ms,
            author,
            status,
            _changed(old, data),
            data.get("cosigner", old.now.cosigner),
            data.get("reason", ""),
            event,
            status in life.counting,
        )
        made = Entry(old.id, old.type, old.patient, (*old.versions, version))
        self._entries[old.id] = made
        self._relink(old.fields.get("order"), made.fields.get("order"))
        self._changes[old.type] = self._changes.get(old.type, 0) + 1
        return made

    def _fill(self, entries: Iterable[Entry]) -> None:
        """What the record holds at start, indexed in one go."""
        ids: dict[tuple[str, ...], list[str]] = {}
        links: dict[str, list[str]] = {}
        for entry in entries:
            kind, author, name = entry.type, entry.author, entry.id
            self._entries[name] = entry
            self._changes[kind] = self._changes.get(kind, 0) + 1
            for whose in (entry.patient, "*"):
                ids.setdefault((kind, whose), []).append(name)
                ids.setdefault((kind, whose, author), []).append(name)
            order = entry.fields.get("order")
            if order:
                links.setdefault(str(order), []).append(name)
        self._ids = {key: tuple(names) for key, names in ids.items()}
        self._links = {order: tuple(names) for order, names in links.items()}

    def _put(self, entry: Entry) -> None:
        self._entries[entry.id] = entry
        for whose in (entry.patient, "*"):
            for key in ((entry.type, whose), (entry.type, whose, entry.author)):
                self._ids[key] = (*self._ids.get(key, ()), entry.id)
        order = entry.fields.get("order")
        if order:
            self._links[str(order)] = (*self._links.get(str(order), ()), entry.id)
        self._changes[entry.type] = self._changes.get(entry.type, 0) + 1

    def _relink(self, before: Any, after: Any) -> None:
        """An amended line may point at another order than it did."""
        if before == after:
            return
        for order in (before, after):
            if order:
                pointing = (e.id for e in self._entries.values() if e.fields.get("order") == order)
                self._links[str(order)] = tuple(pointing)

    # What a record refuses ---------------------------------------------------------------

    def check_patient(self, patient: str) -> None:
        """Raises ``Problem("record.no_patient")``."""
        if patient and patient not in self.patients:
            raise Problem("record.no_patient", patient=patient)

    def check_create(self, data: Mapping[str, Any]) -> None:
        """Raises ``Problem`` where the type, patient, fields or co-signature will not do."""
        kind = self.pack.types.get(str(data.get("type")))
        if kind is None:
            raise Problem("record.no_type", type=data.get("type"))
        self.check_patient(str(data.get("patient", "")))
        self._check_fields(kind, data["fields"], signing=bool(data.get("sign", True)))
        check_cosigner(data.get("cosigner", ""))

    def check_move(self, verb: str, data: Mapping[str, Any], author: str = ME) -> None:
        """Raises ``Problem`` where the lifecycle has no such way from here, not for this author,
        or not without a reason or a field that is not there."""
        entry = self.entry(str(data.get("entry")))
        kind = self.pack.types[entry.type]
        life = kind.life
        told = life.verbs.get(verb)
        if told is None or entry.status not in told.moves or told.by == "system":
            raise Problem("record.no_way", verb=verb, status=entry.status, entry=entry.id)
        if told.by == "author" and entry.author != author:
            raise Problem("record.not_yours", entry=entry.id)
        check_reason(self.pack, told, str(data.get("reason", "")))
        check_written(kind, told, data.get("fields", {}))
        if told.id in (CHANGING, "sign") or told.fields or told.needs:
            changed = _changed(entry, data)
            unsigned = told.moves[entry.status] == life.draft
            self._check_fields(kind, changed, signing=not unsigned)
            check_needed(kind, told, changed)
        check_cosigner(data.get("cosigner", ""))

    def _check_fields(self, kind: EntryType, fields: Mapping[str, Any], *, signing: bool) -> None:
        check_fields(kind, fields, signing=signing)
        for item in kind.fields.values():
            if item.kind == "entry" and not is_empty(fields.get(item.id)):
                self.entry(str(fields[item.id]))
        check_cosigner(fields.get("cosigner", ""))


def _changed(entry: Entry, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields after a move; ``check_move`` has seen to which the verb may change."""
    fields = data.get("fields")
    return {**entry.fields, **fields} if fields else entry.fields
