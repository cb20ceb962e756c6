"""A record verb as gestures on the real screen: what a person would do next, and where.

Asks only for what a person can see. ``Pilot`` does the gestures, by the mouse or by the keyboard.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from simtrainer.app.guidance import Step
from simtrainer.app.play import Play
from simtrainer.app.present.doses import DOSE, EFFECT
from simtrainer.app.present.signout import RIGHTS
from simtrainer.app.present.ward import matches
from simtrainer.desktop import way
from simtrainer.desktop.record.reason import OWN_WORDS
from simtrainer.record.access import first_reason
from simtrainer.record.pack import EntryType, Module


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing done with mouse or keyboard at a named place on the screen."""

    kind: Literal["click", "type", "choose"]
    key: str
    text: str = ""


def gestures(play: Play, step: Step) -> Iterator[Gesture]:
    """The gestures for one step that the screen does not show the outcome of already; looks at
    its state between them."""
    return (g for g in _VERBS[step.kind](play, step.data) if not stands(play, g))


def stands(play: Play, gesture: Gesture) -> bool:
    """Whether the form holds already what the gesture would bring: ticking twice is unticking."""
    if gesture.key.startswith("right."):
        return gesture.key.removeprefix("right.") in play.desk.rights
    if not gesture.key.startswith("field."):
        return False
    form, _, rest = gesture.key.removeprefix("field.").partition(".")
    name, _, part = rest.partition(".")
    value = play.desk.draft(form).get(name)
    if gesture.kind != "click":
        return str("" if value is None else value) == gesture.text
    if isinstance(value, list | tuple):
        return part in value
    if isinstance(value, bool):
        return part == ("yes" if value else "no")
    return value == part


def _ward(play: Play) -> str:
    modules = play.session.program.pack.modules.values()
    return next(m.id for m in modules if m.view == "ward_list")


def go_to(play: Play, module: str, patient: str = "") -> Iterator[Gesture]:
    """To a module; of a patient where the module belongs to one."""
    now = play.session.history
    in_patient = now.program.pack.modules[module].group == "patient"
    if in_patient and patient and now.patient != patient:
        yield from _open_patient(play, {"patient": patient})
    if now.module != module:
        yield Gesture("click", f"nav.{module}")


def _open_patient(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    now = play.session.history
    open_already = now.patient == data["patient"]
    if open_already and now.program.pack.modules[now.module].group == "patient":
        return
    if now.module != _ward(play):
        yield Gesture("click", f"nav.{_ward(play)}")
    if not matches(now.record.patients[data["patient"]], play.desk.search):
        yield Gesture("type", "ward.search")
    yield Gesture("click", f"ward.{data['patient']}")
    if play.desk.asked_patient == data["patient"]:
        yield from _say_why(play, data)


def _say_why(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    """The reason that the pack asks for: from the list, or in own words."""
    pack = play.session.program.pack
    patient = play.session.history.record.patients[data["patient"]]
    data = {**first_reason(pack, patient), **data}
    reason = str(data.get("reason", ""))
    items = {} if data.get("emergency") else pack.lists.get(pack.access.reasons, {})
    if items:
        own = next((item.id for item in items.values() if item.own_words), "")
        yield Gesture("choose", "access.choice", reason if reason in items else own)
    if reason not in items:
        yield Gesture("type", "access.text", reason)
    yield Gesture("click", "access.open")


def _open_module(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    yield from go_to(play, data["module"])


def _observe(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    item = play.session.program.observations[data["observation"]]
    yield from go_to(play, item.module, item.patient)
    yield Gesture("click", f"observe.{item.id}")


def _module_of(play: Play, entry_type: str) -> Module:
    pack = play.session.program.pack
    making = pack.modules_of(entry_type)
    return making[0] if making else next(m for m in pack.modules.values() if entry_type in m.types)


def _to_entry(play: Play, entry: str, *, read: bool = False) -> Iterator[Gesture]:
    found = play.session.history.record.entry(entry)
    modules = play.session.program.pack.modules.values()
    module = next(m for m in modules if found.type in m.types)
    yield from go_to(play, module.id, found.patient)
    if module.view == "medication" and found.type == DOSE:
        yield Gesture("click", _dose_key(found.fields))
    else:
        yield from _done(way.to_entry(play, module, found, read=read))


def _dose_key(fields: Mapping[str, Any]) -> str:
    planned = fields.get("planned", "")
    return f"dose.{fields['order']}.{planned}" if planned else f"prn.{fields['order']}"


def _done(steps: Iterator[way.Done]) -> Iterator[Gesture]:
    yield from (Gesture(*step) for step in steps)


def _read(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    yield from _to_entry(play, data["entry"], read=True)


def _acknowledge(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    yield from _read(play, data)
    yield Gesture("click", f"row.acknowledge.{data['entry']}")


def _complete(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    yield from _to_entry(play, data["entry"])
    yield Gesture("click", f"row.complete.{data['entry']}")


def _verb(verb: str) -> Callable[[Play, Mapping[str, Any]], Iterator[Gesture]]:
    return lambda play, data: _move(play, {"verb": verb, **data})


def _move(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    """A verb of the pack's own: its button, and why where it asks."""
    yield from _to_entry(play, data["entry"])
    yield Gesture("click", f"row.{data['verb']}.{data['entry']}")
    entry = play.session.history.record.entry(data["entry"])
    kind, verb = play.session.program.pack.types[entry.type], data["verb"]
    if kind.life.verbs[verb].reason:
        yield from _why(play, kind.life.verbs[verb].reasons, data["reason"])
    if data.get("fields"):
        form = play.desk.forms.key(kind.id, entry.patient, entry.id, verb)
        for name, value in data["fields"].items():
            yield from _fill(kind, form, name, value)
        yield from _sign(play, form)


def _why(play: Play, name: str, reason: str) -> Iterator[Gesture]:
    listed = play.session.program.pack.lists.get(name, {})
    if listed:
        yield Gesture("choose", "reason.choice", reason if reason in listed else OWN_WORDS)
    if reason not in listed:
        yield Gesture("type", "reason.text", reason)
    yield Gesture("click", "reason.send")


def _search(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    modules = play.session.program.pack.modules.values()
    yield from go_to(play, next(m.id for m in modules if m.view == "search"))
    yield Gesture("type", "search.text", data["text"])
    yield Gesture("click", "search.go")


def _answer(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    yield Gesture("click", "card.answer")


def _say(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    yield Gesture("click", f"card.choice.{data['choice']}")


def _create(play: Play, data: Mapping[str, Any]) -> Iterator[Gesture]:
    kind = play.session.program.pack.types[data["type"]]
    module = _module_of(play, kind.id)
    patient = str(data.get("patient", ""))
    fields = dict(data["fields"])
    if data.get("cosigner") and "cosigner" in kind.fields:
        fields["cosigner"] = data["cosigner"]
    form = play.desk.forms.key(kind.id, patient if module.group == "patient" else "")
    yield from go_to(play, module.id, patient)
    hidden: tuple[str, ...] = ()
    if module.view == "medication" and kind.id == EFFECT:
        yield Gesture("click", f"row.write.{EFFECT}.{fields['dose']}")
        hidden = ("dose",)
    elif module.view == "medication":
        yield from _pick_dose(play, fields)
        hidden = ("order", "planned")
    else:
        yield from _done(way.to_form(play, module, kind, fields, patient))
        hidden = way.known_by_case(module, kind)
    for name in kind.fields:
        if name in fields and name not in hidden:
            yield from _fill(kind, form, name, fields[name])
    yield from _sign(play, form)


def _sign(play: Play, form: str) -> Iterator[Gesture]:
    """What is unusual is asked about once; to sign again is the answer."""
    yield Gesture("click", f"sign.{form}")
    if play.desk.forms.errors(form):
        yield Gesture("click", f"sign.{form}")


def _pick_dose(play: Play, fields: Mapping[str, Any]) -> Iterator[Gesture]:
    if play.desk.dose != (fields["order"], fields.get("planned", "")):
        yield Gesture("click", _dose_key(fields))
    if fields.get("outcome") == "given":
        for right in RIGHTS:
            yield Gesture("click", f"right.{right}")


def _fill(kind: EntryType, form: str, name: str, value: Any) -> Iterator[Gesture]:
    item, key = kind.fields[name], f"field.{form}.{name}"
    if item.kind == "yesno":
        yield Gesture("click", f"{key}.{'yes' if value in (True, 'yes') else 'no'}")
    elif item.kind == "choice" and item.segmented:
        yield Gesture("click", f"{key}.{value}")
    elif item.kind in ("choice", "person", "entry"):
        yield Gesture("choose", key, str(value))
    elif item.kind == "multi":
        for one in value:
            yield Gesture("click", f"{key}.{one}")
    else:
        text = str(value).replace(".", ",") if item.kind == "number" else str(value)
        yield Gesture("type", key, text)


_VERBS: Mapping[str, Callable[[Play, Mapping[str, Any]], Iterator[Gesture]]] = {
    "open_patient": _open_patient,
    "open_module": _open_module,
    "observe": _observe,
    "read": _read,
    "acknowledge": _acknowledge,
    "complete": _complete,
    "invalidate": _verb("invalidate"),
    "amend": _verb("amend"),
    "move": _move,
    "search": _search,
    "answer": _answer,
    "say": _say,
    "create": _create,
}
