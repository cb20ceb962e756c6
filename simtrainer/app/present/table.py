"""View kind ``table``: entries of a type as rows, and the form for a new one."""

from itertools import islice
from typing import cast

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import is_struck, status_tag, verbs, write_actions
from simtrainer.app.present.form import module_form
from simtrainer.app.present.observation import device, observations
from simtrainer.app.views.record import TableRow, TableView
from simtrainer.app.views.shell import Tone
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

PAGE = 60
"""Rows drawn before somebody has scrolled to the end of them."""


def table(draw: Drawing, desk: Desk, module: Module) -> TableView:
    """Newest first; of the open patient where the module belongs to one."""
    patient = draw.now.patient if module.group == "patient" else None
    found = draw.now.record.newest(module.types, patient)
    entries = list(islice(found, PAGE * desk.pages + 1))
    whose = patient or ""
    form = desk.form_types.get(module.id) or next(iter(module.forms), "")
    kind = draw.now.program.pack.types.get(form)
    return TableView(
        title=draw(f"module.{module.id}"),
        columns=(draw("app.table.when"), *(_heading(draw, module, c) for c in module.columns)),
        rows=tuple(_row(draw, module, e) for e in entries[: PAGE * desk.pages]),
        more=len(entries) > PAGE * desk.pages,
        empty=draw(f"module.{module.id}.empty"),
        form=module_form(draw, desk, module, whose),
        observe=observations(draw, module.id, whose),
        device=device(draw, module.id, whose, kind),
    )


def _heading(draw: Drawing, module: Module, column: str) -> str:
    own = draw.optional(f"column.{module.id}.{column}")
    return own or draw(f"field.{module.types[0]}.{column}")


def _row(draw: Drawing, module: Module, entry: Entry) -> TableRow:
    life = draw.now.program.pack.types[entry.type].life
    when = draw(
        "app.table.stamp",
        clock=draw.clock(entry.first.at_ms),
        day=draw.day(entry.first.at_ms),
        author=draw.staff(entry.author),
    )
    struck = is_struck(draw, entry)
    off = bool(draw.now.record.derived(entry).get("difference")) and not struck
    return TableRow(
        entry=entry.id,
        cells=(when, *(_cell(draw, entry, column) for column in module.columns)),
        tone="bad" if off else cast(Tone, life.statuses[entry.status].tone),
        struck=struck,
        actions=(
            *(() if struck else write_actions(draw, module, entry)),
            *verbs(draw, module, entry),
        ),
    )


def _cell(draw: Drawing, entry: Entry, column: str) -> str:
    kind = draw.now.program.pack.types[entry.type]
    if column == "patient":
        return draw.patient(entry.patient)
    if column == "status":
        return status_tag(draw, entry)[0]
    if column == "author":
        return draw.staff(entry.author)
    if column == "cosigner":
        return draw.staff(entry.cosigner) if entry.cosigner else ""
    if column in kind.fields:
        return draw.field(kind, kind.fields[column], entry.fields.get(column))
    value = draw.now.record.derived(entry).get(column)
    return "" if value is None else draw.number(value)
