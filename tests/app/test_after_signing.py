"""The screen says that signing worked, and goes on recommending what is not passed yet."""

from typing import cast

from simtrainer.app import commands as c
from simtrainer.app.views.record import TableView
from tests.app.rig import SCENARIO, Rig


def test_an_emptied_form_says_when_it_was_signed() -> None:
    rig = Rig()
    rig.start()
    rig.do(c.OpenModule("tasks"))
    rig.do(c.Edit("task:", "title", "Måle NEWS2"))
    rig.do(c.Save("task:"))
    form = cast(TableView, rig.trainer.module()).form
    assert form is not None
    assert form.saved == "Lagret 07:30"
    rig.do(c.Edit("task:", "title", "Ny"))
    form = cast(TableView, rig.trainer.module()).form
    assert form is not None
    assert form.saved == ""


def test_a_run_that_was_not_passed_is_taken_but_recommended_again() -> None:
    rig = Rig()
    rig.start()
    rig.do(c.FinishRun())
    rig.do(c.ShowPage("home"))
    home = rig.trainer.home()
    assert home.mandatory_done == 1
    assert [card.id for card in home.recommended] == [SCENARIO]
