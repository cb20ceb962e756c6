"""Who may sit down at this PC: units and their people, from a file that a municipality can make,
or from the hub, which is kept as such a file.

A table as Excel saves it (semicolon, comma or tab; UTF-8 or Windows-1252) with the columns
``unit``, ``unit_name``, ``code``, ``name`` and ``role``, or JSON. Mistakes are collected with
line and column, so that all can be mended at once.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from simtrainer.app.ports import Person, Unit
from simtrainer.base.ids import CODE, ELEVEN_DIGITS
from simtrainer.base.problem import Place, Problem
from simtrainer.station.assigned import Newest, by_hand
from simtrainer.station.files import write_whole
from simtrainer.station.home import Home
from simtrainer.station.located import LocatedJson
from simtrainer.station.table import Cell, raise_any, read_table

COLUMNS = ("unit", "unit_name", "code", "name", "role")
_LONGEST = 200


_Line = dict[str, Cell]


class RosterFile:
    """``Roster``: what the hub has said or what was imported by hand, whichever is newer, else the
    sample that is shipped; but nobody invented stands on a PC that sends results somewhere, which
    ``enrolled`` tells."""

    def __init__(
        self, home: Home, sample: Path, enrolled: Callable[[], bool] = lambda: False
    ) -> None:
        self._newest = Newest(home, "roster", read)
        self._sample, self._enrolled = sample, enrolled

    def units(self) -> list[Unit]:
        """Units in the file's order. Raises ``Problem``, or ``Problems`` for several; a list from
        the hub that is no longer to be read is fetched anew, and until then as if it were not."""
        try:
            return list(self._newest.get(None if self._enrolled() else self._sample) or ())
        except OSError as error:
            raise Problem("roster.missing", place=Place(str(error.filename))) from error

    def invented(self) -> bool:
        """Whether the sample counts."""
        return not self._enrolled() and not self._newest.stands


def bring_in(home: Home, path: Path) -> list[Unit]:
    """Make this file the roster of the PC, whole or not at all; its units.

    Raises what ``read`` does, ``Problem("roster.missing")``, or ``Problem("store.read_only")``.
    """
    if not path.is_file():
        raise Problem("roster.missing", place=Place(str(path)))
    found = read(path)
    table, plain = home.roster
    mine, other = (plain, table) if path.suffix == ".json" else (table, plain)
    with by_hand(home, "roster"):
        write_whole(mine, path.read_bytes(), mode=0o600)
        other.unlink(missing_ok=True)
    return found


def read(path: Path) -> list[Unit]:
    """Read a roster. Raises ``Problem``, or ``Problems`` for several, with their places."""
    problems: list[Problem] = []
    lines = list(_json_lines(path) if path.suffix == ".json" else _table_lines(path, problems))
    for line in lines:
        problems.extend(_faults(line))
    problems.extend(_contradictions(lines))
    if not lines and not problems:
        problems.append(Problem("roster.empty", place=Place(str(path), 1, 1)))
    raise_any(problems)
    return _units(lines)


def _units(lines: Sequence[_Line]) -> list[Unit]:
    people: dict[str, list[Person]] = {}
    names: dict[str, str] = {}
    for line in lines:
        names.setdefault(line["unit"].text, line["unit_name"].text)
        person = Person(line["code"].text, line["name"].text, line["role"].text)
        people.setdefault(line["unit"].text, []).append(person)
    return [Unit(unit, names[unit], tuple(members)) for unit, members in people.items()]


def _faults(line: _Line) -> Iterator[Problem]:
    """What is wrong within one line."""
    for column, cell in line.items():
        if not cell.text:
            if column != "role":
                yield Problem("roster.empty_cell", place=cell.place, column=column)
        elif ELEVEN_DIGITS.search(cell.text):
            yield Problem("roster.identity_number", place=cell.place, column=column)
        elif len(cell.text) > _LONGEST or (column == "code" and not CODE.fullmatch(cell.text)):
            yield Problem("roster.code", place=cell.place, column=column)


def _contradictions(lines: Sequence[_Line]) -> Iterator[Problem]:
    """What is wrong between lines: a code given twice, a unit with two names."""
    people: dict[str, Cell] = {}
    units: dict[str, Cell] = {}
    for line in lines:
        code = line["code"]
        first = people.setdefault(code.text, code)
        if first is not code and code.text:
            yield Problem("roster.code_twice", place=code.place, code_=code.text, first=first.place)
        named = units.setdefault(line["unit"].text, line["unit_name"])
        if named.text != line["unit_name"].text:
            place = line["unit_name"].place
            yield Problem("roster.unit_names", place=place, unit=line["unit"].text)


# Tables ---------------------------------------------------------------------------------------


def _table_lines(path: Path, problems: list[Problem]) -> Iterator[_Line]:
    table = read_table(path, dict.fromkeys(COLUMNS, ()))
    missing = [column for column in COLUMNS if column not in table.names]
    if table.names and missing:
        place, absent = Place(str(path), 1, 1), ", ".join(missing)
        problems.append(
            Problem("roster.columns", place=place, missing=absent, wanted=", ".join(COLUMNS))
        )
        return
    problems.extend(table.problems)
    for line in table.lines:
        yield {column: line[column] for column in COLUMNS}


# JSON -----------------------------------------------------------------------------------------


def _json_lines(path: Path) -> Iterator[_Line]:
    """``{"units": [{"id", "name", "people": [{"code", "name", "role"}]}]}``."""
    found = LocatedJson(path, "roster.broken")
    for unit in _objects(found, found.value, "units"):
        about = {
            "unit": _cell(found, unit, "id"),
            "unit_name": _cell(found, unit, "name"),
        }
        for person in _objects(found, unit, "people"):
            own = {key: _cell(found, person, key) for key in ("code", "name", "role")}
            yield {**about, **own}


def _objects(found: LocatedJson, value: Any, key: str) -> list[dict[str, Any]]:
    listed = value.get(key) if isinstance(value, dict) else None
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise Problem("roster.broken", place=found.place(value, key), reason="list", key=key)
    return listed


def _cell(found: LocatedJson, value: dict[str, Any], key: str) -> Cell:
    text = value.get(key)
    return Cell(text.strip() if isinstance(text, str) else "", found.place(value, key))
