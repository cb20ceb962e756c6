"""A measurement beside the last one and beside what is usual, and what it asks for next."""

from typing import Any

import pytest

from simtrainer.app import commands as c
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.measurement import _tick
from simtrainer.app.views.record import MeasurementView
from simtrainer.base.problem import Problem
from tests.app.rig import SCENARIO, Rig
from tests.app.zone import zone

FORM = "news2:ODD"
CALM = {
    "resp": "20", "spo2": "90", "scale": "2", "supply": "air", "systolic": "130",
    "pulse": "85", "consciousness": "A", "temperature": "37,0",
}  # fmt: skip
ILL = {**CALM, "resp": "25", "spo2": "84", "systolic": "100", "pulse": "115"}


@pytest.fixture
def rig() -> Rig:
    rig = Rig()
    rig.start(SCENARIO)
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.OpenModule("measurements"))
    return rig


def page(rig: Rig) -> MeasurementView:
    view = rig.trainer.module()
    assert isinstance(view, MeasurementView)
    return view


def write(rig: Rig, values: dict[str, Any]) -> MeasurementView:
    for name, value in values.items():
        rig.do(c.Edit(FORM, name, value))
    return page(rig)


def test_while_nothing_is_written_the_last_set_is_told(rig: Rig) -> None:
    view = page(rig)
    assert (view.total, view.total_tone, view.risk) == ("1", "n1", "Lav risiko")
    assert view.advice.startswith("Målt ") and "\nVanlig for pasienten er 1." in view.advice
    assert view.steps == ()


def test_what_is_written_is_set_beside_the_last_one(rig: Rig) -> None:
    assert write(rig, ILL).advice.startswith("Opp fra 1, målt ")
    assert write(rig, {"pulse": "92"}).advice.startswith("Opp fra 1, målt ")
    assert write(rig, CALM).advice.startswith("Ned fra 1, målt ")
    assert write(rig, {"pulse": "92"}).advice.startswith("Uendret fra 1, målt ")


def test_an_unfinished_set_is_compared_with_nothing(rig: Rig) -> None:
    view = write(rig, {"resp": "20"})
    assert (view.total, view.total_tone) == ("Ufullstendig (1 av 7)", "")
    assert "Opp" not in view.advice and "Vanlig" not in view.advice


def test_a_score_that_asks_for_something_offers_what_to_write(rig: Rig) -> None:
    assert write(rig, CALM).steps == ()
    steps = write(rig, ILL).steps
    assert [(step.type, step.label) for step in steps] == [
        ("isbar", "Skriv ISBAR"), ("escalation", "Skriv hva du gjør"),
    ]  # fmt: skip
    rig.do(c.Save(FORM))
    assert page(rig).steps == steps, "they stay while the set that was saved is the last one"
    rig.do(c.StartForm("isbar"))
    assert rig.play.session.history.module == "journal"


def test_one_red_value_alone_asks_too(rig: Rig) -> None:
    view = write(rig, {"resp": "26"})
    assert view.risk == "Én rød verdi, fyll ut resten" and view.steps


def test_what_is_usual_stands_at_each_value_and_first_in_the_grid(rig: Rig) -> None:
    view = page(rig)
    resp = next(row for row in view.rows if row.field.id == "resp")
    assert resp.field.question == "per minutt\nvanlig 20"
    assert view.history_columns[0] == "vanlig"
    assert [cells[0].text for _, cells in view.history][:2] == ["20", "90"]
    rig.do(c.OpenPatient("SYN"))
    view = page(rig)
    assert "vanlig" not in view.history_columns
    assert not [row for row in view.rows if "vanlig" in row.field.question]


def test_scale_2_and_known_confusion_are_asked_about(rig: Rig) -> None:
    assert write(rig, CALM).asks == ()
    rig.do(c.OpenPatient("SYN"))
    rig.do(c.Edit("news2:SYN", "scale", "2"))
    assert page(rig).asks == (
        "Skala 2 gjelder bare når legen har bestemt det. Finn det i journalen først.",
    )
    rig.do(c.Edit("news2:SYN", "scale", "1"))
    rig.do(
        c.Act("create", {"type": "habitual", "patient": "SYN", "fields": {"consciousness": "C"}})
    )
    rig.do(c.Edit("news2:SYN", "consciousness", "C"))
    assert page(rig).asks == (
        "Er forvirringen ny, eller som den pleier? Bare ny forvirring gir 3 poeng.",
    )


def test_what_the_record_first_asks_for_is_the_first_on_the_page() -> None:
    rig = zone(pack="kommune-fane")
    program = rig.play.session.program
    rig.do(c.OpenPatient(program.ward[0].id))
    rig.do(c.OpenModule("measurements"))
    rows = [row.field.id for row in page(rig).rows]
    assert rows == [name for name in program.pack.types["news2"].fields if name in rows]
    assert rows[0] == "consciousness"
    with pytest.raises(Problem) as refused:
        rig.do(c.Save(page(rig).form.form))
    assert refused.value.params["field"] == "consciousness"


def test_the_time_axis_has_round_times(rig: Rig) -> None:
    view = page(rig)
    assert 2 <= len(view.trend_ticks) <= 6
    shares = [share for share, _ in view.trend_ticks]
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 1


def test_a_measurement_alone_stands_at_its_date(rig: Rig) -> None:
    rig.do(c.OpenPatient("RAG"))
    view = page(rig)
    assert len(view.trend_ticks) == 1
    assert view.trend_ticks[0][1].endswith(".5.")


def test_among_dates_today_is_a_date_too(rig: Rig) -> None:
    now = rig.play.session.history
    start = now.program.start
    midnight = round((start.replace(hour=0, minute=0) - start).total_seconds() * 1000)
    told = [_tick(Drawing(rig.trainer.texts, now), midnight, step) for step in (0, 12, 48)]
    assert told == ["00:00", "00:00", f"{start.day}.{start.month}."]


def test_what_is_seen_is_told_with_its_full_stops(rig: Rig) -> None:
    """Only numbers have a decimal comma."""
    rig.do(c.Observe("odd-look"))
    seen = dict(page(rig).device).values()
    assert "Sitter framoverbøyd. Hoster opp seigt, gulgrønt slim." in seen
