"""Memory with the municipality open, and of the app that has opened nothing yet.

Each is a process of its own, after everything that is built while nobody waits has been built.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_PROCESS = """
import sys, time
from pathlib import Path
from simtrainer.app import commands as c
from simtrainer.desktop.application import application
from simtrainer.launch.bench.record_desk import SCENARIO, Desk
from simtrainer.launch.desktop_app import open_window
from simtrainer.record.access import first_reason
from simtrainer.station.home import Home
folder = Path(sys.argv[1])
app = application()
window, station = open_window(
    Home(folder / "fresh"), deliver_in_background=False, scenarios=folder / "scenarios"
)
window.resize(1440, 900)
window.show()
here = Desk(app, window, station)
here.idle(2)
if sys.argv[2] == "open":
    here.do(c.SignIn(station.trainer.signin().units[0].people[0].code))
    here.do(c.StartRun(SCENARIO))
    here.idle(4)
    program = station.trainer.play.session.program
    patient = next(p for p in program.patients if p in program.archive)
    reason = first_reason(program.pack, program.patients[patient])
    here.do(c.OpenPatient(patient, **reason))
    here.do(c.OpenModule("journal"))
    here.idle(1)
print(int(open("/proc/self/statm").read().split()[1]) * 4096, flush=True)
station.trainer.leave()
station.end()
window.close()
"""


def memory(folder: Path) -> tuple[float, float]:
    """(open, empty) resident MiB on a PC that has compiled the program already and holds no runs.
    Linux tells it."""
    shutil.copytree(folder / "home" / "cache", folder / "fresh" / "cache", dirs_exist_ok=True)
    return _resident(folder, "open"), _resident(folder, "empty")


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
