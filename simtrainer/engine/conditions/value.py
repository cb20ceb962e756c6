"""A patient's true state: a parameter of a trajectory lies between bounds now."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Plain, Situation, Trigger
from simtrainer.engine.course import at, crossings

_INF = float("inf")


@dataclass(frozen=True, slots=True)
class ValueIs(Plain):
    """The parameter is within bounds (both included), or one of some values that are no number."""

    trajectory: str
    parameter: str
    low: float
    high: float
    values: tuple[str, ...] = ()

    def _fits(self, value: object) -> bool:
        if isinstance(value, int | float):
            return not self.values and self.low <= value <= self.high
        return value in self.values

    def holds(self, now: Situation) -> bool:
        """What is so, whether anybody has measured it or not."""
        course = now.course(self.trajectory, self.parameter)
        return bool(course) and self._fits(at(course, now.now_ms))

    def next_ms(self, now: Situation) -> int | None:
        """When the course goes into or out of the bounds."""
        course = now.course(self.trajectory, self.parameter)
        held = bool(course) and self._fits(at(course, now.now_ms))
        for time in crossings(course, (self.low, self.high), now.now_ms):
            if self._fits(at(course, time)) != held:
                return time
        return None

    def triggers(self) -> frozenset[Trigger]:
        """Another course."""
        return frozenset({("bend", self.trajectory)})

    @property
    def timed(self) -> bool:
        """Always: the course runs by itself."""
        return True

    @staticmethod
    def from_data(data: Any) -> "ValueIs":
        """From ``{trajectory, parameter}`` and ``between``, ``at_least``, ``at_most`` or ``is``."""
        low, high = data.get("between") or (
            data.get("at_least", -_INF),
            data.get("at_most", _INF),
        )
        wanted = data.get("is", ())
        values = tuple(wanted) if isinstance(wanted, list) else ((wanted,) if wanted else ())
        return ValueIs(data["trajectory"], data["parameter"], float(low), float(high), values)
