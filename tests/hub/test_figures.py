"""What leaders see: counted right, and never a way to one person's result."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.hub.figures import Check, Figures, Run, figures, histogram_of, publishable
from simtrainer.hub.shapes.roster import Member

NAMES = {"a": "A", "b": "B"}


def member(code: str, unit: str = "a") -> Member:
    return Member(code, code.upper(), unit, NAMES[unit], "", "", False)


def run(
    n: int, unit: str = "a", purpose: str = "utvikling", scaled: float = 0.5, **more: object
) -> Run:
    fields = {
        "order": n, "run": f"r{n}", "person": f"p{n}", "unit": unit, "scenario": "s",
        "title": "S", "purpose": purpose, "at": "", "finished": True, "scaled": scaled,
    }  # fmt: skip
    return Run(**(fields | more))  # type: ignore[arg-type]


def check(n: int, key: str = "c", passed: bool = True, goal: str = "g") -> Check:
    return Check(f"r{n}", "s", key, key, passed, float(passed), (goal,))


def seen(runs: list[Run], checks: list[Check] | None = None) -> Figures:
    members = [member(r.person, r.unit) for r in runs]
    return figures(members, NAMES, runs, checks or [], 5)


def test_completion_counts_people_and_not_runs() -> None:
    runs = [run(1), run(2, person="p1"), run(3, finished=False, scaled=0.0)]
    members = [member("p1"), member("p3"), member("p4"), member("p5", "b")]
    found = figures(members, NAMES, runs, [], 5)
    assert [(u.key, u.completed, u.members) for u in found.units] == [("a", 1, 3), ("b", 0, 1)]
    assert [(f.person, f.reason, f.n) for f in found.follow_up] == [
        ("p3", "started", 1),
        ("p4", "not_started", 0),
        ("p5", "not_started", 0),
    ]


def test_results_of_four_are_hidden_and_of_five_shown() -> None:
    four = [run(n, scaled=0.1 * n) for n in range(1, 5)]
    found = seen(four, [check(n) for n in range(1, 5)])
    assert found.units[0].mean is None and not found.heat and not found.checks
    assert sum(found.bins) == found.runs_shown == 0
    found = seen([*four, run(5, scaled=0.5)], [check(n, passed=n > 2) for n in range(1, 6)])
    assert found.units[0].mean == pytest.approx(0.3)
    assert found.heat["a", "g"] == pytest.approx(0.6)
    assert (found.checks[0].attempts, found.checks[0].passed) == (5, 3)


def test_declared_documentation_is_shown_per_person() -> None:
    found = seen([run(1, purpose="dokumentasjon", scaled=0.7), run(2, scaled=0.2)])
    assert found.scores == {"p1": 0.7}
    assert found.units[0].mean == pytest.approx(0.7)


def test_a_second_try_changes_no_group_figure() -> None:
    five = [run(n) for n in range(5)]
    again = run(9, person="p0", scaled=1.0)
    assert seen(five).units[0].mean == seen([*five, again]).units[0].mean


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    runs = [run(n) for n in range(20)]
    checks = [check(n, key, n >= 10) for n in range(20) for key in ("x", "y")]
    checks += [check(n, "odd", n < 10) for n in range(20)]
    by_key = {row.key: row.discrimination for row in seen(runs, checks).checks}
    assert by_key["odd"] == pytest.approx(-1.0)
    assert by_key["x"] is None  # the rest, y and odd, is the same for all


runs_in_time = st.lists(
    st.tuples(st.integers(0, 14), st.sampled_from("ab"), st.sampled_from("st"), st.integers(0, 10)),
    max_size=60,
)


@given(runs_in_time)
def test_no_two_moments_or_views_differ_by_fewer_than_five_people(
    plan: list[tuple[int, str, str, int]],
) -> None:
    """Every published set grows only by whole groups, in each unit and exercise apart."""
    runs = [
        run(i, unit, person=f"p{p}", scenario=s, scaled=x / 10)
        for i, (p, unit, s, x) in enumerate(plan)
    ]
    moments = [
        {(r.unit, r.scenario, r.person) for r in publishable(runs[:n], 5)}
        for n in range(len(runs) + 1)
    ]
    for before, after in pairwise(moments):
        assert before <= after
        for cell in {(u, s) for u, s, _ in after}:
            assert len({p for u, s, p in after - before if (u, s) == cell}) % 5 == 0
            assert len({p for u, s, p in after if (u, s) == cell}) % 5 == 0


@given(st.lists(st.floats(-1, 1), max_size=30))
def test_every_score_lands_in_one_column(scores: list[float]) -> None:
    runs = [run(n, scaled=s) for n, s in enumerate(scores)]
    assert sum(histogram_of(runs)) == len(scores)
