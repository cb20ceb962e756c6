"""All, any and not: conditions about conditions."""

from dataclasses import dataclass

from simtrainer.engine.conditions.base import Condition, Situation, Trigger


def _union(parts: tuple[Condition, ...]) -> frozenset[Trigger]:
    return frozenset(trigger for part in parts for trigger in part.triggers())


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, now: Situation) -> bool:
        """True when no part is false."""
        return all(part.holds(now) for part in self.parts)

    def triggers(self) -> frozenset[Trigger]:
        """Whatever can alter a part."""
        return _union(self.parts)


@dataclass(frozen=True, slots=True)
class Any_:
    """At least one part holds: the alternatives of a check."""

    parts: tuple[Condition, ...]

    def holds(self, now: Situation) -> bool:
        """True when one part is."""
        return any(part.holds(now) for part in self.parts)

    def triggers(self) -> frozenset[Trigger]:
        """Whatever can alter a part."""
        return _union(self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition

    def holds(self, now: Situation) -> bool:
        """True when the part is false."""
        return not self.part.holds(now)

    def triggers(self) -> frozenset[Trigger]:
        """Whatever can alter the part."""
        return self.part.triggers()
