"""Every released format is still read: the museum, and the steps between numbers."""

import shutil
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem, Problems
from simtrainer.engine.program import Program
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.keys import SigningKey
from simtrainer.scenario.package_read import load, write_files
from simtrainer.scenario.prove import play, report
from simtrainer.scenario.upgrade import NEWEST, STEPS, upgraded

MUSEUM = Path(__file__).parents[1] / "formats"
KEY = SigningKey(bytes(range(32)))


def numbers(kind: str) -> list[int]:
    return sorted(int(path.name) for path in (MUSEUM / kind).iterdir())


@pytest.mark.parametrize("number", numbers("scenario"))
def test_a_scenario_of_every_number_can_be_played_to_full_score(number: int) -> None:
    folder = MUSEUM / "scenario" / str(number) / "liten-vakt"
    raw, _ = compile_folder(folder, folder.parent / "packs")
    found = report(play(Program(raw), "expert"))
    assert found["score"] == found["max_score"] == 70


@pytest.mark.parametrize("number", numbers("simpack"))
def test_a_package_of_every_number_is_read(number: int, tmp_path: Path) -> None:
    path = MUSEUM / "simpack" / str(number) / "liten-vakt.simpack"
    found = load(path, {KEY.public: "museum"})
    assert (found.manifest.id, found.manifest.version) == ("liten-vakt", "1.0.0")
    assert (write_files(found, tmp_path) / "scenario.yaml").is_file()


def test_the_museum_has_every_number() -> None:
    assert numbers("scenario") == list(range(1, NEWEST["scenario"] + 1))
    assert numbers("overlay") == list(range(1, NEWEST["overlay"] + 1))
    assert numbers("simpack") == list(range(1, NEWEST["simpack"] + 1))


def test_there_is_one_step_per_number() -> None:
    for kind, newest in NEWEST.items():
        assert sorted(STEPS.get(kind, {})) == list(range(1, newest))


def test_steps_are_taken_one_by_one() -> None:
    steps = {"x": {1: lambda d: {**d, "b": d["a"] + 1}, 2: lambda d: {**d, "c": d["b"] + 1}}}
    assert upgraded("x", {"format": 1, "a": 1}, {"x": 3}, steps) == {
        "format": 3, "a": 1, "b": 2, "c": 3,
    }  # fmt: skip
    assert upgraded("x", {"format": 3, "a": 1}, {"x": 3}, steps) == {"format": 3, "a": 1}


@pytest.mark.parametrize(
    "data", [None, [], 3, {}, {"format": "1"}, {"format": True}, {"format": 0}]
)
def test_what_has_no_number_is_left_for_the_model(data: object) -> None:
    assert upgraded("scenario", data) == data


def test_a_newer_number_is_named_at_its_place(tmp_path: Path) -> None:
    folder = shutil.copytree(MUSEUM / "scenario" / "1" / "liten-vakt", tmp_path / "liten-vakt")
    path = folder / "world.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("format: 1", "format: 2"), "utf-8")
    with pytest.raises(Problems) as caught:
        read_folder(folder, MUSEUM / "scenario" / "1" / "packs")
    assert str(caught.value.problems[0].place) == "liten-vakt/world.yaml:1:1"
    assert caught.value.problems[0].code == "lint.format_newer"
    with pytest.raises(Problem):
        upgraded("scenario", {"format": 99})
