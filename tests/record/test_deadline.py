"""Deadlines from the pack's list: when they are due, what ends them, whose they are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.record.deadline import deadlines, due, length
from simtrainer.record.entry import Entry, Version
from simtrainer.record.pack import Item

APPEAL = Item(
    "appeal", code="pbrl. § 7-5",
    more={"from": "decision.notified", "weeks": 4, "met_by": ["appeal"], "ours": False},
)  # fmt: skip
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def entry(name: str, kind: str, at_ms: int = 0, **fields: str) -> Entry:
    return Entry(name, kind, "SYN", (Version(at_ms, "me", "signed", fields),))


def test_four_weeks_from_the_day_the_letter_came() -> None:
    (one,) = deadlines({"appeal": APPEAL}, [entry("d-1", "decision", notified="12.05.2026")])
    assert (one.due, one.rule, one.met, one.ours) == (date(2026, 6, 9), "pbrl. § 7-5", False, False)


def test_what_ends_it_must_come_after_it_began() -> None:
    decision = entry("d-1", "decision", 5, notified="12.05.2026")
    before, after = entry("a-1", "appeal", 1), entry("a-2", "appeal", 9)
    assert not deadlines({"appeal": APPEAL}, [before, decision])[0].met
    assert deadlines({"appeal": APPEAL}, [decision, after])[0].met


def test_without_a_day_there_is_no_deadline() -> None:
    assert deadlines({"appeal": APPEAL}, [entry("d-1", "decision")]) == []


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_month_is_a_month_of_the_calendar(start: date, number: int, end: date) -> None:
    assert due(Item("x", more={"months": number}), start) == end


@given(DAYS, st.integers(0, 200), st.sampled_from(["days", "weeks", "months"]))
def test_a_longer_deadline_is_never_due_earlier(start: date, number: int, unit: str) -> None:
    item, longer = (Item("x", more={unit: n}) for n in (number, number + 1))
    assert length(item) == (number, unit)
    assert start <= due(item, start) < due(longer, start)
    if unit == "weeks":
        assert due(item, start) - start == timedelta(weeks=number)
