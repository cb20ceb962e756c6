"""The chart's states and as-needed drugs, and what the record asks before a dose is signed."""

import json
from functools import cache

import pytest

from simtrainer.app import commands as c
from simtrainer.app.present.doses import late_minutes
from simtrainer.app.present.signout import RIGHTS
from simtrainer.app.views.record import MedicationView, PrnRow, TableView, TimelineView
from simtrainer.base.problem import Problem
from simtrainer.record.entry import Entry, Version
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, SCENARIO, Rig, other
from tests.app.zone import zone

FORM = "administration:TOR"


def chart(rig: Rig) -> MedicationView:
    view = rig.trainer.module()
    assert isinstance(view, MedicationView)
    return view


def prn(rig: Rig, order: str) -> PrnRow:
    return next(row for row in chart(rig).prn if row.order == order)


@pytest.fixture
def rig() -> Rig:
    rig = zone(8)
    rig.do(c.OpenPatient("TOR"))
    rig.do(c.OpenModule("medication"))
    return rig


def give(rig: Rig, order: str, planned: str, given_at: str, **more: str) -> None:
    rig.do(c.SelectDose(order, planned))
    for right in RIGHTS:
        rig.do(c.TickRight(right, True))
    for name, value in {"outcome": "given", "given_at": given_at, **more}.items():
        rig.do(c.Edit(FORM, name, value))
    rig.do(c.Save(FORM))


def code(rig: Rig, *dose: str, **more: str) -> str:
    with pytest.raises(Problem) as refused:
        give(rig, *dose, **more)
    return refused.value.code


def test_states_of_the_chart(rig: Rig) -> None:
    cells = {(r.order, x.planned): (x.state, x.text) for r in chart(rig).regular for x in r.cells}
    assert cells["rx-furix", "08:00"] == ("not_given", "Avslått")
    assert cells["rx-metformin", "08:00"] == cells["rx-metformin", "18:00"] == ("paused", "Pause")
    assert cells["rx-meto", "09:00"] == ("later", "")
    details = {row.order: row.detail for row in chart(rig).regular}
    assert details["rx-metformin"].endswith("pause til og med 14. mai")
    assert details["rx-meto"].endswith("Legen: ikke ved puls under 50")
    assert ("pause", "Pause") in chart(rig).legend


def test_the_now_line_stands_between_times(rig: Rig) -> None:
    assert (chart(rig).times, chart(rig).now) == (("08:00", "09:00", "18:00"), 1.0)


def test_a_paused_dose_is_asked_about_once(rig: Rig) -> None:
    rig.do(c.SelectDose("rx-metformin", "08:00"))
    panel = chart(rig).sign_out
    assert panel is not None and panel.warning == "Satt på pause til og med 14. mai."
    assert code(rig, "rx-metformin", "08:00", "08:05") == "dose.paused"
    rig.do(c.Save(FORM))
    assert chart(rig).sign_out is None


def test_a_late_dose_says_why_and_keeps_its_real_time() -> None:
    rig = zone(110)
    rig.do(c.OpenPatient("TOR"))
    rig.do(c.OpenModule("medication"))
    cell = next(x for r in chart(rig).regular if r.order == "rx-meto" for x in r.cells[1:2])
    assert (cell.state, cell.text) == ("late", "Gi\n+50 min")
    assert code(rig, "rx-meto", "09:00", "09:48") == "dose.why_late"
    panel = chart(rig).sign_out
    assert panel is not None
    reason = next(field for field in panel.form.fields if field.id == "reason")
    assert (reason.label, reason.error) == (
        "Hvorfor ble den sen?", "Velg en årsak først.",
    )  # fmt: skip
    rig.do(c.Edit(FORM, "reason", "asleep"))
    rig.do(c.Save(FORM))
    cell = next(x for r in chart(rig).regular if r.order == "rx-meto" for x in r.cells[1:2])
    assert (cell.state, cell.text) == ("given", "09:48")


def test_an_as_needed_dose_too_soon_is_asked_about_once(rig: Rig) -> None:
    rig.do(c.SelectDose("rx-oksy", ""))
    panel = chart(rig).sign_out
    assert panel is not None and panel.warning == "For tidlig. Kan gis fra 11:00."
    assert panel.form.note == "Skriv uttaket i regnskapet også. Der står det 19."
    assert code(rig, "rx-oksy", "", "08:05", cosigner="ida") == "dose.too_soon"
    rig.do(c.Save(FORM))
    assert prn(rig, "rx-oksy").used == "2 av 2 siste døgn, sist 08:05"


def test_more_than_the_day_allows_is_asked_about(rig: Rig) -> None:
    with pytest.raises(Problem):
        give(rig, "rx-oksy", "", "08:05", cosigner="ida")
    rig.do(c.Save(FORM))
    assert code(rig, "rx-oksy", "", "08:07", cosigner="ida") == "dose.too_many"
    panel = chart(rig).sign_out
    assert panel is not None and panel.warning.startswith("Alle 2 for døgnet er brukt.")


def test_an_as_needed_drug_that_may_be_given_is_given(rig: Rig) -> None:
    give(rig, "rx-para", "", "08:05")
    row = prn(rig, "rx-para")
    assert (row.used, row.note) == ("1 av 4 siste døgn, sist 08:05", "Se etter virkning 08:35")
    assert row.note_tone == "neutral"


def test_the_effect_is_asked_for_and_written_beside_the_chart(rig: Rig) -> None:
    row = prn(rig, "rx-oksy")
    assert (row.note, row.note_tone) == ("Se etter virkning 07:45", "warn")
    (action,) = row.actions
    rig.do(c.SelectDose("rx-para", ""))
    rig.do(c.WriteAbout(action.entry, action.type))
    view = chart(rig)
    assert view.sign_out is None and view.follow_up is not None
    assert {f.id: f.value for f in view.follow_up.fields}["dose"] == "ad-oksy"
    form = view.follow_up.form
    rig.do(c.Edit(form, "effect", "none"))
    with pytest.raises(Problem, match=r"field\.missing"):
        rig.do(c.Save(form))
    rig.do(c.Edit(form, "text", "Like vondt"))
    rig.do(c.Save(form))
    assert chart(rig).follow_up is None
    row = prn(rig, "rx-oksy")
    assert (row.note, row.note_tone, row.actions) == ("Tidligst 11:00", "warn", ())


def test_cancelling_closes_the_panel(rig: Rig) -> None:
    rig.do(c.WriteAbout("ad-oksy", "effect"))
    rig.do(c.CancelDose())
    assert chart(rig).follow_up is None


def test_a_count_that_does_not_add_up_leads_to_a_deviation(rig: Rig) -> None:
    rig.do(c.OpenModule("controlled"))
    view = rig.trainer.module()
    assert isinstance(view, TableView)
    off = {row.entry: (row.tone, [a.key for a in row.actions]) for row in view.rows}
    assert off["a-count"] == ("bad", ["row.write.deviation.a-count"])
    assert off["a-out"] == ("neutral", [])
    rig.do(c.WriteAbout("a-count", "deviation"))
    assert rig.play.session.history.module == "deviations"
    rig.do(c.Edit("deviation:", "what", "Det mangler én tablett."))
    rig.do(c.Save("deviation:"))
    (made,) = rig.play.session.history.record.entries("deviation")
    assert made.fields["about"] == "a-count"
    rig.do(c.OpenModule("controlled"))
    view = rig.trainer.module()
    assert isinstance(view, TableView)
    assert next(row for row in view.rows if row.entry == "a-count").actions == ()


def test_cave_is_shown_where_it_is_given_and_left_to_the_trainee() -> None:
    rig = Rig()
    rig.start(SCENARIO)
    rig.do(c.OpenPatient("SYN"))
    rig.do(c.OpenModule("medication"))
    rig.do(c.SelectDose("syn-pivmecillinam", "08:00"))
    panel = chart(rig).sign_out
    assert panel is not None and panel.warning.startswith("CAVE ")


def test_cave_is_shown_where_it_is_ordered_and_left_to_the_trainee() -> None:
    rig = Rig()
    rig.start(SCENARIO)
    rig.do(c.OpenPatient("SYN"))
    rig.do(c.OpenModule("orders"))
    form = "order_change:SYN"
    for name, value, told in (
        ("action", "start", False), ("drug", "paracetamol", False), ("drug", "Penicillin?", False),
        ("drug", "pivmecillinam", True), ("action", "stop", False),
    ):  # fmt: skip
        rig.do(c.Edit(form, name, value))
        view = rig.trainer.module()
        assert isinstance(view, TimelineView) and view.form is not None
        assert view.form.warning.startswith("CAVE ") == told
    rig.do(c.OpenPatient("ODD"))
    view = rig.trainer.module()
    assert isinstance(view, TimelineView) and view.form is not None and view.form.warning == ""


# A night ----------------------------------------------------------------------------------------


@cache
def shift_of_the_night() -> bytes:
    """The shipped ward from 22:15 to 07:45, with one order of four doses and one as needed."""
    raw, _ = compile_folder(ROOT / "scenarios" / SCENARIO, ROOT / "resources" / "packs")
    data = json.loads(raw)
    data["scenario"] |= {"start": "2026-05-12T22:15:00", "length_ms": 570 * 60_000}
    data |= {"checks": [], "beats": [], "branches": [], "trajectories": {}}
    order = next(e for e in data["world"]["entries"] if e["type"] == "prescription")
    fields = {"drug": "Paracetamol", "atc": "N02BE01", "group": "C"}
    night = {**order, "id": "night", "patient": "ODD"}
    data["world"]["entries"] = [
        {**night, "fields": {**fields, "times": ["20:00", "23:00", "06:00", "08:00"]}},
        {
            **night,
            "id": "prn",
            "fields": {**fields, "prn": True, "max_per_day": 4, "min_interval_minutes": 60},
        },
    ]
    return json.dumps(data).encode()


@pytest.fixture
def night() -> Rig:
    rig = Rig(programs={"night": other(shift_of_the_night(), "night")})
    rig.start("night")
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.OpenModule("medication"))
    return rig


def states(rig: Rig) -> dict[str, str]:
    return {cell.planned: cell.state for cell in chart(rig).regular[0].cells}


def give_at_night(rig: Rig, order: str, planned: str, given_at: str) -> None:
    rig.do(c.SelectDose(order, planned))
    for right in RIGHTS:
        rig.do(c.TickRight(right, True))
    rig.do(c.Edit("administration:ODD", "outcome", "given"))
    rig.do(c.Edit("administration:ODD", "given_at", given_at))
    rig.do(c.Save("administration:ODD"))


def to(rig: Rig, minute: int) -> None:
    """Let the night pass without its happenings."""
    rig.play.session.run.advance(minute * 60_000)


def test_a_dose_after_midnight_is_read_on_the_right_day(night: Rig) -> None:
    assert chart(night).times == ("20:00", "23:00", "06:00", "08:00") and chart(night).now == 1.0
    assert states(night) == {"20:00": "late", "23:00": "due", "06:00": "later", "08:00": "later"}
    give_at_night(night, "night", "23:00", "22:20")
    to(night, 7 * 60 + 20)
    assert states(night) == {"20:00": "late", "23:00": "given", "06:00": "due", "08:00": "later"}
    assert chart(night).now == 2.0
    give_at_night(night, "night", "06:00", "05:35")
    to(night, 9 * 60)
    assert states(night) == {"20:00": "late", "23:00": "given", "06:00": "given", "08:00": "due"}


def test_an_interval_is_counted_over_midnight(night: Rig) -> None:
    to(night, 100)
    give_at_night(night, "prn", "", "23:55")
    to(night, 130)
    with pytest.raises(Problem) as asked:
        give_at_night(night, "prn", "", "00:25")
    assert asked.value.code == "dose.too_soon" and asked.value.params["clock"] == "00:55"
    to(night, 165)
    give_at_night(night, "prn", "", "01:00")


@pytest.mark.parametrize(
    ("planned", "given", "late"),
    [("08:00", "08:45", 45), ("23:50", "00:35", 45), ("00:10", "23:50", 0), ("08:00", "08:20", 0)],
)
def test_late_is_counted_the_short_way_round_the_clock(planned: str, given: str, late: int) -> None:
    order = Entry("o", "prescription", "ODD", (Version(0, "x", "signed", {}),))
    fields = {"outcome": "given", "planned": planned, "given_at": given}
    assert late_minutes(order, fields) == late


def test_what_was_signed_is_corrected_or_marked_wrong_from_the_chart(rig: Rig) -> None:
    give(rig, "rx-para", "", "08:05")
    rig.do(c.SelectDose("rx-para", ""))
    panel = chart(rig).sign_out
    assert panel is not None and panel.before == "Forrige dose: Gitt 08:05. Deg"
    assert panel.signed == "", "the one that the panel is about is not signed yet"
    amend, wrong = panel.actions
    assert (amend.verb, wrong.verb) == ("amend", "invalidate")
    rig.do(c.RowWish("amend", amend.entry))
    form = chart(rig).follow_up
    assert form is not None and chart(rig).sign_out is None
    rig.do(c.Edit(form.form, "given_at", "08:03"))
    rig.do(c.Save(form.form))
    assert chart(rig).follow_up is None
    assert prn(rig, "rx-para").used == "1 av 4 siste døgn, sist 08:03"
    rig.do(c.SelectDose("rx-para", ""))
    rig.do(c.RowWish("invalidate", amend.entry, "Feil pasient"))
    assert prn(rig, "rx-para").used == "0 av 4 siste døgn"
    rig.do(c.SelectDose("rx-para", ""))
    panel = chart(rig).sign_out
    assert panel is not None and (panel.before, panel.actions) == ("", ())


def test_a_correction_can_be_left(rig: Rig) -> None:
    give(rig, "rx-para", "", "08:05")
    rig.do(c.SelectDose("rx-para", ""))
    panel = chart(rig).sign_out
    assert panel is not None
    rig.do(c.RowWish("amend", panel.actions[0].entry))
    rig.do(c.CancelDose())
    assert chart(rig).follow_up is None


def test_what_a_colleague_signed_is_left_alone(rig: Rig) -> None:
    rig.do(c.SelectDose("rx-furix", "08:00"))
    panel = chart(rig).sign_out
    assert panel is not None and panel.actions == () and panel.late == ""
    assert panel.signed == "Signert: Ikke gitt 07:55. Ida Prøveli, helsefagarbeider"
    assert panel.before == ""


def test_hours_later_there_is_no_effect_to_look_for() -> None:
    """Gudny's dose of the night was given six hours ago."""
    rig = Rig()
    rig.start(SCENARIO)
    rig.do(c.OpenPatient("GUD"))
    rig.do(c.OpenModule("medication"))
    used = [row for row in chart(rig).prn if not row.used.startswith("0 ")]
    assert used and all(row.note == "" and row.actions == () for row in used)
