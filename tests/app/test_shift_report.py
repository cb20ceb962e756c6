"""What has happened on the shift, patient by patient, and the report of it."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.care import CareSection, ShiftReportView
from tests.app.rig import Rig
from tests.app.zone import zone


@pytest.fixture
def rig() -> Rig:
    rig = zone(50)
    rig.do(c.OpenModule("handover"))
    return rig


def report(rig: Rig) -> ShiftReportView:
    view = rig.trainer.module()
    assert isinstance(view, ShiftReportView)
    return view


def section(rig: Rig, name: str) -> CareSection:
    return next(s for s in report(rig).sections if name in s.heading)


def write(rig: Rig, kind: str, patient: str, **fields: object) -> None:
    rig.do(c.Act("create", {"type": kind, "patient": patient, "fields": fields}))


def test_the_report_of_the_night_stands_first(rig: Rig) -> None:
    first = report(rig).sections[0]
    assert first.heading == "Rapporter"
    (item,) = first.items
    assert (item.lead, item.title) == ("07:20", "Lisbet Eksempelnes, sykepleier")
    assert item.lines[0] == ("Det som er annerledes", "Torleif sov lite")


def test_what_is_left_is_told_for_each_own_patient(rig: Rig) -> None:
    item = section(rig, "Modellhaug").items[0]
    assert (item.title, item.tags) == ("Til neste vakt", (("4 ting", "warn"),))
    assert ("", "Besøk kl. 08:00 er ikke kvittert") in item.lines
    assert section(rig, "Modellhaug").note == "0 ført på vakten"


def test_what_is_written_on_the_shift_is_gathered(rig: Rig) -> None:
    write(rig, "note", "TOR", observation="Blodsukker 4,1", plan="Måles igjen")
    rig.do(c.Act("move", {"entry": "v-arv", "verb": "not_done", "reason": "not_home"}))
    write(rig, "deviation", "", what="Nøkkelen var borte")
    mine = section(rig, "Modellhaug")
    assert mine.note == "1 ført på vakten"
    note = mine.items[1]
    assert (note.lead, note.title, note.patient) == ("08:50", "Sykepleienotat", "TOR")
    assert note.lines == (("", "Blodsukker 4,1 · Måles igjen"), ("Av", "Deg"))
    long = "Han var varm og klam, og ville ikke ha frokost før han hadde sovet."
    write(rig, "note", "TOR", observation=long, plan="Måles igjen")
    lines = section(rig, "Modellhaug").items[2].lines
    assert lines == (("", long), ("", "Måles igjen"), ("Av", "Deg"))
    visit = section(rig, "Prøvestad").items[-1]
    assert visit.tags[0][1] == "warn"
    assert visit.lines[-2:] == (
        ("Av", "Lisbet Eksempelnes, sykepleier"),
        ("Ikke utført", "Deg"),
    )
    assert section(rig, "Avdelingen").items[0].lines[0] == ("", "Nøkkelen var borte")


def test_others_patients_are_told_when_asked_for(rig: Rig) -> None:
    write(rig, "note", "SOL", observation="Ringte")
    assert not [s for s in report(rig).sections if "Simulvik" in s.heading]
    rig.do(c.Filter("all"))
    assert section(rig, "Simulvik").items[0].title == "Sykepleienotat"
    assert not [s for s in report(rig).sections if "Treningseid" in s.heading]


def test_what_is_marked_wrong_stays_and_is_struck(rig: Rig) -> None:
    write(rig, "note", "TOR", observation="Feil")
    (made,) = rig.play.session.history.record.entries("note", "TOR")
    rig.do(c.RowWish("invalidate", made.id, "Feil pasient"))
    item = section(rig, "Modellhaug").items[1]
    assert item.struck and "Feil pasient" in item.tags[0][0]


def test_the_report_is_written_and_then_stands_first(rig: Rig) -> None:
    form = report(rig).form
    assert form is not None and form.form == "handover:"
    rig.do(c.Edit(form.form, "exceptions", "Lavt blodsukker hos Torleif"))
    rig.do(c.Edit(form.form, "follow_up", "Mål kl. 11"))
    rig.do(c.Save(form.form))
    own = report(rig).sections[0].items[0]
    assert own.title == "Deg" and [a.verb for a in own.actions] == ["amend", "invalidate"]
