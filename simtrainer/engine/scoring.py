"""Scoring: from how a check ended to points per dimension.

Each rule is a pure function that gives a factor per dimension; the factors are multiplied.
``RULES`` is the extension point. Nothing here keeps totals: they are summed from verdicts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simtrainer.engine.program import DIMENSIONS, HELP_LEVELS, Check, Program

GOOD = frozenset({"met", "late", "corrected"})
"""States in which the thing was done."""
VOID = "void"
"""State of a check on a way that the script did not take: worth nothing, asks for nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check stands. ``state``: open, met, late, corrected, wrong, missed, violated, void."""

    state: str
    late: bool
    corrected: bool
    helped: tuple[str, ...]
    done: bool
    """What is required stands, in time or late; a mistake may stand beside it."""
    harmed: bool = False
    """The mistake did harm, or was not taken back in time."""


Rule = Callable[[Check, Outcome, Mapping[str, float], str], float]


def _done(check: Check, outcome: Outcome, prices: Mapping[str, float], dimension: str) -> float:
    """Nothing for what was left out or did harm; half for a mistake that stands beside the right
    thing."""
    if outcome.state in GOOD:
        return 1.0
    if outcome.harmed:
        return 0.0
    return 0.5 if outcome.state == "wrong" and outcome.done and not check.critical else 0.0


def _timely(check: Check, outcome: Outcome, prices: Mapping[str, float], dimension: str) -> float:
    if not outcome.late:
        return 1.0
    return 0.0 if dimension == "tid" else check.late_share


def _corrected(
    check: Check, outcome: Outcome, prices: Mapping[str, float], dimension: str
) -> float:
    return check.corrected_share if outcome.corrected else 1.0


def _help(check: Check, outcome: Outcome, prices: Mapping[str, float], dimension: str) -> float:
    return 1.0 - help_price(prices, outcome.helped)


RULES: Mapping[str, Rule] = {
    "done": _done,
    "timely": _timely,
    "corrected": _corrected,
    "help": _help,
}


def help_price(prices: Mapping[str, float], helped: Iterable[str]) -> float:
    """The share of a check's points that the help taken so far costs: the dearest step."""
    return max((prices.get(level, 0.0) for level in helped), default=0.0)


def next_help(helped: Iterable[str]) -> str:
    """The next step of the ladder, empty when all are taken."""
    taken = set(helped)
    return next((level for level in HELP_LEVELS if level not in taken), "")


def points_of(check: Check, outcome: Outcome, prices: Mapping[str, float]) -> dict[str, int]:
    """Points per dimension, rounded half up."""
    earned: dict[str, int] = {}
    for dimension, full in check.points.items():
        factor = 1.0
        for rule in RULES.values():
            factor *= rule(check, outcome, prices, dimension)
        earned[dimension] = int(full * factor + 0.5)
    return earned


def result(program: Program, verdicts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The whole result: points, maximum and shares by dimension and goal, critical misses.

    A missed critical check caps the result below the pass mark, whatever the points.
    """
    dimensions = {name: [0, 0] for name in DIMENSIONS}
    goals = {name: [0, 0] for name in program.goals}
    capped = []
    for check in program.checks.values():
        verdict = verdicts.get(check.id, {})
        if verdict.get("state") == VOID:
            continue
        earned = verdict.get("points", {})
        for dimension, full in check.points.items():
            dimensions[dimension][0] += earned.get(dimension, 0)
            dimensions[dimension][1] += full
        for goal in check.goals:
            goals[goal][0] += sum(earned.values())
            goals[goal][1] += check.total
        if check.critical and verdict.get("state") not in GOOD:
            capped.append(check.id)
    points = sum(pair[0] for pair in dimensions.values())
    share = points / program.max_points if program.max_points else 0.0
    stars = sum(share >= limit for limit in program.star_shares)
    if capped:
        below = sum(limit < program.pass_share for limit in program.star_shares)
        stars = min(stars, below)
    return {
        "points": points,
        "max_points": program.max_points,
        "share": round(share, 4),
        "passed": share >= program.pass_share and not capped,
        "capped": capped,
        "stars": stars,
        "dimensions": {k: {"points": v[0], "max": v[1]} for k, v in dimensions.items() if v[1]},
        "goals": {k: {"points": v[0], "max": v[1]} for k, v in goals.items() if v[1]},
    }
