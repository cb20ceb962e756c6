"""A PC asks a served hub who may sit down at it, once more, and after something has changed."""

from pathlib import Path

import httpx
import pytest

from simtrainer.base.problem import Problem
from simtrainer.hub import commands
from simtrainer.wire.assignment import Assignment
from tests.hub.conftest import Served

TENANT = "tildelt-kommune"
HEAD = "kode;navn;enhet;enhetsnavn;rolle\n"
AT_FIRST = "P1;Ida Prøve;e1;Ener;Sykepleier\nP2;Per Prøve;e2;Toer;\nP3;Bo Prøve;e2;Toer;Vikar\n"
MOVED = "P1;Ida Prøve;e2;Toer;Sykepleier\nP2;Per Prøve;e1;Ener;\nP3;Bo Prøve;e2;Toer;Vikar\n"


@pytest.fixture(scope="module")
def url(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    commands.init(sqlite_url, TENANT, TENANT)
    put(sqlite_url, tmp_path_factory.mktemp("tildelt"), AT_FIRST)
    return sqlite_url


def put(url: str, folder: Path, lines: str) -> None:
    (folder / "r.csv").write_text(HEAD + lines, encoding="utf-8")
    commands.import_roster(url, folder / "r.csv", tenant=TENANT)


def enrol(served: Served, url: str, name: str, *units: str, batches: tuple[str, ...] = ()) -> tuple[
    str, str
]:  # fmt: skip
    (made,) = commands.enrolment_tokens(url, [name], tenant=TENANT, units=units, batches=batches)
    told = httpx.post(f"{served.address}/api/enrol", json={"token": made["token"]}).json()
    return told["user"], told["password"]


def ask(served: Served, pair: tuple[str, str], tag: str = "") -> httpx.Response:
    headers = {"If-None-Match": tag} if tag else {}
    return httpx.get(f"{served.address}/api/assignment", auth=pair, headers=headers)


def names(answer: httpx.Response) -> dict[str, list[str]]:
    told = Assignment.model_validate_json(answer.content)
    return {unit.id: [person.name for person in unit.people] for unit in told.units}


def test_a_pc_gets_its_own_people_once_and_again_when_they_change(
    served: Served, url: str, tmp_path: Path
) -> None:
    pair = enrol(served, url, "PC egne", "e1")
    first = ask(served, pair)
    assert (first.status_code, names(first)) == (200, {"e1": ["Ida Prøve"]})
    assert "no-store" in first.headers["cache-control"]
    for tag in (first.headers["etag"], f'"x", W/{first.headers["etag"]}'):
        again = ask(served, pair, tag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]

    put(url, tmp_path, MOVED)
    moved = ask(served, pair, first.headers["etag"])
    assert (moved.status_code, names(moved)) == (200, {"e1": ["Per Prøve"]})
    put(url, tmp_path, AT_FIRST)

    seen = commands.about(url, "P1", TENANT)["seen_by"]
    assert [(row["by"], row["what"]) for row in seen] == [("PC egne", "station")]
    assert commands.about(url, "P3", TENANT)["seen_by"] == []
    (pc,) = (one for one in commands.stations(url, TENANT) if one["name"] == "PC egne")
    assert pc["seen_at"] and (pc["units"], pc["batches"]) == (["e1"], [])


def test_whoever_is_erased_is_gone_from_the_list(served: Served, url: str, tmp_path: Path) -> None:
    pair = enrol(served, url, "PC slettet", "e2")
    assert names(ask(served, pair)) == {"e2": ["Bo Prøve", "Per Prøve"]}
    proof = commands.erase(url, "P3", TENANT)
    assert [one.split(" ", 2)[::2] for one in proof.copies] == [["pc", "PC slettet"]]
    assert names(ask(served, pair)) == {"e2": ["Per Prøve"]}
    put(url, tmp_path, AT_FIRST)


def test_where_a_pc_belongs_is_said_afterwards_too(
    served: Served, url: str, tmp_path: Path
) -> None:
    pair = enrol(served, url, "PC flyttet")
    nobody = ask(served, pair)
    assert nobody.json()["state"] == "unassigned" and names(nobody) == {}
    commands.assign_stations(url, ["PC flyttet"], ["e1", "e2"], [], TENANT)
    assert set(names(ask(served, pair, nobody.headers["etag"]))) == {"e1", "e2"}

    (tmp_path / "b.csv").write_text(
        "pulje;dato;fra;til;rom;plasser;kode\n"
        "Nå;2999-05-12;08:00;10:00;Rom 1;2;P2\nFør;2020-05-12;08:00;10:00;Rom 1;2;P1\n",
        encoding="utf-8",
    )
    commands.import_batches(url, tmp_path / "b.csv", tenant=TENANT)
    (tmp_path / "p.csv").write_text(
        "øving;frist;enhet\nx;31.12.2026;\ny;;e1\nz;;e2\n", encoding="utf-8"
    )
    assert commands.import_plan(url, tmp_path / "p.csv", tenant=TENANT).lines == 3
    key = next(one["station"] for one in commands.stations(url, TENANT) if one["units"])
    assert key
    commands.assign_stations(url, ["PC flyttet"], [], ["Nå", "Før"], TENANT)
    told = ask(served, pair).json()
    assert names(ask(served, pair)) == {"e2": ["Per Prøve"]}, "a batch that is over names nobody"
    assert [(one["code"], one["date"], one["start"]) for one in told["batches"]] == [
        ("P2", "2999-05-12", "08:00")
    ]
    assert [line["scenario"] for line in told["plan"]] == ["x", "z"]

    commands.assign_stations(url, ["PC flyttet"], [], ["Før"], TENANT)
    assert ask(served, pair).json()["state"] == "empty"
    commands.assign_stations(url, ["PC flyttet"], [], [], TENANT)
    assert ask(served, pair).json()["state"] == "unassigned"


@pytest.mark.parametrize(
    ("called", "units", "batches", "code"),
    [
        ("PC 404", ["e1"], [], "hub.station_unknown"),
        ("tvilling", ["e1"], [], "hub.station_ambiguous"),
        ("PC én", ["e9"], [], "hub.unit_unknown"),
        ("PC én", [], ["P9"], "hub.batch_unknown"),
    ],
)
def test_what_is_unknown_changes_nothing(
    served: Served, url: str, called: str, units: list[str], batches: list[str], code: str
) -> None:
    known = {one["name"] for one in commands.stations(url, TENANT)}
    for name in ("PC én", "tvilling", "tvilling"):
        if name not in known:
            enrol(served, url, name, "e2")
    with pytest.raises(Problem) as caught:
        commands.assign_stations(url, ["PC én", called], units, batches, TENANT)
    assert caught.value.code == code
    (pc,) = (one for one in commands.stations(url, TENANT) if one["name"] == "PC én")
    assert pc["units"] == ["e2"]


def test_a_code_names_only_units_that_are_there(url: str) -> None:
    with pytest.raises(Problem, match=r"hub\.unit_unknown"):
        commands.enrolment_tokens(url, ["PC"], tenant=TENANT, units=["e9"])
