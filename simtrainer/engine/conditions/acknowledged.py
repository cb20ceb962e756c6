"""A message or report was marked as read, or a task as done, by the trainee."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Situation, Trigger


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The entry has left its first status by ``acknowledge`` or ``complete``."""

    entry: str

    def holds(self, now: Situation) -> bool:
        """True once the entry stands as read or done."""
        found = now.record.get(self.entry)
        return found is not None and found.status in ("read", "done")

    def triggers(self) -> frozenset[Trigger]:
        """Any move of that entry."""
        return frozenset({("moved", self.entry)})

    @staticmethod
    def from_data(data: Any) -> "Acknowledged":
        """From the entry's id."""
        return Acknowledged(str(data))
