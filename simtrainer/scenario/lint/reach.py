"""What can ever happen: beats, conversations, answers, entries and checks that some play reaches.

The least set: it begins with what the clock brings and grows with what that makes possible, so
that two beats that wait for each other are found. Each fact wakes those who wait for it once.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.engine.conditions.said import SILENCE
from simtrainer.scenario.lint.subject import Subject, bounds, inner, parts
from simtrainer.scenario.source import BeatRef, BeatSource, DialogueSource, EffectSource

Fact = tuple[str, ...]
ANY = "*"


def walked(dialogue: DialogueSource) -> set[str]:
    """Nodes that some way of answering leads to."""
    found, todo = set(), [dialogue.start]
    while todo:
        name = todo.pop()
        if name in found or name not in dialogue.nodes:
            continue
        found.add(name)
        node = dialogue.nodes[name]
        todo += [choice.next for choice in node.choices.values() if choice.next]
        if node.silence is not None and node.silence.next:
            todo.append(node.silence.next)
    return found


class Reach:
    """The facts that some play reaches."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.facts: set[Fact] = set()
        self.beats: set[str] = set()
        self._waiting: dict[Fact, list[BeatSource]] = {}
        self._todo: deque[BeatSource] = deque(subject.s.script.beats)
        self._openers: dict[str, list[str]] = {}
        self._effects: dict[str, list[EffectSource]] = {}
        for beat, effect, _ in subject.effects:
            self._effects.setdefault(beat.id, []).append(effect)
        self._begin()
        self._open()
        while self._todo:
            self._try(self._todo.popleft())

    def _begin(self) -> None:
        for made in self._subject.written.values():
            if not made.beat:
                self._entry(made.entry.id)
        for patient, found in self._subject.s.world.patients.items():
            self._learn(("patient", patient))
            if not found.assigned:
                self._learn(("unassigned",))
        for beat in self._subject.s.script.beats:
            for fact in _wants(beat.when) if beat.when else ():
                self._waiting.setdefault(fact, []).append(beat)

    def _open(self) -> None:
        """What the clock opens; every way of a branch point may be taken by someone."""
        for check in self._subject.s.script.checks:
            if isinstance(check.opens, BeatRef):
                self._openers.setdefault(check.opens.beat, []).append(check.id)
            elif check.opens < self._subject.end:
                self._learn(("check", check.id))
        for branch in self._subject.s.script.branches:
            for way in branch.ways:
                self._learn(("way", branch.id, way.id))

    def _learn(self, fact: Fact) -> None:
        if fact not in self.facts:
            self.facts.add(fact)
            self._todo.extend(self._waiting.pop(fact, ()))

    def _entry(self, name: str) -> None:
        entry = self._subject.written[name].entry
        self._learn(("entry", name))
        for patient in {entry.patient, ANY}:
            for author in {entry.author, ANY}:
                self._learn(("made", entry.type, patient, author))

    def _try(self, beat: BeatSource) -> None:
        if beat.id in self.beats or not self._fires(beat):
            return
        self.beats.add(beat.id)
        self._learn(("beat", beat.id))
        for check in self._openers.get(beat.id, ()):
            self._learn(("check", check))
        for effect in self._effects.get(beat.id, ()):
            if effect.create is not None:
                self._entry(effect.create.id)
            if effect.call is not None:
                self._dialogue(effect.call)

    def _fires(self, beat: BeatSource) -> bool:
        if beat.at is not None:
            return beat.at < self._subject.end
        return beat.after < self._subject.end and self.possible(beat.when or {})

    def _dialogue(self, name: str) -> None:
        while name and ("dialogue", name) not in self.facts:
            self._learn(("dialogue", name))
            dialogue = self._subject.s.script.dialogues[name]
            for node in walked(dialogue):
                for choice in dialogue.nodes[node].choices:
                    self._learn(("said", name, choice))
                if dialogue.nodes[node].silence is not None:
                    self._learn(("said", name, SILENCE))
            name = dialogue.missed

    def possible(self, data: Mapping[str, Any]) -> bool:
        """Whether a condition can come true; of what is denied nothing is asked."""
        return all(self._part(kind, value) for kind, value in data.items())

    def _part(self, kind: str, value: Any) -> bool:
        if kind == "any":
            return any(self.possible(part) for part in value)
        if kind == "not":
            return True
        inside = all(self.possible(part) for _, part in inner(kind, value))
        return inside and self.atom(kind, value)

    def atom(self, kind: str, value: Any) -> bool:
        """Whether one statement can come true."""
        if kind == "entry" and (bounds(value)[0] < 1 or self._by_trainee(value)):
            return True
        wanted = _facts_of(kind, value)
        return not wanted or any(fact in self.facts for fact in wanted)

    def _by_trainee(self, value: Mapping[str, Any]) -> bool:
        return value.get("author", ME) == ME and self._subject.has_form(value["type"])


_NAMED = {
    "check": ("check", "id"),
    "call": ("dialogue", "dialogue"),
    "way": ("way", "branch", "way"),
}
"""Condition to the fact that it needs: its name, and the keys of its parts."""


def _facts_of(kind: str, value: Any) -> list[Fact]:
    """Any one of these makes the statement possible; empty where nothing is needed."""
    if kind == "entry":
        return [("made", value["type"], value.get("patient", ANY), value.get("author", ANY))]
    if kind == "acknowledged":
        return [("entry", value)]
    if kind == "said":
        choices = value["choice"] if isinstance(value["choice"], list) else [value["choice"]]
        return [("said", value["dialogue"], choice) for choice in choices]
    if kind in _NAMED:
        return [(name, *(value[key] for key in keys)) for name, *keys in [_NAMED[kind]]]
    if kind == "beat":
        return [("beat", value)]
    if kind != "opened":
        return []
    if "entry" in value:
        return [("entry", value["entry"])]
    return [("unassigned",)] if value.get("unassigned") else [("patient", value.get("patient", ""))]


def _wants(data: Mapping[str, Any]) -> set[Fact]:
    return {fact for kind, value, _ in parts(data, ()) for fact in _facts_of(kind, value)}


def unreachable(subject: Subject) -> Iterator[Problem]:
    """Beats and checks that no play reaches, and statements that nothing can make true."""
    reach, file = Reach(subject), subject.s.script_file
    for index, check in enumerate(subject.s.script.checks):
        if isinstance(check.opens, BeatRef) and check.opens.beat not in reach.beats:
            place = file.place("checks", index, "opens", "beat")
            yield Problem(
                "lint.check_unreachable", place=place, check=check.id, beat=check.opens.beat
            )
    for condition in subject.conditions:
        alone = condition.role == "when" and condition.owner
        code = "lint.beat_unreachable" if alone else "lint.never_happens"
        for kind, value, path in _asked(condition.data, condition.path):
            if not reach.atom(kind, value):
                yield Problem(code, place=file.place(*path), name=condition.owner, kind=kind)


def _asked(data: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Any]:
    """The statements that are asked to be true: not those inside a ``not``."""
    for kind, value, here in parts(data, path):
        if "not" not in here[len(path) :]:
            yield kind, value, here
