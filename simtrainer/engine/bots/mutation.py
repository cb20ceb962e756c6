"""Which single mistakes can be planted in a check, and which entries they spoil.

Planned from the flawless run: an entry is looked at as if it were another, and the checks that
would then stand otherwise are those that judge the same entry.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import orjson

from simtrainer.base.ids import ME
from simtrainer.engine.bots.hands import ON_THE_WAY
from simtrainer.engine.bots.slips import all_texts_empty, can_take_back, slips
from simtrainer.engine.conditions import Trigger
from simtrainer.engine.conditions.logic import All, Any_
from simtrainer.engine.conditions.opened import Opened
from simtrainer.engine.history import History, entry_triggers
from simtrainer.engine.program import Check, Program
from simtrainer.engine.scoring import VOID
from simtrainer.engine.steps import Step, is_done, steps_of, taken
from simtrainer.record.entry import Entry, Version
from simtrainer.record.record import Record

KINDS = (
    "omitted", "late", "wrong_patient", "wrong_value", "unsigned", "corrected", "snooped",
)  # fmt: skip
_LEADING = frozenset({*ON_THE_WAY, "observe"})
TAKEN_BACK = "Skrevet feil"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake. ``instead``: step to what is done in its place, in every check."""

    check: str
    kind: str
    instead: Mapping[bytes, tuple[Step, ...]]
    before: tuple[Step, ...] = ()
    """Done first of all."""
    same: frozenset[str] = frozenset()
    """Checks that judge the same entry, so that they may lose with this one."""
    forgiven: bool = False
    """A slip taken back at once which no check calls a mistake: no mistake but a legitimate way,
    so that it must cost nothing at all."""

    @property
    def name(self) -> str:
        """As a bot's name."""
        return f"mutant:{self.check}:{self.kind}"


def key_of(step: Step) -> bytes:
    """Equal for equal steps of different checks."""
    return orjson.dumps([step.kind, step.data], option=orjson.OPT_SORT_KEYS)


def mutations(program: Program, flawless: History) -> list[Mutation]:
    """All mistakes that can be planted."""
    return [
        found
        for check in program.checks.values()
        for kind in KINDS
        if (found := mutation(program, flawless, check.id, kind)) is not None
    ]


def mutation(program: Program, flawless: History, check: str, kind: str) -> Mutation | None:
    """One mistake in one check; None where the check does not lend itself to it."""
    found = program.checks.get(check)
    if found is None or flawless.check_states.get(check) == VOID:
        return None
    return _Planner(program, flawless, found).plan(kind)


class _Planner:
    def __init__(self, program: Program, flawless: History, check: Check) -> None:
        self._program = program
        self._flawless = flawless
        self._check = check
        self._steps = steps_of(check, program.texts)
        self._creates = [s for s in self._steps if s.kind == "create" and s.data.get("sign", True)]

    def plan(self, kind: str) -> Mutation | None:
        """The mistake, if it can be made."""
        if kind == "snooped":
            return self._snooped()
        if self._check.require is None or not self._steps:
            return None
        if kind == "omitted":
            work = self._work()
            return self._mutation(kind, {key_of(step): () for step in work}) if work else None
        if kind == "late":
            return self._late()
        if kind == "wrong_value" and not self._creates:
            return self._wrong_answer()
        return self._spoilt(kind)

    def _work(self) -> list[Step]:
        """What the check asks for; looking is work only where there is nothing else to do."""
        work = [step for step in self._steps if step.kind not in _LEADING]
        return work or [step for step in self._steps if step.kind not in ON_THE_WAY]

    def _mutation(
        self, kind: str, instead: Mapping[bytes, tuple[Step, ...]], **more: object
    ) -> Mutation:
        same = self._same(instead)
        return Mutation(self._check.id, kind, instead, same=same, **more)  # type: ignore[arg-type]

    def _late(self) -> Mutation | None:
        check, opened = self._check, self._flawless.opened_checks.get(self._check.id)
        if check.due_ms is None or opened is None or opened + check.due_ms >= self._last_ms():
            return None
        work = self._work()
        if not work or any(step.kind in ("answer", "say") for step in work):
            return None  # a caller does not wait for the deadline
        return self._mutation("late", {key_of(step): (step,) for step in work})

    def _last_ms(self) -> int:
        """So near the end that what is put off would not be done at all."""
        closes, opened = self._check.closes_ms, self._flawless.opened_checks[self._check.id]
        end = self._program.length_ms if closes is None else opened + closes
        return min(end, self._program.length_ms) - 2 * 60_000

    def _snooped(self) -> Mutation | None:
        if not any(isinstance(part, Opened) for part in _parts(self._check.wrong)):
            return None
        others = (p.id for p in self._program.patients.values() if not p.assigned)
        patient = next(others, None)
        if patient is None:
            return None
        before = (Step("open_patient", {"patient": patient}),)
        return Mutation(self._check.id, "snooped", {}, before)

    def _wrong_answer(self) -> Mutation | None:
        """Another answer than the right one: the one that is a mistake, before one that is only
        not right."""
        best: tuple[int, Mutation] | None = None
        for step in self._steps:
            for choice in self._other_answers(step):
                other = copy.copy(self._flawless)
                right = (step.data["dialogue"], step.data["choice"])
                other.said = {k: n for k, n in self._flawless.said.items() if k != right}
                other.said[right[0], choice] = 0
                said: Trigger = ("said", step.data["dialogue"])
                cost = self._cost(other, self._touched(other, (said,)))
                if cost is not None and (best is None or cost < best[0]):
                    wrong = Step("say", {**step.data, "choice": choice})
                    best = cost, self._mutation("wrong_value", {key_of(step): (wrong,)})
        return None if best is None else best[1]

    def _other_answers(self, step: Step) -> Iterator[str]:
        if step.kind != "say":
            return
        right = {s.data.get("choice") for s in self._steps if s.kind == "say"}
        for node in self._program.dialogues[step.data["dialogue"]].nodes.values():
            if step.data["choice"] in node["choices"]:
                yield from (choice for choice in node["choices"] if choice not in right)

    def _cost(self, other: History, lost: set[str]) -> int | None:
        """How good a mistake is, the least being best: it must touch the check; one that is
        judged as wrong comes before one that is only not right, and then those that touch few
        other checks. None where it does not touch the check."""
        if self._check.id not in lost:
            return None
        return len(lost) + (0 if self._is_mistake(other) else 1000)

    # Entries ---------------------------------------------------------------------------------

    def _spoilt(self, kind: str) -> Mutation | None:
        """The entry of the check, and the way to spoil it, that are the best mistake."""
        best: tuple[int, Mutation] | None = None
        for step in self._creates:
            entry = self._made(step)
            if entry is None:
                continue
            for wrong in self._wrongs(kind, step):
                made = _as_made(entry, wrong)
                other = _as_if(self._flawless, {entry.id: made})
                cost = self._cost(other, self._touched(other, self._changes(entry, made)))
                instead = self._instead(kind, step, wrong)
                if cost is not None and instead and (best is None or cost < best[0]):
                    forgiven = kind == "corrected" and not self._is_mistake(other)
                    found = self._mutation(kind, {key_of(step): instead}, forgiven=forgiven)
                    best = cost, found
        return None if best is None else best[1]

    def _is_mistake(self, other: History) -> bool:
        """Whether the check calls it a mistake, and not only something that is still to do."""
        return self._check.wrong is not None and self._check.wrong.holds(other)

    def _wrongs(self, kind: str, step: Step) -> Iterator[Step]:
        if kind == "unsigned":
            if self._program.pack.types[step.data["type"]].life.draft:
                yield Step("create", {**step.data, "sign": False}, step.alias)
        elif kind == "wrong_patient":
            patient = step.data.get("patient")
            own = (p.id for p in self._program.patients.values() if p.assigned and p.id != patient)
            if patient:
                yield from (Step("create", {**step.data, "patient": p}, step.alias) for p in own)
        else:
            yield from slips(taken(step, self._flawless), self._program)
            silent = all_texts_empty(taken(step, self._flawless), self._program)
            if silent is not None:
                yield silent

    def _instead(self, kind: str, step: Step, wrong: Step) -> tuple[Step, ...] | None:
        if kind != "corrected":
            return (wrong,)
        entry_type = self._program.pack.types[step.data["type"]]
        if not can_take_back(entry_type):
            return None
        slip = Step("create", wrong.data, f"slip-of-{self._check.id}")
        back = Step("invalidate", {"entry": slip.alias, "reason": TAKEN_BACK})
        return slip, back, step

    def _made(self, step: Step) -> Entry | None:
        """The entry that the step made in the flawless run."""
        found = self._flawless.record.entries(step.data["type"], step.data.get("patient", ""))
        for entry in found:
            alone = _as_if(self._flawless, {e.id: None for e in found if e.id != entry.id})
            if entry.author == ME and entry.valid and is_done(step, alone):
                return entry
        return None

    def _changes(self, *entries: Entry) -> list[Trigger]:
        """What these entries set off."""
        asked = self._program.reactions.asked
        return [t for entry in entries for t in entry_triggers(asked, entry, entry.fields)]

    def _touched(self, other: History, changed: Iterable[Trigger]) -> set[str]:
        """Checks whose conditions these changes make other than in the flawless run."""
        watchers = self._program.reactions.checks
        names = {name for trigger in changed for name in watchers.get(trigger, ())}
        return {
            name
            for name in names
            if self._flawless.check_states.get(name) != VOID
            and _stands(self._program.checks[name], other)
            != _stands(self._program.checks[name], self._flawless)
        }

    def _same(self, instead: Mapping[bytes, tuple[Step, ...]]) -> frozenset[str]:
        """Checks that judge an entry which the mistake touches, or share a step with it."""
        found = {
            check.id
            for check in self._program.checks.values()
            if any(key_of(step) in instead for step in steps_of(check, self._program.texts))
        }
        for step in self._creates:
            entry = self._made(step) if key_of(step) in instead else None
            if entry is not None:
                other = _as_if(self._flawless, {entry.id: None})
                found |= self._touched(other, self._changes(entry))
        return frozenset(found - {self._check.id})


def _as_if(history: History, entries: Mapping[str, Entry | None]) -> History:
    """The same run with these entries otherwise, or not there."""
    kept = []
    for kind in history.program.pack.types:
        for entry in history.record.entries(kind):
            found = entries.get(entry.id, entry)
            if found is not None:
                kept.append(found)
    other = copy.copy(history)
    other.record = Record(history.program.pack, history.program.patients, kept)
    return other


def _as_made(entry: Entry, wrong: Step) -> Entry:
    """The entry as the wrong step would have made it."""
    signed = wrong.data.get("sign", True)
    version = Version(
        entry.now.at_ms, ME, entry.status if signed else "draft", dict(wrong.data["fields"]),
        entry.now.cosigner, "", entry.now.event, entry.valid and signed,
    )  # fmt: skip
    return Entry(entry.id, entry.type, wrong.data.get("patient", ""), (version,))


def _stands(check: Check, history: History) -> list[bool | None]:
    """Whether what it requires holds, and what it calls a mistake."""
    both = (check.require, check.wrong)
    return [None if condition is None else condition.holds(history) for condition in both]


def _parts(condition: object) -> Iterator[object]:
    """A condition and those inside it."""
    yield condition
    if isinstance(condition, All | Any_):
        for part in condition.parts:
            yield from _parts(part)
