"""Who may sit down at a PC, from a real hub: right after every change, and never half."""

import json
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simtrainer.app.memory import CountedIds
from simtrainer.app.route import Demand, Meeting
from simtrainer.base.problem import Problem, Problems
from simtrainer.hub import commands
from simtrainer.hub.queries.connect import opened
from simtrainer.hub.shapes.roster import COLUMNS, members
from simtrainer.hub.shapes.table import Row
from simtrainer.station import assigned, assignment, roster
from simtrainer.station.batches import BatchFile
from simtrainer.station.home import Home
from simtrainer.station.plan import PlanFile
from simtrainer.station.roster import RosterFile
from simtrainer.station.settings import Settings, SettingsFile
from simtrainer.station.upload.hub import join
from simtrainer.station.upload.xapi import discover
from simtrainer.wire.assignment import (
    AssignedDemand,
    AssignedMeeting,
    AssignedPerson,
    AssignedUnit,
    Assignment,
)
from tests.hub.conftest import Served, served, sqlite_url  # noqa: F401 - fixtures

TENANT = "liste-kommune"
SAMPLE = Path(__file__).parents[2] / "resources" / "roster" / "sample.csv"
HEAD = "kode;navn;enhet;enhetsnavn;rolle\n"
AT_FIRST = "P1;Ida Prøve;e1;Ener;Sykepleier\nP.2;Per Prøve;e2;Toer;\nP3;Bo Prøve;e2;Toer;Vikar\n"
MOVED = AT_FIRST.replace("Ida Prøve;e1;Ener", "Ida Prøve;e2;Toer").replace(
    "Bo Prøve;e2;Toer", "Bo Prøve;e1;Ener"
)
NOW, LATER = "2026-05-12T08:00:00.000Z", "2026-05-12T09:00:00.000Z"
BY_HAND = "unit;unit_name;code;name;role\nx;X;P9;Egen Prøve;Lege\n"


@pytest.fixture
def url(sqlite_url: str, tmp_path: Path) -> str:  # noqa: F811
    commands.init(sqlite_url, TENANT, TENANT)
    put(sqlite_url, tmp_path, AT_FIRST)
    return sqlite_url


def put(url: str, folder: Path, lines: str) -> None:
    (folder / "r.csv").write_text(HEAD + lines, encoding="utf-8")
    commands.import_roster(url, folder / "r.csv", tenant=TENANT)


@pytest.fixture
def pc(served: Served, url: str, home: Home) -> Settings:  # noqa: F811
    """A PC of the unit e1."""
    (made,) = commands.enrolment_tokens(url, ["PC"], tenant=TENANT, units=["e1"])
    return SettingsFile(home.settings, CountedIds()).enrol(
        served.address, made["token"], discover, join
    )


def names(home: Home) -> list[str]:
    return [person.name for unit in RosterFile(home, SAMPLE).units() for person in unit.people]


def by_hand(home: Home, folder: Path) -> None:
    (folder / "h.csv").write_text(BY_HAND)
    roster.bring_in(home, folder / "h.csv")


def test_the_list_follows_the_hub(pc: Settings, url: str, home: Home, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("øving;frist;enhet\nx;31.12.2026;e1\ny;;e2\n")
    (tmp_path / "b.csv").write_text(
        "pulje;dato;fra;til;rom;plasser;kode\nA;2999-05-12;08:00;10:00;Rom; 1;2;P1\n".replace(
            "Rom; 1", '"Rom; ""1"""'
        )
    )
    commands.import_plan(url, tmp_path / "p.csv", tenant=TENANT)
    commands.import_batches(url, tmp_path / "b.csv", tenant=TENANT)
    made = assignment.fetch(home, pc, NOW)
    assert (made.state, names(home)) == ("assigned", ["Ida Prøve"])
    assert PlanFile(home).demands() == [Demand("x", True, "2026-12-31", "", "e1")]
    assert BatchFile(home).of("P1") == [Meeting("2999-05-12", "08:00", "10:00", 'Rom; "1"')]

    again = assignment.fetch(home, pc, LATER)
    assert again == replace(made, asked_at=LATER), "nothing has changed, and that is known"

    put(url, tmp_path, MOVED)
    assert assignment.fetch(home, pc, LATER).fetched_at == LATER
    assert names(home) == ["Bo Prøve"]
    assert [path.name for path in home.assigned.iterdir() if path.is_dir()] == ["list-2"]
    assert "Ida" not in "".join(p.read_text() for p in home.assigned.rglob("*") if p.is_file())

    commands.assign_stations(url, [pc.station], [], [], TENANT)
    assert assignment.fetch(home, pc, LATER).state == "unassigned"
    assert len(names(home)) > 20, "the sample's, as before anybody had said anything"
    assert PlanFile(home).demands() == [] and BatchFile(home).of("P1") == ()
    assert [path.name for path in home.assigned.iterdir()] == ["now.json"]


def test_the_newest_act_wins(pc: Settings, url: str, home: Home, tmp_path: Path) -> None:
    by_hand(home, tmp_path)
    assignment.fetch(home, pc, NOW)
    assert names(home) == ["Ida Prøve"]
    assert not home.roster[0].exists(), "names that no longer count are not kept"
    by_hand(home, tmp_path)
    assignment.fetch(home, pc, LATER)
    assert names(home) == ["Egen Prøve"], "the hub has said nothing new"
    assignment.fetch(home, pc, LATER, by_hand=True)
    assert names(home) == ["Ida Prøve"], "somebody asked for the hub's list"
    by_hand(home, tmp_path)
    put(url, tmp_path, MOVED)
    assignment.fetch(home, pc, LATER)
    assert names(home) == ["Bo Prøve"], "the hub's list has changed since"
    by_hand(home, tmp_path)
    commands.assign_stations(url, [pc.station], [], [], TENANT)
    assignment.fetch(home, pc, LATER, by_hand=True)
    assert names(home) == ["Egen Prøve"], "a hub that knows nobody here takes nobody away"


def test_a_list_that_will_not_do_is_refused_whole_and_told(
    pc: Settings, url: str, home: Home, tmp_path: Path
) -> None:
    assignment.fetch(home, pc, NOW)
    with opened(url) as database:
        database.write(
            lambda c: c.exec_driver_sql(
                "update person_name set name = 'Ida 010190-12345' where name = 'Ida Prøve'"
            )
        )
    with pytest.raises(Problems) as caught:
        assignment.fetch(home, pc, LATER)
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["station.assignment_refused", "roster.identity_number"]
    assert names(home) == ["Ida Prøve"]
    held = assigned.read(home)
    assert held is not None
    assert (held.asked_at, held.trouble) == (NOW, "station.assignment_refused")
    put(url, tmp_path, AT_FIRST.replace("Ida Prøve", "Ida Ny"))
    assert assignment.fetch(home, pc, LATER).trouble == ""
    assert names(home) == ["Ida Ny"]


def test_a_disk_that_refuses_leaves_the_old_list_whole(
    pc: Settings, url: str, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment.fetch(home, pc, NOW)
    put(url, tmp_path, MOVED)
    real, written = assignment.write_whole, []

    def failing(path: Path, data: bytes, mode: int = 0o644) -> None:
        written.append(path.name)
        if path.name == failing_at:
            raise OSError(28, "full")
        real(path, data, mode)

    for failing_at in ("roster.json", "plan.csv", "batches.csv", "now.json"):
        for module in (assignment, assigned):
            monkeypatch.setattr(module, "write_whole", failing)
        with pytest.raises(Problem, match=r"store\.read_only"):
            assignment.fetch(home, pc, LATER)
        assert failing_at in written and names(home) == ["Ida Prøve"]
    monkeypatch.undo()
    assignment.fetch(home, pc, LATER)
    assert names(home) == ["Bo Prøve"]
    assert len([path for path in home.assigned.iterdir() if path.is_dir()]) == 1


def test_what_was_lost_here_comes_back(pc: Settings, home: Home) -> None:
    made = assignment.fetch(home, pc, NOW)
    (home.assigned / made.folder / "roster.json").unlink()
    assert len(names(home)) > 20
    assignment.fetch(home, pc, NOW)
    assert names(home) == ["Ida Prøve"]
    (home.assigned / "now.json").write_text("{")
    assignment.fetch(home, pc, NOW)
    assert names(home) == ["Ida Prøve"]


def test_a_pc_that_was_emptied_or_enrolled_elsewhere_knows_nobody(pc: Settings, home: Home) -> None:
    assignment.fetch(home, pc, NOW)
    assignment.forget(home)
    assert not home.assigned.exists()
    home.settings.unlink()
    with pytest.raises(Problem, match=r"station\.no_packages"):
        assignment.fetch(home, pc, NOW)
    assert not home.assigned.exists()
    with pytest.raises(Problem, match=r"station\.no_packages"):
        assignment.fetch(home, replace(pc, upload="xapi"), NOW)


def test_a_lost_pc_that_is_shut_out_forgets_its_people(pc: Settings, url: str, home: Home) -> None:
    assignment.fetch(home, pc, NOW)
    commands.revoke_station(url, pc.station, TENANT)
    with pytest.raises(Problem, match=r"upload\.not_allowed"):
        assignment.fetch(home, pc, LATER)
    assert len(names(home)) > 20, "the sample's"
    assert [path.name for path in home.assigned.iterdir()] == ["now.json"]


@pytest.fixture
def odd() -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
    """A hub that answers what it is told to."""
    answers: list[tuple[int, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.pop(0)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/xapi", answers
    server.shutdown()
    server.server_close()


def test_a_hub_that_is_away_or_odd_changes_nothing(
    pc: Settings, home: Home, odd: tuple[str, list[tuple[int, bytes]]]
) -> None:
    assignment.fetch(home, pc, NOW)
    address, answers = odd
    for status, body, code in (
        (404, b"", "station.hub_older"),
        (200, b'{"format": 2, "people": []}', "station.assignment_newer"),
        (200, b"<html>sign in</html>", "upload.wrong_address"),
        (200, b"[]", "upload.wrong_address"),
        (401, b"", "upload.not_allowed"),
        (500, b"", "upload.server_trouble"),
        (503, b"", "upload.busy"),
    ):
        answers.append((status, body))
        with pytest.raises(Problem) as caught:
            assignment.fetch(home, replace(pc, hub=address), LATER)
        assert caught.value.code == code
        assert names(home) == ["Ida Prøve"]
    with pytest.raises(Problem, match=r"upload\.no_network"):
        assignment.fetch(home, replace(pc, hub="http://127.0.0.1:9/xapi"), LATER)
    assert names(home) == ["Ida Prøve"]


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(
    lambda text: text.replace("\0", "")
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "code": st.sampled_from(["P1", "P.2", "å@x", "A-1", "A_1"]),
            "name": cells,
            "unit": st.sampled_from(["e1", "e 2", "é;3"]) | cells,
            "unit_name": cells,
            "role": cells,
        }
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(rows=rows, room=cells, scenario=cells)
def test_what_the_hub_takes_the_pc_takes(
    rows: list[dict[str, str]], room: str, scenario: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert set(rows[0]) < set(COLUMNS)
    plain = [{key: text.strip() for key, text in row.items()} for row in rows]
    try:
        taken = members([Row(n, row) for n, row in enumerate(plain, 2)], "r.csv")
    except Problems:
        return
    units: dict[str, AssignedUnit] = {}
    for one in {member.code: member for member in taken}.values():
        unit = units.setdefault(
            one.unit, AssignedUnit(id=one.unit, name=one.unit_name or one.unit, people=[])
        )
        unit.people.append(AssignedPerson(code=one.code, name=one.name, role=one.role))
    code = taken[0].code
    told = Assignment(
        state="assigned",
        units=list(units.values()),
        plan=[
            AssignedDemand(scenario=scenario or "x", mandatory=True, deadline="", role="", unit="")
        ]
        if scenario.strip()
        else [],
        batches=[
            AssignedMeeting(date="2026-05-12", start="08:00", end="09:00", room=room, code=code)
        ]
        if room.strip()
        else [],
    )
    folder = tmp_path_factory.mktemp("svar")
    for name, text in assignment._as_files(told).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    assignment._check(folder)
    read = roster.read(folder / assigned.FILES["roster"])
    assert json.dumps([[p.code, p.name, p.role] for u in read for p in u.people]) == json.dumps(
        [[p.code, p.name, p.role] for u in told.units for p in u.people]
    )
