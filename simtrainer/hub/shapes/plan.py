"""The plan's file: what must be taken, by whom and by when. The same table as a PC takes."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.base.text import day_from
from simtrainer.hub.shapes.table import Row, read_table

COLUMNS: dict[str, tuple[str, ...]] = {
    "scenario": ("øving",),
    "mandatory": ("obligatorisk",),
    "deadline": ("frist",),
    "role": ("rolle",),
    "unit": ("enhet", "enhetskode"),
}
_YES, _NO = frozenset(("ja", "yes", "x", "1")), frozenset(("nei", "no", "", "0"))
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``role`` and ``unit`` are empty for all, ``deadline`` a day as in 2026-05-31,
    empty for none."""

    scenario: str
    mandatory: bool
    deadline: str
    role: str
    unit: str


def read_plan(content: bytes, file: str, units: Collection[str]) -> list[Line]:
    """The lines of a file, for units with these keys. Raises ``Problems``."""
    rows = read_table(content, file, COLUMNS)
    if not rows:
        raise Problems([Problem("hub.table_empty", place=Place(file, 1))])
    if "scenario" not in rows[0].values:
        column = COLUMNS["scenario"][0]
        raise Problems([Problem("hub.table_column_missing", place=Place(file, 1), column=column)])
    problems = [fault for row in rows for fault in _faults(row, file, units)]
    problems += _twice(rows, file)
    if problems:
        raise Problems(sorted(problems, key=lambda p: p.place or Place(file)))
    return [_line(row) for row in rows]


def _faults(row: Row, file: str, units: Collection[str]) -> Iterable[Problem]:
    for column, (key, value) in enumerate(row.values.items(), start=1):
        place = Place(file, row.line, column)
        if key == "scenario" and not value:
            yield Problem("hub.roster_blank", place=place, column=COLUMNS[key][0])
        elif len(value) > _LONGEST or (value and not value.isprintable()):
            yield Problem("hub.roster_value", place=place, column=COLUMNS[key][0])
        elif key == "mandatory" and value.casefold() not in _YES | _NO:
            yield Problem("hub.roster_yes_no", place=place, value=value)
        elif key == "deadline" and day_from(value) is None:
            yield Problem("hub.plan_deadline", place=place, value=value)
        elif key == "unit" and value and value not in units:
            yield Problem("hub.unit_unknown", place=place, unit=value)


def _twice(rows: list[Row], file: str) -> Iterator[Problem]:
    """Two lines about the same exercise for the same people say two things."""
    first: dict[tuple[str, str, str], int] = {}
    for row in rows:
        about = tuple(row.values.get(key, "").casefold() for key in ("scenario", "role", "unit"))
        line = first.setdefault((about[0], about[1], about[2]), row.line)
        if line != row.line:
            yield Problem("hub.plan_twice", place=Place(file, row.line), first_line=line)


def _line(row: Row) -> Line:
    def text(key: str) -> str:
        return row.values.get(key, "")

    mandatory = "mandatory" not in row.values or text("mandatory").casefold() in _YES
    return Line(
        text("scenario"), mandatory, day_from(text("deadline")) or "", text("role"), text("unit")
    )
