"""One measured figure and what it is held against."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``goal`` says which ratio or value is allowed."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    goal: str
    holds: bool


def ratio(name: str, value: float, unit: str, floor: float, most: float) -> Figure:
    """A figure that may be at most ``most`` times its floor."""
    found = value / floor if floor else float("inf")
    goal = f"≤ {most:g} × floor"
    return Figure(
        name, round(value, 4), unit, round(floor, 4), round(found, 3), goal, found <= most
    )


def at_least(name: str, value: float, unit: str, floor: float, least: float) -> Figure:
    """A figure where more is better: at least ``least`` of what the floor reaches."""
    found = value / floor if floor else float("inf")
    goal = f"≥ {least:g} × floor"
    return Figure(
        name, round(value, 4), unit, round(floor, 4), round(found, 3), goal, found >= least
    )


def told(name: str, value: float, unit: str, floor: float) -> Figure:
    """A figure without a goal, beside what it may be compared with."""
    found = value / floor if floor else 0.0
    return Figure(name, round(value, 4), unit, round(floor, 4), round(found, 3), "–", holds=True)


def below(name: str, value: float, unit: str, floor: float, most: float) -> Figure:
    """A figure that may be at most ``most`` in its own unit; the floor is told beside it."""
    found = value / floor if floor else 0.0
    goal = f"< {most:g} {unit}"
    return Figure(name, round(value, 4), unit, round(floor, 4), round(found, 3), goal, value < most)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def best(work: Callable[[], object], times: int) -> float:
    """Seconds of the quickest of several goes, without the collector in the way."""
    found = []
    gc.disable()
    try:
        for _ in range(times):
            begun = time.perf_counter()
            work()
            found.append(time.perf_counter() - begun)
    finally:
        gc.enable()
    return min(found)
