"""Programs made from a scenario's own: the record alone, to try things out in, and a short test of
what weighs most. A run is pinned to the program it was made for, so each is a program of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import orjson

from simtrainer.base.problem import Problem
from simtrainer.engine.bots.expert import expert
from simtrainer.engine.dice import SeededDice
from simtrainer.engine.history import History
from simtrainer.engine.program import EVERY_WAY, MINUTE_MS, Check, Program
from simtrainer.engine.run import Run
from simtrainer.engine.variant import AS_WRITTEN, vary

SANDBOX_MS = 10 * 60 * MINUTE_MS
"""A day at the PC; nobody is asked to stop."""


def sandbox(raw: bytes, seed: int = AS_WRITTEN) -> bytes:
    """The scenario's people and their records, in which nothing happens by itself and nothing is
    judged."""
    data = _written(raw, seed)
    data["checks"], data["beats"], data["branches"] = [], [], []
    data["scenario"]["length_ms"] = SANDBOX_MS
    data["scenario"]["chapters"] = []
    for trajectory in data.get("trajectories", {}).values():
        trajectory["bends"] = []
    return orjson.dumps(data)


def proof(raw: bytes, seed: int = AS_WRITTEN) -> bytes:
    """The scenario with only what weighs most: its critical tasks, and one of each competence goal
    besides. Raises ``Problem("proof.not_here")`` where that is nothing, or where the expert could
    not pass it, so that nobody is asked what cannot be shown."""
    program = Program(raw)
    kept = weightiest(tuple(program.checks.values()), tuple(program.goals))
    data = _written(raw, seed)
    data["checks"] = [check for check in data["checks"] if check["id"] in kept]
    data["scenario"]["chapters"] = []
    made = orjson.dumps(data)
    if not kept or not _can_be_passed(Program(made)):
        raise Problem("proof.not_here")
    return made


def _written(raw: bytes, seed: int) -> dict[str, Any]:
    """The variant of this number, written out: what is changed is found by its place, and places
    shift when something is taken out."""
    data: dict[str, Any] = orjson.loads(raw)
    vary(data, seed)
    data.pop("variants", None)
    return data


def weightiest(checks: Sequence[Check], goals: Sequence[str]) -> set[str]:
    """Critical tasks, then the heaviest task of each goal that is not met yet, and all that must
    not be done. Tasks of a way that may not be taken, and what nobody is asked to do, are left
    out."""
    asked = [c for c in checks if c.task and c.require is not None and c.way == EVERY_WAY]
    kept = {check.id for check in asked if check.critical}
    for goal in goals:
        mine = [check for check in asked if goal in check.goals]
        if mine and not any(check.id in kept for check in mine):
            kept.add(max(mine, key=lambda check: check.total).id)
    avoided = {c.id for c in checks if c.require is None and c.way == EVERY_WAY}
    return kept | avoided if kept else kept


def _can_be_passed(program: Program) -> bool:
    run = Run(program)
    run.start({"seed": 1})
    with suppress(Problem):
        expert(run, SeededDice())
    return bool((run.history.finished or {}).get("passed"))


MADE: Mapping[str, Callable[[bytes, int], bytes]] = {"fri": sandbox, "kan": proof}
"""Mode to what it makes of a scenario's program; the others play it as it is."""


def program_for(mode: str, raw: bytes, seed: int) -> bytes:
    """The program that is played in this mode, for the run of this number."""
    made: Callable[[bytes, int], bytes] | None = MADE.get(mode)
    return raw if made is None else made(raw, seed)


def all_shown(now: History) -> bool:
    """Whether every task of a test has its verdict: what must not be done is told at the end."""
    asked = (check.id for check in now.program.checks.values() if check.require is not None)
    return all(now.check_states.get(check, "open") != "open" for check in asked)
