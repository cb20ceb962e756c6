"""Replay: the inputs of a log, played again, give the same log byte for byte."""

from collections.abc import Iterable, Sequence

from simtrainer.base.problem import Problem
from simtrainer.engine.event import Event, decode
from simtrainer.engine.program import Program
from simtrainer.engine.run import Run
from simtrainer.engine.variant import AS_WRITTEN

_PINNED = ("program", "variant")
"""What a start is given by the program it is played on."""


def replay(program: Program, events: Iterable[Event]) -> Run:
    """Play the inputs of these events on a fresh run, up to the time of the last event, in the
    variant that the first of them is pinned to.

    Raises ``Problem("run.differs")`` at an input that the run does not take.
    """
    played = list(events)
    run = Run(program.varied(_variant(played)))
    last = 0
    for event in played:
        last = event.t
        if event.by == "me":
            _take(run, event)
    run.advance(last)
    return run


def _variant(events: Sequence[Event]) -> int:
    found = events[0].data.get("variant") if events else None
    return found if type(found) is int else AS_WRITTEN


def _take(run: Run, event: Event) -> None:
    if event.kind == "start" and not run.log:
        run.start({k: v for k, v in event.data.items() if k not in _PINNED})
        return
    try:
        run.act(event.kind, event.data, event.t)
    except Problem as refused:
        raise Problem("run.differs", first=event.n) from refused


def first_difference(stored: Sequence[bytes], run: Run) -> int | None:
    """Number of the first event that differs from the stored bytes, None where all agree."""
    for number, (old, new) in enumerate(zip(stored, run.log, strict=False)):
        if old != new.encode():
            return number
    return None if len(stored) == len(run.log) else min(len(stored), len(run.log))


def resume(program: Program, stored: Sequence[bytes]) -> Run:
    """The run as it stood after the stored events. Where they end in the middle of what an input
    led to, the rest of it is drawn again: the log is then longer than what was stored.

    Raises ``Problem("run.differs")`` where the replay does not give the same bytes.
    """
    run = replay(program, (decode(line) for line in stored))
    different = first_difference(stored, run)
    if different is not None and different < len(stored):
        raise Problem("run.differs", first=different)
    return run
