"""The roster file: read whole or refused whole, and the past is kept."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Problem, Problems
from simtrainer.hub import commands
from simtrainer.hub.queries import roster
from simtrainer.hub.queries.connect import opened
from simtrainer.hub.queries.tables import membership
from simtrainer.hub.shapes.roster import Member, read_roster
from tests.hub.municipality import roster_csv

GOOD = """kode;navn;enhet;enhetsnavn;rolle;vakt;superbruker
P1;Ida;e1;En;Sykepleier;dag;ja
P2;Per;e2;To;;natt;
"""


def test_common_exports_are_read() -> None:
    expected = [
        Member("P1", "Ida", "e1", "En", "Sykepleier", "dag", True),
        Member("P2", "Per", "e2", "To", "", "natt", False),
    ]
    for content in (
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.replace(";", ",").encode(),
        GOOD.replace(";", "\t").replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\n;;;;;;\n").encode(),
    ):
        assert read_roster(content, "r.csv") == expected
    latin = read_roster("code;name;unit\nP1;Øyvind Å;e1\n".encode("cp1252"), "r.csv")
    assert latin[0].name == "Øyvind Å"


def faults(content: str) -> list[tuple[str, int, int]]:
    with pytest.raises(Problems) as caught:
        read_roster(content.encode(), "r.csv")
    return [(p.code, p.place.line, p.place.column) for p in caught.value.problems if p.place]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", [("hub.table_empty", 1, 0)]),
        ("kode;navn;enhet\n", [("hub.table_empty", 1, 0)]),
        ("kode;navn\nP1;Ida\n", [("hub.table_column_missing", 1, 0)]),
        ("kode;navn;enhet;lønn\nP1;Ida;e1;9\n", [("hub.table_column_unknown", 1, 4)]),
        ("kode;navn;enhet;code\nP1;Ida;e1;9\n", [("hub.table_column_twice", 1, 4)]),
        ("kode;navn;enhet\nP1;Ida;e1;x\n", [("hub.table_cells", 2, 4)]),
        (
            "kode;navn;enhet\n;Ida;e1\nP 2;;e1\n",
            [("hub.roster_blank", 2, 1), ("hub.roster_value", 3, 1), ("hub.roster_blank", 3, 2)],
        ),
        ("kode;navn;enhet\nP1;41818012345;e1\n", [("hub.roster_identity", 2, 2)]),
        ("kode;navn;enhet;superbruker\nP1;Ida;e1;kanskje\n", [("hub.roster_yes_no", 2, 4)]),
        ("kode;navn;enhet\nP1;Ida;e1\nP1;Per;e2\n", [("hub.roster_two_names", 3, 2)]),
        (
            "kode;navn;enhet;enhetsnavn\nP1;Ida;e1;En\nP2;Per;e1;To\n",
            [("hub.roster_two_unit_names", 3, 4)],
        ),
        ("kode;navn;enhet\nP1;\0;e1\n", [("hub.table_not_text", 0, 0)]),
    ],
)
def test_every_fault_has_its_line_and_column(
    content: str, found: list[tuple[str, int, int]]
) -> None:
    assert faults(content) == found


def load(url: str, tmp_path: Path, content: str, *, dry_run: bool = False) -> commands.RosterReport:
    path = tmp_path / "r.csv"
    path.write_text(content, encoding="utf-8")
    return commands.import_roster(url, path, dry_run=dry_run)


def test_a_dry_run_tells_and_changes_nothing(own_sqlite_url: str, tmp_path: Path) -> None:
    told = load(own_sqlite_url, tmp_path, GOOD, dry_run=True)
    assert (told.new_people, told.new_units, told.dry_run) == (2, 2, True)
    assert load(own_sqlite_url, tmp_path, GOOD).new_people == 2
    again = load(own_sqlite_url, tmp_path, GOOD)
    assert (again.new_people, again.posts_begun, again.posts_ended) == (0, 0, 0)


def test_a_faulty_file_changes_nothing(own_sqlite_url: str, tmp_path: Path) -> None:
    load(own_sqlite_url, tmp_path, GOOD)
    with pytest.raises(Problems):
        load(own_sqlite_url, tmp_path, "kode;navn;enhet\nP9;Ny;e1\nP9;Annen;e1\n")
    with opened(own_sqlite_url) as database:
        assert len(database.read(lambda c: roster.current(c, 1))) == 2


def test_moves_and_leavers_are_kept_with_dates(own_sqlite_url: str, tmp_path: Path) -> None:
    load(own_sqlite_url, tmp_path, GOOD)
    moved = "kode;navn;enhet;enhetsnavn\nP1;Ida Ny;e2;Nytt navn\n"
    told = load(own_sqlite_url, tmp_path, moved)
    assert (told.posts_ended, told.posts_begun, told.left) == (2, 1, 1)
    with opened(own_sqlite_url) as database:
        current = database.read(lambda c: roster.current(c, 1))
        rows = database.read(lambda c: c.execute(membership.select()).all())
    assert [m for _, m in current] == [Member("P1", "Ida Ny", "e2", "Nytt navn", "", "", False)]
    assert sorted(row.valid_to is None for row in rows) == [False, False, True]


def test_a_whole_municipality(own_sqlite_url: str, tmp_path: Path) -> None:
    told = load(own_sqlite_url, tmp_path, roster_csv())
    assert (told.people, told.units) == (219, 6)


def test_other_kinds_of_files_are_named(own_sqlite_url: str, tmp_path: Path) -> None:
    for name, code in (("r.pdf", "hub.file_kind"), ("none.csv", "hub.file")):
        with pytest.raises(Problem) as caught:
            commands.import_roster(own_sqlite_url, tmp_path / name)
        assert caught.value.code == code
