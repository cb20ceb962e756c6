"""Does everything that a scenario names exist? Each fault is told at its place.

Texts, patients, staff, entry types and fields, modules, dialogues and choices, observations,
checks and beats, competence goals, and identity numbers of the test series.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from simtrainer.base.problem import Problem
from simtrainer.record.identity import find_real_numbers, is_synthetic
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.condition_names import ConditionNames
from simtrainer.scenario.files import Folder
from simtrainer.scenario.source import (
    BeatRef,
    BeatSource,
    CheckSource,
    EffectSource,
    EntrySource,
    ObservationSource,
    TrajectorySource,
)


def references(source: Folder) -> list[Problem]:
    """All faults of reference, in the order of the files."""
    return list(_Walk(source).faults())


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Walk(ConditionNames):
    """The walk through all of a scenario."""

    def faults(self) -> Iterator[Problem]:
        yield from self._twice()
        for file in (self.s.scenario_file, self.s.world_file, self.s.script_file):
            yield from self._texts(file, file.data, ())
        for table in self.s.texts.values():
            for key, value in table.data.items():
                if find_real_numbers(value):
                    yield Problem("text.real_identity", place=table.place(key))
        yield from self._patients()
        yield from self._entries()
        yield from self._script()

    def _twice(self) -> Iterator[Problem]:
        groups: tuple[tuple[Source, str, Sequence[_Named]], ...] = (
            (self.s.world_file, "entries", self.s.world.entries),
            (self.s.script_file, "beats", self.s.script.beats),
            (self.s.script_file, "checks", self.s.script.checks),
            (self.s.script_file, "branches", self.s.script.branches),
        )
        for file, name, items in groups:
            seen: set[str] = set()
            for index, key in enumerate(item.id for item in items):
                if key in seen:
                    yield Problem("source.twice", place=file.place(name, index, "id"), id=key)
                seen.add(key)

    def _texts(self, file: Source, value: Any, path: Path_) -> Iterator[Problem]:
        if isinstance(value, dict):
            for key, child in value.items():
                yield from self._texts(file, child, (*path, key))
        elif isinstance(value, list):
            for index, child in enumerate(value):
                yield from self._texts(file, child, (*path, index))
        elif isinstance(value, str):
            if find_real_numbers(value):
                yield Problem("text.real_identity", place=file.place(*path))
            if value.startswith("$"):
                for language, table in self.s.texts.items():
                    if value[1:] not in table.data:
                        yield Problem(
                            "text.unknown",
                            place=file.place(*path),
                            key=value[1:],
                            language=language,
                        )

    def _patients(self) -> Iterator[Problem]:
        file = self.s.world_file
        for key, patient in self.s.world.patients.items():
            if not is_synthetic(patient.identity):
                place = file.place("patients", key, "identity")
                yield Problem("world.identity", place=place, patient=key)
            if patient.unit not in self.s.world.units:
                place = file.place("patients", key, "unit")
                yield Problem("world.no_unit", place=place, unit=patient.unit)

    def _entries(self) -> Iterator[Problem]:
        for index, entry in enumerate(self.s.world.entries):
            at: Path_ = ("entries", index)
            yield from self._made(self.s.world_file, entry, at)
            if entry.at is None:
                yield Problem("source.missing", place=self.s.world_file.place(*at), key="at")

        for index, opening in enumerate(self.s.world.openings):
            here: Path_ = ("openings", index)
            yield from self.patient(self.s.world_file, opening.patient, (*here, "patient"))
            yield from self.person(self.s.world_file, opening.by, (*here, "by"))

    def _made(self, file: Source, entry: EntrySource, at: Path_) -> Iterator[Problem]:
        yield from self.patient(file, entry.patient, (*at, "patient"))
        yield from self.person(file, entry.author, (*at, "author"))
        yield from self.fields(file, entry.type, entry.fields, at)
        order = entry.fields.get("order")
        if order is not None and str(order) not in self.entries:
            place = file.place(*at, "fields", "order")
            yield Problem("script.no_entry", place=place, entry=order)

    def _script(self) -> Iterator[Problem]:
        file, script = self.s.script_file, self.s.script
        for name, item in script.observations.items():
            yield from self._observation(item, ("observations", name))
        for name, trajectory in script.trajectories.items():
            yield from self._trajectory(trajectory, ("trajectories", name))
        for name, dialogue in script.dialogues.items():
            at: Path_ = ("dialogues", name)
            yield from self.patient(file, dialogue.patient, (*at, "patient"))
            yield from self._graph(name)
        for index, branch in enumerate(script.branches):
            yield from self._maybe(branch.when, ("branches", index, "when"))
            for number, way in enumerate(branch.ways):
                yield from self._maybe(way.when, ("branches", index, "ways", number, "when"))
        for index, beat in enumerate(script.beats):
            yield from self._one_beat(index, beat)
        for index, check in enumerate(script.checks):
            yield from self._one_check(index, check)

    def _maybe(self, data: Any, at: Path_) -> Iterator[Problem]:
        if data is not None:
            yield from self.condition(data, at)

    def _observation(self, item: ObservationSource, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        yield from self.patient(file, item.patient, (*at, "patient"))
        if item.module not in self.s.pack["modules"]:
            place = file.place(*at, "module")
            yield Problem("script.no_module", place=place, module=item.module)
        if not item.trajectory:
            return
        if item.trajectory not in self.s.script.trajectories:
            yield from self._state(item.trajectory, "", (*at, "trajectory"))
            return
        for number, name in enumerate(item.parameters):
            yield from self._state(item.trajectory, name, (*at, "parameters", number))

    def _state(self, trajectory: str, parameter: str, at: Path_) -> Iterator[Problem]:
        found = self.s.script.trajectories.get(trajectory)
        place = self.s.script_file.place(*at)
        if found is None:
            yield Problem("script.no_trajectory", place=place, trajectory=trajectory)
        elif parameter and parameter not in next(iter(found.courses.values())):
            yield Problem("script.no_parameter", place=place, parameter=parameter)

    def _trajectory(self, item: TrajectorySource, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        yield from self.patient(file, item.patient, (*at, "patient"))
        for number, bend in enumerate(item.bends):
            yield from self.condition(bend.when, (*at, "bends", number, "when"))
            yield from self._course(item, bend.to, (*at, "bends", number, "to"))
        known = {parameter for course in item.courses.values() for parameter in course}
        for parameter in item.noise:
            if parameter not in known:
                place = file.place(*at, "noise", parameter)
                yield Problem("script.no_parameter", place=place, parameter=parameter)

    def _course(self, item: TrajectorySource | None, course: str, at: Path_) -> Iterator[Problem]:
        if item is not None and course not in item.courses:
            place = self.s.script_file.place(*at)
            yield Problem("script.no_course", place=place, course=course)

    def _graph(self, name: str) -> Iterator[Problem]:
        file, dialogue = self.s.script_file, self.s.script.dialogues[name]
        at: Path_ = ("dialogues", name)
        if dialogue.start not in dialogue.nodes:
            place = file.place(*at, "start")
            yield Problem("script.no_node", place=place, node=dialogue.start)
        if dialogue.missed:
            yield from self.dialogue(dialogue.missed, (*at, "missed"))
        for node, found in dialogue.nodes.items():
            if found.silence and found.silence.next and found.silence.next not in dialogue.nodes:
                place = file.place(*at, "nodes", node, "silence", "next")
                yield Problem("script.no_node", place=place, node=found.silence.next)
            for choice, answer in found.choices.items():
                if answer.next and answer.next not in dialogue.nodes:
                    place = file.place(*at, "nodes", node, "choices", choice, "next")
                    yield Problem("script.no_node", place=place, node=answer.next)

    def _one_beat(self, index: int, beat: BeatSource) -> Iterator[Problem]:
        at: Path_ = ("beats", index)
        for part in ("when", "unless", "stop"):
            yield from self._maybe(getattr(beat, part), (*at, part))
        if beat.way is not None:
            yield from self.way(beat.way.model_dump(), (*at, "way"))
        yield from self._effects(beat.do, (*at, "do"))
        for number, other in enumerate(beat.instead):
            yield from self.condition(other.when, (*at, "instead", number, "when"))
            yield from self._effects(other.do, (*at, "instead", number, "do"))

    def _effects(self, effects: Sequence[EffectSource], at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        for number, effect in enumerate(effects):
            here: Path_ = (*at, number)
            if effect.create is not None:
                yield from self._made(file, effect.create, (*here, "create"))
            if effect.call is not None:
                yield from self.dialogue(effect.call, (*here, "call"))
            if effect.bend is not None:
                name, path = effect.bend.trajectory, (*here, "bend")
                yield from self._state(name, "", (*path, "trajectory"))
                found = self.s.script.trajectories.get(name)
                yield from self._course(found, effect.bend.to, (*path, "to"))
            if effect.receipt is not None:
                told = {"entry": effect.receipt.entry}
                yield from self.condition(told, (*here, "receipt"))

    def _one_check(self, index: int, check: CheckSource) -> Iterator[Problem]:
        file = self.s.script_file
        at: Path_ = ("checks", index)
        for number, goal in enumerate(check.goals):
            if goal not in self.s.scenario.goals:
                place = file.place(*at, "goals", number)
                yield Problem("script.no_goal", place=place, goal=goal)
        if isinstance(check.opens, BeatRef) and check.opens.beat not in self.beats:
            place = file.place(*at, "opens")
            yield Problem("script.no_beat", place=place, beat=check.opens.beat)
        if check.way is not None:
            yield from self.way(check.way.model_dump(), (*at, "way"))
        for part in ("require", "wrong", "harm"):
            yield from self._maybe(getattr(check, part), (*at, part))
        for number, step in enumerate(check.do):
            yield from self._step(step, (*at, "do", number))
        for other, steps in enumerate(check.or_do):
            for number, step in enumerate(steps):
                yield from self._step(step, (*at, "or_do", other, number))

    # Steps ---------------------------------------------------------------------------------

    def _step(self, step: Mapping[str, Any], at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if len(step) != 1 or next(iter(step)) not in _STEP_CHECKS:
            yield Problem("step.unknown", place=file.place(*at), step=", ".join(map(str, step)))
            return
        verb, value = next(iter(step.items()))
        yield from _STEP_CHECKS[verb](self, value, (*at, verb))

    def _on_patient(self, value: Any, at: Path_) -> Iterator[Problem]:
        yield from self.patient(self.s.script_file, value, at)

    def _on_module(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.s.pack["modules"]:
            yield Problem("script.no_module", place=self.s.script_file.place(*at), module=value)

    def _on_own_entry(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.aliases:
            yield from self._known_entry(value, at)

    def _on_move(self, value: Any, at: Path_) -> Iterator[Problem]:
        yield from self._on_own_entry(value.get("entry"), at)

    def _created(self, value: Mapping[str, Any], at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        yield from self.patient(file, value.get("patient", ""), (*at, "patient"))
        yield from self.person(file, value.get("cosigner", ""), (*at, "cosigner"))
        yield from self.fields(file, value.get("type", ""), value.get("fields", {}), at)
        for name, found in value.get("fields", {}).items():
            if isinstance(found, dict) and "reading" in found:
                yield from self._observed(found["reading"], (*at, "fields", name, "reading"))
        order = value.get("fields", {}).get("order")
        if order is not None and str(order) not in self.entries:
            place = file.place(*at, "fields", "order")
            yield Problem("script.no_entry", place=place, entry=order)


_STEP_CHECKS: Mapping[str, Callable[[_Walk, Any, Path_], Iterator[Problem]]] = {
    "open_patient": _Walk._on_patient,
    "open_module": _Walk._on_module,
    "observe": _Walk._observed,
    "answer": _Walk.dialogue,
    "say": _Walk._said,
    "read": _Walk._on_own_entry,
    "acknowledge": _Walk._on_own_entry,
    "complete": _Walk._on_own_entry,
    "sign": _Walk._on_own_entry,
    "amend": _Walk._on_move,
    "invalidate": _Walk._on_move,
    "move": _Walk._on_move,
    "create": _Walk._created,
}
