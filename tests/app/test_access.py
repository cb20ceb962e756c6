"""A record outside the own list takes a reason, a closed one blålys; both are logged."""

import json
from functools import cache

import pytest

from simtrainer.app import commands as c
from simtrainer.base.problem import Problem
from simtrainer.engine.program import Opening
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, SCENARIO, Rig, other


@cache
def program() -> bytes:
    """The shipped scenario with one patient's record closed, for somebody who gives nobody work."""
    raw, _ = compile_folder(ROOT / "scenarios" / SCENARIO, ROOT / "resources" / "packs")
    data = json.loads(raw)
    data["world"]["patients"]["GUD"]["restricted"] = True
    data["scenario"]["position"] = "assistant"
    return json.dumps(data).encode()


@pytest.fixture
def rig() -> Rig:
    rig = Rig(programs={"closed": other(program(), "closed")})
    rig.start("closed")
    return rig


def outside(rig: Rig) -> str:
    return next(p.id for p in rig.play.session.program.patients.values() if not p.assigned)


def _mine(rig: Rig) -> list[Opening]:
    return [o for o in rig.play.session.history.openings if o.by == "me"]


def test_an_own_patient_opens_without_a_word(rig: Rig) -> None:
    rig.do(c.OpenPatient("ODD"))
    assert rig.trainer.access() is None and rig.play.session.history.patient == "ODD"


def test_another_patient_takes_a_reason_once(rig: Rig) -> None:
    one, history = outside(rig), rig.play.session.history
    assert rig.do(c.OpenPatient(one)).parts >= {"access"}
    asked = rig.trainer.access()
    assert asked is not None and asked.patient == one and not asked.emergency
    assert [o.value for o in asked.reasons][-1:] == list(asked.own_words)
    assert history.patient == "" and not _mine(rig), "nothing is read before the answer"
    rig.do(c.OpenPatient(one, "call"))
    assert rig.trainer.access() is None and history.patient == one
    assert [(a.patient, a.reason, a.emergency) for a in _mine(rig)] == [(one, "call", False)]
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.OpenPatient(one))
    assert rig.trainer.access() is None and history.patient == one


def test_one_may_think_again(rig: Rig) -> None:
    one = outside(rig)
    for leave in (c.LeaveRecordShut(), c.OpenModule("inbox"), c.OpenPatient("ODD")):
        rig.do(c.OpenPatient(one))
        assert rig.trainer.access() is not None
        rig.do(leave)
        assert rig.trainer.access() is None
    assert one not in rig.play.session.history.opened_patients


def test_a_closed_record_opens_by_emergency_and_says_so_in_the_log(rig: Rig) -> None:
    rig.do(c.OpenPatient("GUD"))
    asked = rig.trainer.access()
    assert asked is not None and asked.emergency and asked.reasons == ()
    with pytest.raises(Problem) as refused:
        rig.do(c.OpenPatient("GUD", "hun ringte"))
    assert refused.value.code == "access.restricted"
    rig.do(c.OpenPatient("GUD", "Bevisstløs på rommet", emergency=True))
    assert json.loads(rig.log[-2])["d"] == {
        "patient": "GUD", "reason": "Bevisstløs på rommet", "emergency": True,
    }  # fmt: skip
    assert [a.emergency for a in _mine(rig)] == [True]


def test_a_bot_is_refused_as_a_person_is(rig: Rig) -> None:
    with pytest.raises(Problem) as refused:
        rig.do(c.Act("open_patient", {"patient": outside(rig)}))
    assert refused.value.code == "access.reason"


def test_only_some_positions_give_work_to_others(rig: Rig) -> None:
    rig.do(c.OpenModule("tasks"))
    rig.do(c.Edit("task:", "title", "Måle NEWS2"))
    rig.do(c.Edit("task:", "to", "day"))
    with pytest.raises(Problem) as refused:
        rig.do(c.Save("task:"))
    assert refused.value.code == "access.delegate"
    rig.do(c.Edit("task:", "to", ""))
    rig.do(c.Save("task:"))
