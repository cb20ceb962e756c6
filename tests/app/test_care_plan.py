"""The plan by area, what is due, and an evaluation written where the plan stands."""

from functools import cache

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.care import CareItem, CarePlanView
from simtrainer.base.problem import Problem
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, Rig, other

DAY = "dagvakt-solglott"
FALL = "rag-plan-fall"
FORM = "plan_evaluation:RAG"


@cache
def program() -> bytes:
    return compile_folder(ROOT / "scenarios" / DAY, ROOT / "resources" / "packs")[0]


@pytest.fixture
def rig() -> Rig:
    rig = Rig(programs={DAY: other(program(), DAY)})
    rig.start(DAY)
    rig.do(c.OpenPatient("RAG"))
    rig.do(c.OpenModule("plan"))
    return rig


def plan(rig: Rig) -> CarePlanView:
    view = rig.trainer.module()
    assert isinstance(view, CarePlanView)
    return view


def items(rig: Rig) -> dict[str, CareItem]:
    return {item.entry: item for section in plan(rig).sections for item in section.items}


def evaluate(rig: Rig, **fields: object) -> None:
    rig.do(c.WriteAbout(FALL, "plan_evaluation"))
    for name, value in {"result": "partly", "text": "Han snublet.", **fields}.items():
        rig.do(c.Edit(FORM, name, value))
    rig.do(c.Save(FORM))


def test_what_should_have_been_evaluated_says_so(rig: Rig) -> None:
    assert [section.heading for section in plan(rig).sections] == [
        "Aktivitet og fall", "Legemidler",
    ]  # fmt: skip
    item = items(rig)[FALL]
    assert item.title == "Fallfare"
    assert item.tags == (("Skulle vært evaluert 11. mai", "bad"),)
    assert [label for label, _ in item.lines] == ["Mål", "Tiltak"]
    assert [action.key for action in item.actions] == [f"row.write.plan_evaluation.{FALL}"]


def test_the_form_for_an_evaluation_knows_its_plan(rig: Rig) -> None:
    assert not items(rig)[FALL].selected
    rig.do(c.WriteAbout(FALL, "plan_evaluation"))
    form = plan(rig).form
    assert form is not None and form.form == FORM
    assert {field.id: field.value for field in form.fields}["plan"] == FALL
    assert [name for name, item in items(rig).items() if item.selected] == [FALL]


def test_an_evaluation_moves_the_date_and_shows_at_the_plan(rig: Rig) -> None:
    evaluate(rig, next="19.05.2026")
    item = items(rig)[FALL]
    assert item.tags == (
        ("Mål: Delvis nådd", "warn"), ("Evalueres 19. mai", "neutral"),
    )  # fmt: skip
    label, text = item.lines[-1]
    assert (label, text.split("\n")) == (
        "Evaluering", ["Delvis nådd. Han snublet.", "Deg, i dag kl. 07:30"],
    )  # fmt: skip


def test_a_plan_that_is_ended_leaves_the_list_and_stays_under_all(rig: Rig) -> None:
    evaluate(rig, result="reached", ends="yes")
    assert FALL not in items(rig)
    rig.do(c.Filter("all"))
    item = items(rig)[FALL]
    assert item.tags == (("Mål: Nådd", "good"), ("Avsluttet", "neutral"))
    assert not item.actions


def test_a_plan_marked_wrong_is_struck_under_all(rig: Rig) -> None:
    rig.do(c.ChangeType(FORM, "plan"))
    for name, value in {"area": "skin", "name": "Sår", "goal": "Helt", "measures": "Salve"}.items():
        rig.do(c.Edit("plan:RAG", name, value))
    rig.do(c.Save("plan:RAG"))
    (own,) = (item for item in items(rig).values() if item.title == "Sår")
    assert [action.verb for action in own.actions] == ["write", "amend", "invalidate"]
    rig.do(c.RowWish("invalidate", own.entry, "Feil pasient"))
    assert own.entry not in items(rig)
    rig.do(c.Filter("all"))
    gone = items(rig)[own.entry]
    assert gone.struck and not gone.actions and "Feil pasient" in gone.tags[0][0]


def test_another_date_is_asked_for_unless_the_plan_ends(rig: Rig) -> None:
    with pytest.raises(Problem) as refused:
        evaluate(rig)
    assert (refused.value.code, refused.value.params["field"]) == ("field.missing", "next")
    rig.do(c.Edit(FORM, "ends", "yes"))
    form = plan(rig).form
    assert form is not None and "next" not in {field.id for field in form.fields}


def test_a_form_that_points_at_no_such_entry_is_refused(rig: Rig) -> None:
    with pytest.raises(Problem, match=r"record\.no_field"):
        rig.do(c.WriteAbout(FALL, "handover"))


def test_a_form_is_begun_in_the_module_where_it_is_written(rig: Rig) -> None:
    rig.do(c.StartForm("isbar"))
    assert rig.play.session.history.module == "journal"
    assert rig.play.desk.form_types["journal"] == "isbar"
    with pytest.raises(Problem, match=r"record\.no_type"):
        rig.do(c.StartForm("gone"))


def test_a_late_dose_that_could_have_led_to_a_fall_is_not_the_fall(rig: Rig) -> None:
    """What was reported of the one must not count as a report of the other, not yet made."""

    def report(what: str, consequence: str) -> bool:
        fields = {"what": what, "consequence": consequence}
        rig.do(c.Act("create", {"type": "deviation", "fields": fields}))
        rig.wait_to(48)
        task = next(t for t in rig.trainer.tasks().tasks if t.check == "a14-deviation")
        return task.state == "done"

    assert not report("Levodopa kl. 07 ble ikke gitt.", "Han var stiv. Økt fare for fall.")
    assert report("Pasient falt på badet kl. 08:10.", "Øm i hofta.")


def test_the_effect_written_where_the_chart_asks_for_it_is_the_answer(rig: Rig) -> None:
    """The record itself says "Skriv virkning": who does so has written it."""
    rig.wait_to(53)
    dose = {"order": "gud-oksykodon-vb", "outcome": "given", "given_at": "08:23"}
    rig.do(c.Act("create", {"type": "administration", "patient": "GUD", "fields": dose}))
    given = rig.play.session.history.record.entries("administration", "GUD")[-1].id
    rig.wait_to(90)
    said = {"dose": given, "effect": "good", "text": "Smerte 2 av 10 kl. 08:56."}
    rig.do(c.Act("create", {"type": "effect", "patient": "GUD", "fields": said}))
    task = next(t for t in rig.trainer.tasks().tasks if t.check == "a16-effect")
    assert task.state == "done"
