"""Each import contract holds, and each breaks on the import it is there to stop.

A bad import is planted in a copy of the packages, one at a time.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tracked import ROOT

CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}


@dataclass(frozen=True)
class Plant:
    """A module to add, and the contract it must break."""

    contract: str
    module: str
    source: str

    def __str__(self) -> str:
        return f"{self.contract}: {self.module}: {self.source.splitlines()[-1].strip()}"


INSIDE = "def late() -> None:\n    "
CHECKING = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    "

BAD = [
    Plant("layers", "base/planted", "import simtrainer.record"),
    Plant("layers", "record/planted", "import simtrainer.engine"),
    Plant("layers", "record/planted", "import simtrainer.wire"),
    Plant("layers", "engine/planted", CHECKING + "import simtrainer.scenario"),
    Plant("layers", "scenario/planted", INSIDE + "import simtrainer.app"),
    Plant("layers", "app/planted", "import simtrainer.desktop"),
    Plant("layers", "desktop/planted", "import simtrainer.station"),
    Plant("layers", "hub/planted", "import simtrainer.station"),
    Plant("layers", "station/planted", "import simtrainer.launch"),
    Plant("layers", "eleventh/__init__", "import simtrainer.base"),
    Plant("no-wire-in-core", "engine/planted", "import simtrainer.wire"),
    Plant("no-wire-in-core", "scenario/planted", INSIDE + "import simtrainer.wire"),
    Plant("desktop-through-app", "desktop/planted", "import simtrainer.engine"),
    Plant("station-through-app", "station/planted", "import simtrainer.record"),
    Plant("hub-alone", "hub/planted", "import simtrainer.record"),
    Plant("no-qt", "app/planted", CHECKING + "import PySide6.QtCore"),
    Plant("no-qt", "station/planted", INSIDE + "import qasync"),
    Plant("qasync-in-launch", "desktop/planted", "import qasync"),
    Plant("pure-core", "engine/planted", "import time"),
    Plant("pure-core", "record/planted", INSIDE + "import random"),
    Plant("pure-core", "scenario/planted", "import urllib.request"),
    Plant("frozen-core", "engine/planted", "import pydantic"),
    Plant("sql-in-stores", "launch/planted", "import sqlite3"),
    Plant("sql-in-stores", "station/planted", "import sqlalchemy.orm"),
    Plant("no-cycles", "app/planted/__init__", "import simtrainer.app.other.leaf"),
    Plant("conditions", "engine/conditions/said", "import simtrainer.engine.conditions.entry"),
    Plant("conditions", "engine/conditions/value", "import simtrainer.engine.conditions"),
    Plant("lint-rules", "scenario/lint/people", INSIDE + "import simtrainer.scenario.lint.texts"),
    Plant("view-states", "app/present/ward", CHECKING + "import simtrainer.app.present.table"),
    Plant("view-kinds", "desktop/record/ward", "import simtrainer.desktop.record.table"),
    Plant("upload-backends", "station/upload/file", "import simtrainer.station.upload.xapi"),
]
GOOD = [
    Plant("sql-in-stores", "station/store/planted", "import sqlalchemy"),
    Plant("sql-in-stores", "hub/planted", "import sqlalchemy"),
    Plant("no-qt", "launch/planted", "import qasync"),
    Plant("desktop-through-app", "desktop/planted", "import simtrainer.app"),
    Plant("frozen-core", "scenario/planted", "import pydantic"),
    Plant("conditions", "engine/conditions/logic", "import simtrainer.engine.conditions.base"),
]
OTHER_HALF = {"app/planted/__init__": ("app/other/leaf", "import simtrainer.app.planted")}
"""The module that closes the circle for a plant that needs two."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "simtrainer", tmp_path / "simtrainer", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def write(copy: Path, module: str, source: str) -> None:
    path = copy / "simtrainer" / f"{module}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "__init__.py").touch()
    path.write_text(f"{source}\n", encoding="utf-8")


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    start = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
    return subprocess.run(
        [sys.executable, "-c", start, "--no-cache", "--no-logo", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_contracts_hold() -> None:
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in told.stdout


def test_each_contract_is_put_to_the_proof() -> None:
    assert {plant.contract for plant in BAD} == set(CONTRACTS)


def listed(contract: str) -> set[str]:
    return set(CONTRACTS[contract]["modules"])


def siblings(folder: str, *shared: str) -> set[str]:
    """The modules of a family's folder, without those that they share."""
    names = {path.stem for path in (ROOT / "simtrainer" / folder).glob("*.py")}
    package = f"simtrainer.{folder.replace('/', '.')}"
    return {f"{package}.{name}" for name in names - {"__init__", *shared}}


def test_every_member_of_a_family_is_under_its_contract() -> None:
    from simtrainer.app.present.kinds import VIEW_KINDS

    assert siblings("engine/conditions", "base", "logic") == listed("conditions")
    assert siblings("station/upload", "exchange", "receipt", "results_file") == listed(
        "upload-backends"
    )
    assert {present.__module__ for present in VIEW_KINDS.values()} == listed("view-states")
    widgets = {name.rpartition(".")[2] for name in listed("view-states")}
    assert {name.rpartition(".")[2] for name in listed("view-kinds")} == widgets


@pytest.mark.parametrize("plant", BAD, ids=str)
def test_a_bad_import_breaks_its_contract(plant: Plant, copy: Path) -> None:
    write(copy, plant.module, plant.source)
    if other := OTHER_HALF.get(plant.module):
        write(copy, *other)
    told = lint(copy, "--contract", plant.contract)
    assert told.returncode == 1, told.stdout + told.stderr
    assert f"{CONTRACTS[plant.contract]['name']} BROKEN" in told.stdout
    assert plant.module.split("/")[-2 if plant.module.endswith("__init__") else -1] in told.stdout


@pytest.mark.parametrize("plant", GOOD, ids=str)
def test_a_good_import_does_not(plant: Plant, copy: Path) -> None:
    write(copy, plant.module, plant.source)
    told = lint(copy, "--contract", plant.contract)
    assert told.returncode == 0, told.stdout + told.stderr
