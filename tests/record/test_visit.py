"""A visit's minutes, also over midnight."""

import pytest

from simtrainer.record.visit import minute_of, minutes_used


@pytest.mark.parametrize(
    ("arrived", "left", "used"),
    [
        ("08:02", "08:40", 38),
        ("23:50", "00:10", 20),
        ("08:00", "08:00", 0),
        ("08:00", "", None),
        (None, "08:00", None),
        ("8", "08:10", None),
    ],
)
def test_minutes_used(arrived: object, left: object, used: int | None) -> None:
    assert minutes_used({"arrived": arrived, "left": left}) == used


def test_a_clock_is_told_in_minutes() -> None:
    assert (minute_of("7:05"), minute_of("24:00"), minute_of(None)) == (425, None, None)
