"""Batches: checked as a whole, and who is still missing."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from simtrainer.base.problem import Problem, Problems
from simtrainer.hub import commands
from simtrainer.hub.queries import batches
from simtrainer.hub.queries.connect import opened
from simtrainer.hub.shapes.batches import calendar, read_batches

HEAD = "pulje;dato;fra;til;rom;plasser;kode\n"
ROSTER = "kode;navn;enhet;vakt\nP1;Ida;e1;dag\nP2;Per;e1;natt\nP3;Liv;e1;dag\nP4;Bo;e2;dag\n"
GOOD = (
    "A;2026-05-12;08:00;10:00;Rom 1;2;P1\n"
    "A;2026-05-12;08:00;10:00;Rom 1;2;P2\n"
    "B;2026-05-12;10:00;12:00;Rom 1;2;P4\n"
)


THREE = """\
A;2026-05-12;08:00;12:00;R;2;P1
B;2026-05-12;09:00;10:00;S;2;P2
C;2026-05-12;11:00;13:00;T;2;P1
"""


def faults(lines: str) -> list[tuple[str, int]]:
    with pytest.raises(Problems) as caught:
        read_batches((HEAD + lines).encode(), "p.csv", {"P1", "P2", "P3"})
    return [(p.code, p.place.line) for p in caught.value.problems if p.place]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("", [("hub.table_empty", 1)]),
        ("A;2026-05-12;08:00;10:00;R;2;P9\n", [("hub.batch_unknown_person", 2)]),
        ("A;12.05.2026;08:00;10:00;R;2;P1\n", [("hub.batch_value", 2)]),
        ("A;2026-05-12;8:00;10:00;R;2;P1\n", [("hub.batch_value", 2), ("hub.batch_backwards", 2)]),
        ("A;2026-05-12;08:00;10:00;R;to;P1\n", [("hub.batch_value", 2)]),
        ("A;2026-05-12;10:00;08:00;R;2;P1\n", [("hub.batch_backwards", 2)]),
        (";2026-05-12;08:00;10:00;R;2;P1\n", [("hub.roster_blank", 2)]),
        (
            "A;2026-05-12;08:00;10:00;R;1;P1\nA;2026-05-12;08:00;10:00;R;1;P2\n",
            [("hub.batch_full", 2)],
        ),
        (
            "A;2026-05-12;08:00;10:00;R;2;P1\nA;2026-05-12;09:00;10:00;R;2;P2\n",
            [("hub.batch_two_times", 3)],
        ),
        (
            "A;2026-05-12;08:00;10:00;R;2;P1\nB;2026-05-12;09:00;11:00;r;2;P2\n",
            [("hub.batch_room", 3)],
        ),
        (
            THREE,
            [("hub.batch_person", 4)],
        ),
    ],
)
def test_faults_and_clashes_have_their_line(lines: str, found: list[tuple[str, int]]) -> None:
    assert faults(lines) == found


def test_one_after_the_other_is_no_clash() -> None:
    found = read_batches((HEAD + GOOD).encode(), "p.csv", {"P1", "P2", "P4"})
    assert [(b.key, b.starts_at, list(b.people)) for b in found] == [
        ("A", "2026-05-12T08:00", ["P1", "P2"]),
        ("B", "2026-05-12T10:00", ["P4"]),
    ]


@pytest.fixture
def staffed(own_sqlite_url: str, tmp_path: Path) -> str:
    (tmp_path / "r.csv").write_text(ROSTER, encoding="utf-8")
    commands.import_roster(own_sqlite_url, tmp_path / "r.csv")
    return own_sqlite_url


def test_an_import_says_who_is_missing_per_unit_and_shift(staffed: str, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text(HEAD + GOOD, encoding="utf-8")
    told = commands.import_batches(staffed, file, dry_run=True)
    assert (told.batches, told.people) == (2, 3)
    assert told.missing == [{"unit": "e1", "shift": "dag", "members": 2, "missing": 1}]
    with opened(staffed) as database:
        assert database.read(lambda c: batches.stored(c, 1)) == []
        commands.import_batches(staffed, file)
        commands.import_batches(staffed, file)
        assert [b.key for b in database.read(lambda c: batches.stored(c, 1))] == ["A", "B"]
    assert commands.write_calendar(staffed, tmp_path / "p.ics") == 2
    text = (tmp_path / "p.ics").read_bytes().decode()
    assert "DTSTART;TZID=Europe/Oslo:20260512T080000\r\n" in text
    assert "P1" not in text and "Ida" not in text
    with pytest.raises(Problem):
        commands.write_calendar(staffed, tmp_path / "none" / "p.ics")


def test_long_and_odd_names_keep_to_the_format() -> None:
    found = read_batches(
        (HEAD + "A,B\\;2026-05-12;08:00;10:00;" + "Rømmet " * 30 + ";2;P1\n").encode(),
        "p.csv",
        {"P1"},
    )
    text = calendar(found, "Europe/Oslo", "20260501T000000Z")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "SUMMARY:A\\,B\\\\ (1/2)" in text and "Rømmet" in text.replace("\r\n ", "")


def workbook(path: Path, lines: list[list[object]]) -> Path:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


def test_a_workbook_is_read_as_a_csv_is(own_sqlite_url: str, tmp_path: Path) -> None:
    heading: list[object] = ["kode", "navn", "enhet", "vakt"]
    people: list[list[object]] = [[101, "Ida", "e1", "dag"], [102.0, "Per", "e1", None]]
    told = commands.import_roster(own_sqlite_url, workbook(tmp_path / "r.xlsx", [heading, *people]))
    assert told.people == 2
    with pytest.raises(Problems) as caught:
        commands.import_roster(
            own_sqlite_url, workbook(tmp_path / "r.xlsx", [heading, [101, None, "e1", "dag"]])
        )
    (problem,) = caught.value.problems
    assert str(problem.place) == "r.xlsx:2:2"
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(Problems) as caught:
        commands.import_roster(own_sqlite_url, tmp_path / "broken.xlsx")
    assert caught.value.problems[0].code == "hub.table_broken"
