"""Hours of play at speed, and person after person on one PC without a restart: what is held at the
end, against what was held once everything had been opened.

Each is a process of its own. What is held means memory, Qt's objects, timers and Python's objects.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from simtrainer.launch.bench.figure import Figure, at_least, ratio
from simtrainer.launch.bench.sitting import Held

ROUNDS, WARM_ROUNDS = 6, 2
"""A round is 55 simulated minutes; the first ones open every page and fill every cache."""
PEOPLE, WARM_PEOPLE = 50, 10
"""What the store and Qt remember is full after the first ten; forty follow."""
HOURS = 3
FLAT = 1.05
SAME = 1.01
"""A history on home that has grown by a row is no leak."""


def run() -> list[Figure]:
    """Both, and how many simulated hours were played after the first rounds."""
    hours, people = sat("hours", ROUNDS), sat("people", PEOPLE)
    before, after = hours[WARM_ROUNDS - 1], hours[-1]
    played = (after.minutes - before.minutes) / 60
    return [
        at_least("endurance.hours", played, "simulated h", HOURS, 1),
        *_flat("endurance.hours", before, after),
        *_flat("endurance.people", people[WARM_PEOPLE - 1], people[-1]),
    ]


def _flat(name: str, before: Held, after: Held) -> list[Figure]:
    return [
        ratio(f"{name}.memory", after.mib, "MiB", before.mib, FLAT),
        ratio(f"{name}.widgets", after.widgets, "widgets", before.widgets, SAME),
        ratio(f"{name}.timers", after.timers, "timers", before.timers, 1),
        ratio(f"{name}.qt_objects", after.qt, "objects", before.qt, SAME),
        ratio(f"{name}.python_objects", after.python, "objects", before.python, SAME),
    ]


def sat(what: str, *how: int) -> list[Held]:
    """What was held after each round, or after each person."""
    with tempfile.TemporaryDirectory(prefix="simtrainer-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "simtrainer.launch.bench.sitting", folder, what, *map(str, how)],
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    return [Held(**json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]
