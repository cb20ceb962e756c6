"""Cases step by step: what is written next, deadlines from the pack's list, hours in a week."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.care import CareItem
from simtrainer.app.views.office import CaseView
from tests.app.office import SYN, begin_case, decide, full_case, office, write
from tests.app.rig import Rig


@pytest.fixture
def rig() -> Rig:
    return office()


def view(rig: Rig) -> CaseView:
    found = rig.trainer.module()
    assert isinstance(found, CaseView)
    return found


def section(rig: Rig, heading: str) -> tuple[CareItem, ...]:
    return next(s.items for s in view(rig).sections if s.heading == heading)


def tags(item: CareItem) -> list[str]:
    return [text for text, _ in item.tags]


def test_a_case_goes_step_by_step_and_says_when(rig: Rig) -> None:
    case = begin_case(rig)
    assert view(rig).title == "Helsetjenester i hjemmet"
    assert [s.state for s in view(rig).steps] == ["current", "next", "next", "next", "next"]
    rig.do(c.RowWish("map", case))
    steps = view(rig).steps
    assert [s.state for s in steps[:3]] == ["done", "current", "next"]
    assert [s.detail for s in steps[:3]] == ["i dag", "i dag", ""]


def test_the_next_thing_to_write_is_offered_and_belongs_to_the_open_case(rig: Rig) -> None:
    case = begin_case(rig)
    form = view(rig).form
    assert form is not None
    assert form.type == "case_interim"
    assert "case" not in {field.id for field in form.fields}
    made = write(rig, "case_interim", expected="01.06.2026", text="Vi venter på fastlegen.")
    assert rig.play.session.history.record.entry(made).fields["case"] == case
    form = view(rig).form
    assert form is not None
    rig.do(c.ChangeType(form.form, "case_mapping"))
    form = view(rig).form
    assert form is not None
    assert form.type == "case_mapping"


def test_off_the_straight_way_the_case_says_so(rig: Rig) -> None:
    case = full_case(rig)
    rig.do(c.RowWish("appeal", case, "Vil ha mer hjelp"))
    last = view(rig).steps[-1]
    assert (last.state, last.tone) == ("aside", "warn")
    assert last.label == "Klage: Vil ha mer hjelp"


def test_deadlines_come_from_the_list_and_are_met_by_what_is_written(rig: Rig) -> None:
    begin_case(rig)
    (interim,) = section(rig, "Frister")
    assert interim.title == "Foreløpig svar"
    assert interim.tags == (("Foreløpig svar: 20. mai", "neutral"),)
    assert interim.lines == (("Regel", "fvl. § 11 a"),)
    decide(rig)
    found = {item.title: item for item in section(rig, "Frister")}
    assert found["Foreløpig svar"].tags == (("Foreløpig svar: gjort", "good"),)
    assert found["Klagefrist"].tags == (("Klagefrist: 9. juni", "neutral"),)
    assert found["Klagefrist"].lines == (("Regel", "pbrl. § 7-5"),)


def test_hours_are_told_by_the_week_and_summed(rig: Rig) -> None:
    full_case(rig)
    decisions = next(s for s in view(rig).sections if s.heading == "Vedtak")
    assert decisions.note == "7,5 timer per uke"
    assert ("Per uke", "6 timer") in decisions.items[0].lines
    assert ("Per uke", "1,5 timer") in decisions.items[1].lines


def test_more_hours_than_a_week_has_are_seen(rig: Rig) -> None:
    begin_case(rig)
    decide(rig, amount="170", per="week")
    assert "Mer enn 168 timer per uke. Sjekk tallet." in tags(section(rig, "Vedtak")[0])


def test_all_cases_stand_under_where_they_are(rig: Rig) -> None:
    full_case(rig)
    rig.do(c.OpenEntry(""))
    assert [s.heading for s in view(rig).sections] == ["Vedtak"]
    assert view(rig).back == ""


def test_the_list_of_the_office_leads_to_the_patients_own_case(rig: Rig) -> None:
    case = begin_case(rig)
    rig.do(c.OpenModule("case_list"))
    assert ("Gjelder", "Testdal, Synne") in view(rig).sections[0].items[0].lines
    assert view(rig).form is None
    rig.do(c.OpenEntry(case))
    assert next(a.key for a in view(rig).actions) == f"row.patient.{case}"
    rig.do(c.RowWish("patient", case))
    now = rig.play.session.history
    assert (now.patient, now.module, now.entry) == (SYN, "cases", case)


def test_reading_a_piece_keeps_the_case_open(rig: Rig) -> None:
    full_case(rig)
    piece = section(rig, "Kartlegging")[0].entry
    rig.do(c.OpenEntry(piece))
    assert view(rig).title == "Helsetjenester i hjemmet"
    assert view(rig).back == "Til Saker"


def test_a_deviation_is_followed_up_and_closed_with_its_result(rig: Rig) -> None:
    made = write(rig, "deviation", "", what="Dosen ble gitt for sent.", category="medicine",
                 seriousness="minor")  # fmt: skip
    row = view(rig).sections[0].items[0]
    assert tags(row) == ["Meldt", "Alvor: Liten skade"]
    assert row.lines[-1][1].endswith(" av deg")
    form = view(rig).form
    assert form is not None
    assert form.saved.startswith("Sendt "), "a deviation is no part of the record"
    rig.do(c.OpenEntry(made))
    rig.do(c.RowWish("follow_up", made))
    follow = write(rig, "deviation_follow_up", "", cause="Uklart hvem som gir.", measure="Liste.")
    assert rig.play.session.history.record.entry(follow).fields["deviation"] == made
    rig.do(c.RowWish("close", made, "Ny liste virker"))
    assert [s.state for s in view(rig).steps] == ["done", "done", "current"]
    rig.do(c.OpenEntry(""))
    assert [s.heading for s in view(rig).sections] == ["Meldt"]
    rig.do(c.Filter("all"))
    assert tags(view(rig).sections[-1].items[0])[0] == "Lukket: Ny liste virker"
