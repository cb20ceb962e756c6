"""View kind ``inbox``: reports and messages in their boxes, newest first, and the one that is open:
what it says, what came of it, and what it belongs with."""

from collections.abc import Iterator

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import status_tag, verbs
from simtrainer.app.present.form import module_form
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import InboxView, MessageRow, MessageView, Option, RowAction
from simtrainer.base.ids import ME
from simtrainer.engine.program import MINUTE_MS
from simtrainer.record.entry import Entry
from simtrainer.record.fields import is_empty
from simtrainer.record.pack import Module

LATE = "late"
"""Of a box: what has waited too long where it stands."""
SUBJECT, BODY = "subject", "body"
"""Fields that are drawn as headline and text; the others stand between them with their labels."""


def inbox(draw: Drawing, desk: Desk, module: Module) -> InboxView:
    """The entries of the chosen box, and the open one or the form for a new one."""
    entries = _entries(draw, module)
    box = desk.filters.get(module.id) or next(iter(module.boxes), "")
    shown = [e for e in entries if not box or _lies_in(draw, e, module.boxes.get(box, ()))]
    opened = draw.now.record.get(draw.now.entry) if draw.now.entry else None
    if opened is not None and opened.type not in module.types:
        opened = None
    patient = draw.now.patient if module.group == "patient" else ""
    form = module_form(draw, desk, module, patient) if opened is None else None
    drafts = tuple(_drafts(draw, module, patient)) if _holds_drafts(draw, module, box) else ()
    return InboxView(
        title=draw(f"module.{module.id}"),
        rows=(*drafts, *(_row(draw, e) for e in shown)),
        message=_message(draw, module, opened) if opened is not None else None,
        empty=draw("app.inbox.empty_box") if entries else draw(f"module.{module.id}.empty"),
        compose=_compose(draw, module),
        form=form,
        boxes=tuple(_box(draw, module, name, entries) for name in module.boxes),
        box=box,
    )


def _compose(draw: Drawing, module: Module) -> str:
    """What the button for a new message says: of one kind, or of any."""
    if len(module.forms) == 1:
        return draw(f"type.{module.forms[0]}.new")
    return draw("app.inbox.new") if module.forms else ""


def unread(draw: Drawing, module: Module) -> int:
    """How many still wait to be marked as read."""
    return sum(is_unread(draw, entry) for entry in _entries(draw, module))


def is_unread(draw: Drawing, entry: Entry) -> bool:
    """Whether it can still be marked as read."""
    return (entry.status, "acknowledge") in draw.now.program.pack.types[entry.type].life.moves


def is_late(draw: Drawing, entry: Entry) -> bool:
    """Whether it has stood too long where it stands, such as a receipt that never came."""
    status = draw.now.program.pack.types[entry.type].life.statuses[entry.status]
    waited = draw.now.now_ms - entry.now.at_ms
    return bool(status.late_minutes) and waited > status.late_minutes * MINUTE_MS


# Boxes -----------------------------------------------------------------------------------------


def _entries(draw: Drawing, module: Module) -> list[Entry]:
    patient = draw.now.patient if module.group == "patient" else None
    return list(draw.now.record.newest(module.types, patient))


def _lies_in(draw: Drawing, entry: Entry, statuses: tuple[str, ...]) -> bool:
    return entry.status in statuses or (LATE in statuses and is_late(draw, entry))


def _box(draw: Drawing, module: Module, name: str, entries: list[Entry]) -> Option:
    """Its name, with how many in it want something done."""
    statuses = module.boxes[name]
    mine = [e for e in entries if _lies_in(draw, e, statuses)]
    if LATE not in statuses:
        mine = [e for e in mine if is_unread(draw, e)]
    label = draw(f"box.{module.id}.{name}")
    return Option(name, draw("app.inbox.box", name=label, n=len(mine)) if mine else label)


def _holds_drafts(draw: Drawing, module: Module, box: str) -> bool:
    types = draw.now.program.pack.types
    drafts = {types[name].life.draft for name in module.forms} - {""}
    return bool(drafts & {*module.boxes.get(box, ())})


def _drafts(draw: Drawing, module: Module, patient: str) -> Iterator[MessageRow]:
    """Messages that are begun and not sent."""
    for name in module.forms:
        form = f"{name}:{patient}"
        fields = draw.now.drafts.fields.get(form, {})
        if fields:
            at = draw.now.drafts.saved_ms.get(form)
            yield MessageRow(
                entry="",
                sender=draw(f"type.{name}"),
                subject=draw.value(fields.get(SUBJECT)),
                clock=draw.clock(at) if at is not None else "",
                unread=False,
                current=False,
                mark=(draw("app.inbox.draft"), "neutral"),
                form_type=name,
            )


# Messages --------------------------------------------------------------------------------------


def _row(draw: Drawing, entry: Entry) -> MessageRow:
    return MessageRow(
        entry=entry.id,
        sender=sender(draw, entry),
        subject=_subject(draw, entry),
        clock=_when(draw, entry),
        unread=is_unread(draw, entry),
        current=entry.id == draw.now.entry,
        kind=_kind(draw, entry),
        mark=_mark(draw, entry),
    )


def _when(draw: Drawing, entry: Entry) -> str:
    """The clock, or the day of one that is older."""
    at = entry.first.at_ms
    today = draw.now.program.local(at).date() == draw.now.program.start.date()
    return draw.clock(at) if today else draw.short_day(at)


def _subject(draw: Drawing, entry: Entry) -> str:
    return draw.value(entry.fields.get(SUBJECT)) or draw.summary(entry).split("\n")[0]


def _kind(draw: Drawing, entry: Entry) -> str:
    """What kind of message it is, where there are several."""
    kind = draw.now.program.pack.types[entry.type]
    item = kind.fields.get("kind")
    if item is not None:
        return draw.field(kind, item, entry.fields.get("kind"))
    return draw(f"type.{kind.id}") if "to" in kind.fields and kind.fields["to"].from_list else ""


def sender(draw: Drawing, entry: Entry) -> str:
    """Who it is from; of one's own, whom it is to."""
    kind = draw.now.program.pack.types[entry.type]
    to, service = kind.fields.get("to"), kind.fields.get("sender")
    if service is not None:
        return draw.field(kind, service, entry.fields.get("sender"))
    if to is not None and (entry.author == ME or to.from_list):
        return draw("app.inbox.to", who=draw.field(kind, to, entry.fields.get("to")))
    return draw.staff(entry.author)


def _mark(draw: Drawing, entry: Entry) -> tuple[str, Tone] | None:
    """Where it stands, unless that goes without saying: read, or merely sent."""
    kind = draw.now.program.pack.types[entry.type]
    if is_late(draw, entry):
        return draw(f"status.{kind.life.id}.{entry.status}.late"), "info"
    label, tone = status_tag(draw, entry)
    says_so = tone != "neutral" or kind.life.statuses[entry.status].late_minutes
    return (label, tone) if says_so and not _plain(draw, entry) else None


def _plain(draw: Drawing, entry: Entry) -> bool:
    """An unread message says so by its dot already, where reading is all one does with it."""
    life = draw.now.program.pack.types[entry.type].life
    return is_unread(draw, entry) and "complete" not in life.verbs


def _message(draw: Drawing, module: Module, entry: Entry) -> MessageView:
    kind = draw.now.program.pack.types[entry.type]
    names = [n for n in kind.summary if n not in (SUBJECT, BODY, "kind", "sender")]
    facts = tuple(
        (draw(f"field.{kind.id}.{name}"), text)
        for name in names
        if (text := draw.field(kind, kind.fields[name], entry.fields.get(name)))
    )
    parts = [draw("app.inbox.meta", who=sender(draw, entry), clock=draw.clock(entry.first.at_ms))]
    if entry.patient:
        parts.append(draw.patient(entry.patient))
    return MessageView(
        entry=entry.id,
        subject=_subject(draw, entry),
        meta=" · ".join(parts),
        text=draw.value(entry.fields.get(BODY)),
        actions=_actions(draw, module, entry),
        kind=_kind(draw, entry),
        mark=_mark(draw, entry),
        facts=facts,
        thread=tuple(_row(draw, other) for other in _thread(draw, module, entry)),
        thread_title=draw("app.inbox.thread"),
    )


def _actions(draw: Drawing, module: Module, entry: Entry) -> tuple[RowAction, ...]:
    """What its lifecycle allows, then what can be written about it, then whose it is."""
    actions = [*verbs(draw, module, entry), *_answers(draw, entry)]
    if entry.patient and module.group != "patient":
        label = draw("app.inbox.patient", name=draw.patient(entry.patient))
        actions.append(RowAction("patient", label, entry.id))
    return tuple(actions)


def _answers(draw: Drawing, entry: Entry) -> Iterator[RowAction]:
    """Types that are written about such a message, and say so: an answer, a fault."""
    pack = draw.now.program.pack
    for name, kind in pack.types.items():
        label = draw.optional(f"type.{name}.about")
        if label and kind.pointer(entry.type) is not None and pack.modules_of(name):
            yield RowAction("write", label, entry.id, name)


def _thread(draw: Drawing, module: Module, entry: Entry) -> list[Entry]:
    """The other messages of a conversation: what it is about, and what was written about it."""
    root = _root(draw, module, entry)
    others = [e for e in _entries(draw, module) if e.id != entry.id]
    return [e for e in reversed(others) if e.id == root.id or _root(draw, module, e).id == root.id]


def _root(draw: Drawing, module: Module, entry: Entry) -> Entry:
    """The message that a conversation began with."""
    for item in draw.now.program.pack.types[entry.type].fields.values():
        value = entry.fields.get(item.id)
        if item.kind == "entry" and item.of in module.types and not is_empty(value):
            return draw.now.record.get(str(value)) or entry
    return entry
