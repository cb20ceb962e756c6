"""A message or report was marked as read, or a task as done, by the trainee."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Moment, Plain, Situation, Trigger
from simtrainer.record.entry import Entry


@dataclass(frozen=True, slots=True)
class Acknowledged(Plain):
    """The entry has left its first status by ``acknowledge`` or ``complete``."""

    entry: str

    def holds(self, now: Situation) -> bool:
        """True once the entry stands where those verbs lead, as read or done."""
        found = now.record.get(self.entry)
        return found is not None and found.status in _heard(now, found)

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When it was marked."""
        found = now.record.get(self.entry)
        heard = frozenset() if found is None else _heard(now, found)
        if found is None or found.status not in heard:
            return ()
        first = next(v for v in found.versions if v.status in heard)
        return ((first.at_ms, first.event),)

    def triggers(self) -> frozenset[Trigger]:
        """Any move of that entry."""
        return frozenset({("moved", self.entry)})

    @staticmethod
    def from_data(data: Any) -> "Acknowledged":
        """From the entry's id."""
        return Acknowledged(str(data))


def _heard(now: Situation, entry: Entry) -> frozenset[str]:
    return now.record.pack.types[entry.type].life.heard
