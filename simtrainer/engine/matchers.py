"""How one field of an entry is compared: equality, set, range, time, pattern, words.

The table ``MATCHERS`` is the extension point; a plain value means equality.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from simtrainer.engine.words import mentions
from simtrainer.record.news2 import number
from simtrainer.record.record import is_clock


class Concepts(Protocol):
    """Where the synonyms of a concept come from."""

    def concept(self, key: str) -> tuple[str, ...]:
        """Synonyms of a concept."""


class Matcher(Protocol):
    """A statement about one value."""

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Whether the value fits."""


@dataclass(frozen=True, slots=True)
class Equals:
    """The same value; numbers are compared as numbers (``37,40`` equals 37.4)."""

    wanted: Any

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Same text, or same number."""
        if value is None or isinstance(self.wanted, bool):
            return bool(value == self.wanted)
        if str(value) == str(self.wanted):
            return True
        left, right = number(value), number(self.wanted)
        return left is not None and left == right


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several values."""

    wanted: tuple[Equals, ...]

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Equal to one of them."""
        return any(option.fits(value, concepts) for option in self.wanted)


@dataclass(frozen=True, slots=True)
class Between:
    """A number within bounds, both included."""

    low: float
    high: float

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Within the bounds."""
        found = number(value)
        return found is not None and self.low <= found <= self.high


@dataclass(frozen=True, slots=True)
class ClockWithin:
    """A clock text at or after one time, and at or before another (empty for open)."""

    after: str
    before: str

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Within the clock times of the same day."""
        text = str(value or "")
        if not is_clock(text):
            return False
        text = text.zfill(5)
        return text >= self.after and (not self.before or text <= self.before)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression found somewhere in the text."""

    pattern: str

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Found, upper and lower case alike."""
        return re.search(self.pattern, str(value or ""), re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Words:
    """Every concept of ``wanted`` is mentioned, and none of ``unwanted``."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Judge the words."""
        text = str(value or "")
        if not all(mentions(text, concepts.concept(key)) for key in self.wanted):
            return False
        return not any(mentions(text, concepts.concept(key)) for key in self.unwanted)


@dataclass(frozen=True, slots=True)
class Filled:
    """Something (or, with False, nothing) is written."""

    wanted: bool

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Not empty."""
        return bool(str(value or "").strip()) == self.wanted


def _words(data: Mapping[str, Any]) -> Words:
    return Words(tuple(data.get("mentions", ())), tuple(data.get("avoids", ())))


def _clock(data: Mapping[str, Any]) -> ClockWithin:
    return ClockWithin(str(data.get("after", "")), str(data.get("before", "")))


MATCHERS: Mapping[str, Callable[[Mapping[str, Any]], Matcher]] = {
    "one_of": lambda d: OneOf(tuple(Equals(v) for v in d["one_of"])),
    "between": lambda d: Between(float(d["between"][0]), float(d["between"][1])),
    "after": _clock,
    "before": _clock,
    "pattern": lambda d: Pattern(d["pattern"]),
    "mentions": _words,
    "avoids": _words,
    "filled": lambda d: Filled(bool(d["filled"])),
}


def matcher_from(data: Any) -> Matcher:
    """Read a matcher: a plain value for equality, or a mapping named in ``MATCHERS``."""
    if not isinstance(data, Mapping):
        return Equals(data)
    return MATCHERS[next(iter(data))](data)
