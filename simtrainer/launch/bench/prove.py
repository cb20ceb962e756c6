"""The wide proof of the two-hour scenario: 200 routes, every mutant, every bot, every variant, on
one core: told in the processor's own seconds, so that a busy machine does not count.

The floor is as many replays of the expert's run: what playing costs, without choosing what to do.
"""

import time

from simtrainer.engine.program import Program
from simtrainer.engine.replay import replay
from simtrainer.launch import places
from simtrainer.launch.bench.figure import Figure, below
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.survey import CHANCES, play, survey

SCENARIO = "dagvakt-solglott"
LONGEST_S = 60.0


def run() -> list[Figure]:
    """Seconds for all of it."""
    raw, _ = compile_folder(places.scenarios() / SCENARIO, places.resources() / "packs")
    begun = time.process_time()
    found = survey(Program(raw))
    seconds = time.process_time() - begun
    runs = found.routes + len(found.mutants) + len(found.minutes) + CHANCES
    floor = runs * _replay_s(Program(raw))
    return [below("prove.all", seconds, "s", floor, LONGEST_S)]


def _replay_s(program: Program) -> float:
    log = play(program, "expert").log
    spent = []
    for _ in range(5):
        begun = time.process_time()
        replay(program, log)
        spent.append(time.process_time() - begun)
    return min(spent)
