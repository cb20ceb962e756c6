"""Deadlines of a case, as a pack's reference list describes them: from which day, for how long,
under which rule, and what ends them. The lengths are data, never code."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from simtrainer.record.entry import Entry
from simtrainer.record.pack import Item
from simtrainer.record.plan import day_of


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of one entry."""

    id: str
    """The item of the list."""
    entry: str
    """The entry it is counted from."""
    due: date
    rule: str
    """Where it is laid down, empty for none."""
    met: bool
    """What ends it has been written."""
    ours: bool
    """Ours to keep; else the other side's, and nothing is wrong when it has passed."""


def deadlines(items: Mapping[str, Item], entries: Iterable[Entry]) -> list[Deadline]:
    """All deadlines of a case's entries that count, the nearest first."""
    found = [entry for entry in entries if entry.valid]
    all_of = [
        one
        for item in items.values()
        for entry in found
        if (one := _deadline(item, entry, found)) is not None
    ]
    return sorted(all_of, key=lambda one: (one.due, one.id))


def length(item: Item) -> tuple[int, str]:
    """(number, unit) of a deadline: days, weeks or months."""
    for unit in ("months", "weeks", "days"):
        if unit in item.more:
            return int(item.more[unit]), unit
    return 0, "days"


def due(item: Item, start: date) -> date:
    """The last day. A month is a month of the calendar, cut where the next one is shorter."""
    number, unit = length(item)
    if unit != "months":
        return start + timedelta(days=number * (7 if unit == "weeks" else 1))
    years, month = divmod(start.month - 1 + number, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _deadline(item: Item, entry: Entry, found: list[Entry]) -> Deadline | None:
    kind, _, field = str(item.more.get("from", "")).partition(".")
    start = day_of(entry.fields.get(field)) if entry.type == kind else None
    if start is None:
        return None
    enders = item.more.get("met_by", ())
    met = any(
        other.type in enders and other.first.at_ms >= entry.first.at_ms
        for other in found
        if other.id != entry.id
    )
    return Deadline(
        item.id, entry.id, due(item, start), item.code, met, bool(item.more.get("ours", True))
    )
