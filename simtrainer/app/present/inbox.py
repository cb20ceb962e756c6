"""View kind ``inbox``: reports and messages, newest first, and the one that is open."""

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import verbs
from simtrainer.app.present.form import form_view
from simtrainer.app.views.record import InboxView, MessageRow, MessageView, RowAction
from simtrainer.base.ids import ME
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module


def inbox(draw: Drawing, desk: Desk, module: Module) -> InboxView:
    """All entries of the module's types, and the form for a new message."""
    entries = [e for kind in module.types for e in draw.now.record.entries(kind)]
    entries.sort(key=lambda e: (e.first.at_ms, e.first.event), reverse=True)
    opened = draw.now.record.get(draw.now.entry) if draw.now.entry else None
    if opened is not None and opened.type not in module.types:
        opened = None
    kind = draw.now.program.pack.types[module.forms[0]] if module.forms else None
    form = None
    if opened is None and kind is not None:
        form = form_view(draw, desk, kind, "")
    return InboxView(
        title=draw(f"module.{module.id}"),
        rows=tuple(_row(draw, e) for e in entries),
        message=_message(draw, module, opened) if opened is not None else None,
        empty=draw(f"module.{module.id}.empty"),
        compose=draw(f"type.{kind.id}.new") if kind is not None else "",
        form=form,
    )


def unread(draw: Drawing, module: Module) -> int:
    """How many still wait to be marked as read."""
    return sum(
        is_unread(draw, entry) for kind in module.types for entry in draw.now.record.entries(kind)
    )


def is_unread(draw: Drawing, entry: Entry) -> bool:
    """Whether it can still be marked as read."""
    return (entry.status, "acknowledge") in draw.now.program.pack.types[entry.type].life.moves


def _row(draw: Drawing, entry: Entry) -> MessageRow:
    return MessageRow(
        entry=entry.id,
        sender=_sender(draw, entry),
        subject=draw.value(entry.fields.get("subject")),
        clock=draw.clock(entry.first.at_ms),
        unread=is_unread(draw, entry),
        current=entry.id == draw.now.entry,
    )


def _sender(draw: Drawing, entry: Entry) -> str:
    if entry.author == ME:
        return draw("app.inbox.to", who=draw.staff(str(entry.fields.get("to", ""))))
    return draw.staff(entry.author)


def _message(draw: Drawing, module: Module, entry: Entry) -> MessageView:
    found = list(verbs(draw, module, entry))
    if entry.patient:
        label = draw("app.inbox.patient", name=draw.patient(entry.patient))
        found.append(RowAction("patient", label, entry.id))
    return MessageView(
        entry=entry.id,
        subject=draw.value(entry.fields.get("subject")),
        meta=draw("app.inbox.meta", who=_sender(draw, entry), clock=draw.clock(entry.first.at_ms)),
        text=draw.value(entry.fields.get("body")),
        actions=tuple(found),
    )
