"""Who comes when: the batches ("puljer") of the hub's own file, as far as this PC needs them.

The table is the one that ``hub import-batches`` takes, where it is checked as a whole; here only
who, when and where is read, and kept. Mistakes are collected with line and column.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path

from simtrainer.app.route import Meeting
from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.station.files import write_whole
from simtrainer.station.home import Home
from simtrainer.station.roster import cells, text_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "date": ("dato",),
    "start": ("fra", "starttid"),
    "end": ("til", "slutt"),
    "room": ("rom",),
    "code": ("kode", "ansattkode", "personkode"),
}
"""Column to its other names; the file may have more."""


class BatchFile:
    """``Meetings``: from the imported file; nobody is expected where there is none."""

    def __init__(self, home: Home) -> None:
        self._path = home.batches
        self._read: tuple[int, Mapping[str, Sequence[Meeting]]] | None = None

    def of(self, person: str) -> Sequence[Meeting]:
        """See ``Meetings``."""
        try:
            changed = self._path.stat().st_mtime_ns
        except OSError:
            return ()
        if self._read is None or self._read[0] != changed:
            self._read = changed, read(self._path)
        return self._read[1].get(person, ())


def bring_in(home: Home, path: Path) -> Mapping[str, Sequence[Meeting]]:
    """Keep who comes when on this PC, whole or not at all. Raises what ``read`` does, or
    ``Problem("store.read_only")``."""
    found = read(path)
    lines = [
        ";".join((meeting.day, meeting.start, meeting.end, meeting.room.replace(";", ","), person))
        for person, meetings in sorted(found.items())
        for meeting in meetings
    ]
    home.prepare()
    try:
        write_whole(home.batches, "\n".join([";".join(COLUMNS), *lines, ""]).encode(), mode=0o600)
    except OSError as error:
        raise Problem("store.read_only", retry=True, path=str(home.root)) from error
    return found


def read(path: Path) -> Mapping[str, Sequence[Meeting]]:
    """Person to meetings, the earliest first. Raises ``Problem`` or ``Problems``."""
    if not path.is_file():
        raise Problem("batches.missing", place=Place(str(path)))
    rows = text_of(path).splitlines()
    separator = next((sign for sign in ";\t" if rows and sign in rows[0]), ",")
    names = [_column(text) for _, text in cells(rows[0], separator)] if rows else []
    if set(COLUMNS) - set(names):
        wanted = ", ".join(others[0] for others in COLUMNS.values())
        raise Problem("batches.columns", place=Place(str(path), 1, 1), wanted=wanted)
    problems: list[Problem] = []
    found: dict[str, list[Meeting]] = {}
    for number, row in enumerate(rows[1:], 2):
        if row.strip(separator + " "):
            for person, meeting in _line(
                path, number, list(cells(row, separator)), names, problems
            ):
                found.setdefault(person, []).append(meeting)
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(problems)
    return {person: sorted(own, key=lambda m: (m.day, m.start)) for person, own in found.items()}


def _column(name: str) -> str:
    name = name.strip().casefold()
    return next((key for key, others in COLUMNS.items() if name in (key, *others)), name)


def _line(
    path: Path,
    number: int,
    row: Sequence[tuple[int, str]],
    names: Sequence[str],
    problems: list[Problem],
) -> Iterator[tuple[str, Meeting]]:
    if len(row) != len(names):
        place = Place(str(path), number, 1)
        problems.append(Problem("plan.cells", place=place, found=len(row), expected=len(names)))
        return
    told = {name: text for name, (_, text) in zip(names, row, strict=True)}
    before = len(problems)
    for name, (column, text) in zip(names, row, strict=True):
        if name in COLUMNS and not _IS.get(name, bool)(text):
            place = Place(str(path), number, column)
            problems.append(Problem("batches.value", place=place, value=text))
    if len(problems) == before:
        yield told["code"], Meeting(told["date"], told["start"], told["end"], told["room"])


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
