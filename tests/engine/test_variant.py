"""Variants of a program: which number gives what, what is changed, and that a log is pinned to
its own."""

import json
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.base.problem import Problem
from simtrainer.engine.program import Program
from simtrainer.engine.replay import first_difference, replay, resume
from simtrainer.engine.run import Run
from simtrainer.engine.variant import filled, parted, pick, rename, renaming, written
from tests.engine.conftest import Load
from tests.engine.programs import check, program_data

VARIANTS = {
    "people": ["ODD", "ida"],
    "names": {"ODD": ["Oddvar Prøvesen", "Arnfinn Testli", "Sigvard Øvingmo"]},
    "values": {"odd": [{"spo2": 90, "temperature": 37.4}, {"spo2": 89, "temperature": 36.9}]},
    "changes": {"odd": [[], [[["observations", "look", "values", "spo2"], 89]]]},
    "texts": {"nb": {"hint": "Oddvar har [[odd.spo2]] og [[odd.temperature]]."}},
}


def made(load: Load, **parts: Any) -> Program:
    """A small program with two values and three names for one patient."""
    data = program_data(
        observations={
            "look": {"patient": "ODD", "module": "measurements", "label": "l",
                     "values": {"spo2": 90}},
        },
        texts={"hint": "Oddvar har 90 og 37,4."},
        **parts,
    )  # fmt: skip
    data["world"]["patients"]["ODD"] |= {"given": "Oddvar", "family": "Prøvesen"}
    return load(orjson.dumps({**data, "variants": VARIANTS}))


@given(st.text(max_size=8), st.integers(1, 12), st.integers(0, 40))
def test_every_set_comes_once_in_each_turn_and_the_first_is_as_written(
    axis: str, sets: int, turn: int
) -> None:
    first = 1 + turn * sets
    assert {pick(axis, sets, first + n) for n in range(sets)} == set(range(sets))
    assert pick(axis, sets, 1) == 0
    assert pick(axis, sets, -3) == 0


def test_axes_do_not_follow_each_other_for_ever() -> None:
    pairs = {(pick("a", 3, n), pick("b", 3, n)) for n in range(1, 100)}
    assert len(pairs) == 9


def test_a_variant_has_its_own_name_values_and_texts_everywhere(load: Load) -> None:
    one, two = made(load), made(load).varied(2)
    assert one.patients["ODD"].given == "Oddvar"
    assert (two.patients["ODD"].given, two.patients["ODD"].family) == ("Arnfinn", "Testli")
    assert one.observations["look"].values == {"spo2": 90}
    assert two.observations["look"].values == {"spo2": 89}
    assert one.texts["nb"]["hint"] == "Oddvar har 90 og 37,4."
    assert two.texts["nb"]["hint"] == "Arnfinn har 89 og 36,9."
    assert (two.raw, two.hash, two.variant) == (one.raw, one.hash, 2)
    assert two.varied(1).texts == one.texts


def test_a_program_without_variants_is_its_own_variant(build: Callable[..., Program]) -> None:
    program = build()
    assert program.varied(7) is program
    run = Run(program.varied(7))
    run.start({"seed": 7})
    assert "variant" not in run.log[0].data


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [(37.4, "nb", "37,4"), (37.4, "nn", "37,4"), (37.4, "en", "37.4"), (90, "nb", "90"),
     ("a.b", "nb", "a.b")],
)  # fmt: skip
def test_a_value_is_written_as_its_language_writes_it(value: Any, language: str, said: str) -> None:
    assert written(value, language) == said
    assert filled("x [[a.b]]!", {"a": {"b": value}}, language) == f"x {said}!"


def test_a_name_is_changed_whole_also_in_the_genitive_and_nowhere_else() -> None:
    world: dict[str, Any] = {
        "patients": {
            "ODD": {"given": "Oddvar", "family": "Moen", "contact": {"name": "Eva Moen"}},
            "KJE": {"given": "Kjell", "family": "Oddvarsen"},
            "W7": {"given": "Oddvar", "family": "Ukjent"},
        },
        "staff": {"ida": {"name": "Ida Moen"}},
    }
    texts = {
        "nb": {"a": "Oddvar og Oddvars kone. Oddvarsen, oddvar, Moens.", "b": "Oddvar’s, Oddvar's"}
    }
    names = renaming({"ODD": ["Oddvar Moen", "Arnfinn Vik"]}, 2)
    assert names == {"Oddvar": "Arnfinn", "Moen": "Vik"}
    rename(world, texts, names, ["ODD", "ida"])
    assert world["patients"]["ODD"] == {
        "given": "Arnfinn", "family": "Vik", "contact": {"name": "Eva Vik"},
    }  # fmt: skip
    assert world["patients"]["KJE"] == {"given": "Kjell", "family": "Oddvarsen"}
    assert world["patients"]["W7"]["given"] == "Oddvar"
    assert world["staff"]["ida"]["name"] == "Ida Vik"
    assert texts["nb"]["a"] == "Arnfinn og Arnfinns kone. Oddvarsen, oddvar, Viks."
    assert texts["nb"]["b"] == "Arnfinn’s, Arnfinn's"
    assert parted("Anne Lise Vik") == ("Anne Lise", "Vik")


def test_a_name_that_takes_another_s_place_is_not_changed_twice() -> None:
    world: dict[str, Any] = {"patients": {}, "staff": {}}
    texts = {"nb": {"a": "Anna og Berit"}}
    rename(world, texts, {"Anna": "Berit", "Berit": "Anna"}, [])
    assert texts["nb"]["a"] == "Berit og Anna"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_log_is_replayed_in_its_own_variant(load: Load, number: int) -> None:
    program = made(load, checks=[check("look", {"observed": "look"})])
    run = Run(program.varied(number))
    run.start({"seed": 1})
    run.act("observe", {"observation": "look"}, 1000)
    lines = [event.encode() for event in run.log]
    again = replay(Program(program.raw), run.log)
    assert first_difference(lines, again) is None
    assert again.program.variant == number
    assert resume(program.varied(2), lines).program.patients == run.program.patients
    assert run.log[0].data.get("variant") == (number if number > 1 else None)


def test_a_log_that_names_another_variant_is_another_run(load: Load) -> None:
    run = Run(made(load).varied(2))
    run.start({"seed": 1})
    run.act("observe", {"observation": "look"}, 1000)
    lines = [event.encode().replace(b'"variant":2', b'"variant":3') for event in run.log]
    with pytest.raises(Problem) as caught:
        resume(made(load), lines)
    assert caught.value.code == "run.differs"


@pytest.mark.parametrize(
    "part",
    [
        {"names": {}},
        {**VARIANTS, "changes": {}},
        {**VARIANTS, "changes": {"odd": [[], [[["x", "y"], 1]]]}},
        {**VARIANTS, "texts": {"nb": {"hint": "[[odd.gone]]"}}},
        7,
        "x",
    ],
)
def test_broken_variants_are_a_problem(load: Load, part: Any) -> None:
    raw = orjson.dumps({**json.loads(made(load).raw), "variants": part})
    with pytest.raises(Problem) as caught:
        Program(raw, 2)
    assert caught.value.code == "program.broken"


def test_the_one_as_written_may_let_its_bytes_go_and_a_variant_keeps_them(load: Load) -> None:
    written_one, other = made(load), made(load).varied(2)
    sha256 = made(load).hash
    for program in (written_one, other):
        program.lighten()
        assert program.hash == sha256
    assert written_one.raw == b"" and written_one.varied(1) is written_one
    assert other.varied(1).variant == 1
