"""Does everything that a scenario names exist? Each fault is told at its place.

Texts, patients, staff, entry types and fields, modules, dialogues and choices, observations,
checks and beats, competence goals, and identity numbers of the test series.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.engine.conditions import CONDITIONS
from simtrainer.engine.conditions.entry import WHOLE_TEXT
from simtrainer.engine.matchers import MATCHERS
from simtrainer.record.calculators import DERIVED
from simtrainer.record.identity import find_real_numbers, is_synthetic
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.files import Folder
from simtrainer.scenario.source import BeatRef, EntrySource

_ENTRY_KEYS = frozenset(
    {"type", "patient", "author", "status", "fields", "cosigned", "cosigner", "count"}
)


def references(source: Folder) -> list[Problem]:
    """All faults of reference, in the order of the files."""
    return list(_Walk(source).faults())


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Walk:
    def __init__(self, source: Folder) -> None:
        self.s = source
        script = source.script
        self.types: Mapping[str, Any] = source.pack["types"]
        self.staff = {*source.world.staff, str(ME)}
        self.created = [e.create for beat in script.beats for e in beat.do if e.create]
        self.entries = {e.id for e in source.world.entries} | {e.id for e in self.created}
        self.checks = {check.id for check in script.checks}
        self.aliases = {
            step["create"]["as"]
            for check in script.checks
            for step in check.do
            if isinstance(step.get("create"), dict) and "as" in step["create"]
        }

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
            yield from self._entry(self.s.world_file, entry, at)
            if entry.at is None:
                yield Problem("source.missing", place=self.s.world_file.place(*at), key="at")

    def _entry(self, file: Source, entry: EntrySource, at: Path_) -> Iterator[Problem]:
        yield from self._patient(file, entry.patient, (*at, "patient"))
        yield from self._person(file, entry.author, (*at, "author"))
        yield from self._fields(file, entry.type, entry.fields, at)
        order = entry.fields.get("order")
        if order is not None and order not in self.entries:
            place = file.place(*at, "fields", "order")
            yield Problem("script.no_entry", place=place, entry=order)

    def _fields(
        self, file: Source, kind: str, fields: Mapping[str, Any], at: Path_
    ) -> Iterator[Problem]:
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
                and str(value) not in known[name]["choices"]
            ):
                yield Problem("field.choice", place=place, type=kind, field=name, value=value)

    def _patient(self, file: Source, patient: str, at: Path_) -> Iterator[Problem]:
        if patient and patient not in self.s.world.patients:
            yield Problem("script.no_patient", place=file.place(*at), patient=patient)

    def _person(self, file: Source, person: str, at: Path_) -> Iterator[Problem]:
        if person and person not in self.staff:
            yield Problem("script.no_staff", place=file.place(*at), person=person)

    def _script(self) -> Iterator[Problem]:
        file, script = self.s.script_file, self.s.script
        for name, item in script.observations.items():
            yield from self._patient(file, item.patient, ("observations", name, "patient"))
            if item.module not in self.s.pack["modules"]:
                place = file.place("observations", name, "module")
                yield Problem("script.no_module", place=place, module=item.module)
        for name, dialogue in script.dialogues.items():
            at: Path_ = ("dialogues", name)
            yield from self._patient(file, dialogue.patient, (*at, "patient"))
            yield from self._graph(name)
        for index, beat in enumerate(script.beats):
            yield from self._beat(index, beat)
        for index, check in enumerate(script.checks):
            yield from self._check(index, check)

    def _graph(self, name: str) -> Iterator[Problem]:
        file, dialogue = self.s.script_file, self.s.script.dialogues[name]
        at: Path_ = ("dialogues", name)
        if dialogue.start not in dialogue.nodes:
            place = file.place(*at, "start")
            yield Problem("script.no_node", place=place, node=dialogue.start)
        for node, found in dialogue.nodes.items():
            for choice, answer in found.choices.items():
                if answer.next and answer.next not in dialogue.nodes:
                    place = file.place(*at, "nodes", node, "choices", choice, "next")
                    yield Problem("script.no_node", place=place, node=answer.next)

    def _beat(self, index: int, beat: Any) -> Iterator[Problem]:
        file = self.s.script_file
        at: Path_ = ("beats", index)
        for part in ("when", "unless"):
            if getattr(beat, part):
                yield from self._condition(getattr(beat, part), (*at, part))
        for number, effect in enumerate(beat.do):
            here: Path_ = (*at, "do", number)
            if effect.create is not None:
                yield from self._entry(file, effect.create, (*here, "create"))
            if effect.call is not None and effect.call not in self.s.script.dialogues:
                place = file.place(*here, "call")
                yield Problem("script.no_dialogue", place=place, dialogue=effect.call)

    def _check(self, index: int, check: Any) -> Iterator[Problem]:
        file = self.s.script_file
        at: Path_ = ("checks", index)
        for number, goal in enumerate(check.goals):
            if goal not in self.s.scenario.goals:
                place = file.place(*at, "goals", number)
                yield Problem("script.no_goal", place=place, goal=goal)
        beats = {beat.id for beat in self.s.script.beats}
        if isinstance(check.opens, BeatRef) and check.opens.beat not in beats:
            place = file.place(*at, "opens")
            yield Problem("script.no_beat", place=place, beat=check.opens.beat)
        for part in ("require", "wrong"):
            if getattr(check, part):
                yield from self._condition(getattr(check, part), (*at, part))
        for number, step in enumerate(check.do):
            yield from self._step(step, (*at, "do", number))

    # Conditions ----------------------------------------------------------------------------

    def _condition(self, data: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(data, dict) or not data:
            yield Problem("condition.shape", place=file.place(*at))
            return
        for kind, value in data.items():
            here: Path_ = (*at, kind)
            if kind not in CONDITIONS:
                yield Problem("condition.unknown", place=file.place(*here), kind=kind)
            elif kind in ("all", "any"):
                if not isinstance(value, list) or not value:
                    yield Problem("condition.shape", place=file.place(*here))
                    continue
                for number, part in enumerate(value):
                    yield from self._condition(part, (*here, number))
            elif kind == "not":
                yield from self._condition(value, here)
            else:
                yield from getattr(self, f"_on_{kind}")(value, here)

    def _on_entry(self, value: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(value, dict) or "type" not in value:
            yield Problem("condition.shape", place=file.place(*at))
            return
        for key in value:
            if key not in _ENTRY_KEYS:
                yield Problem("condition.key", place=file.place(*at, key), key=key)
        yield from self._patient(file, value.get("patient", ""), (*at, "patient"))
        yield from self._person(file, value.get("author", ""), (*at, "author"))
        yield from self._person(file, value.get("cosigner", ""), (*at, "cosigner"))
        yield from self._matchers(value, at)

    def _matchers(self, value: Mapping[str, Any], at: Path_) -> Iterator[Problem]:
        file, fields = self.s.script_file, value.get("fields", {})
        kind = value["type"]
        derived = {WHOLE_TEXT, *DERIVED.get(self.types.get(kind, {}).get("calculator", ""), ())}
        plain = {name: v for name, v in fields.items() if name not in derived}
        yield from self._fields(file, kind, plain, at)
        for name, matcher in fields.items():
            here: Path_ = (*at, "fields", name)
            if isinstance(matcher, dict):
                if not matcher or next(iter(matcher)) not in MATCHERS:
                    yield Problem("condition.matcher", place=file.place(*here), matcher=matcher)
            elif name == "order" and matcher not in self.entries:
                yield Problem("script.no_entry", place=file.place(*here), entry=matcher)

    def _on_opened(self, value: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(value, dict) or set(value) - {"patient", "entry", "unassigned"}:
            yield Problem("condition.shape", place=file.place(*at))
            return
        yield from self._patient(file, value.get("patient", ""), (*at, "patient"))
        if "entry" in value:
            yield from self._on_acknowledged(value["entry"], (*at, "entry"))

    def _on_acknowledged(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.entries:
            place = self.s.script_file.place(*at)
            yield Problem("script.no_entry", place=place, entry=value)

    def _on_observed(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.s.script.observations:
            place = self.s.script_file.place(*at)
            yield Problem("script.no_observation", place=place, observation=value)

    def _on_said(self, value: Any, at: Path_) -> Iterator[Problem]:
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
        wanted = value["choice"] if isinstance(value["choice"], list) else [value["choice"]]
        for choice in wanted:
            if choice not in known:
                yield Problem("script.no_choice", place=file.place(*at, "choice"), choice=choice)

    def _on_check(self, value: Any, at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if not isinstance(value, dict) or set(value) != {"id", "state"}:
            yield Problem("condition.shape", place=file.place(*at))
        elif value["id"] not in self.checks:
            yield Problem("script.no_check", place=file.place(*at, "id"), check=value["id"])

    # Steps ---------------------------------------------------------------------------------

    def _step(self, step: Mapping[str, Any], at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        if len(step) != 1 or next(iter(step)) not in _STEP_CHECKS:
            yield Problem("step.unknown", place=file.place(*at), step=", ".join(map(str, step)))
            return
        verb, value = next(iter(step.items()))
        yield from _STEP_CHECKS[verb](self, value, (*at, verb))

    def _on_patient(self, value: Any, at: Path_) -> Iterator[Problem]:
        yield from self._patient(self.s.script_file, value, at)

    def _on_module(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.s.pack["modules"]:
            yield Problem("script.no_module", place=self.s.script_file.place(*at), module=value)

    def _on_dialogue(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.s.script.dialogues:
            place = self.s.script_file.place(*at)
            yield Problem("script.no_dialogue", place=place, dialogue=value)

    def _on_own_entry(self, value: Any, at: Path_) -> Iterator[Problem]:
        if value not in self.aliases:
            yield from self._on_acknowledged(value, at)

    def _on_move(self, value: Any, at: Path_) -> Iterator[Problem]:
        yield from self._on_own_entry(value.get("entry"), at)

    def _created(self, value: Mapping[str, Any], at: Path_) -> Iterator[Problem]:
        file = self.s.script_file
        yield from self._patient(file, value.get("patient", ""), (*at, "patient"))
        yield from self._person(file, value.get("cosigner", ""), (*at, "cosigner"))
        yield from self._fields(file, value.get("type", ""), value.get("fields", {}), at)
        order = value.get("fields", {}).get("order")
        if order is not None and order not in self.entries:
            place = file.place(*at, "fields", "order")
            yield Problem("script.no_entry", place=place, entry=order)


_STEP_CHECKS: Mapping[str, Callable[[_Walk, Any, Path_], Iterator[Problem]]] = {
    "open_patient": _Walk._on_patient,
    "open_module": _Walk._on_module,
    "observe": _Walk._on_observed,
    "answer": _Walk._on_dialogue,
    "say": _Walk._on_said,
    "read": _Walk._on_own_entry,
    "acknowledge": _Walk._on_own_entry,
    "complete": _Walk._on_own_entry,
    "amend": _Walk._on_move,
    "invalidate": _Walk._on_move,
    "create": _Walk._created,
}
