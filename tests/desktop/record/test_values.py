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
        ("kl 8", "08:00"), ("Kl. 8.30", "08:30"), ("klokka 20", "20:00"), ("klokken 7", "07:00"),
    ],
)  # fmt: skip
def test_clock_times(typed: str, tidy: str) -> None:
    assert values.clock(typed) == tidy


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("120526", "12.05.2026"), ("12.5.26", "12.05.2026"), ("12.05.2026", "12.05.2026"),
        ("32.1.26", "32.1.26"), ("1.13.26", "1.13.26"), ("1/3-26", "01.03.2026"), ("", ""),
        ("12. 5. 2026", "12.05.2026"), ("2026-05-12", "12.05.2026"), ("31.2.26", "31.2.26"),
        ("1. mars 2026", "01.03.2026"), ("3 Oct 26", "03.10.2026"), ("1. tull 26", "1. tull 26"),
        ("i går", "i går"), ("1/3", "1/3"), ("12. mai", "12. mai"),
    ],
)  # fmt: skip
def test_dates(typed: str, tidy: str) -> None:
    assert values.date(typed) == tidy


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("i dag", "12.05.2026"), ("I går", "11.05.2026"), ("i morgen", "13.05.2026"),
        ("i morgon", "13.05.2026"), ("tomorrow", "13.05.2026"), ("1/3", "01.03.2026"),
        ("1.3.", "01.03.2026"), ("0103", "01.03.2026"), ("12. mai", "12.05.2026"),
        ("20.12", "20.12.2025"), ("31/4", "31/4"), ("15 juni", "15.06.2026"), ("snart", "snart"),
        ("135", "135"), ("1.3.27", "01.03.2027"), ("", ""),
    ],
)  # fmt: skip
def test_dates_that_are_reckoned_from_the_day_it_is(typed: str, tidy: str) -> None:
    assert values.date(typed, "12.05.2026") == tidy


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
