"""What the fuzzer is given to begin with is taken, and what it makes of it ends in ``Problem``s.
A few turns here; many in the soak, and as long as one likes with atheris (see ``fuzzing``)."""

import random

import pytest

from simtrainer.base.problem import Problem, Problems
from tests.scenario.fuzzing import TARGETS, once, other_tree, seeds

TREES = [name for name in TARGETS if name not in ("package", "manifest")]
TURNS, SOAK = 12, 1_500


@pytest.mark.parametrize("target", TARGETS)
def test_what_it_begins_with_is_sound(target: str) -> None:
    for seed in seeds(target):
        if target == "manifest":
            with pytest.raises(Problem):
                TARGETS[target](seed)
        else:
            TARGETS[target](seed)


def shaken(target: str, turns: int) -> None:
    chance = random.Random(f"{target} {turns}")
    for turn in range(turns):
        data = seeds(target)[turn % len(seeds(target))]
        for _ in range(1 + turn % 3):
            data = other_tree(data, chance)
        once(target, data)


@pytest.mark.parametrize("target", TREES)
def test_odd_things_in_any_place_end_in_problems(target: str) -> None:
    shaken(target, TURNS)


@pytest.mark.soak
@pytest.mark.parametrize("target", TREES)
def test_odd_things_in_any_place_end_in_problems_for_long(target: str) -> None:
    shaken(target, SOAK)


def test_a_problem_is_an_answer_and_anything_else_is_not() -> None:
    with pytest.raises(Problems):
        TARGETS["script.yaml"](b"x: [")
    once("script.yaml", b"x: [")
    with pytest.raises(KeyError):
        once("no target", b"")
