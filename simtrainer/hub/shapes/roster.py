"""The roster file: who works where. Checked as a whole, every fault with its line and column."""

from collections.abc import Iterable
from dataclasses import dataclass

from simtrainer.base.ids import CODE, ELEVEN_DIGITS
from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.hub.shapes.table import Row, read_table

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("kode", "ansattkode", "personkode"),
    "name": ("navn",),
    "unit": ("enhet", "enhetskode"),
    "unit_name": ("enhetsnavn",),
    "role": ("rolle", "stilling", "yrkesgruppe"),
    "shift": ("vakt", "turnus"),
    "superuser": ("superbruker",),
}
_REQUIRED = ("code", "name", "unit")
_YES, _NO = frozenset(("ja", "yes", "1", "x", "true")), frozenset(("", "nei", "no", "0", "false"))


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one unit."""

    code: str
    name: str
    unit: str
    unit_name: str
    role: str
    shift: str
    superuser: bool


def read_roster(content: bytes, file: str) -> list[Member]:
    """The roster of a CSV file or workbook. Raises ``Problems`` with all that is wrong in it."""
    return members(read_table(content, file, COLUMNS), file)


def members(rows: list[Row], file: str) -> list[Member]:
    """Rows as people in units. Raises ``Problems``."""
    problems = list(_missing_columns(rows, file))
    if not problems:
        for row in rows:
            problems += _faults(row, file)
        problems += _contradictions(rows, file)
    if problems:
        raise Problems(sorted(problems, key=lambda p: p.place or Place(file)))
    return list(dict.fromkeys(_member(row) for row in rows))


def _missing_columns(rows: list[Row], file: str) -> Iterable[Problem]:
    if not rows:
        yield Problem("hub.table_empty", place=Place(file, 1))
        return
    for key in _REQUIRED:
        if key not in rows[0].values:
            yield Problem("hub.table_column_missing", place=Place(file, 1), column=COLUMNS[key][0])


def _faults(row: Row, file: str) -> Iterable[Problem]:
    for column, (key, value) in enumerate(row.values.items(), start=1):
        place = Place(file, row.line, column)
        if key in _REQUIRED and not value:
            yield Problem("hub.roster_blank", place=place, column=COLUMNS[key][0])
        elif ELEVEN_DIGITS.search(value):
            yield Problem("hub.roster_identity", place=place)
        elif (key == "code" and not CODE.fullmatch(value)) or len(value) > 200:
            yield Problem("hub.roster_value", place=place, column=COLUMNS[key][0])
        elif key == "superuser" and value.lower() not in _YES | _NO:
            yield Problem("hub.roster_yes_no", place=place, value=value)


def _contradictions(rows: list[Row], file: str) -> Iterable[Problem]:
    yield from _same_value(rows, file, "code", "name", "hub.roster_two_names")
    yield from _same_value(rows, file, "unit", "unit_name", "hub.roster_two_unit_names")


def _same_value(rows: list[Row], file: str, key: str, value: str, code: str) -> Iterable[Problem]:
    first: dict[str, tuple[str, int]] = {}
    for row in rows:
        text = row.values.get(value, "")
        known, line = first.setdefault(row.values[key], (text, row.line))
        if text and known and text != known:
            column = list(row.values).index(value) + 1
            place = Place(file, row.line, column)
            yield Problem(code, place=place, key=row.values[key], first_line=line)


def _member(row: Row) -> Member:
    def text(key: str) -> str:
        return row.values.get(key, "")

    return Member(
        code=text("code"),
        name=text("name"),
        unit=text("unit"),
        unit_name=text("unit_name"),
        role=text("role"),
        shift=text("shift"),
        superuser=text("superuser").lower() in _YES,
    )
