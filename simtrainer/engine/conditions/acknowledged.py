"""A message or report was marked as read, or a task as done, by the trainee."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Moment, Plain, Situation, Trigger

_LEFT = ("read", "done")


@dataclass(frozen=True, slots=True)
class Acknowledged(Plain):
    """The entry has left its first status by ``acknowledge`` or ``complete``."""

    entry: str

    def holds(self, now: Situation) -> bool:
        """True once the entry stands as read or done."""
        found = now.record.get(self.entry)
        return found is not None and found.status in _LEFT

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When it was marked."""
        found = now.record.get(self.entry)
        if found is None or found.status not in _LEFT:
            return ()
        first = next(v for v in found.versions if v.status in _LEFT)
        return ((first.at_ms, first.event),)

    def triggers(self) -> frozenset[Trigger]:
        """Any move of that entry."""
        return frozenset({("moved", self.entry)})

    @staticmethod
    def from_data(data: Any) -> "Acknowledged":
        """From the entry's id."""
        return Acknowledged(str(data))
