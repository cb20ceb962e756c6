"""The random one: any input at any time, sensible or not. What the record refuses is passed by;
it shows that nothing a person can do breaks a run."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from simtrainer.base.ports import Dice
from simtrainer.base.problem import Problem
from simtrainer.engine.run import Run
from simtrainer.record.entry import Entry
from simtrainer.record.pack import EntryType, Field

LONGEST_MS = 40_000
"""Between two inputs."""
WORDS = ("ingen smerter", "hoster mye", "måle NEWS2", "ringt legen", "feil", "203", "", "CAVE")
Data = dict[str, Any]
_Thing = TypeVar("_Thing")


def chance(run: Run, dice: Dice) -> None:
    """Play to the end."""
    monkey = _Monkey(run, dice)
    while not run.history.finished:
        run.advance(run.now_ms + 1_000 + dice.below(LONGEST_MS))
        kind = monkey.one_of(tuple(_INPUTS))
        data = _INPUTS[kind](monkey)
        try:
            run.act(kind, data, run.now_ms)
        except Problem:
            continue


class _Monkey:
    """Picks things at random."""

    def __init__(self, run: Run, dice: Dice) -> None:
        self.run = run
        self.dice = dice

    def one_of(self, things: Sequence[_Thing]) -> _Thing:
        return things[self.dice.below(len(things))]

    def _entry(self) -> str:
        record, kinds = self.run.history.record, tuple(self.run.program.pack.types)
        found: list[Entry] = record.entries(self.one_of(kinds)) or record.entries(kinds[0])
        return self.one_of(found).id if found else "none"

    def patient(self) -> Data:
        return {"patient": self.one_of((*self.run.program.patients, "NOBODY"))}

    def module(self) -> Data:
        return {"module": self.one_of(tuple(self.run.program.pack.modules))}

    def entry(self) -> Data:
        return {"entry": self._entry()}

    def move(self) -> Data:
        return {"entry": self._entry(), "reason": self.one_of(WORDS)}

    def own_verb(self) -> Data:
        """A verb that only the pack knows, or one of another type's."""
        kinds = self.run.program.pack.types.values()
        verbs = sorted({verb for kind in kinds for verb in kind.life.verbs})
        return {**self.move(), "verb": self.one_of(verbs)}

    def search(self) -> Data:
        return {"text": self.one_of(WORDS)}

    def create(self) -> Data:
        kind = self.one_of(tuple(self.run.program.pack.types.values()))
        patients = ("", *self.run.program.patients)
        made = {"type": kind.id, "patient": self.one_of(patients), "fields": self._fields(kind)}
        return {**made, "sign": bool(self.dice.below(4)), "cosigner": self.one_of(("", "me"))}

    def _fields(self, kind: EntryType) -> Data:
        made = {name: self._value(item) for name, item in kind.fields.items()}
        return {name: value for name, value in made.items() if self.dice.below(8)}

    def _value(self, item: Field) -> Any:
        if item.choices:
            return self.one_of(item.choices)
        if item.kind == "number":
            return self.dice.below(round(item.max or 200) + 5)
        if item.kind == "time":
            return self.run.program.clock(self.run.now_ms)
        if item.kind == "person":
            return self.one_of((*self.run.program.staff, "me"))
        return self._entry() if item.kind == "entry" else self.one_of(WORDS)

    def observe(self) -> Data:
        return {"observation": self.one_of((*self.run.program.observations, "none"))}

    def call(self) -> Data:
        return {"dialogue": self.one_of((*self.run.program.dialogues, "none"))}

    def say(self) -> Data:
        talking = [c for c in self.run.history.calls.values() if c.state == "talking"]
        if not talking:
            return {**self.call(), "choice": "none"}
        call = self.one_of(talking)
        node = self.run.program.dialogues[call.dialogue].nodes[call.node]
        return {"dialogue": call.dialogue, "choice": self.one_of(tuple(node["choices"]))}

    def dismiss(self) -> Data:
        return {"notice": self.dice.below(len(self.run.log))}

    def help(self) -> Data:
        return {"check": self.one_of((*self.run.program.checks, "none"))}

    def draft(self) -> Data:
        return {"form": "note:", "fields": {"observation": self.one_of(WORDS)}}

    def nothing(self) -> Data:
        return {}

    def hand(self) -> Data:
        return {"up": bool(self.dice.below(2))}

    def flag(self) -> Data:
        return {"text": self.one_of(WORDS)}

    def skip(self) -> Data:
        following = self.run.next_ms()
        return {"to": self.run.now_ms if following is None else following}


_INPUTS: dict[str, Callable[[_Monkey], Data]] = {
    "open_patient": _Monkey.patient,
    "open_module": _Monkey.module,
    "read": _Monkey.entry,
    "search": _Monkey.search,
    "create": _Monkey.create,
    "amend": _Monkey.entry,
    "sign": _Monkey.entry,
    "invalidate": _Monkey.move,
    "acknowledge": _Monkey.entry,
    "complete": _Monkey.entry,
    "move": _Monkey.own_verb,
    "observe": _Monkey.observe,
    "draft": _Monkey.draft,
    "answer": _Monkey.call,
    "wait": _Monkey.call,
    "say": _Monkey.say,
    "dismiss": _Monkey.dismiss,
    "help": _Monkey.help,
    "pause": _Monkey.nothing,
    "resume": _Monkey.nothing,
    "freeze": _Monkey.nothing,
    "thaw": _Monkey.nothing,
    "hand": _Monkey.hand,
    "flag": _Monkey.flag,
    "skip": _Monkey.skip,
}
