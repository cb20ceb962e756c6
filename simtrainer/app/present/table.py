"""View kind ``table``: entries of a type as rows, and the form for a new one."""

from typing import cast

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import is_struck, status_tag, verbs, write_actions
from simtrainer.app.present.form import module_form
from simtrainer.app.present.listing import filters, heading, listing, said
from simtrainer.app.present.observation import device, observations
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import TableRow, TableView
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

PAGE = 60
"""Rows drawn before somebody has scrolled to the end of them."""


def table(draw: Drawing, desk: Desk, module: Module) -> TableView:
    """Newest first; of the open patient where the module belongs to one."""
    patient = draw.now.patient if module.group == "patient" else None
    most = PAGE * desk.pages
    found = listing(draw, desk, module, patient, most + 1)
    whose = patient or ""
    form = desk.form_types.get(module.id) or next(iter(module.forms), "")
    kind = draw.now.program.pack.types.get(form)
    return TableView(
        title=draw(f"module.{module.id}"),
        columns=(draw("app.table.when"), *(heading(draw, module, c) for c in module.columns)),
        rows=tuple(_row(draw, module, e, above) for e, above in found[:most]),
        more=len(found) > most,
        filters=filters(draw, desk, module, patient),
        empty=draw(f"module.{module.id}.empty"),
        form=module_form(draw, desk, module, whose),
        observe=observations(draw, module.id, whose),
        device=device(draw, module.id, whose, kind),
    )


def _row(draw: Drawing, module: Module, entry: Entry, above: str) -> TableRow:
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
        heading=above,
    )


def _cell(draw: Drawing, entry: Entry, column: str) -> str:
    return status_tag(draw, entry)[0] if column == "status" else said(draw, entry, column)
