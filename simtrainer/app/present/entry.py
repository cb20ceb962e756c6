"""What an entry says and lets one do, alike wherever it is shown."""

from typing import Literal, cast

from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import RowAction
from simtrainer.base.ids import ME
from simtrainer.record.entry import Entry
from simtrainer.record.lifecycle import Lifecycle, Verb
from simtrainer.record.pack import EntryType, Module

NewsTone = Literal["n0", "n1", "n2", "n3", ""]


def news_tone(score: int | None) -> NewsTone:
    """Colour class of a NEWS2 total."""
    if score is None:
        return ""
    if score >= 7:
        return "n3"
    if score >= 5:
        return "n2"
    return "n1" if score > 0 else "n0"


BARE = ("date", "number", "person", "yesno")
"""Kinds that say nothing alone: a "Ja" or a date in the journal is the answer to what?"""


def entry_text(draw: Drawing, entry: Entry) -> str:
    """What an entry says, one field in each line; a measurement as one line with a short name
    before each number, and under it the comment."""
    kind = draw.now.program.pack.types[entry.type]
    if entry.type not in ("news2", "habitual"):
        lines = (_line(draw, kind, entry, name) for name in kind.summary or tuple(kind.fields))
        return "\n".join(line for line in lines if line)
    parts, comment = [], ""
    for name in kind.summary:
        text = draw.field(kind, kind.fields[name], entry.fields.get(name))
        if name == "comment":
            comment = text
        elif text:
            label = draw.optional(f"short.news2.{name}") or draw(f"field.{kind.id}.{name}")
            parts.append(f"{label} {text}")
    return "\n".join(part for part in (", ".join(parts), comment) if part)


def _line(draw: Drawing, kind: EntryType, entry: Entry, name: str) -> str:
    """A field of an entry, with what it is called where it says nothing alone."""
    field = kind.fields[name]
    text = draw.field(kind, field, entry.fields.get(name))
    if not text or field.kind not in BARE or field.unit:
        return text
    return draw("app.item.tag", label=draw(f"field.{kind.id}.{name}"), value=text)


def verbs(draw: Drawing, module: Module, entry: Entry) -> tuple[RowAction, ...]:
    """Everything the pack lets the trainee do with an entry, or those of it that the module
    names, in its order. What asks why says so."""
    life = draw.now.program.pack.types[entry.type].life
    found = {verb.id: verb for verb in life.open_to(entry.status, entry.author == ME)}
    wanted = found if module.actions is None else module.actions
    return tuple(_verb(draw, entry, found[name]) for name in wanted if name in found)


def _verb(draw: Drawing, entry: Entry, verb: Verb) -> RowAction:
    life = draw.now.program.pack.types[entry.type].life.id
    label = draw(f"verb.{life}.{verb.id}")
    if verb.id == "invalidate":
        return RowAction("invalidate", label, entry.id)
    reasons = draw.items(verb.reasons) if verb.reason else ()
    return RowAction(verb.id, label, entry.id, asks=verb.reason, reasons=reasons)


def status_tag(draw: Drawing, entry: Entry) -> tuple[str, Tone]:
    """Where an entry stands, in the pack's words and colour, with why where it was said."""
    life = draw.now.program.pack.types[entry.type].life
    label = status_label(draw, entry)
    if entry.now.reason:
        label = draw("app.status.why", status=label, reason=_reason(draw, life, entry))
    return label, cast(Tone, life.statuses[entry.status].tone)


def status_label(draw: Drawing, entry: Entry) -> str:
    """Where an entry stands, in the pack's words."""
    life = draw.now.program.pack.types[entry.type].life
    return draw(f"status.{life.id}.{entry.status}")


def _reason(draw: Drawing, life: Lifecycle, entry: Entry) -> str:
    """Why it came to stand so: an item of a list, or own words."""
    reason = entry.now.reason
    for verb in life.verbs.values():
        if reason in draw.now.program.pack.lists.get(verb.reasons, {}):
            return draw.item(verb.reasons, reason)
    return draw.value(reason)


def is_struck(draw: Drawing, entry: Entry) -> bool:
    """Whether it is marked as wrong, and drawn so."""
    return draw.now.program.pack.types[entry.type].life.statuses[entry.status].struck


def write_actions(draw: Drawing, module: Module, entry: Entry) -> tuple[RowAction, ...]:
    """The forms that point at an entry of this type and are offered here: an evaluation of a
    plan, a deviation about a count that did not add up and that nobody has reported."""
    pack = draw.now.program.pack
    if not draw.now.record.derived(entry).get("difference", True):
        return ()
    return tuple(
        RowAction("write", draw.optional(f"type.{name}.about") or draw(f"type.{name}.new"),
                  entry.id, name)
        for name in dict.fromkeys((*module.forms, *module.then))
        if (item := pack.types[name].pointer(entry.type)) is not None
        and not (name in module.then and _is_told(draw, name, item.id, entry))
    )  # fmt: skip


def _is_told(draw: Drawing, name: str, field: str, entry: Entry) -> bool:
    """Something that counts has been written about it already."""
    record = draw.now.record
    found = (*record.entries(name, entry.patient), *record.entries(name, ""))
    return any(e.valid and e.fields.get(field) == entry.id for e in found)
