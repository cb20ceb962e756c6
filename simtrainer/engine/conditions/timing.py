"""Conditions about time: how long since, within a window of something else, and in what order.

They are built on the moments of other conditions. What passing time alone can change says when,
so that the run looks again at exactly that time and never in between.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import (
    MINUTE_MS,
    Condition,
    Moment,
    Plain,
    Situation,
    Trigger,
)
from simtrainer.engine.conditions.logic import soonest, union

Reader = Callable[[Any], Condition]
BOUNDS = frozenset({"at_least", "at_most", "first"})
WINDOW = frozenset({"that", "of", "from", "minutes", "between"})


def _ms(minutes: float | None) -> int | None:
    return None if minutes is None else round(minutes * MINUTE_MS)


@dataclass(frozen=True, slots=True)
class MinutesSince(Plain):
    """It is so long since something happened (for the last time, or with ``first`` the first)."""

    what: Condition
    at_least_ms: int | None
    at_most_ms: int | None
    first: bool

    def _since(self, now: Situation) -> int | None:
        found = self.what.moments(now)
        if not found:
            return None
        return found[0][0] if self.first else found[-1][0]

    def holds(self, now: Situation) -> bool:
        """False while it has not happened."""
        since = self._since(now)
        if since is None:
            return False
        passed = now.now_ms - since
        enough = self.at_least_ms is None or passed >= self.at_least_ms
        return enough and (self.at_most_ms is None or passed <= self.at_most_ms)

    def next_ms(self, now: Situation) -> int | None:
        """When a bound is passed."""
        since = self._since(now)
        if since is None:
            return None
        edges = []
        if self.at_least_ms is not None:
            edges.append(since + self.at_least_ms)
        if self.at_most_ms is not None:
            edges.append(since + self.at_most_ms + 1)
        return min((edge for edge in edges if edge > now.now_ms), default=None)

    def triggers(self) -> frozenset[Trigger]:
        """What it is counted from."""
        return self.what.triggers()

    @property
    def timed(self) -> bool:
        """Always."""
        return True

    @staticmethod
    def from_data(data: Any, read: Reader) -> "MinutesSince":
        """From a condition with ``at_least`` and ``at_most`` minutes beside it."""
        what = {key: value for key, value in data.items() if key not in BOUNDS}
        return MinutesSince(
            read(what),
            _ms(data.get("at_least")),
            _ms(data.get("at_most")),
            data.get("first", False),
        )


@dataclass(frozen=True, slots=True)
class Within(Plain):
    """``that`` came true in a window: minutes of the shift, or counted from when ``of`` did."""

    that: Condition
    of: Condition | None
    from_ms: int
    to_ms: int

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """The moments of ``that`` which lie in the window."""
        starts = (0,) if self.of is None else tuple(time[0] for time in self.of.moments(now))
        return tuple(
            time
            for time in self.that.moments(now)
            if any(self.from_ms <= time[0] - start <= self.to_ms for start in starts)
        )

    def holds(self, now: Situation) -> bool:
        """True when one does; what still stands counts, not what was taken back."""
        return bool(self.moments(now))

    def triggers(self) -> frozenset[Trigger]:
        """Both."""
        return union((self.that,) if self.of is None else (self.that, self.of))

    @staticmethod
    def from_data(data: Any, read: Reader) -> "Within":
        """From ``{that, of, from, minutes}`` or ``{that, between: [from, to]}``."""
        of = read(data["of"]) if "of" in data else None
        low, high = data.get("between") or (data.get("from", 0), data["minutes"])
        return Within(read(data["that"]), of, round(low * MINUTE_MS), round(high * MINUTE_MS))


@dataclass(frozen=True, slots=True)
class Order(Plain):
    """These happened one after the other."""

    parts: tuple[Condition, ...]

    def _chain(self, now: Situation) -> tuple[Moment, ...]:
        """The earliest moment of each part that lies after the one before; as far as it goes."""
        chain: list[Moment] = []
        for part in self.parts:
            later = (t for t in part.moments(now) if not chain or t > chain[-1])
            found = min(later, default=None)
            if found is None:
                break
            chain.append(found)
        return tuple(chain)

    def holds(self, now: Situation) -> bool:
        """True when all have, in this order."""
        return len(self._chain(now)) == len(self.parts)

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When the last of them did."""
        chain = self._chain(now)
        return (chain[-1],) if len(chain) == len(self.parts) else ()

    def triggers(self) -> frozenset[Trigger]:
        """Any of them."""
        return union(self.parts)

    def next_ms(self, now: Situation) -> int | None:
        """When the first part may."""
        return soonest(self.parts, now)

    @staticmethod
    def from_data(data: Any, read: Reader) -> "Order":
        """From a list of conditions."""
        return Order(tuple(read(part) for part in data))
