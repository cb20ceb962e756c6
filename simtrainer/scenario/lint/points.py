"""Points that do not add up."""

from collections.abc import Iterator

from simtrainer.base.problem import Problem
from simtrainer.engine.program import HELP_LEVELS
from simtrainer.scenario.lint.subject import Subject


def points(subject: Subject) -> Iterator[Problem]:
    """Checks, goals and dimensions that are worth nothing; marks in the wrong order."""
    yield from _checks(subject)
    yield from _goals(subject)
    yield from _ways(subject)
    yield from _marks(subject)


def _ways(subject: Subject) -> Iterator[Problem]:
    """Whichever way a run takes, full points must be the same."""
    script, file = subject.s.script, subject.s.script_file
    for index, branch in enumerate(script.branches):
        worth = dict.fromkeys((way.id for way in branch.ways), 0)
        for check in script.checks:
            if check.way is not None and check.way.branch == branch.id:
                worth[check.way.way] = worth.get(check.way.way, 0) + sum(check.points.values())
        if len(set(worth.values())) > 1:
            told = ", ".join(f"{way} {points}" for way, points in worth.items())
            place = file.place("branches", index, "id")
            yield Problem("lint.ways_uneven", place=place, branch=branch.id, points=told)


def _checks(subject: Subject) -> Iterator[Problem]:
    file = subject.s.script_file
    for index, check in enumerate(subject.s.script.checks):
        if not sum(check.points.values()):
            place = file.place("checks", index, "points")
            yield Problem("lint.check_worthless", place=place, check=check.id)
            continue
        for name, worth in check.points.items():
            if not worth:
                place = file.place("checks", index, "points", name)
                yield Problem("lint.dimension_zero", place=place, dimension=name)
        if check.due is None and check.points.get("tid"):
            place = file.place("checks", index, "points", "tid")
            yield Problem("lint.time_without_due", place=place, check=check.id)


def _goals(subject: Subject) -> Iterator[Problem]:
    totals = dict.fromkeys(subject.s.scenario.goals, 0)
    used: set[str] = set()
    for check in subject.s.script.checks:
        for goal in check.goals:
            used.add(goal)
            totals[goal] = totals.get(goal, 0) + sum(check.points.values())
    for goal, total in totals.items():
        place = subject.s.scenario_file.place("goals", goal)
        if goal not in used:
            yield Problem("lint.goal_unused", place=place, goal=goal)
        elif not total:
            yield Problem("lint.goal_worthless", place=place, goal=goal)


def _marks(subject: Subject) -> Iterator[Problem]:
    head, file = subject.s.scenario, subject.s.scenario_file
    if not 0 < head.stars[0] < head.stars[1] < head.stars[2]:
        yield Problem("lint.stars_order", place=file.place("stars"))
    if not head.pass_share:
        yield Problem("lint.pass_share_zero", place=file.place("pass_share"))
    prices = [head.help_prices.get(level, 0.0) for level in HELP_LEVELS]  # type: ignore[call-overload]
    if prices != sorted(prices):
        yield Problem("lint.help_prices_order", place=file.place("help_prices"))
