"""A listing as the pack says and as the person has narrowed it: which rows, in what order, under
which headings."""

import json
from functools import cache
from typing import Any, cast

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.record import TableView
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, SCENARIO, Rig, other

TASKS = (("Ringe", "11:00", "b"), ("Veie", "09:00", "a"), ("Lufte", "", "b"), ("Bade", "10:00", ""))


@cache
def compiled() -> str:
    raw, _ = compile_folder(ROOT / "scenarios" / SCENARIO, ROOT / "resources" / "packs")
    return raw.decode()


def rig_with(**module: Any) -> Rig:
    """The shipped pack with this said of its tasks, and four of them, the second done."""
    data = json.loads(compiled())
    pack, world = data["pack"], data["world"]
    world["entries"] = [e for e in world["entries"] if e["type"] != "task"]
    pack["types"]["task"]["fields"]["kind"] = {"kind": "choice", "choices": ["b", "a"]}
    for words in pack["terms"].values():
        words |= {"field.task.kind": "Slag", "choice.task.kind.a": "Aa", "choice.task.kind.b": "Be"}
    pack["modules"]["tasks"] |= {"filters": [], **module}
    rig = Rig(programs={"list": other(json.dumps(data).encode(), "list")})
    rig.start("list")
    rig.do(c.OpenModule("tasks"))
    for title, due, kind in TASKS:
        for name, value in (("title", title), ("due", due), ("kind", kind)):
            rig.do(c.Edit("task:", name, value))
        rig.do(c.Save("task:"))
    made = rig.play.session.history.record.entries("task")
    rig.do(c.RowWish("complete", next(e.id for e in made if e.fields["title"] == "Veie")))
    return rig


def table(rig: Rig) -> TableView:
    return cast(TableView, rig.trainer.module())


def titles(rig: Rig) -> list[str]:
    own = {title for title, _, _ in TASKS}
    return [next(cell for cell in row.cells if cell in own) for row in table(rig).rows]


@pytest.mark.parametrize(
    ("module", "wanted"),
    [
        ({}, ["Bade", "Lufte", "Veie", "Ringe"]),
        ({"sort": ["due"]}, ["Veie", "Bade", "Ringe", "Lufte"]),
        ({"sort": ["title"]}, ["Bade", "Lufte", "Ringe", "Veie"]),
        ({"sort": ["-title"]}, ["Veie", "Ringe", "Lufte", "Bade"]),
        ({"sort": ["kind", "title"]}, ["Lufte", "Ringe", "Veie", "Bade"]),
        ({"sort": ["when"]}, ["Ringe", "Veie", "Lufte", "Bade"]),
        ({"only": {"kind": "b"}}, ["Lufte", "Ringe"]),
        ({"only": {"kind": ["a", None]}}, ["Bade", "Veie"]),
        ({"statuses": ["open"]}, ["Bade", "Lufte", "Ringe"]),
        ({"group_by": "status", "sort": ["title"]}, ["Bade", "Lufte", "Ringe", "Veie"]),
    ],
)
def test_which_rows_and_in_what_order(module: dict[str, Any], wanted: list[str]) -> None:
    assert titles(rig_with(**module)) == wanted


def test_groups_have_headings_and_what_has_no_group_says_so() -> None:
    rows = table(rig_with(group_by="kind", sort=["title"])).rows
    assert [row.heading for row in rows] == ["Be", "", "Aa", "Ikke oppgitt"]
    rows = table(rig_with(group_by="status")).rows
    assert [row.heading for row in rows] == ["Åpen", "", "", "Utført"]


def test_rows_are_narrowed_by_what_the_pack_offers() -> None:
    rig = rig_with(filters=["status", "kind", "author"])
    status, kind, author = table(rig).filters
    assert [o.value for o in status.options] == ["*", "open", "done", "invalid"]
    assert [(o.value, o.label) for o in kind.options] == [("*", "Alle"), ("b", "Be"), ("a", "Aa")]
    assert [o.value for o in author.options] == ["*", "me"]
    assert status.placeholder == "Status: alle"
    rig.do(c.Narrow("kind", "b"))
    assert titles(rig) == ["Lufte", "Ringe"] and table(rig).filters[1].value == "b"
    rig.do(c.Narrow("status", "done"))
    assert titles(rig) == []
    rig.do(c.Narrow("kind", "*"))
    assert titles(rig) == ["Veie"]
    rig.do(c.Narrow("status", "*"))
    assert len(titles(rig)) == len(TASKS)


def test_only_the_buttons_that_the_module_names() -> None:
    rows = table(rig_with(actions=["invalidate"])).rows
    assert {action.verb for row in rows for action in row.actions} == {"invalidate"}
    rows = table(rig_with(columns=["status", "author", "title"])).rows
    assert rows[2].cells[1:] == ("Utført", "Deg", "Veie")


def test_the_sheet_last_written_in_comes_first() -> None:
    rig = Rig()
    rig.start(SCENARIO)
    rig.do(c.OpenModule("controlled"))
    first, *rest = [row.heading for row in table(rig).rows if row.heading]
    line = {"order": "gud-oksykodon-depot", "action": "withdraw", "amount": "1"}
    for name, value in line.items():
        rig.do(c.Edit("controlled:", name, value))
    rig.do(c.Save("controlled:"))
    assert [row.heading for row in table(rig).rows if row.heading] == [*rest, first]
    assert rest == ["Oksykodon depot 10 mg"]
