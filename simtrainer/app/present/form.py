"""Forms as view states."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from simtrainer.app.desk import Desk
from simtrainer.app.present.doses import cave_among
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.record import FieldKind, FieldView, FormView, Option
from simtrainer.base.ids import ME
from simtrainer.record.entry import Entry
from simtrainer.record.fields import applies, is_visible
from simtrainer.record.lifecycle import CHANGING
from simtrainer.record.pack import EntryType, Field, Module

COSIGNER = "cosigner"
"""The one person field that offers the trainee: choosing oneself is a mistake worth making."""


def form_view(
    draw: Drawing,
    desk: Desk,
    kind: EntryType,
    patient: str,
    types: Iterable[str] = (),
    hidden: Iterable[str] = (),
) -> FormView:
    """The form for a new entry of a type."""
    key = desk.forms.key(kind.id, patient)
    values = desk.draft(key)
    skip = set(hidden)
    fields = tuple(
        field_view(draw, desk, kind, item, patient, values.get(item.id))
        for item in kind.fields.values()
        if item.form and item.id not in skip and is_visible(item, values)
    )
    return FormView(
        form=key,
        title=draw(f"type.{kind.id}.new"),
        fields=fields,
        saved=_saved(draw, desk, kind, key),
        room=_room(draw, kind),
        types=tuple(Option(t, draw(f"type.{t}")) for t in types),
        type=kind.id,
        type_label=draw("app.form.type"),
        sign=draw.optional(f"type.{kind.id}.sign") or draw("app.form.sign"),
        draft=draw("app.form.draft") if kind.life.draft else "",
        clear=draw("app.form.restore" if desk.forms.is_emptied(key) else "app.form.clear"),
        note=draw.optional(f"note.{kind.id}"),
        warning=cave_among(draw, patient, _codes(draw, kind, values)),
    )


def _codes(draw: Drawing, kind: EntryType, values: Mapping[str, Any]) -> Iterator[str]:
    """Codes of the drugs that a form orders: written, chosen from a list, or of an order that is
    begun again. What is stopped conflicts with nothing."""
    for item in kind.fields.values():
        value = str(values.get(item.id) or "")
        if not value or not is_visible(item, values):
            continue
        listed = draw.now.program.pack.lists.get(item.from_list, {}).get(value)
        if item.kind == "drug" and listed is not None:
            yield listed.code
        elif item.kind == "code":
            yield value


def module_form(draw: Drawing, desk: Desk, module: Module, patient: str) -> FormView | None:
    """The form of a module: the one that changes an entry while one is rewritten, else the one
    for a new entry of the type chosen; None where nothing is made here."""
    again = rewriting_view(draw, desk, module, patient)
    if again is not None:
        return again
    name = desk.form_types.get(module.id) or next(iter(module.forms), "")
    kind = draw.now.program.pack.types.get(name)
    return form_view(draw, desk, kind, patient, module.forms) if kind else None


def rewriting_view(draw: Drawing, desk: Desk, module: Module, patient: str) -> FormView | None:
    """The form that changes an entry of this module; None while none is rewritten."""
    again = desk.rewriting.get(module.id)
    entry = draw.now.record.get(again.entry) if again is not None else None
    if again is not None and entry is not None and patient in ("", entry.patient):
        return rewrite_view(draw, desk, entry, again.verb)
    return None


def rewrite_view(draw: Drawing, desk: Desk, entry: Entry, verb: str) -> FormView:
    """The form that changes an entry by a verb, begun with what stands in it."""
    kind = draw.now.program.pack.types[entry.type]
    key = desk.forms.key(kind.id, entry.patient, entry.id, verb)
    values = desk.draft(key)
    written = rewritten(kind, verb)
    word = draw(f"verb.{kind.life.id}.{verb}")
    return FormView(
        form=key,
        title=draw("app.form.rewrite", verb=word, type=draw(f"type.{kind.id}")),
        fields=tuple(
            field_view(draw, desk, kind, item, entry.patient, values.get(item.id), key)
            for item in kind.fields.values()
            if item.id in written and is_visible(item, values)
        ),
        saved=_saved(draw, desk, kind, key),
        room=_room(draw, kind),
        types=(),
        type=kind.id,
        type_label=draw("app.form.type"),
        sign=draw("app.form.keep") if verb == CHANGING else word,
        draft="",
        clear=draw("app.form.leave"),
    )


def rewritten(kind: EntryType, verb: str) -> list[str]:
    """The fields that a verb may write."""
    shown = [item.id for item in kind.fields.values() if item.form]
    if verb == CHANGING:
        return shown
    own = {*kind.life.verbs[verb].fields}
    return [name for name in shown if name in own]


def _saved(draw: Drawing, desk: Desk, kind: EntryType, key: str) -> str:
    """What became of the form. What is no part of the record, a message or a deviation, says in
    its own words where it went."""
    at = desk.session.history.drafts.saved_ms.get(key)
    if key in desk.forms.dirty:
        return ""
    if at is not None:
        return draw("app.form.saved", clock=draw.clock(at))
    signed = desk.signed_ms.get(key)
    if signed is None:
        return ""
    return draw(_signed(draw, kind), clock=draw.clock(signed))


def _signed(draw: Drawing, kind: EntryType) -> str:
    own = f"type.{kind.id}.signed"
    return own if draw.texts.has(own) else "app.form.signed"


def _room(draw: Drawing, kind: EntryType) -> str:
    """The longest of what can be said of a form's saving."""
    clock = draw.clock(0)
    return max((draw(key, clock=clock) for key in ("app.form.saved", _signed(draw, kind))), key=len)


def field_view(
    draw: Drawing,
    desk: Desk,
    kind: EntryType,
    item: Field,
    patient: str,
    value: Any,
    form: str = "",
) -> FieldView:
    """One field of the form for a new entry, or of another."""
    error = desk.forms.errors(form or desk.forms.key(kind.id, patient)).get(item.id)
    if error is not None:
        error.params = {**error.params, "type": kind.id}
    shown = draw.number(value) if item.kind == "number" and value is not None else value
    if item.kind == "yesno" and isinstance(value, bool):
        shown = "yes" if value else "no"
    return FieldView(
        id=item.id,
        kind=cast(FieldKind, item.kind),
        label=draw(f"field.{kind.id}.{item.id}"),
        question=_question(draw, kind, item),
        value=shown,
        options=options(draw, kind, item, patient),
        unit=draw.value(item.unit),
        placeholder=draw.optional(f"hint.{kind.id}.{item.id}"),
        error=draw.problem(error) if error is not None else "",
        segmented=item.segmented,
        lines=item.lines,
        half=item.half,
        today=draw.today() if item.kind == "date" else "",
    )


def _question(draw: Drawing, kind: EntryType, item: Field) -> str:
    """The plain question, and how a date is to be written."""
    asked = draw.optional(f"ask.{kind.id}.{item.id}")
    if item.kind != "date" or item.free:
        return asked
    return draw("app.form.date.asked", question=asked) if asked else draw("app.form.date")


def options(draw: Drawing, kind: EntryType, item: Field, patient: str) -> tuple[Option, ...]:
    """What a field can be chosen from."""
    if item.kind in ("choice", "multi"):
        labels = ((v, draw(f"choice.{kind.id}.{item.id}.{v}")) for v in item.choices)
        return (*(Option(value, label) for value, label in labels), *_listed(draw, item))
    if item.kind == "person":
        me = (ME,) if item.id == COSIGNER or item.default == ME else ()
        return tuple(Option(p, draw.staff(p)) for p in (*draw.now.program.colleagues, *me))
    if item.kind == "entry":
        of_ward = not patient
        found = _of_ward(draw, item.of) if of_ward else draw.now.record.entries(item.of, patient)
        fitting = (e for e in found if e.valid and applies(item.only, e.fields))
        return tuple(Option(e.id, _entry_label(draw, e.id, of_ward)) for e in fitting)
    if item.kind == "yesno":
        return (Option("yes", draw("app.yes")), Option("no", draw("app.no")))
    return _listed(draw, item)


def _of_ward(draw: Drawing, entry_type: str) -> list[Entry]:
    """Those of the trainee's own units, in the order they were made, and those of nobody."""
    whose = ("", *(patient.id for patient in draw.now.program.ward))
    found = [e for one in whose for e in draw.now.record.entries(entry_type, one)]
    return sorted(found, key=lambda e: (e.first.event, e.first.at_ms, e.id))


def _listed(draw: Drawing, item: Field) -> tuple[Option, ...]:
    """What a field's reference list still offers."""
    found = draw.now.program.pack.lists.get(item.from_list, {}).values()
    return tuple(Option(i.id, draw.item(item.from_list, i.id)) for i in found if i.active)


def _entry_label(draw: Drawing, entry: str, of_ward: bool) -> str:
    found = draw.now.record.entry(entry)
    name = draw.order(entry)
    return f"{draw.patient(found.patient)}: {name}" if of_ward and found.patient else name
