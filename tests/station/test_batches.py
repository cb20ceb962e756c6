"""The hub's file of batches on a PC: only who, when and where is kept."""

from pathlib import Path

import pytest

from simtrainer.app.route import Meeting
from simtrainer.base.problem import Problem, Problems
from simtrainer.station.batches import BatchFile, bring_in, read
from simtrainer.station.home import Home

WHOLE = """pulje;dato;fra;til;rom;plasser;kode
Pulje 2;2026-05-20;08:00;10:00;Rom A;20;P0101
Pulje 1;2026-05-12;13:00;15:00;"Møterom; Fjorden";20;P0101
;;;;;;
Pulje 1;2026-05-12;13:00;15:00;"Møterom; Fjorden";20;P0102
"""


def batches(folder: Path, text: str) -> Path:
    path = folder / "puljer.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_who_when_and_where_is_kept_and_nothing_else(home: Home, tmp_path: Path) -> None:
    here = BatchFile(home)
    assert here.of("P0101") == ()
    assert len(bring_in(home, batches(tmp_path, WHOLE))) == 2
    assert here.of("P0101") == [
        Meeting("2026-05-12", "13:00", "15:00", "Møterom, Fjorden"),
        Meeting("2026-05-20", "08:00", "10:00", "Rom A"),
    ]
    assert here.of("P9999") == ()
    kept = home.batches.read_text(encoding="utf-8")
    assert "Pulje" not in kept and "plasser" not in kept


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("dato;fra;til;rom\n", "batches.columns", (1, 1)),
        ("", "batches.columns", (1, 1)),
        ("dato;fra;til;rom;kode\n2026-5-12;08:00;10:00;A;P1\n", "batches.value", (2, 1)),
        ("dato;fra;til;rom;kode\n2026-05-12;8;10:00;A;P1\n", "batches.value", (2, 12)),
        ("dato;fra;til;rom;kode\n2026-05-12;08:00;10:00;A;\n", "batches.value", (2, 26)),
        ("dato;fra;til;rom;kode\n2026-05-12;08:00\n", "table.cells", (2, 1)),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    home: Home, tmp_path: Path, text: str, code: str, at: tuple[int, int]
) -> None:
    with pytest.raises(Problem) as caught:
        bring_in(home, batches(tmp_path, text))
    place = caught.value.place
    assert caught.value.code == code and place is not None
    assert (place.line, place.column) == at and not home.batches.exists()


def test_all_mistakes_at_once_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        read(batches(tmp_path, "dato;fra;til;rom;kode\nx;y;10:00;A;P1\n"))
    assert [problem.code for problem in caught.value.problems] == ["batches.value"] * 2
    with pytest.raises(Problem, match=r"batches\.missing"):
        read(tmp_path / "gone.csv")
