"""From the debrief into the record as it was: to look, move about and come back; nothing more."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from simtrainer.app import commands as c
from simtrainer.app.lookback import only_to_read
from simtrainer.app.looks import Look, Outfit
from simtrainer.app.ports import Mode
from simtrainer.app.present.kinds import module_view
from simtrainer.app.views.lookback import LookbackView
from simtrainer.app.views.office import CaseView
from simtrainer.app.views.record import (
    FormView,
    MedicationView,
    RowAction,
    TimelineView,
    WardListView,
)
from simtrainer.base.problem import Problem
from simtrainer.launch.words import LANGUAGES, texts
from tests.app.rig import SCENARIO, Hands, Rig


def ended(steps: int = 400, mode: Mode = "spill", rig: Rig | None = None) -> Rig:
    """A run that is over, with its debrief on the screen."""
    rig = rig or Rig()
    rig.do(c.SignIn("P-1"))
    rig.do(c.StartRun(SCENARIO, mode))
    rig.do(c.ChooseOnCard("notice-0", "ok"))
    hands = Hands(rig)
    for _ in range(steps):
        if rig.playing and not hands.one_step():
            rig.wait(5)
    rig.wait(45 * 60)
    if rig.playing:
        rig.do(c.FinishRun())
    return rig


@pytest.fixture(scope="module")
def played() -> Rig:
    """A whole run; each test leaves the lookback again."""
    return ended()


def looked(rig: Rig, check: str) -> LookbackView:
    rig.do(c.LookBack(check))
    view = rig.trainer.lookback()
    assert view is not None
    return view


def test_every_check_that_left_a_trace_leads_to_it(played: Rig) -> None:
    verdicts = played.trainer.debrief().verdicts
    assert [v.check for v in verdicts if not v.seen] == ["a1-own"]
    for verdict in verdicts:
        if not verdict.seen:
            continue
        view = looked(played, verdict.check)
        assert view.about == f"{verdict.what}: {verdict.title}"
        clock = view.heading.removeprefix("Slik journalen så ut kl. ")
        assert verdict.what.endswith(clock)
        assert sum(item.current for _, group in view.nav.groups for item in group) == 1
    played.do(c.LeaveLookback())
    assert played.trainer.lookback() is None


def test_a_note_is_there_when_it_was_written_and_the_later_ones_are_not(played: Rig) -> None:
    view = looked(played, "a4-note")
    assert isinstance(view.module, TimelineView) and view.banner is not None
    (_, today), *_ = view.module.days
    assert [item.current for item in today].count(True) == 1
    now = played.trainer.sitting.debriefing.play.session.history  # type: ignore[union-attr]
    then = played.trainer.sitting.debriefing._lookback._now  # type: ignore[union-attr]
    assert len(then.record.touched) < len(now.record.touched)
    dose = looked(played, "a3-dose").module
    assert isinstance(dose, MedicationView)
    assert any(cell.state == "given" for row in dose.regular for cell in row.cells)
    played.do(c.LeaveLookback())


def test_what_was_left_out_is_shown_as_it_stood_when_it_was_due() -> None:
    rig = ended(4)
    view = looked(rig, "a3-dose")
    assert isinstance(view.module, MedicationView) and view.banner is not None
    assert view.banner.name.endswith("Ragnvald")
    (row,) = (row for row in view.module.regular if row.name.startswith("Levodopa"))
    assert not any(cell.state == "given" for cell in row.cells)


def test_one_moves_about_as_in_play_and_nothing_is_written(played: Rig) -> None:
    stored = played.log
    looked(played, "a4-note")
    for wish, module in (
        (c.OpenModule("ward"), "ward"),
        (c.Search("synne"), "ward"),
        (c.OpenPatient("SYN"), "overview"),
        (c.OpenModule("journal"), "journal"),
        (c.Filter("note"), "journal"),
        (c.ShowMore(), "journal"),
        (c.OpenModule("inbox"), "inbox"),
        (c.OpenModule("search"), "search"),
        (c.Find("levodopa"), "search"),
    ):
        change = played.do(wish)
        assert change.parts == frozenset({"lookback"})
        view = played.trainer.lookback()
        assert view is not None
        assert [i.id for _, group in view.nav.groups for i in group if i.current] == [module], wish
    rows = view.module.rows  # type: ignore[union-attr]
    text = next(row for row in rows if row.entry)  # type: ignore[union-attr]
    played.do(c.OpenFound(text.patient, text.entry))  # type: ignore[union-attr]
    assert played.trainer.lookback() is not None
    played.do(c.LeaveLookback())
    assert played.log == stored and played.trainer.screen == "debrief"


@pytest.mark.parametrize(
    "wish",
    [
        c.Save("note:RAG"), c.Edit("note:RAG", "text", "x"), c.SelectDose("x", "08:00"),
        c.RowWish("invalidate", "e1", "feil"), c.StartForm("note"), c.Observe("oddvar"),
        c.FinishRun(), c.Pause(), c.AskHelp(),
    ],
)  # fmt: skip
def test_what_would_write_or_play_is_refused(played: Rig, wish: object) -> None:
    looked(played, "a4-note")
    with pytest.raises(Problem, match=r"lookback\.read_only"):
        played.do(wish)
    assert "Øv en gang til" in played.trainer.words(Problem("lookback.read_only"))
    played.do(c.LeaveLookback())
    with pytest.raises(Problem, match=r"run\.none"):
        played.do(wish)


def test_it_is_no_leave_to_look_into_records_that_were_not_opened(played: Rig) -> None:
    looked(played, "a4-note")
    debriefing = played.trainer.sitting.debriefing
    assert debriefing is not None
    shut = [
        patient.id
        for patient in debriefing.play.session.history.record.patients.values()
        if not patient.assigned
    ]
    assert shut
    with pytest.raises(Problem, match=r"lookback\.closed"):
        played.do(c.OpenPatient(shut[0]))
    with pytest.raises(Problem, match=r"record\.no_patient"):
        played.do(c.OpenPatient("nobody"))
    with pytest.raises(Problem, match=r"record\.no_module"):
        played.do(c.OpenModule("nothing"))
    with pytest.raises(Problem, match=r"record\.no_check"):
        played.do(c.LookBack("nothing"))
    with pytest.raises(Problem, match=r"lookback\.nothing"):
        played.do(c.LookBack("a1-own"))
    played.do(c.LeaveLookback())


def pressed(value: Any) -> list[Any]:
    """What of a view state could still be pressed or written in."""
    if isinstance(value, RowAction):
        return [value]
    if isinstance(value, FormView):
        return [value] if value.fields or value.sign or value.draft or value.clear else []
    if isinstance(value, tuple):
        return [one for each in value for one in pressed(each)]
    if is_dataclass(value):
        return [one for f in fields(value) for one in pressed(getattr(value, f.name))]
    return []


def test_no_module_of_the_record_offers_anything_to_write_with() -> None:
    rig = Rig()
    play = rig.start()
    rig.do(c.OpenPatient("ODD"))
    could = 0
    for module in play.session.program.pack.modules:
        rig.do(c.OpenModule(module))
        view = module_view(play.draw, play.desk)
        could += len(pressed(view))
        assert pressed(only_to_read(view, "")) == [], module
    assert could > 10


def test_no_empty_list_of_the_record_invites_to_write_in_it() -> None:
    """But the list of patients can still be searched."""
    rig, said = Rig(), "Ingenting sto her."
    play = rig.start()
    rig.do(c.OpenPatient("ODD"))
    invited = 0
    for module in play.session.program.pack.modules:
        rig.do(c.OpenModule(module))
        view = module_view(play.draw, play.desk)
        words = getattr(view, "empty", "")
        invited += words != ""
        kept = said if words and not isinstance(view, WardListView) else words
        assert getattr(only_to_read(view, said), "empty", "") == kept, module
    assert invited > 10


def test_an_empty_list_says_that_nothing_was_registered(played: Rig) -> None:
    looked(played, "a4-note")
    played.do(c.OpenModule("cases"))
    view = played.trainer.lookback()
    assert view is not None and isinstance(view.module, CaseView) and not view.module.sections
    assert view.module.empty == "Ingenting var registrert her ennå."
    played.do(c.LeaveLookback())


def test_another_language_is_spoken_there_too_and_the_next_person_sees_nothing() -> None:
    rig = ended(4, rig=Rig(outfit=Outfit(Look(), LANGUAGES, texts)))
    looked(rig, "a3-dose")
    rig.do(c.SetLook(language="en"))
    view = rig.trainer.lookback()
    assert view is not None and view.heading.startswith("The record as it was")
    rig.do(c.SignOut())
    assert rig.trainer.lookback() is None
