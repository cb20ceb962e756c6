"""Writing that the disk refuses is tried again by the clock, whether or not anybody writes on."""

import pytest

from simtrainer.app import commands as c
from simtrainer.base.problem import Problem
from simtrainer.engine.event import decode
from tests.app.rig import Rig

FULL = Problem("store.disk_full", retry=True)


@pytest.fixture
def rig() -> Rig:
    made = Rig()
    made.start()
    return made


def written(rig: Rig, form: str) -> str:
    """What is on the log of the stored run."""
    events = [decode(line) for line in rig.store.load(rig.play.session.info.run)[2]]
    drafts = [e.data["fields"] for e in events if e.kind == "draft" and e.data["form"] == form]
    return str(drafts[-1].get("observation", "")) if drafts else ""


def test_what_was_written_while_the_disk_was_full_is_stored_when_it_is_not(rig: Rig) -> None:
    patients = rig.play.session.program.patients.values()
    form = f"note:{next(p.id for p in patients if p.assigned)}"
    for text in ("Hun sov", "Hun sov lite", "Hun sov lite i natt"):
        rig.do(c.Edit(form, "observation", text))
        rig.store.fail = FULL
        with pytest.raises(Problem, match="disk_full"):
            rig.do(c.SaveDraft(form))
    assert rig.play.session.unsaved == 1, "one action waits, and no more are taken"
    rig.store.fail = FULL
    with pytest.raises(Problem, match="disk_full"):
        rig.trainer.tick()
    assert written(rig, form) == ""
    rig.trainer.tick()
    assert written(rig, form) == "Hun sov lite i natt"
    assert rig.play.desk.refused is False
    length = len(rig.play.session.run.log)
    rig.trainer.tick()
    assert len(rig.play.session.run.log) == length


def test_a_number_of_real_form_is_not_tried_again(rig: Rig) -> None:
    patients = rig.play.session.program.patients.values()
    form = f"note:{next(p.id for p in patients if p.assigned)}"
    rig.do(c.Edit(form, "observation", "Gjelder 144338499" + "90"))
    with pytest.raises(Problem):
        rig.do(c.SaveDraft(form))
    assert rig.play.desk.refused is False
    rig.trainer.tick()
