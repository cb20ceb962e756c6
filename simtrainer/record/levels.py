"""Functional assessment on levels 1 to 5, and 9 for what is not relevant, as IPLOS has it: what is
filled in, and the mean of each group.

Level 3 and up need another person; aids in use count as managing (Helsedirektoratet's guidance).
The means are a picture to learn from, not the official summary measure.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from simtrainer.record.pack import EntryType, Field

LEVELS = ("1", "2", "3", "4", "5")
NOT_RELEVANT = "9"


def variables(kind: EntryType) -> Iterator[Field]:
    """The fields that are scored: those in a group."""
    return (item for item in kind.fields.values() if item.group)


def level_of(value: Any) -> int | None:
    """1 to 5, or None for what is not scored or not relevant."""
    return int(value) if str(value) in LEVELS else None


def filled(kind: EntryType, fields: Mapping[str, Any]) -> int:
    """How many variables have a value, 9 too."""
    given = (str(fields.get(item.id)) for item in variables(kind))
    return sum(value in (*LEVELS, NOT_RELEVANT) for value in given)


def profile(kind: EntryType, fields: Mapping[str, Any]) -> dict[str, Decimal | None]:
    """Group to the mean of its levels without 9, one decimal; None where nothing is scored."""
    groups: dict[str, list[int]] = {}
    for item in variables(kind):
        level = level_of(fields.get(item.id))
        groups.setdefault(item.group, []).extend([] if level is None else [level])
    return {group: _mean(levels) for group, levels in groups.items()}


def _mean(levels: list[int]) -> Decimal | None:
    if not levels:
        return None
    mean = Decimal(sum(levels)) / len(levels)
    return mean.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
