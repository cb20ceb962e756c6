"""Another check has reached a state."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Moment, Plain, Situation, Trigger


@dataclass(frozen=True, slots=True)
class CheckIs(Plain):
    """The check's verdict is one of these states (met, late, corrected, wrong, missed …)."""

    check: str
    states: tuple[str, ...]

    def holds(self, now: Situation) -> bool:
        """True while the verdict stands."""
        return now.check_states.get(self.check) in self.states

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When the verdict was said."""
        return (now.check_moments[self.check],) if self.holds(now) else ()

    def triggers(self) -> frozenset[Trigger]:
        """A new verdict on that check."""
        return frozenset({("check", self.check)})

    @staticmethod
    def from_data(data: Any) -> "CheckIs":
        """From ``{id, state}``, one state or a list."""
        state = data["state"]
        return CheckIs(data["id"], tuple(state) if isinstance(state, list) else (state,))
