"""Field comparisons as an author wrote them: can they hold at all, and does one hold whenever
another does?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from simtrainer.engine.matchers import matcher_from
from simtrainer.record.fields import is_clock
from simtrainer.record.news2 import number
from simtrainer.record.pack import Field

TOGETHER = (
    frozenset({"after", "before"}),
    frozenset({"mentions", "avoids", "names", "denies"}),
    frozenset({"isbar", "ordered"}),
    frozenset({"reading", "parameter", "within"}),
)
"""Comparisons that are read as one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a comparison never holds: the code, and what it says."""

    code: str
    value: Any


PLAIN = frozenset({"one_of", "between", "after", "before", "pattern", "filled"})
"""Comparisons that look at the value alone, so that a known value decides them."""


def faults(item: Field | None, matcher: Any, synonyms: Mapping[str, bool]) -> Iterator[Fault]:
    """Why a comparison with this field never holds. ``synonyms``: concept to whether it has
    any; ``item`` is None for derived fields and for all texts together."""
    if not isinstance(matcher, Mapping):
        yield from _value(item, matcher)
        return
    keys = frozenset(matcher)
    if len(keys) > 1 and not any(keys <= pair for pair in TOGETHER):
        yield Fault("lint.matcher_ignored", ", ".join(list(matcher)[1:]))
    if "one_of" in matcher:
        if not matcher["one_of"]:
            yield Fault("lint.value_impossible", "[]")
        for value in matcher["one_of"]:
            yield from _value(item, value)
    elif "between" in matcher:
        yield from _between(item, *map(float, matcher["between"][:2]))
    elif keys & TOGETHER[0]:
        yield from _clock(str(matcher.get("after", "")), str(matcher.get("before", "")))
    elif keys & TOGETHER[1]:
        yield from _words(matcher, synonyms)


def _value(item: Field | None, value: Any) -> Iterator[Fault]:
    if item is not None and value is not None and not _can_be(item, value):
        yield Fault("lint.value_impossible", value)


def _can_be(item: Field, value: Any) -> bool:
    if item.kind == "number":
        found = number(value)
        return found is not None and _inside(item, float(found))
    if item.kind == "choice":
        return str(value) in item.choices
    return item.kind != "time" or not str(value) or is_clock(str(value))


def _inside(item: Field, value: float) -> bool:
    return (item.min is None or value >= item.min) and (item.max is None or value <= item.max)


def _between(item: Field | None, low: float, high: float) -> Iterator[Fault]:
    if item is not None:
        low = low if item.min is None else max(low, item.min)
        high = high if item.max is None else min(high, item.max)
    if low > high:
        yield Fault("lint.value_impossible", f"{low:g}–{high:g}")


def _clock(after: str, before: str) -> Iterator[Fault]:
    for time in (after, before):
        if time and not (is_clock(time) and len(time) == 5):
            yield Fault("lint.clock_form", time)
            return
    if after and before and after > before:
        yield Fault("lint.value_impossible", f"{after}–{before}")


def _words(matcher: Mapping[str, Any], synonyms: Mapping[str, bool]) -> Iterator[Fault]:
    wanted, unwanted = matcher.get("mentions", ()), matcher.get("avoids", ())
    others = (*matcher.get("names", ()), *matcher.get("denies", ()))
    for concept in dict.fromkeys((*wanted, *unwanted, *others)):
        if not synonyms.get(concept.removeprefix("$"), False):
            yield Fault("lint.concept_empty", concept)
    for concept in wanted:
        if concept in unwanted:
            yield Fault("lint.value_impossible", concept)


def canonical(value: Any) -> str:
    """Equal for what the engine takes as equal."""
    if isinstance(value, Mapping):
        return json.dumps({k: canonical(v) for k, v in value.items()}, sort_keys=True)
    if isinstance(value, list):
        return json.dumps([canonical(v) for v in value])
    found = None if isinstance(value, bool) else number(value)
    return str(value) if found is None else f"{float(found):g}"


def implies(left: Any, right: Any) -> bool:
    """Whether a field that fits ``left`` is sure to fit ``right``."""
    if canonical(left) == canonical(right):
        return True
    if isinstance(left, Mapping):
        if "one_of" in left:
            return bool(left["one_of"]) and all(implies(v, right) for v in left["one_of"])
        if "mentions" in left and isinstance(right, Mapping) and set(right) == {"mentions"}:
            return set(right["mentions"]) <= set(left["mentions"])
        return False
    if not isinstance(right, Mapping) or not set(right) <= PLAIN:
        return False
    nobody: Any = None  # asked for the synonyms of words, which these never do
    return matcher_from(right).fits(left, nobody)
