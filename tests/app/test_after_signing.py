"""The screen says that signing worked, and goes on recommending what is not passed yet."""

from typing import cast

import pytest
import yaml

from simtrainer.app import commands as c
from simtrainer.app.views.record import TableView
from tests.app.rig import ROOT, SCENARIO, Rig

PACKS = ROOT / "resources" / "packs"


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


@pytest.mark.parametrize("pack", ["kommune-standard", "kommune-fane"])
def test_what_has_a_button_that_sends_says_that_it_was_sent(pack: str) -> None:
    """Not that it was saved in the record: a message to a colleague is no part of it."""
    terms = dict[str, str]()
    for name in ("kommune-standard", pack):
        terms |= yaml.safe_load((PACKS / name / "terms" / "nb.yaml").read_text("utf-8"))
    sent = [key for key, said in terms.items() if key.endswith(".sign") and said.startswith("Send")]
    assert len(sent) > 5
    assert {terms.get(f"{key}ed") for key in sent if key.startswith("type.")} == {"Sendt {clock}"}


def test_a_run_that_was_not_passed_is_taken_but_recommended_again() -> None:
    rig = Rig()
    rig.start()
    rig.do(c.FinishRun())
    rig.do(c.ShowPage("home"))
    home = rig.trainer.home()
    assert home.mandatory_done == 1
    assert [card.id for card in home.recommended] == [SCENARIO]
