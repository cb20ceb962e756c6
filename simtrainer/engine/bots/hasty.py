"""The hasty one: reads and measures nothing, says the first thing, fills in only what the form
demands, and has nobody sign."""

from simtrainer.base.ports import Dice
from simtrainer.base.problem import Problem
from simtrainer.engine.bots.hands import ON_THE_WAY, Hands, Pace
from simtrainer.engine.bots.lazy import chat
from simtrainer.engine.program import Check
from simtrainer.engine.run import Run
from simtrainer.engine.steps import Step, taken
from simtrainer.record.fields import is_required

PACE = Pace(step_ms=3_000, writing_ms=8_000)
_SKIPPED = frozenset({"read", "observe", "answer", "say"})


def hasty(run: Run, dice: Dice) -> None:
    """Play to the end."""
    hands, tried = Hands(run, PACE), set[str]()
    while not run.history.finished:
        waiting = [check for check in hands.open_checks() if check.id not in tried]
        if waiting:
            tried.add(waiting[0].id)
            _rush(hands, waiting[0])
        elif not chat(run):
            hands.wait()


def _rush(hands: Hands, check: Check) -> None:
    for step in hands.steps(check):
        if step.kind in _SKIPPED or (step.kind not in ON_THE_WAY and hands.is_past(step)):
            continue
        try:
            hands.take(_bare(step, hands.run))
        except Problem:
            return  # what the record refuses is not tried again


def _bare(step: Step, run: Run) -> Step:
    """An entry with the fields that are demanded, and no second signature."""
    kind = run.program.pack.types.get(str(step.data.get("type")))
    if step.kind != "create" or kind is None:
        return step
    fields = taken(step, run.history).data["fields"]
    kept = {n: v for n, v in fields.items() if n in kind.fields and v is not None}
    kept = {n: v for n, v in kept.items() if is_required(kind.fields[n], kept) or n == "planned"}
    data = {key: value for key, value in step.data.items() if key != "cosigner"}
    return Step("create", {**data, "fields": kept}, step.alias)
