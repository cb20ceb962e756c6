"""The record of a ward: entries folded from verbs, indexed as lists and conditions ask for them.

``check_*`` refuse what a record would refuse, before anything is logged; ``apply`` then cannot
fail on what was let through.
"""

from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.record.archive import NOTHING, Archive
from simtrainer.record.calculators import CALCULATORS
from simtrainer.record.entry import Entry, Patient, Version
from simtrainer.record.fields import (
    applies,
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
        self,
        pack: Pack,
        patients: Mapping[str, Patient],
        entries: Iterable[Entry],
        archive: Archive = NOTHING,
    ) -> None:
        self.pack = pack
        self.patients = patients
        self.archive = archive
        """Histories that are unpacked when they are asked for; none of them is by the trainee."""
        self.touched: dict[str, None] = {}
        """What was made or changed since the start, in that order."""
        self._unpacked: set[str] = set()
        self._entries: dict[str, Entry] = {}
        self._ids: dict[tuple[str, ...], tuple[str, ...] | list[str]] = {}
        """Names of entries; a list where this record has written, else shared with the others."""
        """By (type, patient or "*") and by (type, patient or "*", author)."""
        self._links: dict[str, tuple[str, ...]] = {}
        self._derived: dict[str, Mapping[str, Any]] = {}
        self._changes: dict[str, int] = {}
        self._fill(entries)

    def fresh(self) -> "Record":
        """The same record to begin another run with; nothing it holds is shared that changes."""
        other = Record(self.pack, self.patients, (), self.archive)
        other._unpacked = self._unpacked.copy()
        other._entries = self._entries.copy()
        other._ids = {k: tuple(v) for k, v in self._ids.items()} if self.touched else {**self._ids}
        other._links = self._links.copy()
        other._changes = self._changes.copy()
        return other

    def get(self, entry: str) -> Entry | None:
        """One entry, or None."""
        found = self._entries.get(entry)
        if found is None and (owner := self.archive.owner(entry)):
            self._unpack(owner)
            found = self._entries.get(entry)
        return found

    def peek(self, entry: str) -> Entry | None:
        """One entry, or None, for a glance: its patient's history stays packed."""
        found = self._entries.get(entry)
        return found if found is not None else self.archive.peek(entry)

    def every(self) -> Iterator[Entry]:
        """All entries, in no order that means anything; those that are packed are kept by
        nobody."""
        yield from list(self._entries.values())
        for patient in self.archive:
            if patient not in self._unpacked:
                yield from self.archive.entries(patient)

    def entry(self, entry: str) -> Entry:
        """One entry. Raises ``Problem("record.no_entry")``."""
        found = self.get(entry)
        if found is None:
            raise Problem("record.no_entry", entry=entry)
        return found

    def entries(
        self, entry_type: str, patient: str | None = None, author: str | None = None
    ) -> list[Entry]:
        """Entries of a type in the order they were made; of one patient or of all, by one
        author or by all."""
        whose = "*" if patient is None else patient
        if self.archive and author != ME:
            self._unpack_for(entry_type, patient)
        key = (entry_type, whose) if author is None else (entry_type, whose, author)
        return [self._entries[i] for i in self._ids.get(key, ())]

    def newest(self, types: Iterable[str], patient: str | None = None) -> Iterator[Entry]:
        """Entries of some types, newest first. A list that shows one page of many thousands
        takes no more of them than that."""
        whose = "*" if patient is None else patient
        found = []
        for kind in types:
            if self.archive:
                self._unpack_for(kind, patient)
            names = reversed(self._ids.get((kind, whose), ()))
            found.append(self._entries[name] for name in names)
        return merge(*found, key=lambda e: (e.first.at_ms, e.first.event), reverse=True)

    def linked(self, order: str) -> list[Entry]:
        """Entries whose ``order`` field points at this one."""
        if owner := self.archive.owner(order):
            self._unpack(owner)
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
            if len(self._derived) > 4096:
                self._derived.clear()
            self._derived[key] = CALCULATORS[calculator](entry, self._earlier(entry))
        return self._derived[key]

    def _earlier(self, entry: Entry) -> Iterator[Entry]:
        """The valid entries of the type before this one; looked up only by who needs them."""
        for other in self.entries(entry.type):
            if other.id == entry.id:
                return
            if other.valid:
                yield other

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
        old = self.entry(data["entry"])
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
        self.touched[old.id] = None
        self._relink(old.fields.get("order"), made.fields.get("order"))
        self._changes[old.type] = self._changes.get(old.type, 0) + 1
        return made

    def _fill(self, entries: Iterable[Entry]) -> None:
        """What the record holds at start, indexed in one go."""
        ids, links = self._indexed(entries)
        self._ids = {key: tuple(names) for key, names in ids.items()}
        self._links = {order: tuple(names) for order, names in links.items()}

    def _unpack_for(self, entry_type: str, patient: str | None) -> None:
        """A patient's history, or all that hold entries of a type."""
        if patient is not None:
            self._unpack(patient)
            return
        packed = [p for p in self.archive.having(entry_type) if p not in self._unpacked]
        for one in packed:
            self._unpack(one)
        if packed:  # in the order they were made, whichever was opened first
            for key in ((entry_type, "*"), *self._keys_of_all(entry_type)):
                self._ids[key] = tuple(sorted(self._ids.get(key, ()), key=self._made))

    def _keys_of_all(self, entry_type: str) -> list[tuple[str, ...]]:
        return [k for k in self._ids if k[:2] == (entry_type, "*") and len(k) == 3]

    def _made(self, entry: str) -> tuple[int, int]:
        first = self._entries[entry].first
        return first.event, first.at_ms

    def _unpack(self, patient: str) -> None:
        """Take a patient's history in, before what was made since."""
        if patient in self._unpacked or patient not in self.archive:
            return
        self._unpacked.add(patient)
        ids, links = self._indexed(self.archive.entries(patient))
        for key, names in ids.items():
            self._ids[key] = (*names, *self._ids.get(key, ()))
        for order, names in links.items():
            self._links[order] = (*names, *self._links.get(order, ()))

    def _indexed(
        self, entries: Iterable[Entry]
    ) -> tuple[dict[tuple[str, ...], list[str]], dict[str, list[str]]]:
        """Entries put in place, their names by type, patient and author, and by order."""
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
        return ids, links

    def _put(self, entry: Entry) -> None:
        self._entries[entry.id] = entry
        self.touched[entry.id] = None
        name, kind, patient, versions = entry
        author, ids = versions[0].author, self._ids
        for key in ((kind, patient), (kind, patient, author), (kind, "*"), (kind, "*", author)):
            names = ids.get(key)
            if type(names) is list:
                names.append(name)
            else:
                ids[key] = [*names, name] if names else [name]
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
        signing = bool(data.get("sign", True))
        self._check_fields(kind, data["fields"], signing=signing)
        check_cosigner(data.get("cosigner", ""))
        if signing:
            self._check_cosigned(kind, data["fields"], data.get("cosigner", ""))

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
            if not unsigned:
                cosigner = data.get("cosigner", "") or entry.cosigner
                self._check_cosigned(kind, changed, cosigner)
        check_cosigner(data.get("cosigner", ""))

    def _check_cosigned(self, kind: EntryType, fields: Mapping[str, Any], cosigner: str) -> None:
        """Raises ``Problem("record.cosign_missing")`` where the pack wants two signatures."""
        if not kind.cosign_when or cosigner or fields.get("cosigner"):
            return
        if applies(kind.cosign_when, {n: self._through(fields, n) for n in kind.cosign_when}):
            raise Problem("record.cosign_missing")

    def _through(self, fields: Mapping[str, Any], name: str) -> Any:
        """A field, or with a dot a field of the entry that it points at."""
        own, _, other = name.partition(".")
        if not other:
            return fields.get(own)
        target = self.get(str(fields.get(own, "")))
        return None if target is None else target.fields.get(other)

    def _check_fields(self, kind: EntryType, fields: Mapping[str, Any], *, signing: bool) -> None:
        check_fields(kind, fields, signing=signing)
        for item in kind.fields.values():
            if item.kind == "entry" and not is_empty(fields.get(item.id)):
                target = self.entry(str(fields[item.id]))
                if item.of and target.type != item.of and not item.free:
                    raise Problem("record.wrong_link", type=kind.id, field=item.id)
        check_cosigner(fields.get("cosigner", ""))


def _changed(entry: Entry, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields after a move; ``check_move`` has seen to which the verb may change."""
    fields = data.get("fields")
    return {**entry.fields, **fields} if fields else entry.fields
