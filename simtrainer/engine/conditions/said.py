"""The trainee gave an answer in a conversation, or kept silent too long."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Moment, Plain, Situation, Trigger

SILENCE = "silence"
"""The choice of one who says nothing before the other's patience is over."""


@dataclass(frozen=True, slots=True)
class Said(Plain):
    """One of these choices was made in the dialogue."""

    dialogue: str
    choices: tuple[str, ...]

    def holds(self, now: Situation) -> bool:
        """True once one of them was said."""
        return any((self.dialogue, choice) in now.said for choice in self.choices)

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When each was first said."""
        events = (now.said.get((self.dialogue, choice)) for choice in self.choices)
        return tuple(sorted(now.moment(event) for event in events if event is not None))

    def triggers(self) -> frozenset[Trigger]:
        """Saying anything in that dialogue."""
        return frozenset({("said", self.dialogue)})

    @staticmethod
    def from_data(data: Any) -> "Said":
        """From ``{dialogue, choice}``, one choice or a list."""
        choice = data["choice"]
        return Said(data["dialogue"], tuple(choice) if isinstance(choice, list) else (choice,))
