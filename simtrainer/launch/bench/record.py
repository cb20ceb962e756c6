"""The record of a whole municipality: opening somebody, finding something, scrolling, and memory.

The municipality is the shipped scenario with 5,000 people and 400,000 entries around its own. One
of them has 2,000 entries. What it is held against: the durable line and bare page of ``action``,
the same search where there are a fortieth as many entries, a bare list of the same rows, and the
app with nothing open.
"""

import os
import statistics
import tempfile
from pathlib import Path

from simtrainer.app import commands as c
from simtrainer.launch.bench.action import SLOWEST_MS, Bare
from simtrainer.launch.bench.figure import Figure, below, percentile, ratio
from simtrainer.launch.bench.record_desk import Desk, desk, municipality
from simtrainer.launch.bench.record_lists import scrolled
from simtrainer.launch.bench.record_memory import memory
from simtrainer.record.access import first_reason

LARGE = "{seed: 1, wards: 25, zones: 30, entries: 402000}"
SMALL = "{seed: 1, wards: 5, entries: 10000}"
ROUNDS, SEARCHES = 120, 12
WORDS = ("vekt", "sov", "pust", "smerte", "spiste", "hud")
"""Common and less common words of the journals."""
MODULES = ("overview", "journal")
"""What is on the screen when somebody is opened: the first page, and the one with all texts."""


def run() -> list[Figure]:
    """The four lines of the record's speed table, and the 99th percentile of opening."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="simtrainer-bench-") as folder:
        large = municipality(Path(folder) / "large", LARGE)
        small = municipality(Path(folder) / "small", SMALL)
        with desk(large) as here:
            opened, floors = _open(here)
            found = _search(here)
            lists = scrolled(here)
        with desk(small) as here:
            found_in_few = _search(here)
        open_mb, empty_mb = memory(large)
    worst = max(lists, key=lambda pair: pair[0] / pair[1])
    return [
        ratio("record.open_p50", percentile(opened, 0.5), "ms", percentile(floors, 0.5), 2.0),
        below("record.open_p99", percentile(opened, 0.99), "ms", percentile(floors, 0.99),
              SLOWEST_MS),
        ratio("record.search", statistics.median(found), "ms", statistics.median(found_in_few),
              1.3),
        ratio("record.scroll", worst[0], "ms", worst[1], 1.2),
        ratio("record.memory", open_mb, "MiB", empty_mb, 2.0),
    ]  # fmt: skip


def _open(here: Desk) -> tuple[list[float], list[float]]:
    """Opening the one with 2,000 entries, each time after somebody else, and the bare floor."""
    play = here.station.trainer.play
    program = play.session.program
    heaviest, *others = [p for p in program.patients if p in program.archive]

    def opening(patient: str) -> c.OpenPatient:
        """With a reason, where the pack asks for one."""
        return c.OpenPatient(patient, **first_reason(program.pack, program.patients[patient]))

    bare = Bare(here.station.home.root / "bare.log")
    opened, floors = [], []
    for module in MODULES:
        here.do(opening(heaviest))
        here.do(c.OpenModule(module))
        for turn in range(ROUNDS // len(MODULES)):
            here.do(opening(others[turn]))
            spent = here.do(opening(heaviest))
            floor = bare.once(play.session.run.log[-1].encode()) * 1000
            if turn > 4:  # the first ones warm what they share
                opened.append(spent)
                floors.append(floor)
    bare.close()
    return opened, floors


def _search(here: Desk) -> list[float]:
    here.do(c.OpenModule("search"))
    here.do(c.Find(WORDS[-1]))
    return [here.do(c.Find(WORDS[turn % len(WORDS)])) for turn in range(SEARCHES)]
