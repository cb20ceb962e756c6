"""The way to an entry, or to the form it is made with, inside a module that shows one thing at a
time: which box or filter it lies under, which case must be open, which form must be chosen.

Answers the autopilot with (what is done, at which place, with which text).
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from simtrainer.app.case import VIEW, case_of, form_type, opened
from simtrainer.app.play import Play
from simtrainer.record.entry import Entry
from simtrainer.record.pack import EntryType, Module

Done = tuple[Literal["click", "type", "choose"], str, str]
OPENING = ("inbox", VIEW, "documents")
"""View kinds that open an entry before anything is done with it."""
FILTERED = ("sections", VIEW, "documents")
"""View kinds that show what holds now, or everything."""


def to_entry(play: Play, module: Module, entry: Entry, *, read: bool) -> Iterator[Done]:
    """To where an entry is seen, and into it where its buttons are inside."""
    now = play.session.history
    case = case_of(now, module, entry) if module.view == VIEW else None
    if case is not None and opened(now, module) == case:
        if read and now.entry != entry.id:
            yield "click", f"entry.{entry.id}", ""
        return
    if case is not None:
        yield from _leave(play, module)
        yield from _uncover(play, module, case)
        yield "click", f"entry.{case.id}", ""
        if read and case.id != entry.id:
            yield "click", f"entry.{entry.id}", ""
        return
    if now.entry == entry.id:
        return
    yield from _uncover(play, module, entry)
    if module.view in OPENING:
        row = "message" if module.view == "inbox" else "entry"
        yield "click", f"{row}.{entry.id}", ""
    elif read:
        yield "click", f"entry.{entry.id}", ""


def _uncover(play: Play, module: Module, entry: Entry) -> Iterator[Done]:
    """The box or the filter under which it is shown."""
    chosen = play.desk.filters.get(module.id, "")
    if module.boxes:
        box = chosen or next(iter(module.boxes))
        if entry.status not in module.boxes[box]:
            fitting = (name for name, found in module.boxes.items() if entry.status in found)
            yield "click", f"filter.{next(fitting, box)}", ""
    elif module.view in FILTERED and chosen != "all" and not _holds(module, entry):
        yield "click", "filter.all", ""


def _holds(module: Module, entry: Entry) -> bool:
    """Whether it is shown without asking for everything."""
    return entry.valid and entry.status not in module.steps[-1:]


def _leave(play: Play, module: Module) -> Iterator[Done]:
    if opened(play.session.history, module) is not None:
        yield "click", "back", ""


def to_form(
    play: Play, module: Module, kind: EntryType, fields: Mapping[str, Any], patient: str
) -> Iterator[Done]:
    """To the form for a new entry of a type."""
    now, shown = play.session.history, ""
    if module.view == VIEW:
        yield from _to_case(play, module, kind, fields)
        shown = form_type(play.desk, now, module, opened(now, module))
    elif now.entry and module.view in OPENING:
        yield "click", "compose", ""
    shown = shown or play.desk.form_types.get(module.id) or module.forms[0]
    if shown != kind.id:
        whose = patient if module.group == "patient" else ""
        yield "choose", f"type.{play.desk.forms.key(shown, whose)}", kind.id


def _to_case(
    play: Play, module: Module, kind: EntryType, fields: Mapping[str, Any]
) -> Iterator[Done]:
    """Into the case that the entry belongs to; out of all for a new one."""
    pointer = kind.pointer(module.types[0])
    if pointer is None:
        yield from _leave(play, module)
        return
    case = play.session.history.record.get(str(fields.get(pointer.id, "")))
    if case is not None:
        yield from to_entry(play, module, case, read=False)


def known_by_case(module: Module, kind: EntryType) -> tuple[str, ...]:
    """Fields that no form asks for, because the open case says them."""
    pointer = kind.pointer(module.types[0]) if module.view == VIEW else None
    return (pointer.id,) if pointer is not None else ()
