"""What the rules look at: the sources, and the indexes that several rules need."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.record.pack import EntryType, Pack
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.files import Folder
from simtrainer.scenario.source import EntrySource


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
    """A condition and where it stands. ``role``: when, unless, require or wrong."""

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

    @cached_property
    def written(self) -> Mapping[str, Written]:
        """Every entry with an id of the author's."""
        found = {
            entry.id: Written(entry, self.s.world_file, ("entries", index), "")
            for index, entry in enumerate(self.s.world.entries)
        }
        for index, beat in enumerate(self.s.script.beats):
            for number, effect in enumerate(beat.do):
                if effect.create is not None:
                    path: Path_ = ("beats", index, "do", number, "create")
                    made = Written(effect.create, self.s.script_file, path, beat.id)
                    found[effect.create.id] = made
        return found

    @cached_property
    def conditions(self) -> list[Condition]:
        """Every condition of the script."""
        found = []
        for name in ("beats", "checks"):
            roles = ("when", "unless") if name == "beats" else ("require", "wrong")
            for index, item in enumerate(getattr(self.s.script, name)):
                for role in roles:
                    if getattr(item, role) is not None:
                        path: Path_ = (name, index, role)
                        found.append(Condition(getattr(item, role), path, role, item.id))
        return found

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Names given to the trainee's own entries in ``do``, and their types."""
        return {
            step["create"]["as"]: str(step["create"].get("type", ""))
            for check in self.s.script.checks
            for step in check.do
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


def parts(data: Mapping[str, Any], path: Path_) -> Iterator[tuple[str, Any, Path_]]:
    """Every statement of a condition with its place: (kind, value, path), also inside others."""
    for kind, value in data.items():
        here: Path_ = (*path, kind)
        if kind in ("all", "any"):
            for index, part in enumerate(value):
                yield from parts(part, (*here, index))
        elif kind == "not":
            yield from parts(value, here)
        else:
            yield kind, value, here


def bounds(value: Mapping[str, Any]) -> tuple[int, int | None]:
    """(at least, at most or None) of an entry condition, as the engine reads its count."""
    count = value.get("count") or {}
    exactly = count.get("exactly")
    low, high = count.get("at_least", exactly), count.get("at_most", exactly)
    if low is None and high is None:
        return 1, None
    return low or 0, high
