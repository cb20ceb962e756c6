"""The trainee gave an answer in a conversation."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Situation, Trigger


@dataclass(frozen=True, slots=True)
class Said:
    """One of these choices was made in the dialogue."""

    dialogue: str
    choices: tuple[str, ...]

    def holds(self, now: Situation) -> bool:
        """True once one of them was said."""
        return any((self.dialogue, choice) in now.said for choice in self.choices)

    def triggers(self) -> frozenset[Trigger]:
        """Saying anything in that dialogue."""
        return frozenset({("said", self.dialogue)})

    @staticmethod
    def from_data(data: Any) -> "Said":
        """From ``{dialogue, choice}``, one choice or a list."""
        choice = data["choice"]
        return Said(data["dialogue"], tuple(choice) if isinstance(choice, list) else (choice,))
