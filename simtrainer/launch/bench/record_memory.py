"""Memory with the municipality open, and of the app that has opened nothing yet.

Each is a process of its own, after everything that is built while nobody waits has been built.
"""

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

_PROCESS = """
import sys
from pathlib import Path
from simtrainer.app import commands as c
from simtrainer.launch.bench.record_desk import SCENARIO, at_desk
from simtrainer.record.access import first_reason
folder = Path(sys.argv[1])
with at_desk(folder / "fresh", folder / "scenarios") as here:
    here.idle(2)
    if sys.argv[2] == "open":
        trainer = here.station.trainer
        here.do(c.SignIn(trainer.signin().units[0].people[0].code))
        here.do(c.StartRun(SCENARIO))
        here.idle(4)
        program = trainer.play.session.program
        patient = next(p for p in program.patients if p in program.archive)
        reason = first_reason(program.pack, program.patients[patient])
        here.do(c.OpenPatient(patient, **reason))
        here.do(c.OpenModule("journal"))
        here.idle(1)
    print(int(open("/proc/self/statm").read().split()[1]) * 4096, flush=True)
"""


def memory(folder: Path) -> tuple[float, float]:
    """(open, empty) resident MiB on a PC that has compiled the program already and holds no runs.
    Linux tells it."""
    return _middle(folder, "open"), _middle(folder, "empty")


def _middle(folder: Path, what: str) -> float:
    """Of three: the same process is now and then 4 MiB smaller."""
    sizes = []
    for _ in range(3):
        shutil.rmtree(folder / "fresh", ignore_errors=True)
        shutil.copytree(folder / "home" / "cache", folder / "fresh" / "cache")
        sizes.append(_resident(folder, what))
    return statistics.median(sizes)


def _resident(folder: Path, what: str) -> float:
    if sys.platform != "linux":
        return 0.0
    done = subprocess.run(
        [sys.executable, "-c", _PROCESS, str(folder), what],
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    return int(done.stdout.splitlines()[-1]) / 2**20
