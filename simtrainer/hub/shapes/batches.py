"""Batches ("puljer"): who comes when, to which room, with how many PCs. One line per person.

Checked as a whole against itself and the roster: nobody in two places at once, no room used
twice at once, no more people than PCs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.hub.shapes.table import Row, read_table

COLUMNS: dict[str, tuple[str, ...]] = {
    "batch": ("pulje",),
    "date": ("dato",),
    "start": ("fra", "starttid"),
    "end": ("til", "slutt"),
    "room": ("rom",),
    "seats": ("plasser", "pcer"),
    "code": ("kode", "ansattkode", "personkode"),
}


@dataclass(slots=True)
class Batch:
    """One batch. Times are local, as on the wall: ``2026-05-12T08:00``."""

    key: str
    starts_at: str
    ends_at: str
    room: str
    seats: int
    line: int
    people: dict[str, int] = field(default_factory=dict)
    """Codes with the lines they stand on."""

    def overlaps(self, other: "Batch") -> bool:
        """Whether both are under way at some moment."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def read_batches(content: bytes, file: str, known: Collection[str]) -> list[Batch]:
    """The batches of a file, for people with ``known`` codes. Raises ``Problems``."""
    rows = read_table(content, file, COLUMNS)
    problems = list(_columns_missing(rows, file))
    batches: dict[str, Batch] = {}
    if not problems:
        for row in rows:
            problems += _add(batches, row, file, known)
        problems += _clashes(list(batches.values()), file)
    if problems:
        raise Problems(sorted(problems, key=lambda p: p.place or Place(file)))
    return sorted(batches.values(), key=lambda batch: (batch.starts_at, batch.key))


def _columns_missing(rows: list[Row], file: str) -> Iterator[Problem]:
    if not rows:
        yield Problem("hub.table_empty", place=Place(file, 1))
        return
    for key, names in COLUMNS.items():
        if key not in rows[0].values:
            yield Problem("hub.table_column_missing", place=Place(file, 1), column=names[0])


def _add(
    batches: dict[str, Batch], row: Row, file: str, known: Collection[str]
) -> Iterator[Problem]:
    value = row.values
    faults = list(_faults(row, file, known))
    yield from faults
    if faults:
        return
    made = Batch(
        key=value["batch"],
        starts_at=f"{value['date']}T{value['start']}",
        ends_at=f"{value['date']}T{value['end']}",
        room=value["room"],
        seats=int(value["seats"]),
        line=row.line,
    )
    batch = batches.setdefault(made.key, made)
    when = (made.starts_at, made.ends_at, made.room, made.seats)
    if (batch.starts_at, batch.ends_at, batch.room, batch.seats) != when:
        place = Place(file, row.line)
        yield Problem("hub.batch_two_times", place=place, batch=batch.key, first_line=batch.line)
    batch.people.setdefault(value["code"], row.line)


def _faults(row: Row, file: str, known: Collection[str]) -> Iterator[Problem]:
    for column, (key, value) in enumerate(row.values.items(), start=1):
        place = Place(file, row.line, column)
        if not value:
            yield Problem("hub.roster_blank", place=place, column=COLUMNS[key][0])
        elif not _is(key, value):
            yield Problem("hub.batch_value", place=place, column=COLUMNS[key][0], value=value)
        elif key == "code" and value not in known:
            yield Problem("hub.batch_unknown_person", place=place, person=value)
    if row.values["end"] <= row.values["start"]:
        column = list(row.values).index("end") + 1
        yield Problem("hub.batch_backwards", place=Place(file, row.line, column))


def _is(key: str, value: str) -> bool:
    formats = {"date": "%Y-%m-%d", "start": "%H:%M", "end": "%H:%M"}
    if key in formats:
        try:
            return datetime.strptime(value, formats[key]).strftime(formats[key]) == value  # noqa: DTZ007
        except ValueError:
            return False
    return len(value) <= 4 and value.isascii() and value.isdigit() if key == "seats" else True


def _clashes(batches: list[Batch], file: str) -> Iterator[Problem]:
    for batch in batches:
        if len(batch.people) > batch.seats:
            place = Place(file, batch.line)
            n, seats = len(batch.people), batch.seats
            yield Problem("hub.batch_full", place=place, batch=batch.key, n=n, seats=seats)
    yield from _same_room(batches, file)
    yield from _same_person(batches, file)


def _overlapping(batches: Iterable[Batch]) -> Iterator[tuple[Batch, Batch]]:
    under_way: list[Batch] = []
    for batch in sorted(batches, key=lambda b: b.starts_at):
        under_way = [earlier for earlier in under_way if earlier.overlaps(batch)]
        yield from ((earlier, batch) for earlier in under_way)
        under_way.append(batch)


def _same_room(batches: list[Batch], file: str) -> Iterator[Problem]:
    for one, other in _overlapping(batches):
        if one.room.casefold() == other.room.casefold():
            place = Place(file, other.line)
            room, first = one.room, one.key
            yield Problem("hub.batch_room", place=place, room=room, batch=other.key, other=first)


def _same_person(batches: list[Batch], file: str) -> Iterator[Problem]:
    own: dict[str, list[Batch]] = defaultdict(list)
    for batch in batches:
        for code in batch.people:
            own[code].append(batch)
    for code, theirs in own.items():
        for one, other in _overlapping(theirs):
            place = Place(file, other.people[code])
            yield Problem("hub.batch_person", place=place, person=code, other=one.key)


def calendar(batches: Iterable[Batch], zone: str, stamp: str) -> str:
    """The batches as a calendar file (RFC 5545), without names."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//simtrainer//hub//NO"]
    for batch in batches:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(batch.key)}@simtrainer",
            f"DTSTAMP:{stamp}",
            f"DTSTART;TZID={zone}:{_time(batch.starts_at)}",
            f"DTEND;TZID={zone}:{_time(batch.ends_at)}",
            f"SUMMARY:{_text(batch.key)} ({len(batch.people)}/{batch.seats})",
            f"LOCATION:{_text(batch.room)}",
            "END:VEVENT",
        ]
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _time(local: str) -> str:
    return local.replace("-", "").replace(":", "") + "00"


def _text(value: str) -> str:
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 octets, the rest on lines that begin with a space."""
    made, rest = "", line
    while len(rest.encode()) > 74:
        cut = 74
        while len(rest[:cut].encode()) > 74:
            cut -= 1
        made, rest = f"{made}{rest[:cut]}\r\n ", rest[cut:]
    return f"{made}{rest}\r\n"
