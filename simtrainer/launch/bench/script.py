"""How a script's size shows: one action with 26 and with 2,600 checks, and starting a program.

The large script is the shipped one many times over: a hundred wards with patients, staff, kinds of
entries and checks of their own. Those all open when the shift begins: what happens by itself
between two inputs empties the processor's caches, and that is not the action's cost. The same
inputs, a whole run's, are given to both, each timed by itself.
"""

import gc
import statistics
import time
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from simtrainer.engine.event import Event
from simtrainer.engine.program import Program
from simtrainer.engine.run import Run
from simtrainer.launch import places
from simtrainer.launch.bench.figure import Figure, best, ratio
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.survey import play

SCENARIO = "morgenvakt-solglott"
FEW, MANY = 26, 2_600
TIMES = 9
GOES = 40
"""A start is short: its quickest of this many is told."""


def run() -> list[Figure]:
    """An action's time between the two scripts, and a start against reading the same bytes."""
    raw, _ = compile_folder(places.scenarios() / SCENARIO, places.resources() / "packs")
    inputs = [e for e in play(Program(raw), "expert").log if e.by == "me" and e.kind != "start"]
    few, many = Program(grown(raw, FEW)), Program(grown(raw, MANY))
    assert (len(few.checks), len(many.checks)) == (FEW, MANY)
    small, large = _actions((few, many), inputs)
    bare = best(lambda: orjson.loads(raw), GOES)
    start = best(lambda: Run(Program(raw)).start(), GOES)
    return [
        ratio("script.action", large, "ms", small, 1.2),
        ratio("script.start", start * 1000, "ms", bare * 1000, 5.0),
    ]


def grown(raw: bytes, checks: int) -> bytes:
    """The same program for so many wards that it has this many checks."""
    one = orjson.loads(raw)
    whole: dict[str, Any] = {**one, "world": {**one["world"]}, "pack": {**one["pack"]}}
    copies = [_ward(one, number) for number in range(1 + (checks - 1) // len(one["checks"]))]
    for name in ("patients", "staff"):
        whole["world"][name] = {k: v for c in copies for k, v in c[name].items()}
    whole["world"]["entries"] = [e for c in copies for e in c["entries"]]
    whole["pack"]["types"] = {k: v for c in copies for k, v in c["types"].items()}
    for name in ("observations", "dialogues"):
        whole[name] = {k: v for c in copies for k, v in c[name].items()}
    whole["checks"] = [item for c in copies for item in c["checks"]][:checks]
    return orjson.dumps(whole)


def _ward(data: Mapping[str, Any], number: int) -> dict[str, Any]:
    """One ward's copy; the first keeps its names."""
    tables = {
        "types": data["pack"]["types"],
        "patients": data["world"]["patients"],
        "staff": data["world"]["staff"],
        "observations": data["observations"],
        "dialogues": data["dialogues"],
    }
    lists = {"entries": data["world"]["entries"], "checks": data["checks"]}
    if not number:
        return {**tables, **lists}
    lists["checks"] = [
        {**check, "opens_ms": 0, "opens_beat": "", "closes_ms": None} for check in lists["checks"]
    ]
    names = {name for table in tables.values() for name in table}
    names |= {item["id"] for item in _named(data)}
    ending = f"-{number}"
    return {
        **{
            key: {
                name + ending: item if key == "types" else _renamed(item, names, ending)
                for name, item in table.items()
            }
            for key, table in tables.items()
        },
        **_renamed(lists, names, ending),
    }


def _named(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from data["world"]["entries"]
    yield from data["beats"]
    yield from data["checks"]
    for beat in data["beats"]:
        for effect in beat["effects"]:
            if "create" in effect:
                yield {"id": effect["create"]["entry"]}


def _renamed(value: Any, names: set[str], ending: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(child, names, ending) for key, child in value.items()}
    if isinstance(value, list):
        return [_renamed(v, names, ending) for v in value]
    return value + ending if isinstance(value, str) and value in names else value


def _actions(programs: tuple[Program, Program], inputs: list[Event]) -> tuple[float, float]:
    """Milliseconds that an input takes on each, over the whole run: of each the quickest of some
    turns, taken in turn, without what time itself brings."""
    rounds = [[_one_run(program, inputs) for program in programs] for _ in range(TIMES)]
    few, many = (
        statistics.mean(min(times) for times in zip(*turns, strict=True)) * 1000
        for turns in zip(*rounds, strict=True)
    )
    return few, many


def _one_run(program: Program, inputs: list[Event]) -> list[float]:
    playing, spent = Run(program), []
    playing.start()
    gc.disable()
    try:
        for event in inputs:
            playing.advance(event.t)
            playing.act("search", {"text": ""}, event.t)
            begun = time.perf_counter()
            playing.act(event.kind, event.data, event.t)
            spent.append(time.perf_counter() - begun)
    finally:
        gc.enable()
    return spent
