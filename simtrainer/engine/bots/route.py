"""A legitimate route: all that the expert does, in another order and other ways.

Open work in any order that keeps its deadlines, patients opened from the list, by search or from a
message, texts begun as drafts, slips that cost nothing taken back at once, own patients' records
read on the way, other ways that the author wrote as being as right, and work done before its task
comes where nothing but the clock holds it back. The dice settle which.
"""

from collections.abc import Mapping
from typing import Any

from simtrainer.base.ports import Dice
from simtrainer.engine.bots.hands import Hands, Pace
from simtrainer.engine.bots.slips import can_take_back, free_types, slip
from simtrainer.engine.program import EVERY_WAY, Check
from simtrainer.engine.run import Run
from simtrainer.engine.steps import Step, steps_from, taken

SLACK_MS = 90_000
"""Spare time that must be left before every deadline for anything but the nearest one."""
_TALK = ("answer", "say")


def route(run: Run, dice: Dice) -> None:
    """Play to the end."""
    _Route(run, dice).play()


class _Route(Hands):
    """Hands that go their own way."""

    def __init__(self, run: Run, dice: Dice) -> None:
        super().__init__(run, Pace(4_000 + dice.below(5_000), 12_000 + dice.below(12_000)))
        self._dice = dice
        self._early = dice.below(3) == 0
        self._free = free_types(run.program)

    def steps(self, check: Check) -> list[Step]:
        """One of the ways that are right, the same all through the run."""
        if check.id not in self._steps and check.other_ways and self._dice.below(2):
            other = check.other_ways[self._dice.below(len(check.other_ways))]
            self._steps[check.id] = steps_from(other, self.run.program.texts)
        return super().steps(check)

    def play(self) -> None:
        """Until the shift is over."""
        while not self.run.history.finished:
            if not (self._work() or self.greet() or self._ahead()):
                self.wait()

    def _work(self) -> bool:
        waiting = self.open_checks()
        if not self._tight(waiting):
            self._shuffle(waiting)
        return any(self.do(self.steps(check)) for check in waiting)

    def _shuffle(self, checks: list[Check]) -> None:
        for last in range(len(checks) - 1, 0, -1):
            other = self._dice.below(last + 1)
            checks[last], checks[other] = checks[other], checks[last]

    def _tight(self, waiting: list[Check]) -> bool:
        """Whether some deadline needs the work to be done in the order of the deadlines."""
        at = self.run.now_ms + SLACK_MS
        for check in waiting:
            left = [step for step in self.steps(check) if not self.is_past(step)]
            at += 2 * sum(self.pace.of(step) for step in left)
            due = self._due_ms(check, left)
            if due is not None and at > due:
                return True
        return False

    def _due_ms(self, check: Check, left: list[Step]) -> int | None:
        """The deadline of the check, or of the caller who waits for it."""
        times = [self.run.deadline_ms(check.id)]
        for step in left:
            call = self.run.history.calls.get(step.data.get("dialogue", ""))
            if step.kind in _TALK and call is not None:
                patience = self.run.program.dialogues[call.dialogue].missed_ms
                times.append(call.since_ms + patience if patience else None)
        return min((time for time in times if time is not None), default=None)

    # Before its time -------------------------------------------------------------------------

    def _ahead(self) -> bool:
        """Do something whose task has not come, where only the clock holds it back."""
        if not self._early or self._dice.below(3):
            return False
        coming = [
            check
            for check in self.run.program.checks.values()
            if check.id not in self.run.history.opened_checks and self._is_free(check)
        ]
        self._shuffle(coming)
        return any(self.do(self.steps(check)) for check in coming[:1])

    def _is_free(self, check: Check) -> bool:
        steps = self.steps(check)
        if not steps or check.opens_beat or check.way != EVERY_WAY or not self.can_begin(steps):
            return False
        return not any(step.kind in _TALK or self._has_clock(step) for step in steps)

    def _has_clock(self, step: Step) -> bool:
        """What has a time of its own, such as a dose, is not done before it."""
        kind = self.run.program.pack.types.get(str(step.data.get("type")))
        fields: Mapping[str, Any] = step.data.get("fields", {})
        return kind is not None and any(
            item.kind == "time" and fields.get(name) for name, item in kind.fields.items()
        )

    # Other ways ------------------------------------------------------------------------------

    def take(self, step: Step) -> str:
        """Take a step in one of its ways, and perhaps look at something else first."""
        if step.kind not in _TALK and not self._tight(self.open_checks()):
            if not self._dice.below(6):
                self._stroll()
            if step.kind == "open_patient":
                self._find(step)
            if step.kind == "create":
                return self._write(step)
        return super().take(step)

    def _stroll(self) -> None:
        """Read in the record of an own patient: harmless, and often wise."""
        own = [p.id for p in self.run.program.patients.values() if p.assigned]
        if not own:
            return
        patient = own[self._dice.below(len(own))]
        super().take(Step("open_patient", {"patient": patient}))
        modules = [m.id for m in self.run.program.pack.modules.values() if m.group == "patient"]
        if modules:
            module = modules[self._dice.below(len(modules))]
            super().take(Step("open_module", {"module": module}))

    def _find(self, step: Step) -> None:
        """By search, from the list, or from a message about the patient."""
        patient = self.run.program.patients[step.data["patient"]]
        way = self._dice.below(3)
        if way == 0:
            super().take(Step("search", {"text": patient.family}))
        elif way == 1:
            first = next(iter(self.run.program.pack.modules))
            super().take(Step("open_module", {"module": first}))
        else:
            about = self._message_about(patient.id)
            if about:
                super().take(Step("read", {"entry": about}))

    def _message_about(self, patient: str) -> str:
        for kind in self.run.program.pack.types.values():
            if kind.life.received != kind.life.start:
                for entry in self.run.history.record.entries(kind.id, patient):
                    return entry.id
        return ""

    def _write(self, step: Step) -> str:
        way, kind = self._dice.below(4), self.run.program.pack.types[step.data["type"]]
        if way == 0 and kind.life.draft and step.data.get("sign", True):
            return self._draft_first(step)
        if way == 1 and kind.id in self._free and can_take_back(kind):
            self._slip_first(step)
        return super().take(step)

    def _draft_first(self, step: Step) -> str:
        """Begin, write the rest, sign."""
        whole = dict(taken(step, self.run.history).data["fields"])
        begun = dict(list(whole.items())[: (len(whole) + 1) // 2])
        data = {**step.data, "fields": begun, "sign": False}
        made = super().take(Step("create", data, step.alias))
        super().take(Step("amend", {"entry": made, "fields": whole}))
        super().take(Step("sign", {"entry": made}))
        return made

    def _slip_first(self, step: Step) -> None:
        """Sign a slip, see it, mark it as wrong."""
        wrong = slip(taken(step, self.run.history), self.run.program)
        if wrong is None:
            return
        made = super().take(Step("create", wrong.data))
        if made:
            super().take(Step("invalidate", {"entry": made, "reason": "Skrevet feil"}))
