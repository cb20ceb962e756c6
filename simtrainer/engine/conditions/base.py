"""What a condition is, and what it may look at."""

from collections.abc import Mapping
from typing import Protocol

from simtrainer.record.record import Record

Trigger = tuple[str, ...]
"""What changed: ``("entry", type, patient or "*")``, ``("opened",)``, ``("said", dialogue)``,
``("observed", id)``, ``("check", id)``."""


class Situation(Protocol):
    """The run as conditions see it."""

    record: Record
    opened_patients: Mapping[str, int]
    """Patient to the number of the event that first opened it."""
    opened_entries: Mapping[str, int]
    observed: Mapping[str, int]
    said: Mapping[tuple[str, str], int]
    check_states: Mapping[str, str]

    def concept(self, key: str) -> tuple[str, ...]:
        """Synonyms of a concept."""


class Condition(Protocol):
    """A statement that is true or false now."""

    def holds(self, now: Situation) -> bool:
        """Whether it is true."""

    def triggers(self) -> frozenset[Trigger]:
        """The changes that can alter it."""
