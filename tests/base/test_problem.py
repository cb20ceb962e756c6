"""A problem says where, what and with which details, for logs and compilers alike."""

import pytest

from simtrainer.base.problem import Cancelled, Place, Problem, Problems


@pytest.mark.parametrize(
    ("place", "written"),
    [(Place("a.yaml"), "a.yaml"), (Place("a.yaml", 3, 7), "a.yaml:3:7")],
)
def test_a_place_is_written_as_compilers_do(place: Place, written: str) -> None:
    assert str(place) == written


def test_a_problem_shows_place_code_and_parameters() -> None:
    problem = Problem("field.limits", place=Place("w.yaml", 2, 1), low=1, high=80)
    assert str(problem) == "w.yaml:2:1 field.limits {'low': 1, 'high': 80}"
    assert (problem.code, problem.params["high"], problem.retry) == ("field.limits", 80, False)


def test_several_problems_are_one_error_that_names_them_all() -> None:
    found = Problems([Problem("a.b"), Problem("c.d", retry=True)])
    assert "a.b" in str(found) and "c.d" in str(found)
    assert [p.retry for p in found.problems] == [False, True]


def test_a_change_of_mind_is_no_problem() -> None:
    assert not issubclass(Cancelled, Problem)
