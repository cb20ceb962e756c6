"""A table as a municipality's other systems export it: CSV with any common delimiter and
encoding, or a workbook, read into rows that remember where they stood."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import PurePath
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from simtrainer.base.problem import Place, Problem, Problems


@dataclass(frozen=True, slots=True)
class Row:
    """One line of values by column. ``line`` counts from 1, the heading's line included."""

    line: int
    values: Mapping[str, str]


def read_csv(content: bytes, file: str, columns: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """The rows, with the columns called by their keys whatever heading they had.

    ``columns`` gives the headings that each key may have. Raises ``Problems``.
    """
    text = _decoded(content, file)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise Problems(
            [Problem("hub.table_broken", place=Place(file), detail=str(error))]
        ) from None
    return rows_of(lines, file, columns)


def read_xlsx(content: bytes, file: str, columns: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """The rows of a workbook's first sheet, as ``read_csv``."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = [[_cell(value) for value in line] for line in sheet.iter_rows(values_only=True)]
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as error:
        raise Problems(
            [Problem("hub.table_broken", place=Place(file), detail=str(error))]
        ) from None
    return rows_of(lines, file, columns)


def _cell(value: object) -> str:
    """A cell as people see it: whole numbers without a decimal, days and times as ISO."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time() else f"{value:%Y-%m-%d}"
    return value.isoformat("minutes") if isinstance(value, time) else str(value)


READERS = {".csv": read_csv, ".xlsx": read_xlsx}
"""File ending to reader."""


def known_kind(file: str) -> str:
    """The file's ending. Raises ``Problem("hub.file_kind")`` for one that cannot be read."""
    ending = PurePath(file).suffix.lower()
    if ending not in READERS:
        raise Problem("hub.file_kind", ending=ending, known=", ".join(READERS))
    return ending


def read_table(content: bytes, file: str, columns: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """The rows of a file, by its ending. Raises ``Problem`` or ``Problems``."""
    return READERS[known_kind(file)](content, file, columns)


def rows_of(lines: list[list[str]], file: str, columns: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """Rows from lines of cells, the first of which is the heading."""
    if not lines or not any(cell.strip() for cell in lines[0]):
        raise Problems([Problem("hub.table_empty", place=Place(file, 1))])
    keys = _heading(lines[0], file, columns)
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(keys) :]):
            raise Problems([Problem("hub.table_cells", place=Place(file, number, len(keys) + 1))])
        padded = [*cells, *[""] * len(keys)]
        values = {key: padded[i].strip() for i, key in enumerate(keys) if key}
        rows.append(Row(number, values))
    return rows


def _decoded(content: bytes, file: str) -> str:
    if b"\0" in content:
        raise Problems([Problem("hub.table_not_text", place=Place(file))])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(";\t,", key=heading.count)


def _heading(cells: list[str], file: str, columns: Mapping[str, tuple[str, ...]]) -> list[str]:
    by_name = {name: key for key, names in columns.items() for name in (key, *names)}
    keys, problems = [], []
    for number, cell in enumerate(cells, start=1):
        name = cell.strip().lower()
        key = by_name.get(name, "")
        if name and (not key or key in keys):
            code = "hub.table_column_twice" if key else "hub.table_column_unknown"
            place = Place(file, 1, number)
            problems.append(Problem(code, place=place, column=cell, known=_known(columns)))
        keys.append(key)
    if problems:
        raise Problems(problems)
    return keys


def _known(columns: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(names[0] if names else key for key, names in columns.items())
