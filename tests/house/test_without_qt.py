"""The run without Qt really has none, and the core needs none."""

import importlib
import os
import subprocess
import sys

import pytest

from tests.house.tracked import ROOT

BLOCKER = ROOT / ".ci" / "without_qt"
BLOCKED = str(BLOCKER) in os.environ.get("PYTHONPATH", "").split(os.pathsep)
WITHOUT_QT = ["base", "record", "engine", "scenario", "wire", "app", "station", "hub"]


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(BLOCKER), str(ROOT)))},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("module", ["PySide6.QtCore", "shiboken6", "qtpy", "qtawesome", "qasync"])
def test_the_blocker_keeps_qt_out(module: str) -> None:
    told = python(f"import {module}")
    assert told.returncode == 1
    assert "ModuleNotFoundError" in told.stderr
    assert "kept out on purpose" in told.stderr


def test_the_blocker_reaches_processes_started_by_the_tests() -> None:
    inner = "[sys.executable, '-c', 'import PySide6']"
    assert python(f"import subprocess, sys; sys.exit(subprocess.call({inner}))").returncode == 1


def test_every_module_below_the_screens_imports_without_qt() -> None:
    told = python(
        "import importlib, pkgutil, sys\n"
        f"for name in {WITHOUT_QT}:\n"
        "    package = importlib.import_module(f'simtrainer.{name}')\n"
        "    for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        # alembic runs its environment itself, with a connection in hand\n"
        "        if not found.name.endswith('.migrations.env'):\n"
        "            importlib.import_module(found.name)\n"
        "import simtrainer.launch.places\n"
        "print(len([name for name in sys.modules if name.startswith('simtrainer.')]))"
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) > len(WITHOUT_QT)


def test_every_test_outside_the_desktop_can_be_read_without_qt() -> None:
    """A test marked ``qt`` is left out of the run without Qt, but its file is still imported."""
    told = python(
        "import importlib, pathlib\n"
        "for path in sorted(pathlib.Path('tests').rglob('test_*.py')):\n"
        "    if path.parts[1] != 'desktop':\n"
        "        importlib.import_module('.'.join(path.with_suffix('').parts))\n"
    )
    assert told.returncode == 0, told.stderr


@pytest.mark.skipif(not BLOCKED, reason="this is the run with Qt")
def test_this_very_run_has_no_qt() -> None:
    assert not [name for name in sys.modules if name.startswith("PySide6")]
    with pytest.raises(ModuleNotFoundError, match="kept out on purpose"):
        importlib.import_module("PySide6")
