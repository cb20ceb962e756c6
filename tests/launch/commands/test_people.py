"""The ``people`` command: a world by seed, and people out of a bundle."""

import json
import shutil
from pathlib import Path

import pytest

from simtrainer.launch import places, populated
from simtrainer.launch.commands import dispatch
from simtrainer.record.yaml_source import checked, read_yaml
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.lint.people import people as people_lint
from simtrainer.scenario.lint.subject import Subject
from simtrainer.scenario.references import references
from simtrainer.scenario.source import WorldSource
from tests.record.fhir.generator import bundle


def test_a_ward_for_a_scenario(tmp_path: Path) -> None:
    out = tmp_path / "world.yaml"
    assert dispatch(["people", "--seed", "5", "-o", str(out)]) == 0
    first = out.read_bytes()
    assert dispatch(["people", "--seed", "5", "-o", str(out)]) == 0
    assert out.read_bytes() == first
    world = checked(read_yaml(out), WorldSource)
    assert len(world.patients) == 32
    assert len(world.entries) == 32 * 45


def test_the_world_stands_in_a_scenario(tmp_path: Path) -> None:
    """In the place of the shipped one, nothing is wrong but what the script asks for by name."""
    folder = tmp_path / "morgenvakt-solglott"
    shutil.copytree(places.scenarios() / "morgenvakt-solglott", folder)
    arguments = ["people", "--units", "1", "--zones", "1", "--size", "20"]
    assert dispatch([*arguments, "-o", str(folder / "world.yaml")]) == 0
    source = read_folder(folder, places.resources() / "packs")
    file = source.world_file.file
    found = [p for p in references(source) if p.place and p.place.file == file]
    found += [p for p in people_lint(Subject(source)) if p.place and p.place.file == file]
    assert found == []


def test_a_zone_of_140_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "world.json"
    arguments = ["people", "--units", "0", "--zones", "1", "--entries", "40", "--json"]
    assert dispatch([*arguments, "-o", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["people"], told["entries"]) == (140, 5600)
    assert len(WorldSource.model_validate_json(out.read_bytes()).patients) == 140


def test_people_of_a_bundle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "b.json", tmp_path / "world.yaml"
    file.write_text(json.dumps(bundle(5)), encoding="utf-8")
    assert dispatch(["people", "--fhir", str(file), "-o", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["people"] == 5
    assert {"what": "Encounter", "count": 5} in told["left_out"]
    assert len(checked(read_yaml(out), WorldSource).patients) == 5
    assert dispatch(["people", "--fhir", str(file), "-o", str(out)]) == 0
    assert "Ikke tatt med: Encounter (5)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--units", "0"], "people.nobody"),
        (["--start", "i morgen"], "people.start"),
        (["--units", "1", "--entries", "60"], "people.too_large"),
        (["--fhir", "none.json"], "file.missing"),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: str,
) -> None:
    monkeypatch.setattr("simtrainer.scenario.populate.MAX_BYTES", 20_000)
    out = tmp_path / "world.yaml"
    assert dispatch(["people", *arguments, "-o", str(out), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == code
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    out = tmp_path / "none" / "world.yaml"
    assert dispatch(["people", "--size", "2", "-o", str(out)]) == 1


def test_the_municipality_for_figures_is_there() -> None:
    people = populated.municipality()
    assert sum(people.quotas.values()) == 400_000
    assert len(people.history(next(iter(people.people)))) == 2000
