"""A letter's text: its template with the gaps filled from the record as it stood when the letter
was signed, so that a sent letter never changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simtrainer.app.present.drawing import Drawing
from simtrainer.record.deadline import length
from simtrainer.record.entry import Entry, Version
from simtrainer.record.fields import is_empty, is_visible
from simtrainer.record.merge import Merged, merged
from simtrainer.record.pack import EntryType

LINES = "lines"
"""What a recipient's item says of its address: the gaps, one for each line."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter is made of: its own fields, whose it is, and when it was made."""

    kind: EntryType
    fields: Mapping[str, Any]
    patient: str
    event: int
    """Number of the event that made it: what came later is not in it."""


def text_of(draw: Drawing, letter: Letter) -> Merged:
    """The letter's paragraphs, and the gaps that nothing fills."""
    chosen = letter.fields.get(letter.kind.template)
    if is_empty(chosen):
        return Merged((), ())
    listed = letter.kind.fields[letter.kind.template].from_list
    template = draw(f"template.{listed}.{chosen}")
    return merged(template, lambda gap: _fill(draw, letter, gap), lambda gap: hole(draw, gap))


def address_of(draw: Drawing, letter: Letter) -> Merged:
    """Whom the letter goes to, line by line."""
    item = letter.kind.fields.get("to")
    found = draw.now.program.pack.lists.get(item.from_list, {}) if item is not None else {}
    to = found.get(str(letter.fields.get("to")))
    if to is None:
        return Merged((), ())
    template = "\n\n".join(f"<{gap}>" for gap in to.more.get(LINES, ()))
    return merged(template, lambda gap: _fill(draw, letter, gap), lambda gap: hole(draw, gap))


def hole(draw: Drawing, gap: str) -> str:
    """How a gap that nothing fills stands in the letter."""
    return draw("app.letter.hole", what=name_of(draw, gap))


def name_of(draw: Drawing, gap: str) -> str:
    """What a gap asks for, in the pack's words."""
    root, _, field = gap.partition(".")
    for kind in draw.now.program.pack.types.values():
        pointed = kind.template and root in kind.fields and kind.fields[root].of
        name = f"field.{pointed or root}.{field}"
        if field and draw.optional(name):
            return draw(name)
        if not field and kind.template and root in kind.fields:
            return draw(f"field.{kind.id}.{root}")
    return draw.optional(f"app.letter.gap.{gap}") or gap


def _fill(draw: Drawing, letter: Letter, gap: str) -> str | None:
    root, _, field = gap.partition(".")
    if root == "patient":
        return _patient(draw, letter, field) or None
    if root == "deadline":
        return _deadline(draw, field)
    own = letter.kind.fields.get(root)
    if own is not None and not field:
        words = draw.field(letter.kind, own, letter.fields.get(root))
        return words or (None if own.required else "")
    if own is not None and own.kind == "entry":
        pointed = draw.now.record.get(str(letter.fields.get(root)))
        return _of(draw, pointed, field, letter.event)
    entries = draw.now.record.entries(root, letter.patient or None)
    fitting = [e for e in entries if e.valid and e.first.event <= letter.event]
    return _of(draw, fitting[-1] if fitting else None, field, letter.event)


def _of(draw: Drawing, entry: Entry | None, field: str, event: int) -> str | None:
    """A field of an entry as it stood; "" where such an entry has no such field."""
    if entry is None:
        return None
    kind, fields = draw.now.program.pack.types[entry.type], _then(entry, event).fields
    item = kind.fields[field]
    if not is_visible(item, fields):
        return ""
    return draw.field(kind, item, fields.get(field)) or None


def _then(entry: Entry, event: int) -> Version:
    """The version that counted then."""
    return next((v for v in reversed(entry.versions) if v.event <= event), entry.first)


def _patient(draw: Drawing, letter: Letter, field: str) -> str:
    patient = draw.now.program.patients.get(letter.patient)
    if patient is None:
        return ""
    if field == "name":
        return f"{patient.given} {patient.family}"
    if field == "unit":
        return draw.value(draw.now.program.units.get(patient.unit, {}).get("name", patient.unit))
    return draw.value(getattr(patient, field))


def _deadline(draw: Drawing, name: str) -> str | None:
    """How long a deadline is and under which rule."""
    for module in draw.now.program.pack.modules.values():
        item = draw.now.program.pack.lists.get(module.deadlines, {}).get(name)
        if item is not None:
            number, unit = length(item)
            words = draw(f"app.letter.{unit}", n=number)
            return draw("app.letter.rule", length=words, rule=item.code) if item.code else words
    return None
