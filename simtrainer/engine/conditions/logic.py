"""All, any and not: conditions about conditions."""

from dataclasses import dataclass

from simtrainer.engine.conditions.base import (
    Condition,
    Earned,
    Moment,
    Plain,
    Situation,
    Trigger,
)


def union(parts: tuple[Condition, ...]) -> frozenset[Trigger]:
    """Whatever can alter one of the parts."""
    return frozenset(trigger for part in parts for trigger in part.triggers())


def soonest(parts: tuple[Condition, ...], now: Situation) -> int | None:
    """The first of the times at which a part may change by itself."""
    times = (part.next_ms(now) for part in parts if part.timed)
    return min((time for time in times if time is not None), default=None)


class _Several(Plain):
    """What all and any share."""

    __slots__ = ()
    parts: tuple[Condition, ...]

    def triggers(self) -> frozenset[Trigger]:
        """Whatever can alter a part."""
        return union(self.parts)

    def next_ms(self, now: Situation) -> int | None:
        """When the first part may."""
        return soonest(self.parts, now)

    @property
    def timed(self) -> bool:
        """Whether one part is."""
        return any(part.timed for part in self.parts)


@dataclass(frozen=True)
class All(_Several):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, now: Situation) -> bool:
        """True when no part is false."""
        return all(part.holds(now) for part in self.parts)

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """Once: when the last of the parts came true."""
        found = [part.moments(now) for part in self.parts]
        return (max(times[0] for times in found),) if all(found) else ()

    def earned(self, now: Situation) -> tuple[Earned, ...]:
        """The words of every part."""
        return tuple(word for part in self.parts for word in part.earned(now))


@dataclass(frozen=True)
class Any_(_Several):
    """At least one part holds: the alternatives of a check."""

    parts: tuple[Condition, ...]

    def holds(self, now: Situation) -> bool:
        """True when one part is."""
        return any(part.holds(now) for part in self.parts)

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """Each time one of the parts was true."""
        return tuple(sorted(time for part in self.parts for time in part.moments(now)))

    def earned(self, now: Situation) -> tuple[Earned, ...]:
        """The words of the parts that hold."""
        held = (part for part in self.parts if part.holds(now))
        return tuple(word for part in held for word in part.earned(now))


@dataclass(frozen=True, slots=True)
class Not(Plain):
    """The part does not hold."""

    part: Condition

    def holds(self, now: Situation) -> bool:
        """True when the part is false."""
        return not self.part.holds(now)

    def triggers(self) -> frozenset[Trigger]:
        """Whatever can alter the part."""
        return self.part.triggers()

    def next_ms(self, now: Situation) -> int | None:
        """When the part may."""
        return self.part.next_ms(now)

    @property
    def timed(self) -> bool:
        """Whether the part is."""
        return self.part.timed
