"""Piecewise-linear courses: points of (milliseconds, value), flat before the first and after the
last. Values that are no numbers hold until the next point."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import Any

Points = Sequence[tuple[int, Any]]


def at(points: Points, t_ms: int) -> Any:
    """The exact value at a time."""
    if t_ms < points[0][0]:
        return points[0][1]
    before = points[0]
    for point in points:
        if point[0] > t_ms:
            return _between(before, point, t_ms)
        before = point
    return before[1]


def _between(before: tuple[int, Any], after: tuple[int, Any], t_ms: int) -> Any:
    (t0, v0), (t1, v1) = before, after
    if not isinstance(v0, int | float) or not isinstance(v1, int | float):
        return v0
    return v0 + (v1 - v0) * (t_ms - t0) / (t1 - t0)


def shown(points: Points, t_ms: int) -> Any:
    """The value as an instrument shows it: whole where the course is given in whole numbers, else
    with one decimal."""
    found = at(points, t_ms)
    if not isinstance(found, float):
        return found
    return round(found) if is_whole(points) else round(found, 1)


def is_whole(points: Points) -> bool:
    """Whether the course is given in whole numbers."""
    return all(isinstance(value, int) for _, value in points)


def crossings(points: Points, levels: Sequence[float], after_ms: int) -> Iterator[int]:
    """Times after ``after_ms``, in order, around which the course may pass one of the levels."""
    for before, point in pairwise(points):
        if point[0] <= after_ms:
            continue
        times = {point[0], *_passes(before, point, levels)}
        yield from (time for time in sorted(times) if time > after_ms)


def _passes(before: tuple[int, Any], after: tuple[int, Any], levels: Sequence[float]) -> list[int]:
    (t0, v0), (t1, v1) = before, after
    if not isinstance(v0, int | float) or not isinstance(v1, int | float) or v0 == v1:
        return []
    found = []
    for level in levels:
        share = (level - v0) / (v1 - v0)
        if 0 <= share <= 1:
            exact = t0 + share * (t1 - t0)
            found += [floor(exact), ceil(exact), floor(exact) + 1]
    return [time for time in found if t0 < time <= t1]


def _here(old: Points, new: Points, t_ms: int) -> Any:
    """Where the state is; a course in whole numbers goes on from a whole number."""
    return shown(old, t_ms) if is_whole(new) else at(old, t_ms)


def bent(
    old: Mapping[str, Points], course: Mapping[str, Points], t_ms: int
) -> dict[str, tuple[tuple[int, Any], ...]]:
    """The courses after a switch: each goes on from where it is to the points of the new course,
    whose times count from the switch. What the new course does not speak of goes on as before."""
    made = {name: tuple(points) for name, points in old.items()}
    for name, points in course.items():
        absolute = tuple((t_ms + t, value) for t, value in points)
        if name in old and points[0][0] > 0:
            absolute = ((t_ms, _here(old[name], points, t_ms)), *absolute)
        made[name] = absolute
    return made
