"""How one field of an entry is compared: equality, set, range, time, pattern, reading, words.

The table ``MATCHERS`` is the extension point; a plain value means equality.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from simtrainer.engine import isbar
from simtrainer.engine.words import Hit, hits
from simtrainer.record.fields import is_clock
from simtrainer.record.news2 import number

Words_ = tuple[tuple[str, str], ...]
"""(concept, the words that stand for it)."""


class Concepts(Protocol):
    """Where the synonyms of a concept come from, and what has been read off."""

    def concept(self, key: str) -> tuple[str, ...]:
        """Synonyms of a concept."""

    def readings_of(self, observation: str, parameter: str) -> Sequence[object]:
        """What the observation has shown for a parameter, each time it was made."""


class Matcher(Protocol):
    """A statement about one value."""

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Whether the value fits."""

    def earned(self, value: Any, concepts: Concepts) -> Words_:
        """The words in the value that the statement asks for."""


class _Plain:
    """A matcher that asks for no words."""

    __slots__ = ()

    def earned(self, value: Any, concepts: Concepts) -> Words_:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Equals(_Plain):
    """The same value; numbers are compared as numbers (``37,40`` equals 37.4)."""

    wanted: Any

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Same text, or same number."""
        if isinstance(self.wanted, bool) or isinstance(value, bool):
            return value is self.wanted
        if value in (None, "") or self.wanted in (None, ""):
            return value in (None, "") and self.wanted in (None, "")
        if str(value) == str(self.wanted):
            return True
        left, right = number(value), number(self.wanted)
        return left is not None and left == right


@dataclass(frozen=True, slots=True)
class OneOf(_Plain):
    """One of several values."""

    wanted: tuple[Equals, ...]

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Equal to one of them."""
        return any(option.fits(value, concepts) for option in self.wanted)


@dataclass(frozen=True, slots=True)
class Between(_Plain):
    """A number within bounds, both included."""

    low: Decimal
    high: Decimal

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Within the bounds."""
        found = number(value)
        return found is not None and self.low <= found <= self.high


@dataclass(frozen=True, slots=True)
class ClockWithin(_Plain):
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
class Pattern(_Plain):
    """A regular expression found somewhere in the text."""

    pattern: str

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Found, upper and lower case alike."""
        return re.search(self.pattern, str(value or ""), re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class AsRead(_Plain):
    """What an observation showed, any time it was made; numbers within a tolerance."""

    observation: str
    parameter: str
    within: float

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Near enough to one of the readings."""
        found = number(value)
        for reading in concepts.readings_of(self.observation, self.parameter):
            read = number(reading)
            if found is None or read is None:
                if str(value) == str(reading):
                    return True
            elif abs(found - read) <= Decimal(str(self.within)):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Words:
    """What a free text says: every concept of ``wanted`` as a fact, every one of ``named`` in
    whatever way, every one of ``denied`` with a no, and none of ``unwanted`` at all."""

    wanted: tuple[str, ...]
    named: tuple[str, ...]
    denied: tuple[str, ...]
    unwanted: tuple[str, ...]

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Judge the words."""
        if any(_hits(value, key, concepts) for key in self.unwanted):
            return False
        return all(found is not None for _, found in self._found(value, concepts))

    def earned(self, value: Any, concepts: Concepts) -> Words_:
        """The words that were asked for and stand there."""
        found = self._found(value, concepts)
        return tuple((key, hit.words) for key, hit in found if hit is not None)

    def _found(self, value: Any, concepts: Concepts) -> list[tuple[str, Hit | None]]:
        found = [(key, _first(value, key, concepts, _is_said)) for key in self.wanted]
        found += [(key, _first(value, key, concepts, _is_there)) for key in self.named]
        return found + [(key, _first(value, key, concepts, _is_denied)) for key in self.denied]


def _is_said(hit: Hit) -> bool:
    return hit.affirmed


def _is_there(hit: Hit) -> bool:
    return True


def _is_denied(hit: Hit) -> bool:
    return hit.denied


def _first(value: Any, key: str, concepts: Concepts, counts: Callable[[Hit], bool]) -> Hit | None:
    return next((hit for hit in _hits(value, key, concepts) if counts(hit)), None)


def _hits(value: Any, key: str, concepts: Concepts) -> tuple[Hit, ...]:
    return hits(str(value or ""), concepts.concept(key))


@dataclass(frozen=True, slots=True)
class Isbar:
    """A report in the parts of ISBAR: each part says its concepts, and (where asked) in order."""

    parts: Mapping[str, tuple[str, ...]]
    ordered: bool

    def _read(self, value: Any, concepts: Concepts) -> isbar.Report:
        wanted = {
            part: {key: concepts.concept(key) for key in keys} for part, keys in self.parts.items()
        }
        return isbar.read(str(value or ""), wanted)

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """All parts are there."""
        report = self._read(value, concepts)
        return not report.missing and (report.in_order or not self.ordered)

    def earned(self, value: Any, concepts: Concepts) -> Words_:
        """The words of each part that is there."""
        return self._read(value, concepts).words


@dataclass(frozen=True, slots=True)
class Filled(_Plain):
    """Something (or, with False, nothing) is written."""

    wanted: bool

    def fits(self, value: Any, concepts: Concepts) -> bool:
        """Not empty."""
        return bool("" if value is None else str(value).strip()) == self.wanted


Data = Mapping[str, Any]


def _words(data: Data, name: str) -> Words:
    keys = ("mentions", "names", "denies", "avoids")
    return Words(*(tuple(data.get(key, ())) for key in keys))


def _clock(data: Data, name: str) -> ClockWithin:
    after, before = str(data.get("after", "")), str(data.get("before", ""))
    return ClockWithin(after.zfill(5) if after else "", before.zfill(5) if before else "")


def _between(data: Data) -> Between:
    """The bounds as they were written: 37.4 is no binary fraction."""
    low, high = (Decimal(str(bound)) for bound in data["between"])
    return Between(low, high)


def _isbar(data: Data, name: str) -> Isbar:
    parts = {part: tuple(data["isbar"][part]) for part in isbar.PARTS if part in data["isbar"]}
    return Isbar(parts, bool(data.get("ordered", True)))


def _as_read(data: Data, name: str) -> AsRead:
    return AsRead(data["reading"], data.get("parameter", name), float(data.get("within", 0)))


MATCHERS: Mapping[str, Callable[[Data, str], Matcher]] = {
    "one_of": lambda d, _: OneOf(tuple(Equals(v) for v in d["one_of"])),
    "between": lambda d, _: _between(d),
    "after": _clock,
    "before": _clock,
    "pattern": lambda d, _: Pattern(d["pattern"]),
    "mentions": _words,
    "names": _words,
    "denies": _words,
    "avoids": _words,
    "isbar": _isbar,
    "reading": _as_read,
    "filled": lambda d, _: Filled(bool(d["filled"])),
}
"""The first key of the mapping to how the rest is read; the second argument is the field."""


def matcher_from(data: Any, name: str = "") -> Matcher:
    """Read a matcher: a plain value for equality, or a mapping named in ``MATCHERS``."""
    if not isinstance(data, Mapping):
        return Equals(data)
    return MATCHERS[next(iter(data), "")](data, name)
