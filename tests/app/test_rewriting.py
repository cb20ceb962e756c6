"""An entry is written in again where it stands: corrected with every version kept, and only by
the one who wrote it."""

from typing import cast

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.record import FormView, TimelineItem, TimelineView
from simtrainer.base.problem import Problem
from tests.app.rig import Rig

FORM = "note:ODD"


@pytest.fixture
def rig() -> Rig:
    rig = Rig()
    rig.start()
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.OpenModule("journal"))
    rig.do(c.Edit(FORM, "observation", "Spiste godt"))
    rig.do(c.Edit(FORM, "plan", "Følge med"))
    rig.do(c.Save(FORM))
    return rig


def journal(rig: Rig) -> TimelineView:
    return cast(TimelineView, rig.trainer.module())


def own(rig: Rig) -> TimelineItem:
    return journal(rig).days[0][1][0]


def form(rig: Rig) -> FormView:
    found = journal(rig).form
    assert found is not None
    return found


def test_a_note_is_corrected_and_says_so(rig: Rig) -> None:
    note = own(rig)
    assert [action.verb for action in note.actions] == ["amend", "invalidate"]
    rig.do(c.RowWish("amend", note.entry))
    shown = form(rig)
    assert shown.form == f"{FORM}:{note.entry}:amend" and shown.types == ()
    assert {f.id: f.value for f in shown.fields}["observation"] == "Spiste godt"
    rig.do(c.Edit(shown.form, "observation", "Spiste lite"))
    rig.do(c.Edit(shown.form, "plan", ""))
    rig.do(c.SaveDraft(shown.form))
    rig.do(c.Save(shown.form))
    entry = rig.play.session.history.record.entry(note.entry)
    assert [v.fields["observation"] for v in entry.versions] == ["Spiste godt", "Spiste lite"]
    assert (entry.status, entry.fields["plan"], entry.valid) == ("amended", "", True)
    assert own(rig).status == "Rettet" and form(rig).form == FORM
    assert shown.form not in rig.play.session.history.drafts.fields


def test_what_was_begun_survives_a_crash_and_can_be_left(rig: Rig) -> None:
    note = own(rig)
    rig.do(c.RowWish("amend", note.entry))
    key = form(rig).form
    rig.do(c.Edit(key, "observation", "Spiste lite"))
    rig.do(c.SaveDraft(key))
    rig.restart()
    rig.do(c.SignIn("P-1"))
    rig.do(c.ContinueRun(max(rig.store._runs)))
    rig.do(c.RowWish("amend", note.entry))
    assert {f.id: f.value for f in form(rig).fields}["observation"] == "Spiste lite"
    rig.do(c.Clear(key))
    assert form(rig).form == FORM
    assert rig.play.session.history.record.entry(note.entry).fields["observation"] == "Spiste godt"


def test_nothing_changed_is_nothing_to_save(rig: Rig) -> None:
    note = own(rig)
    rig.do(c.RowWish("amend", note.entry))
    with pytest.raises(Problem) as refused:
        rig.do(c.Save(form(rig).form))
    assert refused.value.code == "form.unchanged"
    rig.do(c.Edit(form(rig).form, "observation", " "))
    with pytest.raises(Problem) as refused:
        rig.do(c.Save(form(rig).form))
    assert refused.value.code == "field.missing"


def test_a_colleagues_entry_is_left_alone_also_by_a_verb_straight_from_a_bot(rig: Rig) -> None:
    record = rig.play.session.history.record
    theirs = next(e for e in record.entries("note", "ODD") if e.author != "me")
    shown = {item.entry: item for _, day in journal(rig).days for item in day}
    assert shown[theirs.id].actions == ()
    for verb, more in (("amend", {"fields": {"plan": "x"}}), ("invalidate", {"reason": "feil"})):
        with pytest.raises(Problem) as refused:
            rig.do(c.Act(verb, {"entry": theirs.id, **more}))
        assert refused.value.code == "record.not_yours"
    assert record.entry(theirs.id) == theirs
