"""What the use cases need from this PC. Each port has a fake in ``app.memory``; both pass the
same contract test (``tests/app/port_contracts.py``).

Events and programs cross as bytes, exactly as they were made, so that a replay can be compared
byte for byte.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from simtrainer.app.words import Words
from simtrainer.base.problem import Problem

Purpose = Literal["utvikling", "dokumentasjon"]
Mode = Literal["vis", "prov", "ov", "spill", "kan", "fri"]


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The head of a stored run. ``clock_ms`` is the simulated time of its last event."""

    run: str
    person: str
    unit: str
    scenario: str
    scenario_version: str
    title: str
    program: str
    """SHA-256 of the program, in hexadecimal; runs are pinned to it."""
    mode: Mode
    purpose: Purpose
    seed: int
    started_at: str
    state: Literal["open", "finished"] = "open"
    finished_at: str = ""
    clock_ms: int = 0
    head: Mapping[str, Any] | None = None
    """What home shows about the run without replaying it (points, stars, progress texts)."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """State of the outbox."""

    waiting: int
    """Envelopes not yet acknowledged."""
    delivered_at: str
    """UTC time of the last acknowledgement, empty for never."""
    trouble: str
    """Problem code of the last failed attempt, empty for none."""
    quarantined: int = 0
    """Envelopes the store refused as conflicting; kept and shown, never dropped."""
    enrolled: bool = False
    """Whether this PC knows a store to send to."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person on the roster of this PC."""

    code: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit and its people."""

    id: str
    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ScenarioInfo:
    """What the list of scenarios shows; ``languages`` are those with complete texts."""

    id: str
    version: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    minutes: int
    goals: tuple[str, ...]
    goal_titles: Mapping[str, Mapping[str, str]]
    """Goal to language to title."""
    icon: str
    mandatory: bool
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keepsake:
    """Something remembered about a person on this PC, by kind and name."""

    person: str
    kind: str
    name: str
    value: Mapping[str, Any]


class RunStore(Protocol):
    """Stored runs. ``append`` and ``finish`` return only when the bytes are on disk."""

    def create(self, info: RunInfo, program: bytes) -> None:
        """Store the head of a new run and, once per hash, its program."""

    def append(self, run: str, first: int, events: Sequence[bytes]) -> None:
        """Add events numbered ``first``, ``first + 1`` … in one transaction.

        Raises ``Problem("run.gap")`` where ``first`` is not the next number (two writers), and
        ``Problem("store.disk_full" | "store.locked" | "store.read_only", retry=True)`` where
        nothing was written.
        """

    def head(self, run: str, clock_ms: int, head: Mapping[str, Any]) -> None:
        """Update what home shows about an open run."""

    def load(self, run: str) -> tuple[RunInfo, bytes, list[bytes]]:
        """Head, program and events. Raises ``Problem("run.unknown")``, or
        ``Problem("run.damaged", first_bad=n)`` after setting the run aside."""

    def runs(self, person: str) -> list[RunInfo]:
        """This person's runs, the one that came to this PC last first."""

    def finish(self, run: str, finished_at: str, head: Mapping[str, Any], envelope: bytes) -> None:
        """Close the run and put its envelope in the outbox, in one transaction; a repeat with
        the same envelope is harmless."""

    def post(self, run: str, envelope: bytes, mark: Keepsake | None = None) -> None:
        """Put one more envelope about a run in the outbox, such as what its player thought of
        it; a repeat is harmless. That it was sent is remembered by ``mark``, in the same
        transaction. Raises ``Problem("run.unknown")``."""

    def keep(self, person: str, kind: str, name: str, value: Mapping[str, Any]) -> None:
        """Remember something about a person on this PC, in place of what had the same name."""

    def keep_all(self, keepsakes: Sequence[Keepsake]) -> None:
        """Remember all of them, or none where the disk refuses."""

    def kept(self, person: str, kind: str) -> dict[str, Mapping[str, Any]]:
        """What is remembered of that kind, by name, in the order it was first kept."""

    def delivery(self) -> Delivery:
        """State of the outbox."""

    def notices(self) -> list[Problem]:
        """News since the last call that nobody asked for: of damage that was met, and of what was
        set aside for it."""


class Catalog(Protocol):
    """The scenarios on this PC."""

    def scenarios(self) -> list[ScenarioInfo]:
        """All that can be started, in the order to be shown."""

    def program(self, scenario: str) -> bytes:
        """The compiled program. Raises ``Problems`` where the scenario does not compile."""


class Roster(Protocol):
    """Who may sit down at this PC."""

    def units(self) -> list[Unit]:
        """Units with their people; raises ``Problem`` with file and line for a broken roster."""

    def invented(self) -> bool:
        """Whether these people are made up, to try the program with."""


Text = tuple[int, str, str]
"""(when it was written, in simulated milliseconds; the entry; what it says)."""


class WordIndex(Protocol):
    """The texts of one record, by the words in them."""

    def find(self, wanted: Words, after: int, most: int) -> list[tuple[int, str]]:
        """At most so many (place, entry) whose texts have all the words, newest first; the next
        ones are those ``after`` the last place. Places begin at 1."""


class WordIndexes(Protocol):
    """Where such indexes are made and kept."""

    def of(self, name: str, size: int, texts: Callable[[], Iterable[Text]]) -> WordIndex | None:
        """The index by this name, made of the texts where there is none yet; None as long as it
        is being made. ``size`` is about how many texts there are."""
