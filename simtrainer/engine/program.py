"""A compiled scenario as frozen data. The compiler writes it; the engine reads nothing else.

Times are milliseconds since the shift began; texts are keys into ``texts``.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import orjson

from simtrainer.base.problem import Problem
from simtrainer.engine.conditions import Condition, condition_from
from simtrainer.record.entry import Entry, Patient, Version
from simtrainer.record.pack import Pack

FORMAT = 1
MINUTE_MS = 60_000
DIMENSIONS = ("faglig", "dokumentasjon", "tid", "personvern")
HELP_LEVELS = ("hint", "where", "show", "do")


@dataclass(frozen=True, slots=True)
class Beat:
    """Something that happens, at a time or ``after_ms`` a condition has come true."""

    id: str
    at_ms: int | None
    when: Condition | None
    after_ms: int
    unless: Condition | None
    effects: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A statement about the record in a window, what it is worth and how it is told."""

    id: str
    title: str
    short: str
    task: str
    text: str
    points: Mapping[str, int]
    goals: tuple[str, ...]
    critical: bool
    opens_ms: int | None
    opens_beat: str
    due_ms: int | None
    closes_ms: int | None
    """Both counted from opening; None means the end of the shift."""
    late_share: float
    corrected_share: float
    require: Condition | None
    wrong: Condition | None
    hint: str
    where: str
    feedback: Mapping[str, str]
    source: str
    believed: str
    steps: tuple[Mapping[str, Any], ...]

    @property
    def total(self) -> int:
        """Full points over all dimensions."""
        return sum(self.points.values())


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that can be looked at: values, or courses of (milliseconds, value)."""

    id: str
    patient: str
    module: str
    label: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation as a graph: node to (text, choices); a choice without next ends it."""

    id: str
    kind: str
    who: str
    detail: str
    patient: str
    start: str
    wait_ms: int
    """0 where the caller will not wait."""
    missed_ms: int
    """0 where it rings until it is answered."""
    nodes: Mapping[str, Mapping[str, Any]]


class Program:
    """A whole compiled scenario. Raises ``Problem("program.format")`` for another format."""

    def __init__(self, raw: bytes) -> None:
        try:
            data = orjson.loads(raw)
            if data["format"] != FORMAT:
                raise Problem("program.format", found=data["format"], known=FORMAT)
            self._read(data)
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise Problem("program.broken", detail=str(error)) from error
        self.raw = raw

    def _read(self, data: Mapping[str, Any]) -> None:
        head = data["scenario"]
        self.id: str = head["id"]
        self.version: str = head["version"]
        self.title: str = head["title"]
        self.place: str = head["place"]
        self.start = datetime.fromisoformat(head["start"])
        self.length_ms: int = head["length_ms"]
        self.pass_share: float = head["pass_share"]
        self.star_shares: tuple[float, ...] = tuple(head["stars"])
        self.help_prices: Mapping[str, float] = head["help_prices"]
        self.goals: Mapping[str, str] = head["goals"]
        self.texts: Mapping[str, Mapping[str, str]] = data["texts"]
        self.staff: Mapping[str, Mapping[str, str]] = data["world"]["staff"]
        self.units: Mapping[str, Mapping[str, str]] = data["world"]["units"]
        self.pack = Pack.from_data(data["pack"])
        self.patients = {k: Patient.from_data(k, v) for k, v in data["world"]["patients"].items()}
        self.entries = tuple(_entry(e) for e in data["world"]["entries"])
        self.observations = {k: Observation(id=k, **v) for k, v in data["observations"].items()}
        self.dialogues = {k: Dialogue(id=k, **v) for k, v in data["dialogues"].items()}
        self.beats = tuple(_beat(b) for b in data["beats"])
        self.checks = {c["id"]: _check(c) for c in data["checks"]}
        self.max_points = sum(check.total for check in self.checks.values())
        self._concepts: dict[str, tuple[str, ...]] = {}

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the program's bytes; runs are pinned to it."""
        return hashlib.sha256(self.raw).hexdigest()

    def concept(self, key: str) -> tuple[str, ...]:
        """Synonyms of a concept in every language of the scenario."""
        if key not in self._concepts:
            name = key.removeprefix("$")
            words = ";".join(table.get(name, "") for table in self.texts.values())
            found = (word.strip() for word in words.split(";"))
            self._concepts[key] = tuple(word for word in found if word)
        return self._concepts[key]

    def clock(self, t_ms: int) -> str:
        """Clock text ``HH:MM`` of a simulated time."""
        return self.local(t_ms).strftime("%H:%M")

    def local(self, t_ms: int) -> datetime:
        """Local date and time in the scenario's world."""
        return self.start + timedelta(milliseconds=t_ms)

    def age(self, patient: Patient) -> int:
        """Whole years on the day of the shift."""
        born = date.fromisoformat(patient.born)
        today = self.start.date()
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _condition(data: Mapping[str, Any] | None) -> Condition | None:
    return condition_from(data) if data else None


def _entry(data: Mapping[str, Any]) -> Entry:
    version = Version(
        data["at_ms"], data["author"], data["status"], data["fields"], data.get("cosigner", "")
    )
    return Entry(data["id"], data["type"], data["patient"], (version,))


def _beat(data: Mapping[str, Any]) -> Beat:
    return Beat(
        id=data["id"],
        at_ms=data.get("at_ms"),
        when=_condition(data.get("when")),
        after_ms=data.get("after_ms", 0),
        unless=_condition(data.get("unless")),
        effects=tuple(data["effects"]),
    )


def _check(data: Mapping[str, Any]) -> Check:
    rest = {k: v for k, v in data.items() if k not in ("require", "wrong", "goals", "steps")}
    return Check(
        require=_condition(data.get("require")),
        wrong=_condition(data.get("wrong")),
        goals=tuple(data["goals"]),
        steps=tuple(data["steps"]),
        **rest,
    )
