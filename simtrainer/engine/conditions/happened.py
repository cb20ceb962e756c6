"""Something the script did: a beat happened, a call came into a state, a way was taken."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Moment, Plain, Situation, Trigger


@dataclass(frozen=True, slots=True)
class BeatHappened(Plain):
    """The beat has happened at least once."""

    beat: str

    def holds(self, now: Situation) -> bool:
        """True once it has."""
        return self.beat in now.beats

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """Each time it happened."""
        return tuple(now.beats.get(self.beat, ()))

    def triggers(self) -> frozenset[Trigger]:
        """Its happening."""
        return frozenset({("beat", self.beat)})

    @staticmethod
    def from_data(data: Any) -> "BeatHappened":
        """From the beat's id."""
        return BeatHappened(str(data))


@dataclass(frozen=True, slots=True)
class CallWas(Plain):
    """The conversation has been in one of these states (ringing, talking, waiting, missed,
    ended)."""

    dialogue: str
    states: tuple[str, ...]

    def holds(self, now: Situation) -> bool:
        """True once it has been."""
        return any((self.dialogue, state) in now.call_moments for state in self.states)

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When it last came into each."""
        times = (now.call_moments.get((self.dialogue, state)) for state in self.states)
        return tuple(sorted(time for time in times if time is not None))

    def triggers(self) -> frozenset[Trigger]:
        """Any change of that conversation."""
        return frozenset({("said", self.dialogue)})

    @staticmethod
    def from_data(data: Any) -> "CallWas":
        """From ``{dialogue, state}``, one state or a list."""
        state = data["state"]
        return CallWas(data["dialogue"], tuple(state) if isinstance(state, list) else (state,))


@dataclass(frozen=True, slots=True)
class WayTaken(Plain):
    """A branch point was passed this way."""

    branch: str
    way: str

    def holds(self, now: Situation) -> bool:
        """True once the way was taken."""
        return now.ways.get(self.branch) == self.way

    def triggers(self) -> frozenset[Trigger]:
        """Passing the branch point."""
        return frozenset({("branch", self.branch)})

    @staticmethod
    def from_data(data: Any) -> "WayTaken":
        """From ``{branch, way}``."""
        return WayTaken(data["branch"], data["way"])
