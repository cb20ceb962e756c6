"""The measure of the bundle: when it is built anew, what counts as its size, what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.launch.bench import bench, bundle


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Both bundles, built a while after all that they are made from."""
    for name in (*bundle.SOURCES, *(f"dist/{name}/{name}" for name in (bundle.APP, bundle.BARE))):
        file = tmp_path / (name if "." in name or "/" in name else f"{name}/file")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("made")
        os.utime(file, (1_000 + ("dist" in name), 1_000 + ("dist" in name)))
    return tmp_path


def test_what_is_built_after_its_sources_is_not_built_again(checkout: Path) -> None:
    assert bundle.is_fresh(checkout / "dist", checkout)
    assert bundle.built(checkout) == checkout / "dist"


@pytest.mark.parametrize("name", bundle.SOURCES)
def test_a_newer_source_asks_for_a_new_build(checkout: Path, name: str) -> None:
    file = checkout / name if "." in name else checkout / name / "file"
    os.utime(file, (2_000, 2_000))
    assert not bundle.is_fresh(checkout / "dist", checkout)


def test_compiled_python_is_no_source(checkout: Path) -> None:
    (checkout / "simtrainer" / "__pycache__").mkdir()
    (checkout / "simtrainer" / "__pycache__" / "file.pyc").write_text("newer")
    assert bundle.is_fresh(checkout / "dist", checkout)


@pytest.mark.parametrize("name", [bundle.APP, bundle.BARE])
def test_a_missing_bundle_asks_for_a_build(checkout: Path, name: str) -> None:
    (checkout / "dist" / name / name).unlink()
    assert not bundle.is_fresh(checkout / "dist", checkout)


def test_without_a_checkout_there_is_nothing_to_build(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"bench\.checkout"):
        bundle.built(tmp_path)


def test_a_build_that_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("bundle:\n\t@exit 3\n")
    with pytest.raises(Problem, match=r"bench\.build"):
        bundle.built(tmp_path)


def test_a_bundle_measures_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(Problem, match=r"bench\.checkout"):
        bench("start")


def test_size_counts_files_and_no_links(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one").write_bytes(b"12345")
    (tmp_path / "two").write_bytes(b"123")
    (tmp_path / "link").symlink_to(tmp_path / "two")
    assert bundle.size(tmp_path) == 8


def test_a_program_that_says_no_time_is_told(tmp_path: Path) -> None:
    program = tmp_path / "mute"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    with pytest.raises(Problem, match=r"bench\.build"):
        bundle._painted(program, "window", str(tmp_path))


@pytest.mark.qt
@pytest.mark.parametrize(
    ("start", "what"),
    [
        (["installer/bare_window.py"], "window"),
        (["-m", "simtrainer"], "window"),
        (["-m", "simtrainer"], "signin"),
    ],
    ids=str,
)
def test_both_say_when_they_have_painted(start: list[str], what: str, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, *start],
        cwd=bundle.ROOT,
        env={**os.environ, bundle.PAINTED: what, "SIMTRAINER_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert int(told.stdout) > 0, told.stderr
