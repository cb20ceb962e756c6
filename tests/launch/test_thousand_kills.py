"""Real processes killed at random moments, also inside a write: those who play through the app's
door, and those in the middle of a sentence at the window.

``make soak`` kills a thousand of the first and a hundred of the second. What must hold is judged by
each player that comes after, on what it finds, and of everything at the end: see ``kills.witness``
and ``kills.outbox``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.launch.real import ROOT

pytestmark = [
    pytest.mark.qt,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="players are forked"),
]


def killed(folder: Path, at_door: int, typists: int, seed: int) -> dict[str, Any]:
    """How it went. Whatever does not hold ends the process."""
    how = map(str, (folder, at_door, typists, seed))
    done = subprocess.run(
        [sys.executable, "-m", "tests.launch.kills.nursery", *how],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert told["kills"] == at_door + typists
    return told


def test_some_kills(tmp_path: Path) -> None:
    told = killed(tmp_path, at_door=14, typists=2, seed=3)
    assert told["runs"] >= 1 and told["events"] > 14


@pytest.mark.soak
def test_a_thousand_kills(tmp_path: Path) -> None:
    told = killed(tmp_path, at_door=1000, typists=100, seed=20261128)
    print(json.dumps(told))
    assert told["inside_a_commit"] > 100 and told["early"] > 50
    assert told["finished"] > 10 and told["surveys"] > 0
    assert told["found_writing"] > 10
