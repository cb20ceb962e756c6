"""A check's ``do`` as inputs of a run: the one way the expert bot, "do it for me" and the
autopilot all do a thing.

A field may be taken when the step is: ``{now: true}`` is the clock, ``{reading: observation}``
what was last read off. ``taken`` puts the values in their place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.engine.history import History
from simtrainer.engine.matchers import AsRead, Equals, Filled, Matcher
from simtrainer.engine.program import Check
from simtrainer.record.access import first_reason

Tables = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One input to give. ``alias`` names the entry it makes, for later steps."""

    kind: str
    data: Mapping[str, Any]
    alias: str = ""


class Texts_:
    """Texts of one language for a bot: it types what the author wrote under a key."""

    def __init__(self, tables: Tables, language: str) -> None:
        self._table = tables.get(language) or next(iter(tables.values()))

    def draw(self, value: Any) -> Any:
        """A value with text keys drawn."""
        if isinstance(value, str) and value.startswith("$"):
            return self._table.get(value[1:], value)
        if isinstance(value, Mapping):
            return {name: self.draw(child) for name, child in value.items()}
        return value


def steps_of(check: Check, tables: Tables, language: str = "nb") -> list[Step]:
    """The check's steps in order."""
    return steps_from(check.steps, tables, language)


def steps_from(
    raw: Iterable[Mapping[str, Any]], tables: Tables, language: str = "nb"
) -> list[Step]:
    """A list of steps as an author wrote them."""
    texts = Texts_(tables, language)
    return [_step(next(iter(step.items())), texts) for step in raw]


def taken(step: Step, now: History) -> Step:
    """The step with what is only known when it is taken: the clock, and readings."""
    if step.kind == "open_patient":
        return _opened(step, now)
    fields = step.data.get("fields")
    if not fields or not any(isinstance(value, Mapping) for value in fields.values()):
        return step
    known = {name: _taken(name, value, now) for name, value in fields.items()}
    return Step(step.kind, {**step.data, "fields": known}, step.alias)


def _opened(step: Step, now: History) -> Step:
    """With the reason that the pack asks for, the first time a record is opened."""
    patient = now.record.patients.get(step.data["patient"])
    if patient is None or patient.id in now.opened_patients or "reason" in step.data:
        return step
    return Step(step.kind, {**step.data, **first_reason(now.program.pack, patient)}, step.alias)


def _taken(name: str, value: Any, now: History) -> Any:
    if not isinstance(value, Mapping):
        return value
    if "reading" in value:
        return now.readings.get(value["reading"], {}).get(value.get("parameter", name))
    return now.program.clock(now.now_ms)


def _step(item: tuple[str, Any], texts: Texts_) -> Step:
    verb, value = item
    if verb == "create":
        data = {k: texts.draw(v) for k, v in value.items() if k != "as"}
        return Step("create", data, value.get("as", ""))
    if verb in ("amend", "invalidate", "move", "say"):
        return Step(verb, {k: texts.draw(v) for k, v in value.items()})
    key = {
        "open_patient": "patient",
        "open_module": "module",
        "observe": "observation",
        "answer": "dialogue",
    }.get(verb, "entry")
    return Step(verb, {key: value})


def is_done(step: Step, now: History) -> bool:
    """Whether a step need not be taken again (already read, said, looked at or standing)."""
    data = step.data
    if step.kind == "observe":
        return data["observation"] in now.observed
    if step.kind == "read":
        return data["entry"] in now.opened_entries
    if step.kind == "say":
        return (data["dialogue"], data["choice"]) in now.said
    if step.kind == "answer":
        call = now.calls.get(data["dialogue"])
        return call is not None and call.state in ("talking", "ended")
    if step.kind in ("acknowledge", "complete"):
        entry = now.record.get(data["entry"])
        heard = now.program.pack.types[entry.type].life.heard if entry else ()
        return entry is not None and entry.status in heard
    if step.kind == "move":
        return _has_moved(data, now)
    if step.kind == "create":
        return _stands(step, now)
    return False


def _has_moved(data: Mapping[str, Any], now: History) -> bool:
    """Whether the entry stands where the verb leads, and not where it leads from."""
    entry = now.record.get(data["entry"])
    if entry is None:
        return False
    verb = now.program.pack.types[entry.type].life.verbs.get(data["verb"])
    return (
        verb is not None and entry.status not in verb.moves and entry.status in verb.moves.values()
    )


def is_over(step: Step, now: History) -> bool:
    """Whether a step can no longer be taken: the conversation it belongs to has ended, or has
    taken another way."""
    if step.kind not in ("answer", "say"):
        return False
    call = now.calls.get(step.data["dialogue"])
    if call is None or call.state in ("ended", "missed"):
        return True
    if step.kind == "answer" or call.state != "talking":
        return False
    node = now.program.dialogues[call.dialogue].nodes[call.node]
    return step.data["choice"] not in node["choices"]


def _wanted(name: str, value: Any) -> Matcher:
    if not isinstance(value, Mapping):
        return Equals(value)
    if "reading" in value:
        return AsRead(value["reading"], value.get("parameter", name), 0)
    return Filled(True)


def _stands(step: Step, now: History) -> bool:
    """The same entry has been made already, by an earlier step of another check."""
    wanted = {name: _wanted(name, value) for name, value in step.data["fields"].items()}
    return any(
        entry.author == ME
        and entry.valid
        and all(match.fits(entry.fields.get(name), now) for name, match in wanted.items())
        for entry in now.record.entries(step.data["type"], step.data.get("patient", ""))
    )
