"""The trainee has looked at something in the world."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Moment, Plain, Situation, Trigger


@dataclass(frozen=True, slots=True)
class Observed(Plain):
    """An observation was made at least once."""

    observation: str

    def holds(self, now: Situation) -> bool:
        """True once looked at."""
        return self.observation in now.observed

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When it was last looked at."""
        return (now.moment(now.observed[self.observation]),) if self.holds(now) else ()

    def triggers(self) -> frozenset[Trigger]:
        """Looking at it."""
        return frozenset({("observed", self.observation)})

    @staticmethod
    def from_data(data: Any) -> "Observed":
        """From the observation's id."""
        return Observed(str(data))
