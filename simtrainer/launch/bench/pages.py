"""From the wish to the painted page, warm: every page around the run, and every module of every
screen pack in the scenario that has something in each.

The floor, measured between them, is a bare page of the same size and 40 fields, with the wish's
line put on disk where there is one: a module that is opened is an event of the run.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simtrainer.app import commands as c
from simtrainer.launch.bench.action import Bare
from simtrainer.launch.bench.figure import Figure, below, percentile
from simtrainer.launch.bench.record_desk import Desk, at_desk
from simtrainer.launch.pictures import SAMPLE, packs, use

ROUNDS, WARM = 12, 2
SLOWEST_MS = 16.0
Times = dict[str, list[float]]


def run() -> list[Figure]:
    """The slowest in a hundred of the pages around the run, and of each pack's modules."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="simtrainer-bench-") as folder:
        for pack in packs():
            here = Path(folder) / pack
            modules, around, floors = _measure(here, pack)
            if not figures:
                figures.append(_figure("pages.around", around, floors))
            figures.append(_figure(f"pages.{pack}", modules, floors))
    return figures


def _figure(name: str, times: Times, floors: list[float]) -> Figure:
    """The three slowest pages go to standard error, for whoever is to make them faster."""
    slow = sorted(times, key=lambda page: -percentile(times[page], 0.5))[:3]
    told = ", ".join(f"{page} {percentile(times[page], 0.5):.1f} ms" for page in slow)
    print(f"  {name}: {told}", file=sys.stderr, flush=True)
    every = [spent for page in times.values() for spent in page]
    floor = percentile(floors, 0.99)
    return below(f"{name}.p99", percentile(every, 0.99), "ms", floor, SLOWEST_MS)


def _measure(folder: Path, pack: str) -> tuple[Times, Times, list[float]]:
    """Milliseconds of each module's page, of each page around the run, and of the bare page."""
    scenarios = use(SAMPLE, pack, folder / "scenarios")
    floors: list[float] = []
    with at_desk(folder / "home", scenarios) as desk:
        bare = Bare(folder / "bare.log")
        try:
            desk.do(c.SignIn(desk.station.trainer.signin().units[0].people[0].code))
            modules = _timed(desk, dict(_in_the_run(desk)), bare, floors)
            around = _timed(desk, dict(_around(desk)), bare, [])
        finally:
            bare.close()
    return modules, around, floors


def _in_the_run(desk: Desk) -> Iterator[tuple[str, object]]:
    """Every module of the pack, with a patient's record open."""
    desk.do(c.StartRun(SAMPLE))
    desk.idle(3)
    program = desk.station.trainer.play.session.program
    own = next(p.id for p in program.patients.values() if p.assigned and not p.restricted)
    desk.do(c.OpenPatient(own))
    desk.at_rest()
    for module in program.pack.modules:
        yield module, c.OpenModule(module)


def _around(desk: Desk) -> Iterator[tuple[str, object]]:
    """Every page around a run that is over."""
    run = desk.station.trainer.play.session.info.run
    desk.do(c.FinishRun())
    desk.idle(1)
    yield "home", c.ShowPage("home")
    yield "scenarios", c.ShowPage("scenarios")
    yield "results", c.ShowPage("results")
    yield "modes", c.ChooseMode(SAMPLE)
    yield "settings", c.ShowSettings()
    yield "back from settings", c.LeaveSettings()
    yield "ready", c.ShowReady()
    yield "back from ready", c.LeaveSettings()
    yield "debrief", c.ShowDebrief(run)
    yield "refresher", c.StartRefresher()
    yield "home again", c.ShowPage("home")


def _timed(
    desk: Desk, wishes: Mapping[str, object], bare: Bare, floors: list[float]
) -> dict[str, list[float]]:
    """Each in turn, so that every page is changed to from another."""
    times: dict[str, list[float]] = {page: [] for page in wishes}
    for turn in range(ROUNDS + WARM):
        for page, wish in wishes.items():
            spent, floor = desk.do(wish), bare.once(_line(desk)) * 1000
            if turn >= WARM:
                times[page].append(spent)
                floors.append(floor)
    return times


def _line(desk: Desk) -> bytes:
    play: Any = desk.station.trainer.play
    return play.session.run.log[-1].encode() if play is not None else b""
