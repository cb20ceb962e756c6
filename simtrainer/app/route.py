"""The way through the exercises: what a person must take and by when, what is done, and what is
best taken next and why.

The municipality's plan may say what is mandatory, until when, and for which role; else the
scenario itself says whether it is. ``WHY`` is the extension point: reasons, the first that holds is
told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from simtrainer.app.modes import rules, scored, shown
from simtrainer.app.ports import RunInfo, ScenarioInfo

RING_GOAL = 0.8
"""The share of a competence goal that counts as reached."""
SOON_DAYS = 7
"""A deadline nearer than this is told of."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of the plan. ``role`` and ``unit`` are empty for everybody, ``deadline`` is a day as
    in 2026-05-31, empty for none."""

    scenario: str
    mandatory: bool
    deadline: str = ""
    role: str = ""
    unit: str = ""


class Plan(Protocol):
    """What the municipality wants taken."""

    def demands(self) -> Sequence[Demand]:
        """All lines. Raises ``Problem`` with file and line for a broken plan."""


class _NoPlan:
    def demands(self) -> Sequence[Demand]:
        return ()


NO_PLAN: Plan = _NoPlan()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A group session: local day and times, as in 2026-05-14, 13:00 and 15:00."""

    day: str
    start: str
    end: str
    room: str


class Meetings(Protocol):
    """Who is expected when."""

    def of(self, person: str) -> Sequence[Meeting]:
        """A person's sessions, the earliest first. Raises ``Problem`` for a broken file."""


class _NoMeetings:
    def of(self, person: str) -> Sequence[Meeting]:
        return ()


NO_MEETINGS: Meetings = _NoMeetings()


def next_meeting(meetings: Iterable[Meeting], day: str, clock: str) -> Meeting | None:
    """The first that is not over."""
    coming = (m for m in meetings if (m.day, m.end) > (day, clock))
    return min(coming, key=lambda m: (m.day, m.start), default=None)


@dataclass(frozen=True, slots=True)
class Leg:
    """One exercise on a person's way."""

    info: ScenarioInfo
    mandatory: bool
    deadline: str
    last: float | None
    """Share of the latest scored run, None for never."""
    best: float | None
    passed: bool
    practised: bool
    """Done in practice, which nobody else sees."""
    tested: bool
    """A test came last and was not passed, which nobody else sees either."""
    shown: bool
    """By a test alone: the exercise itself has not been played to a result."""
    weakest: tuple[str, float] | None
    """The goal of it that is furthest from reached, of those that have been measured."""

    @property
    def open(self) -> bool:
        """There is something to gain by it."""
        return not self.passed or self.weakest is not None


def levels(runs: Iterable[RunInfo]) -> dict[str, float]:
    """Goal to share, by the latest scored run that measured it."""
    found: dict[str, float] = {}
    for run in sorted(scored(runs), key=lambda r: r.finished_at):
        pairs: Mapping[str, Any] = (run.head or {}).get("goals") or {}
        found.update({g: pair["points"] / pair["max"] for g, pair in pairs.items() if pair["max"]})
    return found


def route(
    scenarios: Iterable[ScenarioInfo],
    runs: Sequence[RunInfo],
    demands: Sequence[Demand],
    role: str,
    unit: str = "",
) -> list[Leg]:
    """Every exercise, what is best taken next first."""
    finished = [run for run in runs if run.state == "finished"]
    reached = levels(finished)
    mine = [demand for demand in demands if _concerns(demand, role, unit)]
    legs = [_leg(info, finished, _wanted(info, mine), reached) for info in scenarios]
    return sorted(legs, key=_turn)


def _concerns(demand: Demand, role: str, unit: str) -> bool:
    return demand.role.casefold() in ("", role.casefold()) and demand.unit in ("", unit)


def _wanted(info: ScenarioInfo, demands: Sequence[Demand]) -> Demand:
    """The plan's line for the person's role in their unit, else for the role, else for the unit,
    else for everybody, else what the scenario says."""
    mine = [d for d in demands if d.scenario == info.id]
    mine.sort(key=lambda d: (not d.role, not d.unit))
    return next(iter(mine), Demand(info.id, info.mandatory))


def _leg(
    info: ScenarioInfo, finished: list[RunInfo], demand: Demand, reached: Mapping[str, float]
) -> Leg:
    own = [run for run in finished if run.scenario == info.id]
    results = sorted(scored(own), key=lambda run: run.finished_at)
    shares = [float((run.head or {}).get("share", 0.0)) for run in results]
    weak = [(goal, reached[goal]) for goal in info.goals if reached.get(goal, 1.0) < RING_GOAL]
    return Leg(
        info=info,
        mandatory=demand.mandatory,
        deadline=demand.deadline,
        last=shares[-1] if shares else None,
        best=max(shares, default=None),
        passed=any((run.head or {}).get("passed") for run in results),
        practised=any(run.mode in ("prov", "ov") for run in own),
        tested=bool(own) and rules(max(own, key=lambda run: run.finished_at).mode).test,
        shown=bool(results) and all(shown(run) for run in results),
        weakest=min(weak, key=lambda pair: pair[1], default=None),
    )


def _turn(leg: Leg) -> tuple[bool, bool, bool, str, float]:
    """What is not passed before what is, mandatory before voluntary, the nearest deadline first,
    then where the person is weakest; else the catalog's order."""
    weak = leg.weakest[1] if leg.weakest is not None else 1.0
    return (not leg.open, leg.passed, not leg.mandatory, leg.deadline or "9999", weak)


def days_left(leg: Leg, today: str) -> int | None:
    """Days until the deadline, None where there is none, or the exercise is passed."""
    if not leg.deadline or leg.passed:
        return None
    return (date.fromisoformat(leg.deadline) - date.fromisoformat(today)).days


WHY: Mapping[str, Callable[[Leg, int | None], bool]] = {
    "overdue": lambda leg, left: left is not None and left < 0,
    "today": lambda leg, left: left == 0,
    "soon": lambda leg, left: left is not None and left <= SOON_DAYS,
    "tried": lambda leg, left: leg.last is not None and not leg.passed,
    "weak": lambda leg, left: leg.weakest is not None,
    "shown": lambda leg, left: leg.shown,
    "passed": lambda leg, left: leg.passed,
    "tested": lambda leg, left: leg.tested,
    "practised": lambda leg, left: leg.practised,
    "must": lambda leg, left: leg.mandatory,
    "new": lambda leg, left: True,
}
"""Reason to when it holds; drawn as ``app.card.why.<reason>``."""


def why(leg: Leg, today: str) -> str:
    """The first reason that holds."""
    left = days_left(leg, today)
    return next(name for name, holds in WHY.items() if holds(leg, left))
