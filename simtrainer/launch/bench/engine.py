"""Replay and fold of a whole two-hour shift, against a bare fold of the same events and against
as many timed events in the field's standard simulator."""

from collections.abc import Generator
from typing import Any

import orjson

from simtrainer.engine.event import decode
from simtrainer.engine.history import History
from simtrainer.engine.program import Program
from simtrainer.engine.replay import replay
from simtrainer.launch import places
from simtrainer.launch.bench.figure import Figure, below, best, ratio
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.prove import play

SCENARIO = "dagvakt-solglott"
TIMES = 40


def run() -> list[Figure]:
    """Decode and fold beside the bare fold and beside simpy, and the whole replay."""
    raw, _ = compile_folder(places.scenarios() / SCENARIO, places.resources() / "packs")
    program = Program(raw)
    log = play(program, "expert").log
    lines = [event.encode() for event in log]
    each = 1e6 / len(lines)
    bare = best(lambda: _bare_fold(lines), TIMES)
    folded = best(lambda: _fold(program, lines), TIMES)
    times = [event.t for event in log]
    simpy = best(lambda: _simpy(times), TIMES)
    replayed = best(lambda: replay(program, [decode(line) for line in lines]), TIMES // 4)
    return [
        ratio("engine.fold", folded * each, "µs/event", bare * each, 4.0),
        ratio("engine.fold_simpy", folded * each, "µs/event", simpy * each, 1.0),
        below("engine.replay", replayed * 1000, "ms", bare * 1000, 50.0),
    ]


def _bare_fold(lines: list[bytes]) -> dict[str, Any]:
    """What any reader of the log must do at least: decode each line, and keep the newest of each
    thing it speaks of in plain dictionaries."""
    entries: dict[str, list[Any]] = {}
    checks: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for line in lines:
        raw = orjson.loads(line)
        data = raw["d"]
        if "entry" in data:
            entries.setdefault(data["entry"], []).append((raw["t"], raw["k"], data.get("fields")))
        elif "check" in data:
            checks[data["check"]] = data
        else:
            rest[raw["k"]] = data
    return {"entries": entries, "checks": checks, "rest": rest}


def _fold(program: Program, lines: list[bytes]) -> History:
    history = History(program)
    for line in lines:
        history.fold(decode(line))
    return history


def _simpy(times: list[int]) -> None:
    """As many things that happen at their times, each a process of its own as beats would be."""
    import simpy

    environment = simpy.Environment()

    def happen(at: int) -> Generator[simpy.Event, Any, Any]:
        yield environment.timeout(at)

    for at in times:
        environment.process(happen(at))
    environment.run()
