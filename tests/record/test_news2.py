"""NEWS2 against the published vectors and against a table written down a second time."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simtrainer.record import news2

VECTORS: list[tuple[str, int, int, int, bool, int, int, str, float, int, str]] = [
    ("N01", 16, 97, 1, False, 132, 72, "A", 36.8, 0, "low"),
    ("N02", 20, 96, 1, False, 111, 90, "A", 38.0, 0, "low"),
    ("N03", 12, 96, 1, False, 219, 51, "A", 36.1, 0, "low"),
    ("N04", 21, 95, 1, False, 110, 91, "A", 38.1, 6, "medium"),
    ("N05", 24, 94, 1, False, 101, 110, "A", 39.0, 6, "medium"),
    ("N06", 25, 96, 1, False, 120, 80, "A", 37.0, 3, "low_medium"),
    ("N07", 18, 96, 1, False, 128, 84, "C", 37.2, 3, "low_medium"),
    ("N08", 8, 98, 1, False, 125, 60, "A", 36.5, 3, "low_medium"),
    ("N09", 9, 93, 1, False, 100, 50, "A", 36.0, 7, "high"),
    ("N10", 11, 92, 1, False, 91, 41, "A", 35.1, 7, "high"),
    ("N11", 22, 91, 1, True, 105, 115, "A", 38.4, 11, "high"),
    ("N12", 26, 89, 1, True, 88, 132, "V", 39.2, 19, "high"),
    ("N13", 20, 90, 2, False, 130, 85, "A", 37.0, 0, "low"),
    ("N14", 20, 90, 1, False, 130, 85, "A", 37.0, 3, "low_medium"),
    ("N15", 18, 93, 2, False, 130, 85, "A", 37.0, 0, "low"),
    ("N16", 18, 93, 2, True, 130, 85, "A", 37.0, 3, "low"),
    ("N17", 22, 97, 2, True, 118, 104, "A", 37.4, 8, "high"),
    ("N18", 24, 85, 2, True, 108, 118, "C", 38.6, 13, "high"),
    ("N19", 16, 95, 1, False, 222, 40, "A", 35.0, 10, "high"),
    ("N20", 30, 83, 1, True, 80, 140, "U", 34.8, 20, "high"),
]
"""The domain reference's twenty vectors, with its total and risk."""


def measured(
    resp: Any = 16,
    spo2: Any = 97,
    scale: Any = "1",
    oxygen: bool = False,
    systolic: Any = 132,
    pulse: Any = 72,
    consciousness: Any = "A",
    temperature: Any = 36.8,
) -> dict[str, Any]:
    """A set as a form holds it; harmless where nothing is said."""
    return {
        "resp": resp,
        "spo2": spo2,
        "scale": str(scale),
        "supply": "oxygen" if oxygen else "air",
        "systolic": systolic,
        "pulse": pulse,
        "consciousness": consciousness,
        "temperature": temperature,
    }


@pytest.mark.parametrize("vector", VECTORS, ids=[v[0] for v in VECTORS])
def test_published_vectors(vector: tuple[Any, ...]) -> None:
    *values, total, risk = vector[1:]
    scored = news2.score(measured(*values))
    assert (scored.total, scored.risk) == (total, risk)
    assert scored.red == (3 in scored.points.values())


# The table again, as lower edges of each step in whole units (tenths for temperature), written
# from the published chart and not from the code.
STEPS: dict[str, list[tuple[int, int]]] = {
    "resp": [(0, 3), (9, 1), (12, 0), (21, 2), (25, 3)],
    "systolic": [(0, 3), (91, 2), (101, 1), (111, 0), (220, 3)],
    "pulse": [(0, 3), (41, 1), (51, 0), (91, 1), (111, 2), (131, 3)],
    "temperature": [(0, 3), (351, 1), (361, 0), (381, 1), (391, 2)],
    "spo2-1": [(0, 3), (92, 2), (94, 1), (96, 0)],
    "spo2-2-air": [(0, 3), (84, 2), (86, 1), (88, 0)],
    "spo2-2-oxygen": [(0, 3), (84, 2), (86, 1), (88, 0), (93, 1), (95, 2), (97, 3)],
}


def by_table(name: str, value: int) -> int:
    """Points of the last step at or below the value."""
    return [points for edge, points in STEPS[name] if value >= edge][-1]


RANGES: list[Any] = [
    range(1, 81), range(50, 101), ["1", "2"], [False, True], range(40, 301), range(20, 251),
    "ACVPU", range(300, 431),
]  # fmt: skip
"""What the form lets through, temperature in tenths."""


def one_of_all(number: int) -> list[Any]:
    """The set with this number, counted over all combinations: one draw instead of eight."""
    found = []
    for options in RANGES:
        number, index = divmod(number, len(options))
        found.append(options[index])
    return found


@settings(max_examples=2_500)
@given(st.integers(0, math.prod(len(options) for options in RANGES) - 1))
def test_any_set_scores_as_the_table_says(number: int) -> None:
    resp, spo2, scale, oxygen, systolic, pulse, awake, tenths = one_of_all(number)
    scored = news2.score(measured(resp, spo2, scale, oxygen, systolic, pulse, awake, tenths / 10))
    column = "spo2-1" if scale == "1" else "spo2-2-oxygen" if oxygen else "spo2-2-air"
    expected = {
        "resp": by_table("resp", resp),
        "spo2": by_table(column, spo2),
        "supply": 2 if oxygen else 0,
        "systolic": by_table("systolic", systolic),
        "pulse": by_table("pulse", pulse),
        "consciousness": 0 if awake == "A" else 3,
        "temperature": by_table("temperature", tenths),
    }
    total = sum(expected.values())
    risk = "low_medium" if 3 in expected.values() else "low"
    risk = "high" if total >= 7 else "medium" if total >= 5 else risk
    assert dict(scored.points) == expected
    assert (scored.total, scored.risk) == (total, risk)


@pytest.mark.parametrize(
    ("written", "points"),
    [("38,04", 0), ("38,05", 1), ("38.04", 0), (38.05, 1), ("36,05", 0), ("36,04", 1),
     ("35,04", 3), ("35,05", 1), ("39,04", 1), ("39,05", 2)],
)  # fmt: skip
def test_temperature_is_rounded_half_up_before_it_is_banded(written: Any, points: int) -> None:
    assert news2.part_points("temperature", {"temperature": written}) == points


@pytest.mark.parametrize("missing", news2.PARAMETERS)
def test_no_total_on_missing_parts_but_the_red_flag_stays(missing: str) -> None:
    values = measured(resp=30, consciousness="C")
    del values[missing]
    scored = news2.score(values)
    assert (scored.total, scored.risk, scored.filled, scored.red) == (None, None, 6, True)


def test_nothing_entered_is_nothing_scored() -> None:
    scored = news2.score({})
    assert (scored.total, scored.risk, scored.filled, scored.red) == (None, None, 0, False)


@pytest.mark.parametrize(
    ("spo2", "supply", "points"),
    [(93, None, None), (92, None, 0), (83, None, 3), (93, "air", 0), (100, "air", 0),
     (93, "oxygen", 1), (97, "oxygen", 3)],
)  # fmt: skip
def test_scale_2_above_target_waits_for_air_or_oxygen(
    spo2: int, supply: str | None, points: int | None
) -> None:
    values = {"spo2": spo2, "scale": "2", "supply": supply}
    assert news2.part_points("spo2", values) == points


def test_scale_1_is_taken_where_no_scale_is_chosen() -> None:
    assert news2.part_points("spo2", {"spo2": 90}) == 3
    assert news2.part_points("spo2", {"spo2": 90, "scale": ""}) == 3


@pytest.mark.parametrize("parameter", ["resp", "spo2", "systolic", "pulse"])
def test_half_values_are_not_scored(parameter: str) -> None:
    assert news2.part_points(parameter, {parameter: "20,5"}) is None
    assert news2.part_points(parameter, {parameter: "20,0"}) is not None


@pytest.mark.parametrize("odd", ["", " ", None, True, "to", "1e999999999", "1e30", "9" * 60,
                                 "nan", "inf", "1_000", "²", "37,", ",5", "-", "+-1"])  # fmt: skip
def test_whatever_is_typed_is_a_number_or_none_and_never_an_error(odd: Any) -> None:
    for parameter in news2.PARAMETERS:
        news2.part_points(parameter, {parameter: odd})
    found = news2.number(odd)
    assert found is None or abs(found) < 10**12


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    news2.score(dict.fromkeys(news2.PARAMETERS, text))


def test_a_norwegian_comma_is_a_decimal_point() -> None:
    assert news2.number("37,4") == news2.number("37.4") == news2.number(37.4)
    assert news2.number(" 22 ") == 22
