"""Every shipped scenario compiles, plays and replays to the same bytes in another process that has
another time zone, another locale, another encoding and other hash seeds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simtrainer.engine.program import Program
from simtrainer.engine.replay import replay
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.prove import play
from tests.scenario.folders import PACKS, ROOT

SHIPPED = sorted(file.parent for file in (ROOT / "scenarios").glob("*/scenario.yaml"))
SURROUNDINGS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
)
_THERE = """
import sys
from tests.scenario.test_elsewhere import written
sys.stdout.buffer.write(written(sys.argv[1], int(sys.argv[2])))
"""


def written(folder: str, seed: int) -> bytes:
    """The program, an expert's log in this variant, and the same log replayed."""
    raw = compile_folder(Path(folder), PACKS)[0]
    run = play(Program(raw), "expert", seed)
    again = replay(run.program, run.log)
    logs = (b"\n".join(event.encode() for event in each.log) for each in (run, again))
    return b"\0".join((raw, *logs))


@pytest.mark.parametrize("folder", SHIPPED, ids=[folder.name for folder in SHIPPED])
def test_a_scenario_is_the_same_wherever_it_is_played(folder: Path) -> None:
    seed = 1 + SHIPPED.index(folder)
    here = written(str(folder), seed)
    log, again = here.split(b"\0")[1:]
    assert log == again
    for number, surroundings in enumerate(SURROUNDINGS):
        answer = subprocess.run(
            [sys.executable, "-c", _THERE, str(folder), str(seed)],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={
                **os.environ,
                **surroundings,
                "PYTHONPATH": str(ROOT),
                "PYTHONHASHSEED": str(number + 1),
            },
        )
        assert answer.stdout == here, surroundings
