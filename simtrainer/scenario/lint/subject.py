"""What the rules look at: the sources, and the indexes that several rules need."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.engine.conditions.timing import BOUNDS
from simtrainer.record.pack import EntryType, Field, Pack
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.files import Folder
from simtrainer.scenario.source import BeatSource, EffectSource, EntrySource

ROLES = ("when", "unless", "stop", "require", "wrong", "harm")
"""Attributes that hold a condition."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that an author wrote: in the world, or made by a beat."""

    entry: EntrySource
    file: Source
    path: Path_
    beat: str
    """The beat that makes it; empty for what the record holds at start."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and where it stands. ``role``: when, unless, stop, require, wrong or harm;
    ``owner``: the beat or check, empty where it is a part of something else."""

    data: Mapping[str, Any]
    path: Path_
    role: str
    owner: str


class Subject:
    """One scenario under the linter's eye."""

    def __init__(self, source: Folder) -> None:
        self.s = source
        self.pack = Pack.from_data(source.pack)
        self.end = float(source.scenario.minutes)
        self.language = source.scenario.languages[0]
        self.staff = {*source.world.staff, str(ME)}

    def draw(self, value: Any, language: str = "") -> Any:
        """A value with its text key drawn, as the expert would type it."""
        if isinstance(value, str) and value.startswith("$"):
            return self.s.texts[language or self.language].data.get(value[1:], value)
        return value

    def drawn(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """An entry's fields with their texts."""
        return {name: self.draw(value) for name, value in fields.items()}

    def stood_in(self, kind: EntryType, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields with something that fits for what is taken when the step is done."""
        return {
            name: _fitting(kind.fields.get(name)) if isinstance(value, Mapping) else value
            for name, value in self.drawn(fields).items()
        }

    @cached_property
    def written(self) -> Mapping[str, Written]:
        """Every entry with an id of the author's."""
        found = {
            entry.id: Written(entry, self.s.world_file, ("entries", index), "")
            for index, entry in enumerate(self.s.world.entries)
        }
        for beat, effect, path in self.effects:
            if effect.create is not None:
                here: Path_ = (*path, "create")
                made = Written(effect.create, self.s.script_file, here, beat.id)
                found[effect.create.id] = made
        return found

    @cached_property
    def effects(self) -> list[tuple[BeatSource, EffectSource, Path_]]:
        """All that beats can do, also instead, with its place."""
        found: list[tuple[BeatSource, EffectSource, Path_]] = []
        for index, beat in enumerate(self.s.script.beats):
            at: Path_ = ("beats", index)
            found += [(beat, e, (*at, "do", n)) for n, e in enumerate(beat.do)]
            for number, other in enumerate(beat.instead):
                here: Path_ = (*at, "instead", number, "do")
                found += [(beat, e, (*here, n)) for n, e in enumerate(other.do)]
        return found

    @cached_property
    def conditions(self) -> list[Condition]:
        """Every condition of the script."""
        return [
            Condition(getattr(item, role), (*path, role), role, owner)
            for owner, item, path in self._conditional()
            for role in ROLES
            if getattr(item, role, None) is not None
        ]

    def _conditional(self) -> Iterator[tuple[str, Any, Path_]]:
        """Everything that may hold conditions, with the beat or check it is."""
        script = self.s.script
        for index, beat in enumerate(script.beats):
            yield beat.id, beat, ("beats", index)
            for number, other in enumerate(beat.instead):
                yield "", other, ("beats", index, "instead", number)
        for index, branch in enumerate(script.branches):
            yield "", branch, ("branches", index)
            for number, way in enumerate(branch.ways):
                yield "", way, ("branches", index, "ways", number)
        for name, trajectory in script.trajectories.items():
            for number, bend in enumerate(trajectory.bends):
                yield "", bend, ("trajectories", name, "bends", number)
        for index, check in enumerate(script.checks):
            yield check.id, check, ("checks", index)

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Names given to the trainee's own entries in ``do``, and their types."""
        return {
            step["create"]["as"]: str(step["create"].get("type", ""))
            for check in self.s.script.checks
            for steps in (check.do, *check.or_do)
            for step in steps
            if isinstance(step.get("create"), dict) and "as" in step["create"]
        }

    def type_of(self, entry: str) -> EntryType | None:
        """The type of an entry by its id or its name in ``do``."""
        if entry in self.written:
            return self.pack.types.get(self.written[entry].entry.type)
        return self.pack.types.get(self.aliases.get(entry, ""))

    @cached_property
    def _groups(self) -> Mapping[str, frozenset[str]]:
        groups: dict[str, set[str]] = {}
        for module in self.pack.modules.values():
            for kind in module.forms:
                groups.setdefault(kind, set()).add(module.group)
        return {kind: frozenset(found) for kind, found in groups.items()}

    def has_form(self, kind: str) -> bool:
        """Whether the trainee can make such an entry on the screen."""
        return kind in self._groups

    def needs_patient(self, kind: str) -> bool:
        """Whether every form for it belongs to an open patient."""
        return self._groups.get(kind) == frozenset({"patient"})

    def knows_patient(self, kind: str) -> bool:
        """Whether some form for it belongs to an open patient."""
        return "patient" in self._groups.get(kind, frozenset())


def _fitting(item: Field | None) -> Any:
    if item is None:
        return "x"
    if item.kind == "number":
        return 1 if item.min is None else round(item.min)
    if item.choices:
        return item.choices[0]
    return "07:30" if item.kind == "time" else "x"


def parts(data: Mapping[str, Any], path: Path_) -> Iterator[tuple[str, Any, Path_]]:
    """Every statement of a condition with its place: (kind, value, path), also inside others."""
    for kind, value in data.items():
        here: Path_ = (*path, kind)
        inside = inner(kind, value)
        for key, part in inside:
            yield from parts(part, (*here, *key))
        if not inside or kind == "entry":
            yield kind, value, here


def inner(kind: str, value: Any) -> list[tuple[Path_, Mapping[str, Any]]]:
    """The conditions inside a condition, each with its path from there."""
    if kind in ("all", "any", "order"):
        return [((index,), part) for index, part in enumerate(value)]
    if kind == "not":
        return [((), value)]
    if kind == "minutes_since":
        return [((), {key: part for key, part in value.items() if key not in BOUNDS})]
    if kind == "within":
        return [((name,), value[name]) for name in ("that", "of") if name in value]
    linked = value.get("linked_to") if kind == "entry" else None
    return [(("linked_to",), {"entry": linked})] if isinstance(linked, dict) else []


def bounds(value: Mapping[str, Any]) -> tuple[int, int | None]:
    """(at least, at most or None) of an entry condition, as the engine reads its count."""
    count = value.get("count") or {}
    exactly = count.get("exactly")
    low, high = count.get("at_least", exactly), count.get("at_most", exactly)
    if low is None and high is None:
        return 1, None
    return low or 0, high
