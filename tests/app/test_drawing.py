"""How values become words, and how a dose stands by the clock."""

from typing import Any

import pytest

from simtrainer.app import commands as c
from simtrainer.app.present.doses import dose_state, planned_ms
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.form import field_view
from simtrainer.app.present.kinds import VIEW_KINDS
from simtrainer.app.trainer import Change
from simtrainer.base.problem import Problem
from simtrainer.engine.program import MINUTE_MS
from simtrainer.record.pack import Field
from tests.app.rig import Hands, Rig

DAY_MS = 24 * 60 * MINUTE_MS
KEPT = ("timeline", "shift_report")
"""View kinds whose lists are kept between the letters that are written beside them."""


@pytest.fixture
def rig() -> Rig:
    made = Rig()
    made.start()
    return made


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "I dag, tirsdag 12. mai"), (-1, "I går, mandag 11. mai"), (-2, "Søndag 10. mai"),
     (1, "Onsdag 13. mai")],
)  # fmt: skip
def test_days_are_told_as_people_do(rig: Rig, days: int, words: str) -> None:
    assert rig.play.draw.day(days * DAY_MS) == words


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [("number", 37.4, "37,4 °C"), ("number", None, ""), ("yesno", True, "Ja"),
     ("yesno", False, "Nei"), ("person", "me", "Deg"), ("person", "ukjent", "ukjent"),
     ("multi", ["08:00", "20:00"], "08:00, 20:00"), ("text", "fri", "fri"), ("text", "", ""),
     ("entry", "gone", "gone")],
)  # fmt: skip
def test_a_field_is_drawn_by_its_kind(rig: Rig, kind: str, value: Any, words: str) -> None:
    draw = rig.play.draw
    news2 = draw.now.program.pack.types["news2"]
    unit = "°C" if kind == "number" else ""
    assert draw.field(news2, Field("x", kind, unit=unit), value) == words


def test_a_choice_is_drawn_by_its_term_and_an_order_by_its_name(rig: Rig) -> None:
    draw = rig.play.draw
    news2 = draw.now.program.pack.types["news2"]
    assert draw.field(news2, news2.fields["supply"], "air") == draw("choice.news2.supply.air")
    drawn = draw.order("rag-levodopa")
    assert drawn and not drawn.startswith("rag") and "$" not in drawn


def test_how_a_date_is_written_stands_by_every_field_for_one(rig: Rig) -> None:
    """Not only where it was written otherwise, and with the day that "i dag" is reckoned from."""
    draw, desk = rig.play.draw, rig.play.desk
    dates = [
        field_view(draw, desk, kind, item, "", None)
        for kind in draw.now.program.pack.types.values()
        for item in kind.fields.values()
        if item.kind == "date"
    ]
    assert len(dates) > 15
    assert all(field.question.endswith("dd.mm.åååå") for field in dates)
    assert {field.today for field in dates} == {"12.05.2026"}


def test_a_problem_names_the_field_in_the_pack_s_own_words(rig: Rig) -> None:
    limits = Problem("field.limits", type="news2", field="resp", value=220, low=1.0, high=80.0)
    words = rig.play.draw.problem(limits)
    assert rig.play.draw("field.news2.resp") in words and "mellom 1 og 80" in words


def test_a_dose_stands_by_the_clock(rig: Rig) -> None:
    draw, order = rig.play.draw, rig.play.session.history.record.entry("rag-levodopa")
    planned = str(order.fields["times"][1])
    due = planned_ms(draw, planned)
    limit = int(order.fields["time_critical_minutes"]) * MINUTE_MS
    seen = [
        dose_state(draw, order, planned, due + away)
        for away in (-60 * MINUTE_MS, -MINUTE_MS, limit, limit + 1)
    ]
    assert seen == ["later", "due", "due", "late"]


def test_what_is_given_must_have_been_checked(rig: Rig) -> None:
    order = rig.play.session.history.record.entry("rag-levodopa")
    planned = str(order.fields["times"][1])
    form = f"administration:{order.patient}"
    rig.do(c.OpenPatient(order.patient))
    rig.do(c.OpenModule("medication"))
    with pytest.raises(Problem, match=r"field\.time"):
        rig.do(c.SelectDose(order.id, "noon"))
    rig.do(c.SelectDose(order.id, planned))
    rig.do(c.Edit(form, "outcome", "given"))
    for right in ("patient", "drug", "dose", "route"):
        rig.do(c.TickRight(right, True))
    with pytest.raises(Problem, match=r"rights\.missing") as caught:
        rig.do(c.Save(form))
    assert caught.value.params["n"] == 1
    rig.do(c.TickRight("time", True))
    rig.do(c.Save(form))
    assert rig.play.desk.dose is None
    now = rig.play.session.now_ms
    assert dose_state(rig.play.draw, order, planned, now) == "given"


def test_a_dose_can_be_left_without_giving_it(rig: Rig) -> None:
    rig.do(c.OpenPatient("RAG"))
    rig.do(c.OpenModule("medication"))
    rig.do(c.SelectDose("rag-levodopa", "07:00"))
    rig.do(c.CancelDose())
    assert rig.play.desk.dose is None


def test_what_is_kept_between_letters_is_what_would_be_drawn_anew() -> None:
    """Through a whole shift, while things happen: journal and shift report as kept and as fresh."""
    rig = Rig()
    rig.start()
    drawn = events = 0

    def compare(change: Change) -> None:
        nonlocal drawn, events
        play = rig.trainer.play
        if play is None or rig.trainer.screen != "play":
            return
        now = play.session.history
        if now.events < events + 3:
            return
        events = now.events
        fresh = Drawing(rig.trainer.texts, now)
        for module in now.program.pack.modules.values():
            if module.view in KEPT and (module.group != "patient" or now.patient):
                draw = VIEW_KINDS[module.view]
                assert draw(play.draw, play.desk, module) == draw(fresh, play.desk, module)
                drawn += 1

    stop = rig.trainer.subscribe(compare)
    Hands(rig).play_to_the_end()
    stop()
    assert drawn > 100
