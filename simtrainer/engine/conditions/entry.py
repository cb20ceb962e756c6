"""Entries in the record: type, patient, author, status, fields, links, co-signature and count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simtrainer.engine.conditions.base import Earned, Moment, Plain, Situation, Trigger
from simtrainer.engine.forbidden import found_in
from simtrainer.engine.matchers import Equals, Matcher, matcher_from
from simtrainer.record.calculators import DERIVED
from simtrainer.record.entry import Entry
from simtrainer.record.news2 import number

WHOLE_TEXT = "*"
"""Field name that stands for all texts of the entry: people write it all into the first box."""
_DERIVED = frozenset(name for names in DERIVED.values() for name in names)
_TELLING = ("order", "to")
"""Fields that tell entries of a type apart best, when several are asked for by name."""


LONGEST_TAG = 40


def is_tag(value: Any) -> bool:
    """Whether a field's value is short enough to be asked for by name: an id, a choice."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TAG


def _value(entry: Entry, name: str, now: Situation) -> Any:
    if name == WHOLE_TEXT:
        # In the form's order: as they came they are in another one than in a stored event.
        values = (entry.fields.get(n) for n in now.record.pack.types[entry.type].fields)
        return " . ".join(value for value in values if isinstance(value, str))
    return now.record.value(entry, name)


@dataclass(frozen=True, slots=True)
class EntryMatches(Plain):
    """So many entries of a type match. Without ``status`` only valid ones are looked at."""

    type: str
    patient: str | None = None
    author: str | None = None
    status: tuple[str, ...] = ()
    fields: Mapping[str, Matcher] = field(default_factory=dict)
    cosigned: bool | None = None
    cosigner: str | None = None
    linked_to: "EntryMatches | str | None" = None
    """An entry field of it points at this entry, or at one that matches."""
    forbidden: tuple[str, ...] = ()
    """It holds one of these kinds of content (see ``engine.forbidden``)."""
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, now: Situation) -> bool:
        """True when the number of matching entries is within the bounds (default: one)."""
        if self.at_least is None and self.at_most is None:
            return next(self.matching(now), None) is not None
        found = sum(1 for _ in self.matching(now))
        enough = self.at_least is None or found >= self.at_least
        return enough and (self.at_most is None or found <= self.at_most)

    def matching(self, now: Situation) -> Iterator[Entry]:
        """The entries that match, in the order they were made."""
        for entry in now.record.entries(self.type, self.patient, self.author):
            if self._fits(entry, now):
                yield entry

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When each of them came to match; the first ones are needed to make up the count."""
        times = sorted(_matched(self, entry, now) for entry in self.matching(now))
        return tuple(times[max(0, (self.at_least or 1) - 1) :])

    def earned(self, now: Situation) -> tuple[Earned, ...]:
        """The words in their fields that the matchers ask for."""
        return tuple(
            Earned(entry.id, name, concept, words)
            for entry in self.matching(now)
            for name, matcher in self.fields.items()
            for concept, words in matcher.earned(_value(entry, name, now), now)
        ) + tuple(
            Earned(entry.id, name, kind, words)
            for entry in (self.matching(now) if self.forbidden else ())
            for name, kind, words in found_in(entry, self.forbidden, now.record.patients)
        )

    def misfits(self, entry: Entry, now: Situation) -> tuple[str, ...]:
        """The fields that people fill in and that do not match, of an entry of this type and
        patient that has all else; () also where it is not such an entry."""
        if not (self._is_such(entry) and self._stands_so(entry, now)):
            return ()
        return tuple(
            name
            for name in self.filled_in
            if not self.fields[name].fits(_value(entry, name, now), now)
        )

    @property
    def filled_in(self) -> tuple[str, ...]:
        """The fields asked for by name that are neither a whole text nor reckoned out."""
        return tuple(n for n in self.fields if n != WHOLE_TEXT and n not in _DERIVED)

    def _fits(self, entry: Entry, now: Situation) -> bool:
        if not self._is_such(entry):
            return False
        for name, matcher in self.fields.items():
            if not matcher.fits(_value(entry, name, now), now):
                return False
        return self._stands_so(entry, now)

    def _is_such(self, entry: Entry) -> bool:
        if not (entry.status in self.status if self.status else entry.valid):
            return False
        if self.author is not None and entry.author != self.author:
            return False
        if self.cosigned is not None and bool(entry.cosigner) != self.cosigned:
            return False
        return self.cosigner is None or entry.cosigner == self.cosigner

    def _stands_so(self, entry: Entry, now: Situation) -> bool:
        if self.linked_to is not None and not self._linked(entry, now):
            return False
        return not self.forbidden or bool(found_in(entry, self.forbidden, now.record.patients))

    def _linked(self, entry: Entry, now: Situation) -> bool:
        kinds = now.record.pack.types[entry.type].fields
        links = (entry.fields.get(name) for name, kind in kinds.items() if kind.kind == "entry")
        if isinstance(self.linked_to, str):
            return self.linked_to in links
        wanted = self.linked_to
        targets = (now.record.get(str(link)) for link in links if link)
        return wanted is not None and any(
            target is not None
            and target.type == wanted.type
            and wanted.patient in (None, target.patient)
            and wanted._fits(target, now)
            for target in targets
        )

    def triggers(self) -> frozenset[Trigger]:
        """A change to an entry of that type (of that patient, where one is named), narrowed to
        one field where the condition asks for a value by name."""
        own = ("entry", self.type, "*" if self.patient is None else self.patient)
        told = self._told()
        found: set[Trigger] = {(*own, *told) if told else own}
        if isinstance(self.linked_to, EntryMatches):
            found |= self.linked_to.triggers()
        return frozenset(found)

    def _told(self) -> tuple[str, str] | None:
        """(field, value) that every matching entry must have."""
        plain = [
            (name, str(matcher.wanted))
            for name, matcher in self.fields.items()
            if isinstance(matcher, Equals)
            and name not in _DERIVED
            and is_tag(matcher.wanted)
            and number(matcher.wanted) is None
        ]
        plain.sort(key=lambda pair: pair[0] not in _TELLING)
        return plain[0] if plain else None

    @staticmethod
    def from_data(data: Any) -> "EntryMatches":
        """From the source's mapping; ``count`` is at_least, at_most or exactly."""
        rest = dict(data)
        count = rest.pop("count", {})
        exactly = count.get("exactly")
        fields = {n: matcher_from(value, n) for n, value in rest.pop("fields", {}).items()}
        status = rest.pop("status", ())
        linked = rest.pop("linked_to", None)
        return EntryMatches(
            fields=fields,
            status=(status,) if isinstance(status, str) else tuple(status),
            linked_to=EntryMatches.from_data(linked) if isinstance(linked, Mapping) else linked,
            forbidden=tuple(rest.pop("forbidden", ())),
            at_least=count.get("at_least", exactly),
            at_most=count.get("at_most", exactly),
            **rest,
        )


def _matched(condition: EntryMatches, entry: Entry, now: Situation) -> Moment:
    """When the entry came to match: its oldest version from which on all versions do."""
    found = entry.now
    for length in range(len(entry.versions) - 1, 0, -1):
        before = Entry(entry.id, entry.type, entry.patient, entry.versions[:length])
        if not condition._fits(before, now):
            break
        found = before.now
    return found.at_ms, found.event
