"""Tables as Excel saves them: every separator, encoding and quote, and places in the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.base.problem import Problem, Problems
from simtrainer.station.table import raise_any, read_table

COLUMNS = {"unit": ("enhet",), "name": ("navn", "fullt navn")}


def write(folder: Path, data: str | bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_it_is_read_as_excel_saves_it(
    tmp_path: Path, separator: str, ends: str, encoding: str
) -> None:
    text = ends.join(["ENHET;Fullt navn;x", 'a;"Åse ""Æ"" Øy";1', ";;", "b; Gro ;", ""])
    path = write(tmp_path, text.replace(";", separator).encode(encoding))
    table = read_table(path, COLUMNS)
    assert (table.names, table.problems) == (["unit", "name", "x"], [])
    told = [{name: cell.text for name, cell in line.items()} for line in table.lines]
    assert told == [
        {"unit": "a", "name": 'Åse "Æ" Øy', "x": "1"},
        {"unit": "b", "name": "Gro", "x": ""},
    ]
    place = table.lines[1]["name"].place
    assert (place.file, place.line, place.column) == (str(path), 4, 3)


def test_a_line_with_other_cells_is_told_and_left_out(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, 'unit;name\na\n"a;b";c\na;b;c\n'), COLUMNS)
    assert [line["unit"].text for line in table.lines] == ["a;b"]
    assert [(p.code, p.place and p.place.line) for p in table.problems] == [
        ("table.cells", 2), ("table.cells", 4),
    ]  # fmt: skip
    with pytest.raises(Problems):
        raise_any(table.problems)
    with pytest.raises(Problem, match=r"table\.cells"):
        raise_any(table.problems[:1])
    raise_any([])


def test_an_empty_file_has_no_columns_and_a_folder_cannot_be_read(tmp_path: Path) -> None:
    assert read_table(write(tmp_path, ""), COLUMNS).names == ()
    with pytest.raises(Problem, match=r"table\.unreadable"):
        read_table(tmp_path, COLUMNS)


@given(st.binary(max_size=200))
def test_any_bytes_end_in_lines_and_problems(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    table = read_table(write(tmp_path_factory.getbasetemp(), data), COLUMNS)
    assert all(list(line) == list(dict.fromkeys(table.names)) for line in table.lines)
