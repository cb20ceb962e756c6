"""View kind ``sections``: what is known of a patient, under a heading for each type or for each
value of a field: relatives and consents, critical information. Drawn as the care plan is."""

from collections.abc import Iterator

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import verbs, write_actions
from simtrainer.app.present.form import module_form
from simtrainer.app.present.item import FILTERS, entry_item, filters
from simtrainer.app.views.care import CareItem, CareSection, SectionsView
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Field, Module


def sections(draw: Drawing, desk: Desk, module: Module) -> SectionsView:
    """The patient's entries of the module's types, newest first."""
    chosen = desk.filters.get(module.id, FILTERS[0])
    patient = draw.now.patient if module.group == "patient" else ""
    return SectionsView(
        title=draw(f"module.{module.id}"),
        filters=filters(draw),
        filter=chosen,
        sections=tuple(
            CareSection(heading, "", tuple(_item(draw, module, entry) for entry in reversed(found)))
            for heading, found in _groups(draw, module, patient, chosen)
            if found
        ),
        form=module_form(draw, desk, module, patient),
        empty=draw(f"module.{module.id}.empty"),
    )


def _groups(
    draw: Drawing, module: Module, patient: str, chosen: str
) -> Iterator[tuple[str, list[Entry]]]:
    for name in module.types:
        entries = draw.now.record.entries(name, patient or None)
        shown = [entry for entry in entries if chosen != FILTERS[0] or entry.valid]
        if not module.group_by:
            yield draw(f"section.{module.id}.{name}"), shown
            continue
        kind = draw.now.program.pack.types[name]
        item = kind.fields[module.group_by]
        for value in _values(draw, item, shown):
            same = [entry for entry in shown if entry.fields.get(item.id) == value]
            yield draw.field(kind, item, value) or draw("app.item.other"), same


def _values(draw: Drawing, item: Field, entries: list[Entry]) -> list[object]:
    """What the entries are grouped by, in the pack's order where it has one."""
    listed = (*item.choices, *draw.now.program.pack.lists.get(item.from_list, {}))
    own = dict.fromkeys(entry.fields.get(item.id) for entry in entries)
    return [*(value for value in listed if value in own), *(v for v in own if v not in listed)]


def _item(draw: Drawing, module: Module, entry: Entry) -> CareItem:
    actions = (*write_actions(draw, module, entry), *verbs(draw, module, entry))
    return entry_item(draw, entry, actions)
