"""The same files are found from a checkout, an installed wheel and a bundle."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from simtrainer.launch import places

ROOT = Path(__file__).resolve().parents[2]
TELL = (
    "from simtrainer.launch import places as p; print(p.__file__, p.resources(), p.scenarios(), "
    "sep='\\n')"
)


def test_checkout_reads_the_folders_beside_the_package() -> None:
    assert places.resources() == ROOT / "resources"
    assert places.scenarios() == ROOT / "scenarios"
    assert (places.resources() / "fonts" / "Inter-Regular.otf").is_file()


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_wheel_carries_all_data_and_finds_it(unpacked_wheel: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked_wheel)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    data = unpacked_wheel / "simtrainer" / "_data"
    assert told[1:] == [str(data / "resources"), str(data / "scenarios")]
    assert Path(told[0]).is_relative_to(unpacked_wheel)
    for folder in ("resources", "scenarios"):
        kept = {
            str(path.relative_to(ROOT))
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        carried = {
            str(path.relative_to(data)) for path in (data / folder).rglob("*") if path.is_file()
        }
        assert carried == kept


def test_wheel_holds_no_test_and_no_checkout_data_twice(unpacked_wheel: Path) -> None:
    top = {path.name for path in unpacked_wheel.iterdir()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"simtrainer"}


def test_bundle_finds_its_data_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "simtrainer" / "_data").mkdir(parents=True)
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "simtrainer")
    assert places.resources() == tmp_path / "simtrainer" / "_data" / "resources"
    assert places.scenarios() == tmp_path / "simtrainer" / "_data" / "scenarios"


def test_bundle_starts_itself_and_others_start_through_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert places.own_command() == [sys.executable, "-m", "simtrainer"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert places.own_command() == [sys.executable]
