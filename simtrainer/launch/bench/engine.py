"""Replay and fold: a two-hour run's worth of events, against a bare fold of the same events.

The log of the shipped scenario is repeated until it is as long as a busy two-hour run.
"""

import gc
import time
from collections.abc import Callable, Generator
from typing import Any

import orjson

from simtrainer.engine.event import Event, decode
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS, Program
from simtrainer.engine.replay import replay
from simtrainer.launch import places
from simtrainer.launch.bench.figure import Figure, ratio
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.prove import play

SCENARIO = "morgenvakt-solglott"
TWO_HOURS_MS = 120 * MINUTE_MS
TIMES = 7


def run() -> list[Figure]:
    """Three figures: decode and fold, replay, and the same number of timed events in simpy."""
    raw, _ = compile_folder(places.scenarios() / SCENARIO, places.resources() / "packs")
    program = Program(_two_hours(raw))
    log = play(program, "expert").log
    lines = [event.encode() for event in log] * 20
    bare = _best(lambda: _bare_fold(lines))
    folded = _best(lambda: _fold(program, lines))
    events = [decode(line) for line in lines[: len(log)]]
    bare_one = _best(lambda: _bare_fold(lines[: len(log)]), TIMES * 5)
    replayed = _best(lambda: replay(program, events), TIMES * 5)
    simpy = _best(lambda: _simpy(len(log)), TIMES * 5)
    return [
        ratio("engine.fold_decoded", len(lines) / folded, "events/s", len(lines) / bare, 4.0)
        if folded < bare
        else ratio("engine.fold_decoded", folded * 1e6 / len(lines), "µs/event",
                   bare * 1e6 / len(lines), 4.0),
        ratio("engine.replay", replayed * 1000, "ms", simpy * 1000, 4.0),
        ratio("engine.replay_bare", replayed * 1000, "ms", bare_one * 1000, 4.0),
    ]  # fmt: skip


def _two_hours(raw: bytes) -> bytes:
    """The same program with a shift of two hours."""
    data = orjson.loads(raw)
    data["scenario"]["length_ms"] = TWO_HOURS_MS
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)


def _best(work: Callable[[], object], times: int = TIMES) -> float:
    """Seconds of the quickest of several goes, without the collector in the way."""
    found = []
    gc.disable()
    try:
        for _ in range(times):
            begun = time.perf_counter()
            work()
            found.append(time.perf_counter() - begun)
    finally:
        gc.enable()
    return min(found)


def _bare_fold(lines: list[bytes]) -> dict[str, list[int]]:
    """What any reader of the log must do: decode each line, and file it."""
    filed: dict[str, list[int]] = {}
    for line in lines:
        raw = orjson.loads(line)
        filed.setdefault(raw["k"], []).append(raw["n"])
    return filed


def _fold(program: Program, lines: list[bytes]) -> None:
    history: History | None = None
    for line in lines:
        event: Event = decode(line)
        if event.kind == "start" or history is None:
            history = History(program)
        history.fold(event)


def _simpy(events: int) -> None:
    """As many timed events in the field's standard simulator."""
    import simpy

    environment = simpy.Environment()

    def shift() -> Generator[simpy.Event, Any, Any]:
        for _ in range(events):
            yield environment.timeout(1)

    environment.process(shift())
    environment.run()
