"""Rosters as municipalities make them, and mistakes pointed at."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from simtrainer.app.ports import Person
from simtrainer.base.problem import Problem, Problems
from simtrainer.station.home import Home
from simtrainer.station.roster import RosterFile, bring_in, read
from tests.app.port_contracts import RosterContract

SAMPLE = Path(__file__).parents[2] / "resources" / "roster" / "sample.csv"
HEAD = "unit;unit_name;code;name;role\n"
TWO_UNITS = (
    HEAD
    + "a;Avdeling A;P1;Marit Testnes;Sykepleier\n"
    + "a;Avdeling A;P2;Jonas Prøveli;Assistent\n"
    + "b;Avdeling B;P3;Gro Testvang;Sykepleier\n"
)


class TestTable(RosterContract):
    @pytest.fixture
    def roster(self, home: Home, tmp_path: Path) -> RosterFile:
        sample = tmp_path / "sample.csv"
        sample.write_text(TWO_UNITS)
        return RosterFile(home, sample)


class TestJson(RosterContract):
    @pytest.fixture
    def roster(self, home: Home) -> RosterFile:
        def unit(key: str, *codes: str) -> object:
            people = [{"code": code, "name": "N", "role": "R"} for code in codes]
            return {"id": key, "name": f"Avdeling {key.upper()}", "people": people}

        home.prepare()
        home.roster[1].write_text(json.dumps({"units": [unit("a", "P1", "P2"), unit("b", "P3")]}))
        return RosterFile(home, SAMPLE)


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "roster.csv"
        path.write_text(text)
        return path

    return write


def problems_of(path: Path) -> list[tuple[str, int, int]]:
    try:
        read(path)
    except Problem as problem:
        found = [problem]
    except Problems as problems:
        found = problems.problems
    else:
        pytest.fail("nothing was found wrong")
    assert all(each.place is not None and each.place.file == str(path) for each in found)
    return [
        (each.code.removeprefix("roster."), each.place.line, each.place.column)
        for each in found
        if each.place
    ]


def test_the_sample_that_is_shipped() -> None:
    units = read(SAMPLE)
    assert len(units) == 4
    assert "Solgløtt, avdeling 2" in [unit.name for unit in units]
    assert all(6 <= len(unit.people) <= 8 for unit in units)
    assert units[0].people[0] == Person("P0101", "Marit Testnes", "Sykepleier")


def test_an_imported_roster_counts_and_changes_are_seen(home: Home, tmp_path: Path) -> None:
    roster = RosterFile(home, SAMPLE)
    assert len(roster.units()) == 4
    home.prepare()
    home.roster[0].write_text(TWO_UNITS)
    assert len(roster.units()) == 2
    home.roster[0].write_text(TWO_UNITS + "c;C;P9;Ny Testperson;Vikar\n")
    os.utime(home.roster[0], ns=(1, 1))
    assert len(roster.units()) == 3


def test_nobody_invented_stands_on_a_pc_that_sends_somewhere(home: Home) -> None:
    enrolled = [True]
    roster = RosterFile(home, SAMPLE, lambda: enrolled[0])
    assert roster.units() == [] and not roster.invented()
    home.prepare()
    home.roster[0].write_text(TWO_UNITS)
    assert len(roster.units()) == 2
    enrolled[0] = False
    assert not roster.invented(), "they were brought in by hand"
    home.roster[0].unlink()
    assert len(roster.units()) == 4 and roster.invented(), "it was given back"


def test_no_roster_at_all(home: Home, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"roster\.missing"):
        RosterFile(home, tmp_path / "nothing.csv").units()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_as_excel_saves_it(tmp_path: Path, separator: str, ending: str, encoding: str) -> None:
    rows = [
        ["unit", "Unit_Name", "code", "name", "role"],
        ["s2", f'"Solgløtt{separator} ""avd"" 2"', "P1", '"Åse Øvingsen"', " Hjelpepleier "],
        ["", "", "", "", ""],
    ]
    path = tmp_path / "roster.csv"
    path.write_bytes(ending.join(separator.join(row) for row in rows).encode(encoding))
    (unit,) = read(path)
    assert unit.name == f'Solgløtt{separator} "avd" 2'
    assert unit.people == (Person("P1", "Åse Øvingsen", "Hjelpepleier"),)


def test_other_columns_are_left_alone(table: Callable[[str], Path]) -> None:
    path = table("name;phone;code;unit;role;unit_name\nMarit Testnes;40000000;P1;a;S;A\n")
    assert read(path)[0].people == (Person("P1", "Marit Testnes", "S"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("empty", 1, 1)]),
        (HEAD, [("empty", 1, 1)]),
        ("unit;code;name\na;P1;N\n", [("columns", 1, 1)]),
        (HEAD + "a;A;P1;N\n", [("table.cells", 2, 1)]),
        (HEAD + "a;A;P1;N;S\na;A;;N;S\n", [("empty_cell", 3, 5)]),
        (HEAD + "a;A;P 1;N;S\n", [("code", 2, 5)]),
        (HEAD + "a;A;P1;N;S\na;A;P1;M;S\n", [("code_twice", 3, 5)]),
        (HEAD + "a;A;P1;N;S\na;B;P2;M;S\n", [("unit_names", 3, 3)]),
        (HEAD + 'a;"A;B";;N;S\n', [("empty_cell", 2, 9)]),
        (
            HEAD + "a;A;P1;;\n;A;P2;N;S\n",
            [("empty_cell", 2, 8), ("empty_cell", 3, 1)],
        ),
    ],
)
def test_mistakes_have_a_place(
    table: Callable[[str], Path], text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert problems_of(table(text)) == expected


@pytest.mark.parametrize("number", ["010190" + "12345", "010190 12345", "010190-12345"])
def test_no_identity_number_gets_in(table: Callable[[str], Path], number: str) -> None:
    path = table(HEAD + f"a;A;P1;Marit {number};S\n")
    assert problems_of(path) == [("identity_number", 2, 8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", ("broken", 1, 2)),
        ("[]", ("broken", 1, 1)),
        ('{"units": {}}', ("broken", 1, 2)),
        ('{"units": [\n {"id": "a", "name": "A"}]}', ("broken", 2, 2)),
        (
            (
                '{"units": [{"id": "a", "name": "A", "people": [\n'
                '  {"code": "P1", "name": "N", "role": "R"},\n'
                '  {"code": "P2", "name": 7, "role": "R"}]}]}'
            ),
            ("empty_cell", 3, 18),
        ),
        (
            (
                '{"units": [{"id": "a", "name": "A", "people": [\n'
                '  {"code": "P1", "name": "N", "role": "R"},\n'
                '  {"role": "R", "name": "N", "code": "P1"}]}]}'
            ),
            ("code_twice", 3, 30),
        ),
    ],
)
def test_mistakes_in_json(tmp_path: Path, text: str, expected: tuple[str, int, int]) -> None:
    path = tmp_path / "roster.json"
    path.write_text(text)
    assert problems_of(path) == [expected]


def test_a_roster_is_brought_in_whole_or_not_at_all(home: Home, tmp_path: Path) -> None:
    good, bad = tmp_path / "stab.csv", tmp_path / "feil.csv"
    good.write_text("unit;unit_name;code;name;role\na;Avdeling A;P1;Per Prøve;Lege\n")
    bad.write_text("unit;unit_name;code;name;role\na;Avdeling A;;Per Prøve;Lege\n")
    assert [unit.name for unit in bring_in(home, good)] == ["Avdeling A"]
    for broken, code in ((bad, "roster.empty_cell"), (tmp_path / "borte.csv", "roster.missing")):
        with pytest.raises(Problem) as caught:
            bring_in(home, broken)
        assert caught.value.code == code
    assert RosterFile(home, tmp_path / "sample.csv").units()[0].people[0].name == "Per Prøve"
    as_json = tmp_path / "stab.json"
    as_json.write_text(
        '{"units": [{"id": "b", "name": "B", "people":'
        ' [{"code": "P2", "name": "Kari Øve", "role": "Lege"}]}]}'
    )
    bring_in(home, as_json)
    assert [unit.id for unit in RosterFile(home, tmp_path / "sample.csv").units()] == ["b"]
