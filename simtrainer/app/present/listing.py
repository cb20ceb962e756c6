"""Which entries a listing module shows, in what order, under which headings: as the pack says, and
as the person has narrowed it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.record import FieldView, Option
from simtrainer.record.entry import Entry
from simtrainer.record.fields import applies, is_empty
from simtrainer.record.news2 import number
from simtrainer.record.pack import EntryType, Module
from simtrainer.record.plan import day_of
from simtrainer.record.visit import minute_of

ALL = "*"
"""The choice of a filter that leaves everything."""
MOST_CHOICES = 60
"""Values that a filter offers where they are only known from the entries."""


class Listed(NamedTuple):
    """Entries in the order they are drawn; ``heading`` starts a new group."""

    entry: Entry
    heading: str


def listing(
    draw: Drawing, desk: Desk, module: Module, patient: str | None, most: int
) -> list[Listed]:
    """At most so many. Newest first where the pack says nothing else; then no more are looked at
    than are shown."""
    shown = _shown(draw, desk, module, draw.now.record.newest(module.types, patient))
    if not (module.sort or module.group_by):
        return [Listed(entry, "") for entry in islice(shown, most)]
    found = list(shown)
    for name in reversed(module.sort):
        field = name.removeprefix("-")
        found.sort(key=lambda e: _rank(draw, e, field), reverse=name.startswith("-"))
    if module.group_by:
        found = _gathered(draw, module, found)
    return list(_headed(draw, module, found[:most]))


def _gathered(draw: Drawing, module: Module, found: Sequence[Entry]) -> list[Entry]:
    """Under their headings, in the pack's order of those. Of sheets that are each named by an
    entry, the one last written in comes first: what was just written is seen."""
    name, types = module.group_by, draw.now.program.pack.types
    fields = [types[kind].fields.get(name) for kind in module.types]
    if module.sort or not all(field is not None and field.kind == "entry" for field in fields):
        return sorted(found, key=lambda e: _rank(draw, e, name))
    place: dict[str, int] = {}
    for at, entry in enumerate(found):
        place.setdefault(said(draw, entry, name), at)
    return sorted(found, key=lambda e: place[said(draw, e, name)])


def filters(
    draw: Drawing, desk: Desk, module: Module, patient: str | None
) -> tuple[FieldView, ...]:
    """What the list can be narrowed by, each with what is chosen."""
    chosen = desk.narrowed.get(module.id, {})
    return tuple(
        FieldView(
            name, "choice", heading(draw, module, name), "", chosen.get(name, ""),
            (Option(ALL, draw("app.list.all")), *_options(draw, module, name, patient)),
            placeholder=draw("app.list.filter", what=heading(draw, module, name)),
        )
        for name in module.filters
    )  # fmt: skip


def heading(draw: Drawing, module: Module, column: str) -> str:
    """The word over a column: the module's own, that of a field, or that of every entry."""
    own = draw.optional(f"column.{module.id}.{column}")
    kinds = draw.now.program.pack.types
    having = next((k for k in module.types if column in kinds[k].fields), module.types[0])
    return own or draw.optional(f"field.{having}.{column}") or draw(f"app.list.{column}")


def _shown(draw: Drawing, desk: Desk, module: Module, entries: Iterator[Entry]) -> Iterator[Entry]:
    narrowed = desk.narrowed.get(module.id, {})
    for entry in entries:
        if module.statuses and entry.status not in module.statuses:
            continue
        if module.only and not applies(module.only, entry.fields):
            continue
        if all(str(_value(draw, entry, n)) == wanted for n, wanted in narrowed.items()):
            yield entry


def _value(draw: Drawing, entry: Entry, name: str) -> Any:
    own: Mapping[str, Any] = {
        "status": entry.status,
        "author": entry.author,
        "patient": entry.patient,
        "cosigner": entry.cosigner,
        "when": entry.first.at_ms,
    }
    return own[name] if name in own else draw.now.record.value(entry, name)


def _rank(draw: Drawing, entry: Entry, name: str) -> tuple[int, float, str]:
    """By its place among the choices, by size, else by the alphabet; what is empty comes last."""
    if name == "when":
        return (0, float(entry.first.at_ms), f"{entry.first.event:09}")
    value = _value(draw, entry, name)
    if is_empty(value):
        return (1, 0.0, "")
    places = _places(draw, entry, name)
    if str(value) in places:
        return (0, float(places.index(str(value))), "")
    found = _size(draw, entry, name, value)
    if found is not None:
        return (0, found, "")
    return (0, 0.0, said(draw, entry, name).casefold())


def _size(draw: Drawing, entry: Entry, name: str, value: Any) -> float | None:
    """A number, a day or a time of day as something to sort by."""
    item = draw.now.program.pack.types[entry.type].fields.get(name)
    if item is not None and item.kind == "date":
        day = day_of(value)
        return None if day is None else float(day.toordinal())
    if item is not None and item.kind == "time":
        minute = minute_of(value)
        return None if minute is None else float(minute)
    found = number(value)
    return None if found is None else float(found)


def _places(draw: Drawing, entry: Entry, name: str) -> Sequence[str]:
    kind = draw.now.program.pack.types[entry.type]
    if name == "status":
        return list(kind.life.statuses)
    item = kind.fields.get(name)
    if item is None:
        return ()
    return [*item.choices, *draw.now.program.pack.lists.get(item.from_list, ())]


def said(draw: Drawing, entry: Entry, name: str) -> str:
    """A column's value in words."""
    kind = draw.now.program.pack.types[entry.type]
    value = _value(draw, entry, name)
    if name == "status":
        return draw(f"status.{kind.life.id}.{value}")
    if name == "patient":
        return draw.patient(str(value))
    if name in ("author", "cosigner"):
        return draw.staff(str(value)) if value else ""
    if name in kind.fields:
        return draw.field(kind, kind.fields[name], value)
    return "" if value is None else draw.number(value)


def _headed(draw: Drawing, module: Module, entries: Sequence[Entry]) -> Iterator[Listed]:
    before: str | None = None
    for entry in entries:
        name = said(draw, entry, module.group_by) if module.group_by else ""
        now = name or (draw("app.list.none") if module.group_by else "")
        yield Listed(entry, now if now != before else "")
        before = now


def _options(draw: Drawing, module: Module, name: str, patient: str | None) -> Iterator[Option]:
    kinds = [draw.now.program.pack.types[kind] for kind in module.types]
    known = dict.fromkeys(pair for kind in kinds for pair in _known(draw, kind, name))
    if known:
        yield from (Option(value, label) for value, label in known)
        return
    found: dict[str, str] = {}
    for entry in draw.now.record.newest(module.types, patient):
        value = _value(draw, entry, name)
        if not is_empty(value):
            found.setdefault(str(value), said(draw, entry, name))
        if len(found) == MOST_CHOICES:
            break
    yield from (Option(value, label) for value, label in sorted(found.items(), key=lambda p: p[1]))


def _known(draw: Drawing, kind: EntryType, name: str) -> Iterator[tuple[str, str]]:
    """The values that a field may have, where the pack says them."""
    if name == "status":
        for status in kind.life.statuses:
            yield status, draw(f"status.{kind.life.id}.{status}")
    item = kind.fields.get(name)
    if item is None:
        return
    if item.kind == "yesno":
        yield from (("True", draw("app.yes")), ("False", draw("app.no")))
    for choice in (*item.choices, *draw.now.program.pack.lists.get(item.from_list, ())):
        yield choice, draw.choice(kind, item, choice)
