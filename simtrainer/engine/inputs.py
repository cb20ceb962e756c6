"""The inputs a run takes, and what each refuses. The table ``INPUTS`` names them all.

A function checks the wish against the situation, raises a ``Problem`` or returns the data to be
logged. Nothing is logged for a refused wish.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS
from simtrainer.engine.scoring import next_help
from simtrainer.engine.state import readings
from simtrainer.record.access import Wish, check_access
from simtrainer.record.fields import check_text, is_empty
from simtrainer.record.lifecycle import CORE
from simtrainer.record.pack import EntryType

Data = Mapping[str, Any]
FLAG_MOST = 2_000
"""Characters of a word about a step that are kept."""
Input = Callable[[History, Data, int], dict[str, Any]]
"""(situation, wish, now in ms) to the data to be logged."""


def _need(data: Data, name: str, kind: type = str) -> Any:
    """A part that the wish cannot do without. Raises ``Problem("run.incomplete")``."""
    found = data.get(name)
    if not isinstance(found, kind):
        raise Problem("run.incomplete", name=name)
    return found


def _finish(now: History, data: Data, t: int) -> dict[str, Any]:
    return {}


def _open_patient(now: History, data: Data, t: int) -> dict[str, Any]:
    if not _need(data, "patient"):
        raise Problem("record.choose_patient")
    now.record.check_patient(data["patient"])
    wish = Wish.of(data)
    if data["patient"] not in now.opened_patients or wish.emergency:
        check_access(now.program.pack, now.record.patients[data["patient"]], wish)
    check_text(wish.reason)
    return dict(data)


def _open_module(now: History, data: Data, t: int) -> dict[str, Any]:
    module = now.program.pack.modules.get(_need(data, "module"))
    if module is None:
        raise Problem("record.no_module", module=data["module"])
    if module.group == "patient" and not now.patient:
        raise Problem("record.choose_patient")
    return dict(data)


def _read(now: History, data: Data, t: int) -> dict[str, Any]:
    now.record.entry(_need(data, "entry"))
    return dict(data)


def _search(now: History, data: Data, t: int) -> dict[str, Any]:
    check_text(_need(data, "text"))
    return dict(data)


def _create(now: History, data: Data, t: int) -> dict[str, Any]:
    wish = {k: v for k, v in data.items() if k not in ("entry", "author", "status")}
    kind = now.program.pack.types.get(_need(data, "type"))
    wish = _cosigned(wish, kind, _need(data, "fields", Mapping))
    now.record.check_create(wish)
    _check_people(now, wish["type"], wish["fields"], wish.get("cosigner", ""))
    _check_delegation(now, wish["type"], wish["fields"])
    return wish


def _cosigned(wish: Data, kind: EntryType | None, fields: Data) -> dict[str, Any]:
    """The second signature is one thing, written in the form or beside it."""
    cosigner = fields.get("cosigner") or wish.get("cosigner")
    if not cosigner:
        return {**wish, "fields": dict(fields)}
    in_form = kind is not None and "cosigner" in kind.fields
    both = {**fields, "cosigner": cosigner} if in_form else dict(fields)
    return {**wish, "fields": both, "cosigner": cosigner}


def _move(verb: str) -> Input:
    def check(now: History, data: Data, t: int) -> dict[str, Any]:
        entry = now.record.get(_need(data, "entry"))
        wish = {k: v for k, v in data.items() if k not in ("author", "fields")}
        if verb == "amend":
            kind = now.program.pack.types[entry.type] if entry else None
            wish = _cosigned(wish, kind, _need({"fields": {}, **data}, "fields", Mapping))
        now.record.check_move(verb, wish)
        if entry is not None:
            fields = wish.get("fields", {})
            _check_people(now, entry.type, fields, wish.get("cosigner", ""))
        return wish

    return check


def _check_people(now: History, kind: str, fields: Data, cosigner: Any) -> None:
    """Raises ``Problem`` for somebody who does not work here."""
    for item in now.program.pack.types[kind].fields.values():
        named = fields.get(item.id)
        asked = item.kind == "person" and not item.free and not is_empty(named)
        if asked and not _works_here(now, named):
            raise Problem("record.no_person", type=kind, field=item.id)
        if item.free:
            return
    if not _works_here(now, cosigner):
        raise Problem("record.no_cosigner")


def _works_here(now: History, person: Any) -> bool:
    """Asked of the staff as it is, never of a list made anew: a municipality has thousands."""
    return person in (ME, "") or person in now.program.staff


def _check_delegation(now: History, kind: str, fields: Data) -> None:
    """Raises ``Problem("access.delegate")`` where the trainee's position gives nobody work. A
    scenario that does not say the position leaves it to them."""
    given = fields.get(now.program.pack.types[kind].delegates)
    may = now.program.pack.access.delegate
    if given and given != ME and may and now.program.position not in (*may, ""):
        raise Problem("access.delegate")


def _any_move(now: History, data: Data, t: int) -> dict[str, Any]:
    """A verb of the pack's own. Those that have an input of their own go through that."""
    verb = _need(data, "verb")
    if verb in CORE:
        raise Problem("record.no_way", verb=verb, status="", entry=data.get("entry"))
    entry = now.record.get(_need(data, "entry"))
    wish = {k: v for k, v in data.items() if k != "author"}
    if "fields" in wish:
        wish["fields"] = dict(_need(wish, "fields", Mapping))
    now.record.check_move(verb, wish)
    if entry is not None:
        _check_people(now, entry.type, wish.get("fields", {}), "")
    return wish


def _observe(now: History, data: Data, t: int) -> dict[str, Any]:
    found = now.program.observations.get(_need(data, "observation"))
    if found is None:
        raise Problem("record.no_observation", observation=data["observation"])
    return {"observation": found.id, "values": readings(now, found, t)}


def _draft(now: History, data: Data, t: int) -> dict[str, Any]:
    form, fields = _need(data, "form"), _need(data, "fields", Mapping)
    for value in fields.values():
        check_text(str(value))
    return {"form": form, "fields": dict(fields)}


def _call(*states: str) -> Input:
    def check(now: History, data: Data, t: int) -> dict[str, Any]:
        call = now.calls.get(_need(data, "dialogue"))
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
    choice = _need(data, "choice")
    if choice not in now.program.dialogues[call.dialogue].nodes[call.node]["choices"]:
        raise Problem("call.no_choice", choice=choice)
    return {**found, "choice": choice}


def _help(now: History, data: Data, t: int) -> dict[str, Any]:
    check = _need(data, "check")
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


def _resume(now: History, data: Data, t: int) -> dict[str, Any]:
    if not now.paused:
        raise Problem("run.not_paused")
    return {}


def _freeze(now: History, data: Data, t: int) -> dict[str, Any]:
    if now.frozen:
        raise Problem("run.frozen")
    return {"by": str(data.get("by", ME))}


def _thaw(now: History, data: Data, t: int) -> dict[str, Any]:
    if not now.frozen:
        raise Problem("run.not_frozen")
    return {"by": str(data.get("by", ME))}


def _hand(now: History, data: Data, t: int) -> dict[str, Any]:
    """As in "Jeg trenger hjelp": the hand goes up, or down again; the same twice is no news."""
    up = _need(data, "up", bool)
    if up == now.hand_up:
        raise Problem("run.hand_up" if up else "run.hand_down")
    return {"up": up, **_where(now)}


def _flag(now: History, data: Data, t: int) -> dict[str, Any]:
    """As in "Meld fra om dette steget": the words, with the state attached."""
    text = _need(data, "text").strip()
    if not text:
        raise Problem("run.flag_empty")
    check_text(text)
    return {"text": text[:FLAG_MOST], "task": str(data.get("task", "")), **_where(now)}


def _where(now: History) -> dict[str, Any]:
    """The place on the screen, so that whoever comes to help knows it without asking."""
    open_checks = [
        name for name in now.opened_checks if now.check_states.get(name, "open") == "open"
    ]
    return {
        "module": now.module,
        "patient": now.patient,
        "entry": now.entry,
        "open": open_checks,
        "drafts": sorted(now.drafts.fields),
    }


def _dismiss(now: History, data: Data, t: int) -> dict[str, Any]:
    return {"notice": _need(data, "notice", int)}


def _skip(now: History, data: Data, t: int) -> dict[str, Any]:
    to = min(_need(data, "to", int), now.program.length_ms)
    if to <= t:
        raise Problem("run.nothing_to_skip")
    return {"to": to, "minutes": (to - t) // MINUTE_MS}


INPUTS: Mapping[str, Input] = {
    "open_patient": _open_patient,
    "open_module": _open_module,
    "read": _read,
    "search": _search,
    "create": _create,
    "amend": _move("amend"),
    "sign": _move("sign"),
    "invalidate": _move("invalidate"),
    "acknowledge": _move("acknowledge"),
    "complete": _move("complete"),
    "move": _any_move,
    "observe": _observe,
    "draft": _draft,
    "answer": _call("ringing", "waiting"),
    "wait": _wait,
    "say": _say,
    "dismiss": _dismiss,
    "help": _help,
    "pause": _pause,
    "resume": _resume,
    "freeze": _freeze,
    "thaw": _thaw,
    "hand": _hand,
    "flag": _flag,
    "skip": _skip,
    "finish": _finish,
}
