"""What people type, made tidy."""

import pytest

from simtrainer.desktop.record import values


@pytest.mark.parametrize(
    ("typed", "tidy"), [("38.7", "38,7"), (" 24 ", "24"), ("38,7", "38,7"), ("", ""), ("ti", "ti")]
)
def test_numbers_get_a_decimal_comma(typed: str, tidy: str) -> None:
    assert values.number(typed) == tidy


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("9", "09:00"), ("930", "09:30"), ("9.30", "09:30"), ("0930", "09:30"), ("9:5", "9:5"),
        ("10:42", "10:42"), ("25:00", "25:00"), ("10:61", "10:61"), ("", ""), ("nå", "nå"),
    ],
)  # fmt: skip
def test_clock_times(typed: str, tidy: str) -> None:
    assert values.clock(typed) == tidy


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("120526", "12.05.2026"), ("12.5.26", "12.05.2026"), ("12.05.2026", "12.05.2026"),
        ("32.1.26", "32.1.26"), ("1.13.26", "1.13.26"), ("i går", "i går"), ("", ""),
    ],
)  # fmt: skip
def test_dates(typed: str, tidy: str) -> None:
    assert values.date(typed) == tidy


@pytest.mark.parametrize(
    ("before", "at", "after", "expected"),
    [
        ("hei", 3, "hei du", 3),
        ("puls 104", 5, "puls 108", 5),
        ("bc", 1, "abc", 2),
        ("abc", 3, "", 0),
        ("abc", 1, "xyz", 1),
        ("", 0, "hei", 3),
    ],
)
def test_the_cursor_stays_by_the_text_it_stood_in(
    before: str, at: int, after: str, expected: int
) -> None:
    assert values.caret(before, at, after) == expected
