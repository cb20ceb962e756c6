"""Each scoring rule on short hand-written outcomes, and the whole result."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.engine.program import DIMENSIONS, HELP_LEVELS, Check
from simtrainer.engine.scoring import (
    RULES,
    Outcome,
    help_price,
    next_help,
    points_of,
    result,
)
from tests.engine.conftest import Build
from tests.engine.programs import check

PRICES = {"hint": 0.1, "where": 0.25, "show": 0.5, "do": 1.0}
STATES = ("open", "met", "late", "corrected", "wrong", "missed", "violated")


def outcome(state: str, **rest: Any) -> Outcome:
    done = rest.pop("done", state in ("met", "late", "corrected"))
    late = rest.pop("late", state == "late")
    corrected = rest.pop("corrected", state == "corrected")
    return Outcome(state, late, corrected, tuple(rest.pop("helped", ())), done)


def one(build: Build, **rest: Any) -> Check:
    """A check of a program."""
    return build(checks=[check("c", {"entry": {"type": "note"}}, **rest)]).checks["c"]


def factor(build: Build, rule: str, what: Outcome, dimension: str = "faglig", **rest: Any) -> float:
    return RULES[rule](one(build, **rest), what, PRICES, dimension)


@pytest.mark.parametrize(
    ("state", "done", "critical", "share"),
    [
        ("met", True, False, 1), ("late", True, False, 1), ("corrected", True, False, 1),
        ("wrong", True, False, 0.5), ("wrong", False, False, 0), ("wrong", True, True, 0),
        ("missed", False, False, 0), ("violated", False, False, 0), ("open", False, False, 0),
    ],
)  # fmt: skip
def test_done(build, state: str, done: bool, critical: bool, share: float) -> None:
    assert factor(build, "done", outcome(state, done=done), critical=critical) == share


def test_timely(build: Build) -> None:
    late = outcome("late")
    assert factor(build, "timely", outcome("met")) == 1
    assert factor(build, "timely", late, late_share=0.3) == 0.3
    assert factor(build, "timely", late, "tid", late_share=0.3) == 0
    assert factor(build, "timely", outcome("met"), "tid") == 1


def test_corrected(build: Build) -> None:
    assert factor(build, "corrected", outcome("met")) == 1
    assert factor(build, "corrected", outcome("corrected"), corrected_share=0.6) == 0.6


def test_help_costs_the_dearest_step_that_was_taken(build: Build) -> None:
    assert factor(build, "help", outcome("met")) == 1
    assert factor(build, "help", outcome("met", helped=["hint"])) == 0.9
    assert factor(build, "help", outcome("met", helped=["hint", "where", "show"])) == 0.5
    assert factor(build, "help", outcome("met", helped=HELP_LEVELS)) == 0
    assert help_price({}, HELP_LEVELS) == 0


def test_the_ladder_is_climbed_step_by_step() -> None:
    taken: list[str] = []
    while level := next_help(taken):
        taken.append(level)
    assert tuple(taken) == HELP_LEVELS


@pytest.mark.parametrize(("full", "share", "earned"), [(5, 0.5, 3), (10, 0.25, 3), (3, 0.1, 0)])
def test_points_are_rounded_half_up(build: Build, full: int, share: float, earned: int) -> None:
    late = points_of(one(build, points={"faglig": full}, late_share=share), outcome("late"), PRICES)
    assert late == {"faglig": earned}


@given(
    st.sampled_from(STATES),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(HELP_LEVELS), max_size=4),
    st.dictionaries(st.sampled_from(DIMENSIONS), st.integers(0, 100), min_size=1),
)
def test_points_lie_between_nothing_and_all(
    build: Build, state: str, late: bool, corrected: bool, helped: list[str], points: dict[str, int]
) -> None:
    what = outcome(state, late=late, corrected=corrected, helped=helped)
    earned = points_of(one(build, points=points), what, PRICES)
    assert set(earned) == set(points)
    assert all(0 <= earned[name] <= points[name] for name in points)
    if state in ("missed", "open", "violated"):
        assert not any(earned.values())


# The result ---------------------------------------------------------------------------------------


def told(state: str, **points: int) -> dict[str, Any]:
    return {"state": state, "points": points}


CHECKS = [
    check("a", {"entry": {"type": "note"}}, points={"faglig": 50, "tid": 10}),
    check("b", {"entry": {"type": "note"}}, points={"personvern": 30}, goals=["privacy"]),
    check("c", {"entry": {"type": "note"}}, points={"faglig": 10}, critical=True,
          goals=["care", "privacy"]),
]  # fmt: skip


def test_points_are_summed_by_dimension_and_goal(build: Build) -> None:
    verdicts = {
        "a": told("late", faglig=25, tid=0),
        "b": told("met", personvern=30),
        "c": told("met", faglig=10),
    }
    found = result(build(checks=CHECKS), verdicts)
    assert (found["points"], found["max_points"], found["share"]) == (65, 100, 0.65)
    assert found["dimensions"] == {
        "faglig": {"points": 35, "max": 60},
        "tid": {"points": 0, "max": 10},
        "personvern": {"points": 30, "max": 30},
    }
    assert found["goals"] == {
        "care": {"points": 35, "max": 70},
        "privacy": {"points": 40, "max": 40},
    }
    assert (found["passed"], found["stars"], found["capped"]) == (False, 1, [])


@pytest.mark.parametrize(
    ("points", "passed", "stars"), [(39, False, 0), (40, False, 1), (70, True, 2), (90, True, 3)]
)
def test_limits_belong_to_the_better_side(
    build: Build, points: int, passed: bool, stars: int
) -> None:
    made = build(checks=[check("a", {"entry": {"type": "note"}}, points={"faglig": 100})])
    found = result(made, {"a": told("met", faglig=points)})
    assert (found["passed"], found["stars"]) == (passed, stars)


@pytest.mark.parametrize("state", ["missed", "wrong", "violated", "open"])
def test_a_critical_miss_caps_the_result_whatever_the_points(build: Build, state: str) -> None:
    verdicts = {"a": told("met", faglig=50, tid=10), "b": told("met", personvern=30)}
    found = result(build(checks=CHECKS), {**verdicts, "c": told(state, faglig=0)})
    assert found["share"] == 0.9
    assert (found["passed"], found["stars"], found["capped"]) == (False, 1, ["c"])


def test_nothing_done_is_nothing_earned(build: Build) -> None:
    found = result(build(checks=CHECKS), {})
    assert (found["points"], found["stars"], found["passed"]) == (0, 0, False)


def test_a_program_without_points_has_no_share(build: Build) -> None:
    assert result(build(), {})["share"] == 0
