"""Long lists are drawn a page at a time; the rest is there when one scrolls."""

from typing import Any

import orjson
import pytest

from simtrainer.app import commands as c
from simtrainer.app.present.table import PAGE
from simtrainer.app.present.timeline import OLDER
from simtrainer.app.present.timeline import PAGE as FIRST
from simtrainer.app.present.ward import place_order
from simtrainer.app.views.record import TableView, TimelineView, WardListView
from tests.app.rig import Rig, other, shipped


def long_lists() -> bytes:
    """The shipped scenario with many patients, and many entries in two lists."""
    raw: dict[str, Any] = orjson.loads(shipped()[0])
    world = raw["world"]
    own = next(k for k, p in world["patients"].items() if p["assigned"])
    model = {**world["patients"][own], "assigned": False}
    for number in range(100):
        world["patients"][f"P{number}"] = {**model, "room": f"{number + 500}"}
    world["units"]["annen"] = {"name": "Annen"}
    world["patients"]["FAR"] = {**model, "family": "Langtvekk", "unit": "annen"}
    for number in range(100):
        at = -1_000_000_000 + number
        world["entries"].insert(number, _line(f"n{number}", "note", own, at, "observation"))
        world["entries"].insert(number, _line(f"d{number}", "controlled", "", at, "comment"))
    return orjson.dumps(raw)


def _line(name: str, kind: str, patient: str, at: int, field: str) -> dict[str, Any]:
    return {
        "id": name,
        "type": kind,
        "patient": patient,
        "author": "day",
        "status": "signed",
        "fields": {field: name},
        "at_ms": at,
    }


@pytest.fixture
def rig() -> Rig:
    rig = Rig(programs={"long": other(long_lists(), "long")})
    rig.start("long")
    return rig


def test_a_table_shows_one_page_and_then_more(rig: Rig) -> None:
    rig.do(c.OpenModule("controlled"))
    view = rig.trainer.module()
    assert isinstance(view, TableView)
    assert (len(view.rows), view.more) == (PAGE, True)
    rig.do(c.ShowMore())
    longer = rig.trainer.module()
    assert isinstance(longer, TableView)
    assert longer.rows[:PAGE] == view.rows
    assert len(longer.rows) >= 100
    assert not longer.more


def test_another_module_begins_at_its_first_page(rig: Rig) -> None:
    rig.do(c.OpenModule("controlled"))
    rig.do(c.ShowMore())
    rig.do(c.OpenModule("tasks"))
    rig.do(c.OpenModule("controlled"))
    view = rig.trainer.module()
    assert isinstance(view, TableView)
    assert len(view.rows) == PAGE


def test_older_entries_come_some_at_a_time(rig: Rig) -> None:
    own = next(p.id for p in rig.play.session.program.patients.values() if p.assigned)
    rig.do(c.OpenPatient(own))
    rig.do(c.OpenModule("journal"))
    counts = []
    for _ in range(3):
        view = rig.trainer.module()
        assert isinstance(view, TimelineView)
        counts.append((sum(len(items) for _, items in view.days), bool(view.more)))
        rig.do(c.Filter("older"))
    assert counts[:2] == [(FIRST, True), (FIRST + OLDER, True)]
    assert counts[2][0] > 100
    assert not counts[2][1]


def test_the_ward_list_is_of_the_own_unit_and_the_search_of_all(rig: Rig) -> None:
    view = rig.trainer.module()
    assert isinstance(view, WardListView)
    assert view.more
    assert not any("Langtvekk" in cell for row in view.rows for cell in row.cells)
    rig.do(c.Search("langtvekk"))
    found = rig.trainer.module()
    assert isinstance(found, WardListView)
    assert [row.patient for row in found.rows] == ["FAR"]
    assert not found.more


def test_houses_stand_by_their_numbers() -> None:
    rooms = ["204", "Attrappbakken 86", "Attrappbakken 9", "Kulissegata 1", "12", "Stua"]
    wanted = ["12", "204", "Attrappbakken 9", "Attrappbakken 86", "Kulissegata 1", "Stua"]
    assert sorted(rooms, key=place_order) == wanted
