"""The expert: does each check's steps as soon as its task is there, in the order they came."""

from simtrainer.base.ports import Dice
from simtrainer.base.problem import Problem
from simtrainer.engine.program import Check
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import GOOD
from simtrainer.engine.steps import Step, is_done, is_over, steps_of

STEP_MS = 8_000
"""An expert's time for one record verb."""
WRITING_MS = 20_000
"""Extra for an entry with several fields."""
_ON_THE_WAY = ("open_patient", "open_module")
"""Steps that only lead to others."""


def expert(run: Run, dice: Dice) -> None:
    """Play to the end."""
    while not run.history.finished:
        if not any(do_check(run, check) for check in open_checks(run)) and not _greet(run):
            wait(run)


def next_check(run: Run) -> Check | None:
    """The open check with the nearest deadline that is not done yet."""
    return next(iter(open_checks(run)), None)


def open_checks(run: Run) -> list[Check]:
    """The checks that are open and not done, nearest deadline first."""
    now = run.history
    waiting = [
        check
        for name, check in run.program.checks.items()
        if name in now.opened_checks
        and check.steps
        and now.check_states.get(name) not in (*GOOD, "missed")
        and _can_begin(run, check)
    ]
    end = run.program.length_ms
    return sorted(waiting, key=lambda c: run.deadline_ms(c.id) or end)


def _can_begin(run: Run, check: Check) -> bool:
    """A conversation must have begun by ringing; what is asked for must be there."""
    now = run.history
    for step in steps_of(check, run.program.texts):
        if step.kind in ("answer", "say"):
            call = now.calls.get(step.data["dialogue"])
            if call is None or call.state == "missed":
                return False
        if step.kind == "read" and now.record.get(step.data["entry"]) is None:
            return False
    return True


def do_check(run: Run, check: Check) -> bool:
    """Take the check's steps; False where none was left to take."""
    aliases: dict[str, str] = {}
    steps = steps_of(check, run.program.texts)
    if all(step.kind in _ON_THE_WAY or _is_past(step, run) for step in steps):
        return False
    for step in steps:
        if not run.history.finished and not _is_past(step, run):
            _take(run, step, aliases)
    return True


def _is_past(step: Step, run: Run) -> bool:
    return is_done(step, run.history) or is_over(step, run.history)


def _take(run: Run, step: Step, aliases: dict[str, str]) -> None:
    spent = STEP_MS + (WRITING_MS if step.kind == "create" else 0)
    data = dict(step.data)
    if data.get("entry") in aliases:
        data["entry"] = aliases[data["entry"]]
    run.advance(run.now_ms + spent)
    if run.history.finished:
        return
    try:
        events = run.act(step.kind, data, run.now_ms)
    except Problem as problem:
        raise Problem("bot.refused", step=step.kind, because=problem.code, **data) from problem
    if step.alias:
        aliases[step.alias] = next(e.data["entry"] for e in events if e.kind == "create")


def _greet(run: Run) -> bool:
    """Answer a ringing phone that no open check speaks of, politely and without a word more."""
    for call in run.history.calls.values():
        if call.state == "ringing" and not _has_check(run, call.dialogue):
            run.act("answer", {"dialogue": call.dialogue}, run.now_ms + STEP_MS)
            return True
        if call.state == "talking" and not _has_check(run, call.dialogue):
            node = run.program.dialogues[call.dialogue].nodes[call.node]
            data = {"dialogue": call.dialogue, "choice": next(iter(node["choices"]))}
            run.act("say", data, run.now_ms + STEP_MS)
            return True
    return False


def _has_check(run: Run, dialogue: str) -> bool:
    return any(
        step.kind == "say" and step.data["dialogue"] == dialogue
        for check in run.program.checks.values()
        for step in steps_of(check, run.program.texts)
    )


def wait(run: Run) -> None:
    """Let time pass to the next thing that happens, or to the end."""
    following = run.next_ms()
    run.advance(run.program.length_ms if following is None else following)
