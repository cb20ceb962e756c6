"""A pair of hands on a run: what is open, taking a step, passing the time. All bots use them, so
that they differ only in what they choose to do."""

from dataclasses import dataclass

from simtrainer.base.problem import Problem
from simtrainer.engine.program import Check
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import GOOD, VOID
from simtrainer.engine.steps import Step, is_done, is_over, steps_of, taken

STEP_MS = 8_000
"""An expert's time for one record verb."""
WRITING_MS = 20_000
"""Extra for an entry with several fields."""
ON_THE_WAY = ("open_patient", "open_module")
"""Steps that only lead to others."""
OVER = frozenset({*GOOD, "missed", VOID})


@dataclass(frozen=True, slots=True)
class Pace:
    """Time for one record verb, and more for an entry."""

    step_ms: int = STEP_MS
    writing_ms: int = WRITING_MS

    def of(self, step: Step) -> int:
        """What one step takes."""
        return self.step_ms + (self.writing_ms if step.kind in ("create", "amend") else 0)


class Hands:
    """They remember which entries they made under which name."""

    def __init__(self, run: Run, pace: Pace | None = None) -> None:
        self.run = run
        self.pace = pace or Pace()
        self.aliases: dict[str, str] = {}
        self._steps: dict[str, list[Step]] = {}
        self._spoken_of: set[str] | None = None

    def steps(self, check: Check) -> list[Step]:
        """The check's steps, worked out once."""
        if check.id not in self._steps:
            self._steps[check.id] = steps_of(check, self.run.program.texts)
        return self._steps[check.id]

    def open_checks(self) -> list[Check]:
        """The checks that are open and not done, nearest deadline first."""
        now = self.run.history
        checks = self.run.program.checks
        waiting = [
            checks[name]
            for name in checks
            if name in now.opened_checks
            and checks[name].steps
            and now.check_states.get(name) not in OVER
            and self.can_begin(self.steps(checks[name]))
        ]
        end = self.run.program.length_ms
        return sorted(waiting, key=lambda c: self.run.deadline_ms(c.id) or end)

    def can_begin(self, steps: list[Step]) -> bool:
        """A conversation must have begun by ringing; what is asked for must be there."""
        now = self.run.history
        for step in steps:
            if step.kind in ("answer", "say"):
                call = now.calls.get(step.data["dialogue"])
                if call is None or call.state == "missed":
                    return False
            if step.kind == "read" and now.record.get(step.data["entry"]) is None:
                return False
        return True

    def is_past(self, step: Step) -> bool:
        """Whether a step has been done, or no longer can be."""
        return is_done(step, self.run.history) or is_over(step, self.run.history)

    def do(self, steps: list[Step]) -> bool:
        """Take the steps; False where none was left to take."""
        if all(step.kind in ON_THE_WAY or self.is_past(step) for step in steps):
            return False
        for step in steps:
            if not self.run.history.finished and not self.is_past(step):
                self.take(step)
        return True

    def take(self, step: Step) -> str:
        """Take one step in the time it takes; answers the id of the entry it made, if any.

        Raises ``Problem("bot.refused")`` where the record does not take it.
        """
        self.run.advance(self.run.now_ms + self.pace.of(step))
        if self.run.history.finished or is_over(step, self.run.history):
            return ""  # the shift ended, or the phone stopped ringing under the hand
        data = dict(taken(step, self.run.history).data)
        if data.get("entry") in self.aliases:
            data["entry"] = self.aliases[data["entry"]]
        try:
            events = self.run.act(step.kind, data, self.run.now_ms)
        except Problem as problem:
            raise Problem("bot.refused", step=step.kind, because=problem.code, **data) from problem
        made = next((e.data["entry"] for e in events if e.kind == "create" and e.by == "me"), "")
        if step.alias:
            self.aliases[step.alias] = made
        return made

    def greet(self) -> bool:
        """Answer a ringing phone that no check speaks of, politely and without a word more."""
        for call in self.run.history.calls.values():
            if call.dialogue in self._dialogues():
                continue
            if call.state == "ringing":
                self.take(Step("answer", {"dialogue": call.dialogue}))
                return True
            if call.state == "talking":
                node = self.run.program.dialogues[call.dialogue].nodes[call.node]
                choice = next(iter(node["choices"]))
                self.take(Step("say", {"dialogue": call.dialogue, "choice": choice}))
                return True
        return False

    def _dialogues(self) -> set[str]:
        """Conversations that some check speaks of."""
        if self._spoken_of is None:
            self._spoken_of = {
                step.data["dialogue"]
                for check in self.run.program.checks.values()
                for step in steps_of(check, self.run.program.texts)
                if step.kind == "say"
            }
        return self._spoken_of

    def wait(self, until_ms: int | None = None) -> None:
        """Let time pass until something has happened, or to a time, or to the end."""
        end = self.run.program.length_ms if until_ms is None else until_ms
        while not self.run.history.finished:
            following = self.run.next_ms(unseen=True)
            to = end if following is None else min(following, end)
            if self.run.advance(to) or to >= end:
                return
