"""A moment of a run that is over, and the situation as it was then.

The log holds every consequence, so the situation is the fold of its first events: nothing is
judged or drawn again.
"""

from dataclasses import dataclass

from simtrainer.engine.history import History
from simtrainer.engine.program import Check
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import GOOD


@dataclass(frozen=True, slots=True)
class Instant:
    """After the event of this number, at this simulated time."""

    event: int
    t_ms: int


def instant_of(run: Run, check: Check) -> Instant | None:
    """When a check was settled: when it was done or went wrong; of what was left out, when it was
    due, or the end. None where there is nothing to see: what was to be avoided, and was."""
    now = run.history
    verdict = now.verdicts.get(check.id, {})
    state, because = now.check_states.get(check.id, "missed"), verdict.get("because", -1)
    if because >= 0 and state in {*GOOD, "wrong", "violated"}:
        return Instant(because, run.log[because].t)
    if check.require is None:
        return None
    due = run.deadline_ms(check.id)
    t_ms = run.now_ms if due is None else min(due, run.now_ms)
    before = (event.n for event in reversed(run.log) if event.t <= t_ms)
    return Instant(next(before, 0), t_ms)


def as_of(run: Run, instant: Instant) -> History:
    """The situation at that moment. The run itself is left as it is."""
    then = History(run.program)
    for event in run.log[: instant.event + 1]:
        then.fold(event)
    then.now_ms = instant.t_ms
    return then
