"""Tables as Excel saves them: semicolon, comma or tab, UTF-8 or Windows-1252, one line of names.

Mistakes are collected with line and column, so that all can be mended at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simtrainer.base.problem import Place, Problem, Problems

Columns = Mapping[str, Sequence[str]]
"""Column to its other names; a file may have more."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One text and where it stands."""

    text: str
    place: Place


Line = Mapping[str, Cell]


@dataclass(slots=True)
class Table:
    """What was read: the columns' own names, and each line that has as many cells."""

    names: Sequence[str] = ()
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(path: Path, columns: Columns) -> Table:
    """Read a table; empty lines are left out. Raises ``Problem("table.unreadable")``."""
    rows = _text(path).splitlines()
    found = Table()
    if not rows:
        return found
    separator = next((sign for sign in ";\t" if sign in rows[0]), ",")
    found.names = [_column(text, columns) for _, text in _cells(rows[0], separator)]
    for number, row in enumerate(rows[1:], 2):
        if not row.strip(separator + " "):
            continue
        cells = [Cell(text, Place(str(path), number, at)) for at, text in _cells(row, separator)]
        if len(cells) == len(found.names):
            found.lines.append(dict(zip(found.names, cells, strict=True)))
        else:
            place, expected = Place(str(path), number, 1), len(found.names)
            problem = Problem("table.cells", place=place, found=len(cells), expected=expected)
            found.problems.append(problem)
    return found


def raise_any(problems: list[Problem]) -> None:
    """Raise what was collected, in the file's order: one ``Problem``, or ``Problems``."""
    if problems:
        problems.sort(key=lambda problem: problem.place or Place(""))
        raise problems[0] if len(problems) == 1 else Problems(problems)


def _column(text: str, columns: Columns) -> str:
    name = text.strip().casefold()
    return next((key for key, others in columns.items() if name in (key, *others)), name)


def _cells(row: str, separator: str) -> Iterator[tuple[int, str]]:
    """Column and text of each cell; quotes as Excel writes them."""
    at = 0
    while True:
        end = _cell_end(row, at, separator)
        text = row[at:end].strip()
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = text[1:-1].replace('""', '"').strip()
        yield at + 1, text
        if end >= len(row):
            return
        at = end + 1


def _cell_end(row: str, at: int, separator: str) -> int:
    """Where the cell that begins at ``at`` ends; a separator within quotes does not count."""
    quoted = False
    for position in range(at, len(row)):
        if row[position] == '"':
            quoted = not quoted
        elif row[position] == separator and not quoted:
            return position
    return len(row)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or ""
        raise Problem("table.unreadable", place=Place(str(path)), reason=reason) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
