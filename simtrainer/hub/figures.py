"""What leaders may see, counted from results. Pure: rows in, figures out.

Three rules hold however views are combined, over units, exercises and days:

* Completion is shown per person; it says nothing about how it went.
* Results of runs for development (``utvikling``) are shown for groups only. The people of one
  unit and one exercise are taken in the order they first finished, in whole groups of
  ``minimum_group``; the last few wait until their group is full. All figures are sums of such
  whole groups, so no two of them differ by fewer people than that.
* Results of runs declared as documentation (``dokumentasjon``) beforehand may be shown per person.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from simtrainer.hub.shapes.roster import Member

T = TypeVar("T")
DOCUMENTATION = "dokumentasjon"
BINS = 10


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was started or finished. ``order`` grows with the moment of storing."""

    order: int
    run: str
    person: str
    unit: str
    scenario: str
    title: str
    purpose: str
    at: str
    finished: bool
    scaled: float | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One judged check of a run."""

    run: str
    scenario: str
    key: str
    title: str
    passed: bool
    scaled: float | None
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One unit. ``mean`` is a share of full score, none where it is hidden."""

    key: str
    name: str
    members: int
    completed: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class CheckFigure:
    """How one check goes. ``discrimination`` correlates it with the rest of the run, -1 to 1;
    none for few attempts or where all did alike."""

    key: str
    scenario: str
    title: str
    attempts: int
    passed: int
    discrimination: float | None

    @property
    def share(self) -> float:
        """Share of attempts that were solved."""
        return self.passed / self.attempts


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A person to ask how it goes, and the reason."""

    person: str
    name: str
    unit: str
    reason: str
    n: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """One leader's view."""

    units: tuple[UnitFigure, ...]
    goals: tuple[str, ...]
    heat: dict[tuple[str, str], float]
    """Unit and goal to mean share; hidden pairs are missing."""
    bins: tuple[int, ...]
    runs_shown: int
    checks: tuple[CheckFigure, ...]
    follow_up: tuple[FollowUp, ...]
    scores: dict[str, float]
    """Latest score per person, of runs declared as documentation only."""

    @property
    def members(self) -> int:
        """People in view."""
        return sum(unit.members for unit in self.units)

    @property
    def completed(self) -> int:
        """People in view who are done."""
        return sum(unit.completed for unit in self.units)


def figures(
    members: Sequence[Member],
    names: dict[str, str],
    runs: Iterable[Run],
    checks: Iterable[Check],
    group: int,
) -> Figures:
    """Figures for these members and units (``names``: key to name) from all their runs."""
    ordered = sorted((run for run in runs if run.unit in names), key=lambda run: run.order)
    shown = publishable(ordered, group)
    told = _with_checks(shown, checks)
    goals = sorted({goal for _, own in told for check in own for goal in check.goals})
    return Figures(
        units=_units(members, names, ordered, shown),
        goals=tuple(goals),
        heat=_heat(told, group),
        bins=histogram_of(shown),
        runs_shown=len(shown),
        checks=_checks(told, group),
        follow_up=_follow_up(members, ordered),
        scores={
            r.person: r.scaled
            for r in ordered
            if r.finished and r.purpose == DOCUMENTATION and r.scaled is not None
        },
    )


def publishable(ordered: Iterable[Run], group: int) -> list[Run]:
    """The runs that group figures may be made of: each person's first finished one per exercise
    and purpose, in whole groups."""
    cells: dict[Hashable, dict[str, Run]] = defaultdict(dict)
    for run in ordered:
        if run.finished and run.scaled is not None:
            cells[run.unit, run.scenario, run.purpose].setdefault(run.person, run)
    shown = []
    for first in cells.values():
        runs = list(first.values())
        shown += runs if runs[0].purpose == DOCUMENTATION else _whole(runs, group)
    return shown


def _whole(items: list[T], group: int) -> list[T]:
    return items[: len(items) // group * group]


def _with_checks(shown: Iterable[Run], checks: Iterable[Check]) -> list[tuple[Run, list[Check]]]:
    by_run: dict[str, list[Check]] = defaultdict(list)
    for check in checks:
        by_run[check.run].append(check)
    return [(run, by_run[run.run]) for run in shown]


def _units(
    members: Sequence[Member], names: dict[str, str], ordered: list[Run], shown: list[Run]
) -> tuple[UnitFigure, ...]:
    done = {run.person for run in ordered if run.finished}
    scores: dict[str, list[float]] = defaultdict(list)
    for run in shown:
        scores[run.unit].append(run.scaled or 0.0)
    rows = []
    for key, name in names.items():
        codes = {m.code for m in members if m.unit == key}
        mean = _mean(scores[key]) if scores[key] else None
        rows.append(UnitFigure(key, name, len(codes), len(codes & done), mean))
    return tuple(sorted(rows, key=lambda u: (-_share(u), u.name)))


def _share(unit: UnitFigure) -> float:
    return unit.completed / unit.members if unit.members else 0.0


def _heat(told: list[tuple[Run, list[Check]]], group: int) -> dict[tuple[str, str], float]:
    """Mean share per unit and goal, of whole groups of people who met the goal."""
    met: dict[tuple[str, str, str, str], list[tuple[Run, float]]] = defaultdict(list)
    for run, own in told:
        by_goal: dict[str, list[float]] = defaultdict(list)
        for check in own:
            for goal in check.goals:
                by_goal[goal].append(_points(check))
        for goal, values in by_goal.items():
            met[run.unit, goal, run.scenario, run.purpose].append((run, _mean(values)))
    sums: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (unit, goal, _, purpose), items in met.items():
        kept = items if purpose == DOCUMENTATION else _whole(items, group)
        sums[unit, goal] += [value for _, value in kept]
    return {key: _mean(values) for key, values in sums.items() if values}


def _points(check: Check) -> float:
    return check.scaled if check.scaled is not None else float(check.passed)


def histogram_of(shown: list[Run]) -> tuple[int, ...]:
    """How many runs in each tenth of full score; below zero counts as the first."""
    counts = Counter(_bin(run.scaled or 0.0) for run in shown)
    return tuple(counts[number] for number in range(BINS))


def _bin(scaled: float) -> int:
    return min(BINS - 1, max(0, math.floor(scaled * BINS + 1e-9)))


def _checks(told: list[tuple[Run, list[Check]]], group: int) -> tuple[CheckFigure, ...]:
    cells: dict[tuple[str, str, str, str], list[tuple[Check, float]]] = defaultdict(list)
    for run, own in told:
        total = sum(_points(check) for check in own)
        for check in own:
            rest = (total - _points(check)) / (len(own) - 1) if len(own) > 1 else 0.0
            cells[check.scenario, check.key, run.unit, run.purpose].append((check, rest))
    kept: dict[tuple[str, str], list[tuple[Check, float]]] = defaultdict(list)
    for (scenario, key, _, purpose), items in cells.items():
        kept[scenario, key] += items if purpose == DOCUMENTATION else _whole(items, group)
    rows = [_check(scenario, key, items) for (scenario, key), items in kept.items() if items]
    return tuple(sorted(rows, key=lambda row: (row.share, row.title)))


def _check(scenario: str, key: str, items: list[tuple[Check, float]]) -> CheckFigure:
    passed = [check.passed for check, _ in items]
    correlation = _correlation([float(p) for p in passed], [rest for _, rest in items])
    title = items[-1][0].title
    return CheckFigure(key, scenario, title, len(items), sum(passed), correlation)


_ENOUGH_FOR_CORRELATION = 20


def _correlation(xs: list[float], ys: list[float]) -> float | None:
    """Pearson's; with a yes or no on one side it is the point-biserial discrimination index."""
    if len(xs) < _ENOUGH_FOR_CORRELATION:
        return None
    mx, my = _mean(xs), _mean(ys)
    sx = math.sqrt(sum((x - mx) ** 2 for x in xs))
    sy = math.sqrt(sum((y - my) ** 2 for y in ys))
    if not sx or not sy:
        return None
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / (sx * sy)


def _follow_up(members: Sequence[Member], ordered: list[Run]) -> tuple[FollowUp, ...]:
    done = {run.person for run in ordered if run.finished}
    starts = Counter(run.person for run in ordered if not run.finished)
    rows = {}
    for m in members:
        if m.code in done:
            continue
        reason = "started" if starts[m.code] else "not_started"
        rows[m.code] = FollowUp(m.code, m.name, m.unit, reason, starts[m.code])
    return tuple(sorted(rows.values(), key=lambda row: (-row.n, row.name, row.person)))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
