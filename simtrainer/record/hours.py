"""Hours of a service in a week, from an amount per day, week, fortnight or month.

How many times a unit goes into a week (``times``), or how many weeks it is (``parts``), stands in
the pack's reference list: a month counts as four weeks in one municipality and otherwise in
another.
"""

from collections.abc import Mapping
from decimal import Decimal

from simtrainer.record.news2 import number
from simtrainer.record.pack import Item

MOST = Decimal(168)
"""All the hours there are in a week: more is a slip of the pen."""


def weekly(amount: object, unit: Item | None) -> Decimal | None:
    """Hours in a week; None where the amount or the unit is not known."""
    found = number(amount)
    if found is None or unit is None:
        return None
    return found * _factor(unit.more, "times") / _factor(unit.more, "parts")


def _factor(more: Mapping[str, object], name: str) -> Decimal:
    return number(more.get(name)) or Decimal(1)
