"""Entries in the record: type, patient, author, status, fields, co-signature and count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simtrainer.engine.conditions.base import Situation, Trigger
from simtrainer.engine.matchers import Matcher, matcher_from
from simtrainer.record.entry import Entry

WHOLE_TEXT = "*"
"""Field name that stands for all texts of the entry: people write it all into the first box."""


def _value(entry: Entry, name: str, now: Situation) -> Any:
    if name == WHOLE_TEXT:
        return " . ".join(v for v in entry.fields.values() if isinstance(v, str))
    return now.record.value(entry, name)


@dataclass(frozen=True, slots=True)
class EntryMatches:
    """So many entries of a type match. Without ``status`` only valid ones are looked at."""

    type: str
    patient: str | None = None
    author: str | None = None
    status: tuple[str, ...] = ()
    fields: Mapping[str, Matcher] = field(default_factory=dict)
    cosigned: bool | None = None
    cosigner: str | None = None
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, now: Situation) -> bool:
        """True when the number of matching entries is within the bounds (default: one)."""
        found = sum(1 for e in now.record.entries(self.type, self.patient) if self._fits(e, now))
        if self.at_least is None and self.at_most is None:
            return found >= 1
        enough = self.at_least is None or found >= self.at_least
        return enough and (self.at_most is None or found <= self.at_most)

    def _fits(self, entry: Entry, now: Situation) -> bool:
        if not (entry.status in self.status if self.status else entry.valid):
            return False
        if self.author is not None and entry.author != self.author:
            return False
        if self.cosigned is not None and bool(entry.cosigner) != self.cosigned:
            return False
        if self.cosigner is not None and entry.cosigner != self.cosigner:
            return False
        return all(
            matcher.fits(_value(entry, name, now), now) for name, matcher in self.fields.items()
        )

    def triggers(self) -> frozenset[Trigger]:
        """A change to an entry of that type (of that patient, where one is named)."""
        return frozenset({("entry", self.type, "*" if self.patient is None else self.patient)})

    @staticmethod
    def from_data(data: Any) -> "EntryMatches":
        """From the source's mapping; ``count`` is at_least, at_most or exactly."""
        rest = dict(data)
        count = rest.pop("count", {})
        exactly = count.get("exactly")
        fields = {name: matcher_from(value) for name, value in rest.pop("fields", {}).items()}
        status = rest.pop("status", ())
        return EntryMatches(
            fields=fields,
            status=(status,) if isinstance(status, str) else tuple(status),
            at_least=count.get("at_least", exactly),
            at_most=count.get("at_most", exactly),
            **rest,
        )
