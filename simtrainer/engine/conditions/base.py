"""What a condition is, and what it may look at."""

from collections.abc import Mapping
from typing import Protocol

from simtrainer.record.record import Record

Trigger = tuple[str, ...]
"""What changed: ``("entry", type, patient or "*")``, ``("opened",)``, ``("said", dialogue)``,
``("observed", id)``, ``("check", id)``."""


class Situation(Protocol):
    """The run as conditions see it."""

    @property
    def record(self) -> Record:
        """The record now."""

    @property
    def opened_patients(self) -> Mapping[str, int]:
        """Patient to the number of the event that first opened it."""

    @property
    def opened_entries(self) -> Mapping[str, int]:
        """Entry to the number of the event that first opened it."""

    @property
    def observed(self) -> Mapping[str, int]:
        """Observation to the number of the event that last made it."""

    @property
    def said(self) -> Mapping[tuple[str, str], int]:
        """(dialogue, choice) to the number of the event."""

    @property
    def check_states(self) -> Mapping[str, str]:
        """Check to the state of its verdict."""

    def concept(self, key: str) -> tuple[str, ...]:
        """Synonyms of a concept."""


class Condition(Protocol):
    """A statement that is true or false now."""

    def holds(self, now: Situation) -> bool:
        """Whether it is true."""

    def triggers(self) -> frozenset[Trigger]:
        """The changes that can alter it."""
