"""A compiled scenario as frozen data. The compiler writes it; the engine reads nothing else.

Times are milliseconds since the shift began; texts are keys into ``texts``.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import orjson

from simtrainer.base.problem import Problem
from simtrainer.engine.conditions import Condition, condition_from
from simtrainer.engine.course import Points
from simtrainer.engine.reactions import Reactions, Subject
from simtrainer.engine.variant import AS_WRITTEN, vary
from simtrainer.record.archive import NOTHING, Archive
from simtrainer.record.entry import Entry, Patient, Version
from simtrainer.record.pack import Pack
from simtrainer.record.pack_upgrade import upgraded_data
from simtrainer.record.record import Record

FORMAT = 2
"""The number that the compiler writes; older ones are read as this one (``UPGRADES``)."""
MINUTE_MS = 60_000
DIMENSIONS = ("faglig", "dokumentasjon", "tid", "personvern")
HELP_LEVELS = ("hint", "where", "show", "do")


Way = tuple[str, str]
"""(branch point, one of its ways); two empty texts for what belongs to every way."""
EVERY_WAY: Way = ("", "")


@dataclass(frozen=True, slots=True)
class Beat:
    """Something that happens, at a time or ``after_ms`` a condition has come true."""

    id: str
    at_ms: int | None
    when: Condition | None
    after_ms: int
    unless: Condition | None
    effects: tuple[Mapping[str, Any], ...]
    every_ms: int = 0
    """Again after so long; 0 for once."""
    times: int = 0
    """At most so often; 0 for as long as the shift lasts."""
    stop: Condition | None = None
    """It no longer happens, nor is repeated, once this is true."""
    instead: tuple[tuple[Condition, tuple[Mapping[str, Any], ...]], ...] = ()
    """The first whose condition holds replaces ``effects``."""
    way: Way = EVERY_WAY


@dataclass(frozen=True, slots=True)
class Branch:
    """A point where the script takes one of several ways, by what was done until then."""

    id: str
    at_ms: int | None
    when: Condition | None
    ways: Mapping[str, Condition | None]
    """Tried in order; the last has no condition."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the shift; between two of them there is a place to rest."""

    id: str
    at_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A patient's state over time, and what bends it."""

    id: str
    patient: str
    start: str
    courses: Mapping[str, Mapping[str, Points]]
    """Course to parameter to points; the first course counts from the start of the shift, the
    others from the time of the switch."""
    noise: Mapping[str, float]
    """How far a reading may lie from the truth, by parameter."""
    bends: tuple["Bend", ...]


@dataclass(frozen=True, slots=True)
class Bend:
    """Some time after a condition has come true the state takes another course."""

    to: str
    when: Condition
    after_ms: int


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
    way: Way = EVERY_WAY
    other_ways: tuple[tuple[Mapping[str, Any], ...], ...] = ()
    """Other steps that are as right; what is played for proof, never shown."""
    correct_ms: int | None = None
    """A mistake that stands longer than this is not taken back any more; None for no limit."""
    harm: Condition | None = None
    """Once this is true after a mistake, the mistake has done harm."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All that the judge looks at."""
        return tuple(c for c in (self.require, self.wrong, self.harm) if c is not None)

    @property
    def total(self) -> int:
        """Full points over all dimensions."""
        return sum(self.points.values())


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened a patient's record, and why."""

    patient: str
    at_ms: int
    by: str
    reason: str = ""
    """In own words, or an item of the pack's list."""
    emergency: bool = False
    event: int = -1
    """Number of the event; -1 for what was before the shift."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that can be looked at: values, or courses of (milliseconds, value)."""

    id: str
    patient: str
    module: str
    label: str
    values: Mapping[str, Any]
    trajectory: str = ""
    """Shows this trajectory's state beside ``values``."""
    parameters: tuple[str, ...] = ()
    """Only these of it; all where none is named."""


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
    """Node to text, choices and, where the other's patience ends, silence: {after_ms, next}."""
    channel: str = ""
    """How it comes, where ``kind`` does not say it: door, colleague or alarm."""
    missed: str = ""
    """The dialogue that comes instead of this one, when this one was not answered."""
    again_ms: int = 120_000
    """How long after a missed call it, or the one instead, rings again."""


class Program:
    """A whole compiled scenario, or the variant of it with a number. ``raw`` and ``hash`` are
    those of the whole, whichever variant this is.

    Raises ``Problem("program.format")`` for another format.
    """

    def __init__(self, raw: bytes, variant: int = AS_WRITTEN) -> None:
        try:
            data = orjson.loads(raw)
            data = _upgraded(data)
            self.has_variants = bool(data.get("variants"))
            self.variant = variant if self.has_variants else AS_WRITTEN
            vary(data, self.variant)
            self._read(data)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
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
        self.position: str = head.get("position", "")
        """What the trainee works as; empty where the scenario does not say."""
        self.goals: Mapping[str, str] = head["goals"]
        self.chapters = tuple(
            Chapter(c["id"], round(c["at"] * MINUTE_MS), c["title"])
            for c in head.get("chapters", ())
        )
        self.texts: Mapping[str, Mapping[str, str]] = data["texts"]
        self.staff: Mapping[str, Mapping[str, str]] = data["world"]["staff"]
        self.units: Mapping[str, Mapping[str, str]] = data["world"]["units"]
        self.pack = Pack.from_data(data["pack"])
        self.patients = {k: Patient.from_data(k, v) for k, v in data["world"]["patients"].items()}
        types, packed = self.pack.types, data["world"].get("archive")

        def made(e: Mapping[str, Any]) -> Entry:
            return _entry(e, types[e["type"]].life.counting)

        self.entries = tuple(made(e) for e in data["world"]["entries"])
        self.openings = tuple(Opening(**o) for o in data["world"].get("openings", ()))
        self.archive = Archive.from_data(packed, made) if packed else NOTHING
        self.observations = {k: _observation(k, v) for k, v in data["observations"].items()}
        self.dialogues = {k: Dialogue(id=k, **v) for k, v in data["dialogues"].items()}
        self.beats = tuple(_beat(b) for b in data["beats"])
        self.checks = {c["id"]: _check(c) for c in data["checks"]}
        self.branches = {b["id"]: _branch(b) for b in data.get("branches", ())}
        self.trajectories = {k: _trajectory(k, v) for k, v in data.get("trajectories", {}).items()}
        self.max_points = self._most()
        self._concepts: dict[str, tuple[str, ...]] = {}

    def varied(self, number: int) -> "Program":
        """The variant of this number; itself where the scenario has none."""
        if not self.has_variants or number == self.variant:
            return self
        return Program(self.raw, number)

    def _most(self) -> int:
        """Full points. Every way of a branch point is worth the same, so the first is counted."""
        first = {(branch.id, next(iter(branch.ways))) for branch in self.branches.values()}
        return sum(c.total for c in self.checks.values() if c.way == EVERY_WAY or c.way in first)

    @cached_property
    def ward(self) -> tuple[Patient, ...]:
        """The people of the trainee's own units; all, where none are the trainee's own."""
        units = {patient.unit for patient in self.patients.values() if patient.assigned}
        return tuple(p for p in self.patients.values() if not units or p.unit in units)

    @cached_property
    def colleagues(self) -> tuple[str, ...]:
        """Who works with the trainee: not those who are made up for other units."""
        return tuple(key for key, one in self.staff.items() if not one.get("unit"))

    @cached_property
    def record(self) -> Record:
        """The record as the shift finds it."""
        return Record(self.pack, self.patients, self.entries, self.archive)

    @cached_property
    def reactions(self) -> Reactions:
        """What each change can alter; worked out once for all runs of the program."""
        judged = ((check.id, check.conditions) for check in self.checks.values())
        return Reactions.of(judged, self.waiting())

    def waiting(self) -> Iterator[tuple[Subject, Condition]]:
        """Everything that waits for a condition: beats, branch points and bends."""
        for beat in self.beats:
            if beat.when is not None:
                yield ("beat", beat.id), beat.when
        for branch in self.branches.values():
            if branch.when is not None:
                yield ("branch", branch.id), branch.when
        for trajectory in self.trajectories.values():
            for number, bend in enumerate(trajectory.bends):
                yield ("bend", f"{trajectory.id}:{number}"), bend.when

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the program's bytes; runs are pinned to it."""
        return hashlib.sha256(self.raw).hexdigest()

    def lighten(self) -> None:
        """Let go of the bytes, which are a whole municipality's where one travels along. A
        variant keeps them: its report asks for the program as it was written."""
        if self.variant == AS_WRITTEN:
            _ = self.hash
            self.raw = b""

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


UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: lambda data: {**data, "pack": upgraded_data(data["pack"])},
}
"""Number to what makes a program of it one of the next. The bytes, and so the hash that runs are
pinned to, stay as they are."""


def _upgraded(data: dict[str, Any]) -> dict[str, Any]:
    number = data["format"]
    if type(number) is not int or not 1 <= number <= FORMAT:
        raise Problem("program.format", found=number, known=FORMAT)
    for step in range(number, FORMAT):
        data = UPGRADES[step](data)
    return data


def _condition(data: Mapping[str, Any] | None) -> Condition | None:
    return condition_from(data) if data else None


def _entry(data: Mapping[str, Any], counting: frozenset[str]) -> Entry:
    status = data["status"]
    version = Version(
        data["at_ms"],
        data["author"],
        status,
        data["fields"],
        data.get("cosigner", ""),
        counts=status in counting,
    )
    return Entry(data["id"], data["type"], data["patient"], (version,))


def _way(data: Mapping[str, Any]) -> Way:
    found = data.get("way")
    return (found[0], found[1]) if found else EVERY_WAY


def _observation(key: str, data: Mapping[str, Any]) -> Observation:
    rest = {name: value for name, value in data.items() if name != "parameters"}
    return Observation(id=key, parameters=tuple(data.get("parameters", ())), **rest)


def _beat(data: Mapping[str, Any]) -> Beat:
    return Beat(
        id=data["id"],
        at_ms=data.get("at_ms"),
        when=_condition(data.get("when")),
        after_ms=data.get("after_ms", 0),
        unless=_condition(data.get("unless")),
        effects=tuple(data["effects"]),
        every_ms=data.get("every_ms", 0),
        times=data.get("times", 0),
        stop=_condition(data.get("stop")),
        instead=tuple(
            (condition_from(other["when"]), tuple(other["effects"]))
            for other in data.get("instead", ())
        ),
        way=_way(data),
    )


def _branch(data: Mapping[str, Any]) -> Branch:
    ways = {way["id"]: _condition(way.get("when")) for way in data["ways"]}
    return Branch(data["id"], data.get("at_ms"), _condition(data.get("when")), ways)


def _trajectory(key: str, data: Mapping[str, Any]) -> Trajectory:
    courses = {
        name: {parameter: tuple((p[0], p[1]) for p in points) for parameter, points in of.items()}
        for name, of in data["courses"].items()
    }
    bends = tuple(
        Bend(bend["to"], condition_from(bend["when"]), bend.get("after_ms", 0))
        for bend in data.get("bends", ())
    )
    start = next(iter(courses))
    return Trajectory(key, data["patient"], start, courses, data.get("noise", {}), bends)


_OWN = frozenset({"require", "wrong", "harm", "goals", "steps", "way", "other_ways"})


def _check(data: Mapping[str, Any]) -> Check:
    rest = {k: v for k, v in data.items() if k not in _OWN}
    return Check(
        require=_condition(data.get("require")),
        wrong=_condition(data.get("wrong")),
        harm=_condition(data.get("harm")),
        goals=tuple(data["goals"]),
        steps=tuple(data["steps"]),
        way=_way(data),
        other_ways=tuple(tuple(steps) for steps in data.get("other_ways", ())),
        **rest,
    )
