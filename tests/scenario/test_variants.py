"""Variants of a scenario: linted as they are played, and as hard as each other."""

import copy as deep
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem, Problems
from simtrainer.engine.program import Program
from simtrainer.engine.variant import vary
from simtrainer.scenario.check import check_scenario, seen
from simtrainer.scenario.compile import compile_folder, program_data
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.lint.catalogue import errors
from simtrainer.scenario.prove import report
from simtrainer.scenario.survey import EVEN, Survey, play, survey
from simtrainer.scenario.variants import as_variant, check_variants, numbers, program_part
from tests.scenario.folders import PACKS, ROOT, SMALL, change, copy

SHIPPED = sorted(f.parent for f in (ROOT / "scenarios").glob("*/variants.yaml"))


def codes(folder: Path) -> list[str]:
    try:
        source = read_folder(folder, PACKS)
        found = seen(source)
        found += [] if errors(found) else check_variants(source, seen, program_data)
    except Problems as problems:
        found = problems.problems
    return [problem.code for problem in found]


def test_every_shipped_scenario_but_the_warm_up_has_variants() -> None:
    """Warming up is for mouse and keys: it is the same each time on purpose."""
    every = {f.parent.name for f in (ROOT / "scenarios").glob("*/scenario.yaml")}
    assert {f.name for f in SHIPPED} == every - {"varm-opp"}


@pytest.mark.parametrize("folder", SHIPPED, ids=[f.name for f in SHIPPED])
def test_what_is_linted_is_what_is_played(folder: Path) -> None:
    source = read_folder(folder, PACKS)
    base = program_data(source)
    part = program_part(source, program_data)
    assert len(numbers(source.variants)) >= 2
    made = []
    for number in numbers(source.variants):
        data = deep.deepcopy({**base, "variants": part})
        vary(data, number)
        made.append({key: data[key] for key in base})
        assert made[-1] == program_data(as_variant(source, number))
    assert all(one != base for one in made) and made[0] != made[1]


def test_a_variant_is_another_patient_with_another_number(tmp_path: Path) -> None:
    program = Program(compile_folder(SMALL, PACKS)[0])
    two = program.varied(2)
    assert two.patients["ODD"].given == "Arnfinn"
    assert two.patients["ODD"].identity == program.patients["ODD"].identity
    assert two.texts["nb"]["check.dose.title"] == "Gi Arnfinn det faste"
    assert two.texts["nb"]["do.dose"] == "Vondt i ryggen, 5 av 10."
    for number in (1, 2, 3):
        run = play(program, "expert", number)
        assert report(run)["score"] == program.max_points
        assert run.program.variant == number


def test_a_scenario_without_variants_has_none(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    change(folder, "text/nb.yaml", "[[odd.pain]]", "4")
    script = folder / "script.yaml"
    script.write_text(script.read_text("utf-8").replace("{vary: odd.temperature}", "37.4"))
    (folder / "variants.yaml").unlink()
    source = read_folder(folder, PACKS)
    assert codes(folder) == [] and as_variant(source, 5) is source
    program = Program(compile_folder(folder, PACKS)[0])
    assert not program.has_variants and survey(program, 1).means == {}


def test_a_variant_that_is_easier_or_harder_is_told(tmp_path: Path) -> None:
    """In one of the variants the right answer is judged to be wrong."""
    folder = change(copy(tmp_path), "script.yaml", "spo2: {between: [86, 91]}",
                    "temperature: {between: [37.1, 38.0]}")  # fmt: skip
    told: list[Survey] = []
    found = check_scenario(folder, PACKS, told=told.append)
    uneven = [p.params["variant"] for p in found if p.code == "prove.variant_uneven"]
    assert 2 in uneven and 1 not in uneven
    assert "measure" in {p.params["check"] for p in found if p.code == "prove.route"}
    assert abs(told[0].means[2] - told[0].means[1]) > EVEN


def test_the_small_scenario_s_variants_are_even() -> None:
    found = survey(Program(compile_folder(SMALL, PACKS)[0]), 6)
    assert len(found.means) == 6 and len(set(found.means.values())) == 1
    assert found.lost_routes == []


def test_two_axes_that_move_the_same_things_are_told(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    change(folder, "world.yaml", '"2026-05-12 07:02"', "{vary: when.told}")
    change(folder, "world.yaml", "strength: 8 mg", "strength: {vary: much.drug}")
    change(folder, "variants.yaml", "values:\n", """values:
  when: [{told: "2026-05-12 07:02"}, {told: "2026-05-01 07:02"}]
  much: [{drug: 8 mg}, {drug: 16 mg}]
""")  # fmt: skip
    assert "variant.entangled" in codes(folder)


def test_a_value_that_does_not_do_in_its_place_is_told_at_the_place(tmp_path: Path) -> None:
    folder = change(copy(tmp_path), "variants.yaml", "temperature: 36.8", "temperature: kaldt")
    source = read_folder(folder, PACKS)
    problems = list(check_variants(source, seen, program_data))
    assert problems
    for problem in problems:
        assert problem.place is not None and problem.place.file == "liten-vakt/script.yaml"


def test_a_slot_where_a_number_must_stand_is_judged_as_the_value(tmp_path: Path) -> None:
    """A minute may be varied, and one that is no minute is refused with its place."""
    folder = change(copy(tmp_path), "script.yaml", "{id: wife-calls, at: 10,",
                    "{id: wife-calls, at: {vary: odd.minute},")  # fmt: skip
    text = (folder / "variants.yaml").read_text("utf-8")
    for pain, minute in ((4, 10), (5, 11), (3, 9)):
        text = text.replace(f"pain: {pain}", f"pain: {pain}, minute: {minute}")
    (folder / "variants.yaml").write_text(text, encoding="utf-8")
    assert codes(folder) == []
    change(folder, "variants.yaml", "minute: 11", "minute: snart")
    with pytest.raises(Problems) as caught:
        compile_folder(folder, PACKS)
    (found,) = caught.value.problems
    assert isinstance(found, Problem) and found.code == "source.value"
    assert str(found.place).startswith("liten-vakt/script.yaml:")
