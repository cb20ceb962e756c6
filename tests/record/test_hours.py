"""Hours in a week, by the pack's own rule for each unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.record.hours import MOST, weekly
from simtrainer.record.pack import Item

MONTH, DAY = Item("month", more={"parts": 4}), Item("day", more={"times": 7})


@pytest.mark.parametrize(
    ("amount", "unit", "hours"),
    [("24", MONTH, "6"), ("1,5", DAY, "10.5"), (3, Item("week"), "3"), ("0", DAY, "0")],
)
def test_an_amount_becomes_hours_in_a_week(amount: object, unit: Item, hours: str) -> None:
    assert weekly(amount, unit) == Decimal(hours)


@pytest.mark.parametrize(("amount", "unit"), [("mye", DAY), (None, DAY), ("3", None)])
def test_what_is_not_known_is_no_hours(amount: object, unit: Item | None) -> None:
    assert weekly(amount, unit) is None


def test_a_week_has_so_many_hours() -> None:
    assert weekly(24, DAY) == MOST


@given(st.integers(0, 700), st.integers(0, 700))
def test_hours_add_up(one: int, other: int) -> None:
    apart = weekly(one, MONTH), weekly(other, MONTH)
    assert None not in apart
    assert weekly(one + other, MONTH) == sum(hours for hours in apart if hours is not None)
