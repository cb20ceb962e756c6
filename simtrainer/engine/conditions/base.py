"""What a condition is, what it may look at, and what it can tell besides true or false."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from simtrainer.record.record import Record

Trigger = tuple[str, ...]
"""What changed: ``("entry", type, patient or "*")``, ``("opened", …)``, ``("said", dialogue)``,
``("observed", id)``, ``("check", id)``, ``("beat", id)``, ``("branch", id)``, ``("bend", id)``."""

Moment = tuple[int, int]
"""(simulated milliseconds, number of the event): when a thing was, and before or after what.
What the record held at start has event -1."""

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Earned:
    """Words that made a statement about a text true: which entry, field, concept and words."""

    entry: str
    field: str
    concept: str
    words: str


class Situation(Protocol):
    """The run as conditions see it."""

    @property
    def now_ms(self) -> int:
        """Simulated time now."""

    @property
    def record(self) -> Record:
        """The record now."""

    @property
    def opened_patients(self) -> Mapping[str, int]:
        """Patient to the number of the event that first opened it."""

    @property
    def emergencies(self) -> Sequence[tuple[str, Moment]]:
        """Patients whose record was opened by the emergency access, and when."""

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

    @property
    def check_moments(self) -> Mapping[str, Moment]:
        """Check to when its verdict was said."""

    @property
    def beats(self) -> Mapping[str, Sequence[Moment]]:
        """Beat to each time it happened."""

    @property
    def call_moments(self) -> Mapping[tuple[str, str], Moment]:
        """(dialogue, state) to when the conversation last came into it."""

    @property
    def ways(self) -> Mapping[str, str]:
        """Branch point to the way that was taken."""

    def moment(self, event: int) -> Moment:
        """When an event was."""

    def readings_of(self, observation: str, parameter: str) -> Sequence[object]:
        """What the observation has shown for a parameter, each time it was made."""

    def course(self, trajectory: str, parameter: str) -> Sequence[tuple[int, object]]:
        """The course a patient's state is on now: points of (milliseconds, value)."""

    def concept(self, key: str) -> tuple[str, ...]:
        """Synonyms of a concept."""


class Condition(Protocol):
    """A statement that is true or false now."""

    def holds(self, now: Situation) -> bool:
        """Whether it is true."""

    def triggers(self) -> frozenset[Trigger]:
        """The changes that can alter it."""

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When what it speaks of happened, oldest first; empty where that has no time."""

    def next_ms(self, now: Situation) -> int | None:
        """The next time at which it may change though nothing happens."""

    def earned(self, now: Situation) -> tuple[Earned, ...]:
        """The words that made it true."""

    @property
    def timed(self) -> bool:
        """Whether passing time alone can change it."""


class Plain:
    """What most conditions are: no time of their own, no words."""

    __slots__ = ()

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """Nothing that has a time."""
        return ()

    def next_ms(self, now: Situation) -> int | None:
        """Time alone changes nothing."""
        return None

    def earned(self, now: Situation) -> tuple[Earned, ...]:
        """No words."""
        return ()

    @property
    def timed(self) -> bool:
        """Only what happens can change it."""
        return False
