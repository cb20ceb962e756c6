"""The ways of playing one scenario, and what each of them means for the person: the four steps of
the ladder, a short test, and the record alone to try things out in.

A run carries its mode from its first event on; who is lit, who is scored and what leaves the PC
is read from ``MODES`` and nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simtrainer.app.ports import Mode, RunInfo
from simtrainer.base.problem import Problem


@dataclass(frozen=True, slots=True)
class Rules:
    """What a mode does and does not."""

    scored: bool
    """Points and stars are shown; help has a price; the result counts on home."""
    reported: bool
    """What leaves this PC: the result, and words to the superuser at the hub."""
    shows: bool
    """The autopilot plays, the person watches."""
    lit: bool
    """The next place to press is lit all the time."""
    feedback: bool
    """How a task went is told at once."""
    breaks: bool
    """A break is offered between chapters."""
    help: bool = True
    """The help ladder is there."""
    test: bool = False
    """A short test: it ends when all is shown, and it counts and leaves this PC only when it is
    passed."""
    free: bool = False
    """Nothing is asked: the record alone."""


MODES: Mapping[Mode, Rules] = {
    "vis": Rules(scored=False, reported=False, shows=True, lit=False, feedback=False, breaks=False),
    "prov": Rules(scored=False, reported=False, shows=False, lit=True, feedback=True, breaks=True),
    "ov": Rules(scored=False, reported=False, shows=False, lit=False, feedback=True, breaks=True),
    "spill": Rules(scored=True, reported=True, shows=False, lit=False, feedback=False, breaks=True),
    "kan": Rules(scored=True, reported=False, shows=False, lit=False, feedback=False, breaks=False,
                 help=False, test=True),
    "fri": Rules(scored=False, reported=False, shows=False, lit=False, feedback=False, breaks=False,
                 help=False, free=True),
}  # fmt: skip
LADDER: tuple[Mode, ...] = ("vis", "prov", "ov", "spill")
"""Watch, try, practise, play."""


def rules(mode: str) -> Rules:
    """What a mode means. Raises ``Problem("mode.unknown")``."""
    found = next((rule for name, rule in MODES.items() if name == mode), None)
    if found is None:
        raise Problem("mode.unknown", mode=mode)
    return found


def scored(runs: Iterable[RunInfo]) -> list[RunInfo]:
    """The runs that count: those of a scored mode, and the tests that were passed."""
    return [
        run for run in runs if rules(run.mode).scored and (not rules(run.mode).test or shown(run))
    ]


def shown(run: RunInfo) -> bool:
    """Whether it was a test, and passed."""
    return rules(run.mode).test and bool((run.head or {}).get("passed"))


def sends(mode: str, passed: bool) -> bool:
    """Whether the result leaves this PC: a test that was not passed is nobody's business."""
    return rules(mode).reported or (rules(mode).test and passed)


def last_before(runs: Iterable[RunInfo], info: RunInfo, until: str) -> RunInfo | None:
    """The person's latest scored run of the same scenario that was finished before."""
    before = [
        run
        for run in scored(runs)
        if (run.scenario, run.mode, run.state) == (info.scenario, info.mode, "finished")
        and run.run != info.run
        and run.finished_at < (until or "~")
    ]
    return max(before, key=lambda run: run.finished_at, default=None)


def next_mode(runs: Iterable[RunInfo], scenario: str) -> Mode:
    """The first step of the ladder that this person has not finished for a scenario; the last
    once all are."""
    done = {run.mode for run in runs if run.scenario == scenario and run.state == "finished"}
    return next((mode for mode in LADDER if mode not in done), "spill")
