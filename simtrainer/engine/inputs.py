"""The inputs a run takes, and what each refuses. The table ``INPUTS`` names them all.

A function checks the wish against the situation, raises a ``Problem`` or returns the data to be
logged. Nothing is logged for a refused wish.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS
from simtrainer.engine.scoring import next_help
from simtrainer.record.record import check_text

Data = Mapping[str, Any]
Input = Callable[[History, Data, int], dict[str, Any]]
"""(situation, wish, now in ms) to the data to be logged."""


def _plain(now: History, data: Data, t: int) -> dict[str, Any]:
    return dict(data)


def _open_patient(now: History, data: Data, t: int) -> dict[str, Any]:
    now.record.check_patient(str(data["patient"]))
    check_text(str(data.get("reason", "")))
    return dict(data)


def _open_module(now: History, data: Data, t: int) -> dict[str, Any]:
    module = now.program.pack.modules.get(str(data["module"]))
    if module is None:
        raise Problem("record.no_module", module=data["module"])
    if module.group == "patient" and not now.patient:
        raise Problem("record.choose_patient")
    return dict(data)


def _read(now: History, data: Data, t: int) -> dict[str, Any]:
    now.record.entry(str(data["entry"]))
    return dict(data)


def _create(now: History, data: Data, t: int) -> dict[str, Any]:
    wish = {k: v for k, v in data.items() if k not in ("entry", "author", "status")}
    fields = dict(wish["fields"])
    cosigner = wish.get("cosigner") or fields.get("cosigner")
    if cosigner:
        wish["cosigner"] = cosigner
        kind = now.program.pack.types.get(str(wish.get("type")))
        if kind is not None and "cosigner" in kind.fields:
            fields["cosigner"] = cosigner
    wish["fields"] = fields
    now.record.check_create(wish)
    return wish


def _move(verb: str) -> Input:
    def check(now: History, data: Data, t: int) -> dict[str, Any]:
        now.record.check_move(verb, data)
        return {k: v for k, v in data.items() if k != "author"}

    return check


def _observe(now: History, data: Data, t: int) -> dict[str, Any]:
    found = now.program.observations.get(str(data["observation"]))
    if found is None:
        raise Problem("record.no_observation", observation=data["observation"])
    values = {name: reading(value, t) for name, value in found.values.items()}
    return {"observation": found.id, "values": values}


def reading(value: Any, t_ms: int) -> Any:
    """A value, or a course of (ms, value) read at a time: linear between points, flat outside."""
    if not isinstance(value, list | tuple):
        return value
    before = [point for point in value if point[0] <= t_ms]
    after = [point for point in value if point[0] > t_ms]
    if not before:
        return value[0][1]
    if not after:
        return value[-1][1]
    (t0, v0), (t1, v1) = before[-1], after[0]
    if not isinstance(v0, int | float) or not isinstance(v1, int | float):
        return v0
    found = v0 + (v1 - v0) * (t_ms - t0) / (t1 - t0)
    whole = isinstance(v0, int) and isinstance(v1, int)
    return round(found) if whole else round(found, 1)


def _draft(now: History, data: Data, t: int) -> dict[str, Any]:
    for value in data["fields"].values():
        if isinstance(value, str):
            check_text(value)
    return {"form": data["form"], "fields": dict(data["fields"])}


def _call(*states: str) -> Input:
    def check(now: History, data: Data, t: int) -> dict[str, Any]:
        call = now.calls.get(str(data["dialogue"]))
        if call is None or call.state not in states:
            raise Problem("call.over")
        return {"dialogue": call.dialogue}

    return check


def _wait(now: History, data: Data, t: int) -> dict[str, Any]:
    found = _call("ringing", "talking")(now, data, t)
    if not now.program.dialogues[found["dialogue"]].wait_ms:
        raise Problem("call.no_wait")
    return found


def _say(now: History, data: Data, t: int) -> dict[str, Any]:
    found = _call("talking")(now, data, t)
    call = now.calls[found["dialogue"]]
    if data["choice"] not in now.program.dialogues[call.dialogue].nodes[call.node]["choices"]:
        raise Problem("call.no_choice", choice=data["choice"])
    return {**found, "choice": data["choice"]}


def _help(now: History, data: Data, t: int) -> dict[str, Any]:
    check = str(data["check"])
    if check not in now.program.checks:
        raise Problem("record.no_check", check=check)
    level = next_help(now.helps.get(check, ()))
    if not level:
        raise Problem("help.no_more")
    return {"check": check, "level": level}


def _pause(now: History, data: Data, t: int) -> dict[str, Any]:
    if now.paused:
        raise Problem("run.paused")
    return {}


def _skip(now: History, data: Data, t: int) -> dict[str, Any]:
    to = int(data["to"])
    if to <= t:
        raise Problem("run.nothing_to_skip")
    return {"to": min(to, now.program.length_ms), "minutes": (to - t) // MINUTE_MS}


INPUTS: Mapping[str, Input] = {
    "start": _plain,
    "open_patient": _open_patient,
    "open_module": _open_module,
    "read": _read,
    "search": _plain,
    "create": _create,
    "amend": _move("amend"),
    "sign": _move("sign"),
    "invalidate": _move("invalidate"),
    "acknowledge": _move("acknowledge"),
    "complete": _move("complete"),
    "observe": _observe,
    "draft": _draft,
    "answer": _call("ringing", "waiting"),
    "wait": _wait,
    "say": _say,
    "dismiss": _plain,
    "help": _help,
    "pause": _pause,
    "resume": _plain,
    "skip": _skip,
    "finish": _plain,
}
