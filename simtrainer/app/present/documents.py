"""View kind ``documents``: letters from templates, each seen as it will be read."""

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import status_tag, verbs
from simtrainer.app.present.form import module_form
from simtrainer.app.present.item import FILTERS, Tag, entry_item, filters
from simtrainer.app.present.letter import Letter, address_of, name_of, text_of
from simtrainer.app.views.care import CareSection
from simtrainer.app.views.office import DocumentsView, PaperView
from simtrainer.base.ids import ME
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

NEVER = 1 << 60
"""An event that has not come: a letter that is being written holds all there is."""


def documents(draw: Drawing, desk: Desk, module: Module) -> DocumentsView:
    """The letters by where they stand, the newest first, and the open one or a new one."""
    patient = draw.now.patient if module.group == "patient" else ""
    chosen = desk.filters.get(module.id, FILTERS[0])
    opened = draw.now.record.get(draw.now.entry) if draw.now.entry else None
    if opened is not None and opened.type not in module.types:
        opened = None
    name = desk.form_types.get(module.id) or next(iter(module.forms), "")
    kind = draw.now.program.pack.types.get(name)
    writing = kind is not None and opened is None
    new = draw(f"type.{kind.id}.new") if kind is not None else ""
    form = module_form(draw, desk, module, patient) if writing else None
    return DocumentsView(
        title=draw(f"module.{module.id}"),
        filters=filters(draw),
        filter=chosen,
        sections=_sections(draw, module, patient, chosen),
        empty=draw(f"module.{module.id}.empty"),
        compose="" if writing else new,
        form=form,
        paper=_paper(draw, _of(draw, desk, opened, name, patient), opened),
        actions=verbs(draw, module, opened) if opened is not None else (),
    )


def _sections(draw: Drawing, module: Module, patient: str, chosen: str) -> tuple[CareSection, ...]:
    found = []
    for kind in module.types:
        life = draw.now.program.pack.types[kind].life
        entries = draw.now.record.entries(kind, patient or None)
        for status in life.statuses:
            same = [e for e in reversed(entries) if e.status == status]
            shown = [e for e in same if chosen != FILTERS[0] or e.valid]
            items = tuple(entry_item(draw, e, selected=e.id == draw.now.entry) for e in shown)
            if items:
                heading = draw(f"status.{life.id}.{status}")
                found.append(CareSection(heading, str(len(items)), items))
    return tuple(found)


def _of(draw: Drawing, desk: Desk, opened: Entry | None, name: str, patient: str) -> Letter | None:
    """What the paper shows: the open letter, or the one that is being written."""
    types = draw.now.program.pack.types
    if opened is not None:
        return Letter(types[opened.type], opened.fields, opened.patient, opened.first.event)
    if name not in types:
        return None
    fields = desk.draft(desk.forms.key(name, patient))
    return Letter(types[name], fields, patient, NEVER)


def _paper(draw: Drawing, letter: Letter | None, opened: Entry | None) -> PaperView | None:
    """The sheet; nothing before a template is chosen."""
    if letter is None or not letter.fields.get(letter.kind.template):
        return None
    body, address = text_of(draw, letter), address_of(draw, letter)
    missing = dict.fromkeys((*address.missing, *body.missing))
    names = ", ".join(dict.fromkeys(name_of(draw, gap) for gap in missing))
    item = letter.kind.fields[letter.kind.template]
    date = letter.kind.fields.get("date")
    unit = next(iter(draw.now.program.units.values()), {})
    return PaperView(
        sender=(draw.value(unit.get("name", "")),),
        recipient=address.paragraphs,
        date=draw.field(letter.kind, date, letter.fields.get("date")) if date is not None else "",
        heading=draw.field(letter.kind, item, letter.fields.get(item.id)),
        paragraphs=body.paragraphs,
        signature=_signature(draw, opened),
        missing=_missing(draw, names, opened),
        state=_state(draw, opened),
    )


def _missing(draw: Drawing, names: str, opened: Entry | None) -> str:
    """What a letter lacks; what is signed can no longer be filled in."""
    if not names:
        return ""
    signed = opened is not None and opened.valid
    return draw("app.letter.lacks" if signed else "app.letter.missing", what=names)


def _signature(draw: Drawing, opened: Entry | None) -> tuple[str, ...]:
    author = ME if opened is None else opened.author
    name = draw("app.letter.me") if author == ME else draw.staff(author)
    return (draw("app.letter.greeting"), name)


def _state(draw: Drawing, opened: Entry | None) -> Tag:
    if opened is None:
        return draw("app.letter.preview"), "info"
    return status_tag(draw, opened)
