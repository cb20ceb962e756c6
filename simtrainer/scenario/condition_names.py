"""Does everything that a condition names exist? Each fault is told at its place."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.engine.conditions import CONDITIONS
from simtrainer.engine.conditions.entry import WHOLE_TEXT
from simtrainer.engine.conditions.said import SILENCE
from simtrainer.engine.conditions.timing import BOUNDS, WINDOW
from simtrainer.engine.forbidden import KINDS
from simtrainer.engine.matchers import MATCHERS
from simtrainer.record.calculators import DERIVED
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.files import Folder
from simtrainer.scenario.source import BeatSource, EffectSource

_ENTRY_KEYS = frozenset(
    {
        "type", "patient", "author", "status", "fields", "cosigned", "cosigner", "count",
        "linked_to", "forbidden",
    }
)  # fmt: skip
_TIMELESS = frozenset({"not", "value", "way", "minutes_since"})
"""What has no moment: it cannot be counted from, nor be put in order."""


def effects_of(beat: BeatSource) -> list[EffectSource]:
    """All that a beat can do, also instead."""
    return [*beat.do, *(effect for other in beat.instead for effect in other.do)]


class ConditionNames:
    """What a scenario names, and the walk through its conditions."""

    def __init__(self, source: Folder) -> None:
        self.s = source
        script = source.script
        self.types: Mapping[str, Any] = source.pack["types"]
        self.staff = {*source.world.staff, str(ME)}
        self.created = [e.create for b in script.beats for e in effects_of(b) if e.create]
        self.entries = {e.id for e in source.world.entries} | {e.id for e in self.created}
        self.checks = {check.id for check in script.checks}
        self.beats = {beat.id for beat in script.beats}
        self.ways = {branch.id: {way.id for way in branch.ways} for branch in script.branches}
        self.aliases = {
            step["create"]["as"]
            for check in script.checks
            for steps in (check.do, *check.or_do)
            for step in steps
            if isinstance(step.get("create"), dict) and "as" in step["create"]
        }

    def condition(self, data: Any, at: Path_) -> Iterator[Problem]:
        """Faults of one condition and of those inside it."""
        file = self.s.script_file
        if not isinstance(data, dict) or not data:
            yield Problem("condition.shape", place=file.place(*at))
            return
        for kind, value in data.items():
            here: Path_ = (*at, kind)
            if kind not in CONDITIONS:
                yield Problem("condition.unknown", place=file.place(*here), kind=kind)
            else:
                yield from _KINDS[kind](self, value, here)

    def _several(self, value: Any, at: Path_) -> Iterator[Problem]:
        if not isinstance(value, list) or not value:
            yield Problem("condition.shape", place=self.s.script_file.place(*at))
            return
        for number, part in enumerate(value):
            yield from self.condition(part, (*at, number))

    def _order(self, value: Any, at: Path_) -> Iterator[Problem]:
        yield from self._several(value, at)
        for number, part in enumerate(value if isinstance(value, list) else ()):
            yield from self._has_time(part, (*at, number))

    def _minutes_since(self, value: Any, at: Path_) -> Iterator[Problem]:
        if not isinstance(value, dict) or not {"at_least", "at_most"} & set(value):
            yield Problem("condition.shape", place=self.s.script_file.place(*at))
            return
        what = {key: part for key, part in value.items() if key not in BOUNDS}
        yield from self.condition(what, at)
        yield from self._has_time(what, at)

    def _within(self, value: Any, at: Path_) -> Iterator[Problem]:
        window = {"minutes", "between"} & set(value) if isinstance(value, dict) else set()
        if len(window) != 1 or "that" not in value or set(value) - WINDOW:
            yield Problem("condition.shape", place=self.s.script_file.place(*at))
            return
        for name in ("that", "of"):
            if name in value:
                yield from self.condition(value[name], (*at, name))
                yield from self._has_time(value[name], (*at, name))

    def _has_time(self, data: Any, at: Path_) -> Iterator[Problem]:
        """What is counted from must have happened at some time."""
        for kind, value in data.items() if isinstance(data, dict) else ():
            most = None
            if kind == "entry" and isinstance(value, dict):
                count = value.get("count") or {}
                most = count.get("exactly", count.get("at_most"))
            if kind in _TIMELESS or most == 0:
                place = self.s.script_file.place(*at, kind)
                yield Problem("condition.no_moment", place=place, kind=kind)
            elif kind in ("all", "any", "order") and isinstance(value, list):
                for number, part in enumerate(value):
                    yield from self._has_time(part, (*at, kind, number))

    # The record ------------------------------------------------------------------------------

    def _entry(self, value: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(value, dict) or "type" not in value:
            yield Problem("condition.shape", place=file.place(*at))
            return
        for key in value:
            if key not in _ENTRY_KEYS:
                yield Problem("condition.key", place=file.place(*at, key), key=key)
        for kind in value.get("forbidden", ()):
            if kind not in KINDS:
                yield Problem("condition.key", place=file.place(*at, "forbidden"), key=kind)
        yield from self.patient(file, value.get("patient", ""), (*at, "patient"))
        yield from self.person(file, value.get("author", ""), (*at, "author"))
        yield from self.person(file, value.get("cosigner", ""), (*at, "cosigner"))
        yield from self._matchers(value, at)
        linked = value.get("linked_to")
        if isinstance(linked, dict):
            yield from self._entry(linked, (*at, "linked_to"))
        elif linked is not None:
            yield from self._known_entry(linked, (*at, "linked_to"))

    def _matchers(self, value: Mapping[str, Any], at: Path_) -> Iterator[Problem]:
        file, fields = self.s.script_file, value.get("fields", {})
        kind = value["type"]
        derived = {WHOLE_TEXT, *DERIVED.get(self.types.get(kind, {}).get("calculator", ""), ())}
        plain = {name: v for name, v in fields.items() if name not in derived}
        yield from self.fields(file, kind, plain, at)
        for name, matcher in fields.items():
            here: Path_ = (*at, "fields", name)
            if isinstance(matcher, dict):
                if not matcher or next(iter(matcher)) not in MATCHERS:
                    yield Problem("condition.matcher", place=file.place(*here), matcher=matcher)
                elif "reading" in matcher:
                    yield from self._observed(matcher["reading"], (*here, "reading"))
            elif name == "order" and str(matcher) not in self.entries:
                yield Problem("script.no_entry", place=file.place(*here), entry=matcher)

    def _opened(self, value: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(value, dict) or set(value) - {"patient", "entry", "unassigned"}:
            yield Problem("condition.shape", place=file.place(*at))
            return
        yield from self.patient(file, value.get("patient", ""), (*at, "patient"))
        if "entry" in value:
            yield from self._known_entry(value["entry"], (*at, "entry"))

    def _known_entry(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.entries:
            place = self.s.script_file.place(*at)
            yield Problem("script.no_entry", place=place, entry=value)

    def _observed(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.s.script.observations:
            place = self.s.script_file.place(*at)
            yield Problem("script.no_observation", place=place, observation=value)

    # The script ------------------------------------------------------------------------------

    def _said(self, value: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(value, dict) or set(value) != {"dialogue", "choice"}:
            yield Problem("condition.shape", place=file.place(*at))
            return
        dialogue = self.s.script.dialogues.get(value["dialogue"])
        if dialogue is None:
            place = file.place(*at, "dialogue")
            yield Problem("script.no_dialogue", place=place, dialogue=value["dialogue"])
            return
        known = {choice for node in dialogue.nodes.values() for choice in node.choices}
        if any(node.silence for node in dialogue.nodes.values()):
            known.add(SILENCE)
        wanted = value["choice"] if isinstance(value["choice"], list) else [value["choice"]]
        for choice in wanted:
            if choice not in known:
                yield Problem("script.no_choice", place=file.place(*at, "choice"), choice=choice)

    def _call(self, value: Any, at: Path_) -> Iterator[Problem]:
        if not isinstance(value, dict) or set(value) != {"dialogue", "state"}:
            yield Problem("condition.shape", place=self.s.script_file.place(*at))
        else:
            yield from self.dialogue(value["dialogue"], (*at, "dialogue"))

    def _check(self, value: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(value, dict) or set(value) != {"id", "state"}:
            yield Problem("condition.shape", place=file.place(*at))
        elif value["id"] not in self.checks:
            yield Problem("script.no_check", place=file.place(*at, "id"), check=value["id"])

    def _beat(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.beats:
            yield Problem("script.no_beat", place=self.s.script_file.place(*at), beat=value)

    def way(self, value: Any, at: Path_) -> Iterator[Problem]:
        """A way of a branch point that exists."""
        file = self.s.script_file
        if not isinstance(value, dict) or set(value) != {"branch", "way"}:
            yield Problem("condition.shape", place=file.place(*at))
        elif value["way"] not in self.ways.get(value["branch"], ()):
            place = file.place(*at)
            yield Problem("script.no_way", place=place, branch=value["branch"], way=value["way"])

    def _value(self, value: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(value, dict) or not {"trajectory", "parameter"} <= set(value):
            yield Problem("condition.shape", place=file.place(*at))
            return
        found = self.s.script.trajectories.get(value["trajectory"])
        if found is None:
            place = file.place(*at, "trajectory")
            yield Problem("script.no_trajectory", place=place, trajectory=value["trajectory"])
        elif not any(value["parameter"] in course for course in found.courses.values()):
            place = file.place(*at, "parameter")
            yield Problem("script.no_parameter", place=place, parameter=value["parameter"])

    # What others ask too ---------------------------------------------------------------------

    def dialogue(self, value: Any, at: Path_) -> Iterator[Problem]:
        """A conversation that exists."""
        if value not in self.s.script.dialogues:
            place = self.s.script_file.place(*at)
            yield Problem("script.no_dialogue", place=place, dialogue=value)

    def patient(self, file: Source, patient: str, at: Path_) -> Iterator[Problem]:
        """A patient who exists, or none."""
        if patient and patient not in self.s.world.patients:
            yield Problem("script.no_patient", place=file.place(*at), patient=patient)

    def person(self, file: Source, person: str, at: Path_) -> Iterator[Problem]:
        """A colleague who exists, or none."""
        if person and person not in self.staff:
            yield Problem("script.no_staff", place=file.place(*at), person=person)

    def fields(
        self, file: Source, kind: str, fields: Mapping[str, Any], at: Path_
    ) -> Iterator[Problem]:
        """Fields and choices that the pack has."""
        if kind not in self.types:
            yield Problem("pack.no_type", place=file.place(*at, "type"), type=kind)
            return
        known = self.types[kind]["fields"]
        for name, value in fields.items():
            place = file.place(*at, "fields", name)
            if name not in known:
                yield Problem("pack.no_field", place=place, type=kind, field=name)
            elif (
                known[name]["kind"] == "choice"
                and not isinstance(value, dict)
                and str(value) not in self._offered(known[name])
            ):
                yield Problem("field.choice", place=place, type=kind, field=name, value=value)

    def _offered(self, field: Mapping[str, Any]) -> list[str]:
        """What a choice can be: its own choices and those of its reference list."""
        lists: Mapping[str, Any] = self.s.pack.get("lists", {})
        return [*field["choices"], *lists.get(field.get("from_list", ""), {})]


_KINDS: Mapping[str, Callable[[ConditionNames, Any, Path_], Iterator[Problem]]] = {
    "entry": ConditionNames._entry,
    "opened": ConditionNames._opened,
    "acknowledged": ConditionNames._known_entry,
    "observed": ConditionNames._observed,
    "said": ConditionNames._said,
    "call": ConditionNames._call,
    "check": ConditionNames._check,
    "beat": ConditionNames._beat,
    "way": ConditionNames.way,
    "value": ConditionNames._value,
    "minutes_since": ConditionNames._minutes_since,
    "within": ConditionNames._within,
    "order": ConditionNames._order,
    "all": ConditionNames._several,
    "any": ConditionNames._several,
    "not": ConditionNames.condition,
}
