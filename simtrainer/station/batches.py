"""Who comes when: the batches ("puljer") of the hub's own file, as far as this PC needs them.

The table is the one that ``hub import-batches`` takes, where it is checked as a whole; here only
who, when and where is read, and kept. An enrolled PC is told by the hub. Mistakes are collected
with line and column.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from simtrainer.base.problem import Place, Problem
from simtrainer.station.assigned import Newest, by_hand
from simtrainer.station.files import write_whole
from simtrainer.station.home import Home
from simtrainer.station.table import Columns, raise_any, read_table

if TYPE_CHECKING:
    from simtrainer.app.route import Meeting

COLUMNS: Columns = {
    "date": ("dato",),
    "start": ("fra", "starttid"),
    "end": ("til", "slutt"),
    "room": ("rom",),
    "code": ("kode", "ansattkode", "personkode"),
}
"""In the order of a meeting's parts."""


class BatchFile:
    """``Meetings``: what the hub has said or what was imported by hand, whichever is newer; nobody
    is expected where there is neither."""

    def __init__(self, home: Home) -> None:
        self._newest = Newest(home, "batches", read)

    def of(self, person: str) -> "Sequence[Meeting]":
        """See ``Meetings``."""
        with suppress(OSError):
            return (self._newest.get() or {}).get(person, ())
        return ()


def bring_in(home: Home, path: Path) -> Mapping[str, "Sequence[Meeting]"]:
    """Keep who comes when on this PC, whole or not at all. Raises what ``read`` does, or
    ``Problem("store.read_only")``."""
    found = read(path)
    lines = [
        ";".join((meeting.day, meeting.start, meeting.end, meeting.room.replace(";", ","), person))
        for person, meetings in sorted(found.items())
        for meeting in meetings
    ]
    with by_hand(home, "batches"):
        text = "\n".join([";".join(COLUMNS), *lines, ""])
        write_whole(home.batches, text.encode(), mode=0o600)
    return found


def read(path: Path) -> Mapping[str, "Sequence[Meeting]"]:
    """Person to meetings, the earliest first. Raises ``Problem`` or ``Problems``."""
    from simtrainer.app.route import Meeting

    if not path.is_file():
        raise Problem("batches.missing", place=Place(str(path)))
    table = read_table(path, COLUMNS)
    if set(COLUMNS) - set(table.names):
        wanted = ", ".join(others[0] for others in COLUMNS.values())
        raise Problem("batches.columns", place=Place(str(path), 1, 1), wanted=wanted)
    problems = table.problems
    found: dict[str, list[Meeting]] = {}
    for line in table.lines:
        wrong = [name for name in COLUMNS if not _IS.get(name, bool)(line[name].text)]
        for name in wrong:
            cell = line[name]
            problems.append(Problem("batches.value", place=cell.place, value=cell.text))
        if not wrong:
            day, start, end, room, code = (line[name].text for name in COLUMNS)
            found.setdefault(code, []).append(Meeting(day, start, end, room))
    raise_any(problems)
    return {person: sorted(own, key=lambda m: (m.day, m.start)) for person, own in found.items()}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    try:
        return time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


_IS: Mapping[str, Callable[[str], bool]] = {"date": _is_day, "start": _is_time, "end": _is_time}
"""Column to whether a text can stand there; in the others anything but nothing."""
