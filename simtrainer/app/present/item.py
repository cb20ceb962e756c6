"""An entry as an item of a list: title, labelled lines, and tags for what must be seen."""

from typing import cast

from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import status_tag
from simtrainer.app.views.care import CareItem
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import Option, RowAction
from simtrainer.record.entry import Entry
from simtrainer.record.fields import is_empty
from simtrainer.record.pack import EntryType, Field

FILTERS = ("current", "all")
TONE = "tone"
"""What a thing in a reference list says of itself where it must be seen."""

Tag = tuple[str, Tone]


def filters(draw: Drawing) -> tuple[Option, ...]:
    """What holds now, or everything."""
    return tuple(Option(name, draw(f"app.item.{name}")) for name in FILTERS)


def tone_of(draw: Drawing, item: Field, value: object) -> Tone | None:
    """The colour of a value from a reference list, where the list gives it one."""
    found = draw.now.program.pack.lists.get(item.from_list, {}).get(str(value))
    tone = found.more.get(TONE) if found is not None else None
    return None if tone is None else cast(Tone, tone)


def entry_item(
    draw: Drawing,
    entry: Entry,
    actions: tuple[RowAction, ...] = (),
    *,
    title: str = "",
    tags: tuple[Tag, ...] = (),
    lines: tuple[tuple[str, str], ...] = (),
    selected: bool = False,
) -> CareItem:
    """An entry with all that lists show of its type; ``tags`` and ``lines`` come beside its own."""
    kind = draw.now.program.pack.types[entry.type]
    names = kind.summary or tuple(kind.fields)
    struck = kind.life.statuses[entry.status].struck
    return CareItem(
        entry=entry.id,
        lead="",
        title=title or _title(draw, kind, entry, names),
        lines=(*_lines(draw, kind, entry, names[0 if title else 1 :]), *lines, _stamp(draw, entry)),
        tags=(*_status(draw, kind, entry), *_tones(draw, kind, entry), *tags),
        actions=actions,
        struck=struck,
        selected=selected,
    )


def _title(draw: Drawing, kind: EntryType, entry: Entry, names: tuple[str, ...]) -> str:
    first = draw.field(kind, kind.fields[names[0]], entry.fields.get(names[0]))
    return first or draw(f"type.{kind.id}")


def _lines(
    draw: Drawing, kind: EntryType, entry: Entry, names: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """The fields that say something, but for those that are tags."""
    found = []
    for name in names:
        item, value = kind.fields[name], entry.fields.get(name)
        if not is_empty(value) and tone_of(draw, item, value) is None:
            found.append((draw(f"field.{kind.id}.{name}"), draw.field(kind, item, value)))
    return tuple(found)


def _tones(draw: Drawing, kind: EntryType, entry: Entry) -> tuple[Tag, ...]:
    found = []
    for item in kind.fields.values():
        value = entry.fields.get(item.id)
        tone = None if is_empty(value) else tone_of(draw, item, value)
        if tone is not None:
            label = draw(f"field.{kind.id}.{item.id}")
            text = draw("app.item.tag", label=label, value=draw.field(kind, item, value))
            found.append((text, tone))
    return tuple(found)


def _status(draw: Drawing, kind: EntryType, entry: Entry) -> tuple[Tag, ...]:
    """Where it stands, unless that goes without saying."""
    label, tone = status_tag(draw, entry)
    plain = entry.status == kind.life.start and tone == "neutral"
    return () if plain else ((label, tone),)


def _stamp(draw: Drawing, entry: Entry) -> tuple[str, str]:
    at = entry.first.at_ms
    when = draw("app.stamp", day=draw.short_day(at), clock=draw.clock(at))
    return "", draw("app.item.written", when=when, who=draw.by(entry.author))
