"""The catalog: one compilation per change, and a cache that is never believed too much."""

import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.station.catalog import ScenarioFolder
from tests.app.port_contracts import CatalogContract, scenario_info


class Compiler:
    """Counts; a folder whose manifest says so does not compile."""

    def __init__(self) -> None:
        self.compiled: list[str] = []

    def __call__(self, folder: Path) -> tuple[bytes, dict[str, Any]]:
        self.compiled.append(folder.name)
        manifest = (folder / "scenario.yaml").read_text()
        if "broken" in manifest:
            raise Problems([Problem("scenario.bad", place=Place(str(folder), 3, 1))])
        info = asdict(scenario_info(folder.name, mandatory="mandatory" in manifest))
        text = (folder / "text" / "nb.yaml").read_text()
        return f"program of {folder.name}{text}".encode(), info


@pytest.fixture
def compiler() -> Compiler:
    return Compiler()


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    folder = tmp_path / "scenarios"
    for name, manifest in (("alpha", "voluntary"), ("beta", "mandatory")):
        (folder / name / "text").mkdir(parents=True)
        (folder / name / "scenario.yaml").write_text(manifest)
        (folder / name / "text" / "nb.yaml").write_text("")
    (folder / "no scenario").mkdir()
    (folder / "README.md").write_text("neither")
    return folder


@pytest.fixture
def catalog(scenarios: Path, tmp_path: Path, compiler: Compiler) -> ScenarioFolder:
    return ScenarioFolder(scenarios, tmp_path / "cache", compiler, "1")


def again(
    catalog: ScenarioFolder, edition: str = "1", shared: Path | None = None
) -> ScenarioFolder:
    """As after a new start of the app."""
    folders = [] if shared is None else [shared]
    return ScenarioFolder(catalog._scenarios, catalog._cache, catalog._compile, edition, folders)


class TestScenarioFolder(CatalogContract):
    pass


class TestScenarioFolderFromTheCache(CatalogContract):
    @pytest.fixture
    def catalog(self, scenarios: Path, tmp_path: Path, compiler: Compiler) -> ScenarioFolder:
        first = ScenarioFolder(scenarios, tmp_path / "cache", compiler, "1")
        first.scenarios()
        return again(first)


def test_compiled_once(catalog: ScenarioFolder, compiler: Compiler) -> None:
    for each in (catalog, catalog, again(catalog), again(catalog)):
        each.scenarios()
        each.program("alpha")
    assert compiler.compiled == ["alpha", "beta"]


def test_a_program_without_listing_first(catalog: ScenarioFolder) -> None:
    assert catalog.program("alpha") == b"program of alpha"


def test_a_change_compiles_that_scenario_again(
    catalog: ScenarioFolder, scenarios: Path, compiler: Compiler
) -> None:
    catalog.scenarios()
    (scenarios / "alpha" / "text" / "nb.yaml").write_text(", changed")
    assert catalog.program("alpha") == b"program of alpha, changed"
    again(catalog).scenarios()
    assert compiler.compiled == ["alpha", "beta", "alpha"]


def test_a_change_that_size_and_time_do_not_tell(catalog: ScenarioFolder, scenarios: Path) -> None:
    path = scenarios / "alpha" / "text" / "nb.yaml"
    path.write_text("one")
    os.utime(path, ns=(1, 1))
    assert catalog.program("alpha") == b"program of alphaone"
    path.write_text("two")
    os.utime(path, ns=(1, 1))
    assert catalog.program("alpha") == b"program of alphatwo"


def test_a_new_edition_and_a_changed_pack_compile_all_again(
    catalog: ScenarioFolder, compiler: Compiler, tmp_path: Path
) -> None:
    catalog.scenarios()
    again(catalog, edition="2").scenarios()
    assert compiler.compiled == ["alpha", "beta"] * 2
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("a")
    again(catalog, "2", pack).scenarios()
    (pack / "pack.yaml").write_text("ab")
    again(catalog, "2", pack).scenarios()
    assert compiler.compiled == ["alpha", "beta"] * 4


def test_a_broken_scenario_is_left_out_and_told(catalog: ScenarioFolder, scenarios: Path) -> None:
    catalog.scenarios()
    (scenarios / "beta" / "scenario.yaml").write_text("broken")
    assert [info.id for info in catalog.scenarios()] == ["alpha"]
    assert list(catalog.broken()) == ["beta"]
    for each in (catalog, again(catalog)):
        with pytest.raises(Problems) as caught:
            each.program("beta")
        assert caught.value.problems[0].place == Place(str(scenarios / "beta"), 3, 1)
    (scenarios / "beta" / "scenario.yaml").write_text("mandatory again")
    assert len(catalog.scenarios()) == 2
    assert catalog.broken() == {}


def test_a_scenario_that_is_gone(catalog: ScenarioFolder, scenarios: Path) -> None:
    catalog.scenarios()
    shutil.rmtree(scenarios / "beta")
    assert [info.id for info in again(catalog).scenarios()] == ["alpha"]
    with pytest.raises(Problem, match=r"scenario\.unknown"):
        again(catalog).program("beta")


@pytest.mark.parametrize(
    "junk",
    [
        b"", b"{", b"[]", b"\xff", b'{"version": 1}',
        b'{"version": 1, "edition": "1", "scenarios": []}',
        b'{"version": 1, "edition": "1", "scenarios": {"alpha": {}}}',
        b'{"version": 1, "edition": "1", "scenarios": {"alpha": {"info": {"id": 1}}}}',
        b'{"version": 9, "edition": "1", "scenarios": {}}',
    ],
)  # fmt: skip
def test_a_broken_index_is_made_anew(catalog: ScenarioFolder, junk: bytes, tmp_path: Path) -> None:
    catalog.scenarios()
    (tmp_path / "cache" / "scenarios.json").write_bytes(junk)
    assert len(again(catalog).scenarios()) == 2
    assert json.loads((tmp_path / "cache" / "scenarios.json").read_bytes())["version"] == 1


def test_a_broken_program_is_compiled_again(catalog: ScenarioFolder, tmp_path: Path) -> None:
    catalog.scenarios()
    for path in (tmp_path / "cache").glob("program-*"):
        path.write_bytes(b"junk")
    assert again(catalog).program("alpha") == b"program of alpha"


def test_without_a_cache(scenarios: Path, tmp_path: Path, compiler: Compiler) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    catalog = ScenarioFolder(scenarios, tmp_path / "cache", compiler, "1")
    assert len(catalog.scenarios()) == 2
    assert catalog.program("beta") == b"program of beta"


def test_no_scenarios_at_all(tmp_path: Path, compiler: Compiler) -> None:
    catalog = ScenarioFolder(tmp_path / "nowhere", tmp_path / "cache", compiler, "1")
    assert catalog.scenarios() == []


def test_media_are_not_read(
    catalog: ScenarioFolder, scenarios: Path, compiler: Compiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = scenarios / "alpha" / "media"
    media.mkdir()
    (media / "film.webm").write_bytes(b"x")
    read = Path.read_bytes
    seen: list[str] = []

    def noted(path: Path) -> bytes:
        seen.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    catalog.program("alpha")
    assert "film.webm" not in seen and "nb.yaml" in seen


def test_a_fetched_scenario_stands_before_the_shipped_one(
    catalog: ScenarioFolder, scenarios: Path, tmp_path: Path, compiler: Compiler
) -> None:
    before = catalog.program("alpha")
    fetched = tmp_path / "packages"
    for name in ("alpha", "gamma"):
        shutil.copytree(scenarios / "alpha", fetched / name)
    (fetched / "alpha" / "text" / "nb.yaml").write_text("ny utgave")
    both = ScenarioFolder(scenarios, tmp_path / "cache", compiler, "1", (), fetched)
    assert [info.id for info in both.scenarios()] == ["beta", "alpha", "gamma"]
    assert both.program("alpha") == before + b"ny utgave"
    shutil.rmtree(fetched / "alpha")
    both.scenarios()
    assert both.program("alpha") == before
