"""The visits of the day, and what came of them."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.care import CareItem, WorkListView
from simtrainer.base.problem import Problem
from tests.app.rig import Rig
from tests.app.zone import zone

DONE = "visit:TOR:v-tor:done"


def work(rig: Rig) -> WorkListView:
    view = rig.trainer.module()
    assert isinstance(view, WorkListView)
    return view


def items(rig: Rig) -> dict[str, CareItem]:
    return {item.entry: item for section in work(rig).sections for item in section.items}


@pytest.fixture
def rig() -> Rig:
    rig = zone()
    rig.do(c.OpenModule("visits"))
    return rig


def sign_off(rig: Rig, left: str, comment: str = "") -> None:
    rig.do(c.RowWish("done", "v-tor"))
    for name, value in {"arrived": "08:02", "left": left, "comment": comment}.items():
        rig.do(c.Edit(DONE, name, value))
    rig.do(c.Save(DONE))


def test_own_visits_by_route_in_the_order_they_are_planned(rig: Rig) -> None:
    view = work(rig)
    assert [(s.heading, s.note) for s in view.sections] == [
        ("Rute 3", "0 av 2"), ("Rute 4", "0 av 1"),
    ]  # fmt: skip
    assert list(items(rig)) == ["v-tor", "v-arv", "v-sol"]
    assert view.summary == "0 av 3 er kvittert. Planlagt 1 t 11 min, brukt 0 min."
    rig.do(c.Filter("all"))
    assert list(items(rig)) == ["v-tor", "v-arv", "v-asl", "v-sol"]


def test_a_visit_tells_where_what_and_how_long(rig: Rig) -> None:
    item = items(rig)["v-tor"]
    assert (item.lead, item.title, item.patient) == ("08:00", "Modellhaug, Torleif", "TOR")
    assert item.figures == ("15 min", "6 min", "")
    assert item.lines == (
        ("", "Prøveveien 4"),
        ("Oppdrag", "Insulin før frokost. Mål blodsukker."),
        ("Kompetanse", "Sykepleier"),
    )
    assert [action.verb for action in item.actions] == ["done", "partly", "not_done"]
    assert work(rig).form is None


def test_a_visit_that_has_not_begun_in_time_says_so(rig: Rig) -> None:
    rig.wait_to(14)
    assert items(rig)["v-tor"].tags == ()
    rig.wait_to(15)
    assert items(rig)["v-tor"].tags == (("15 min etter planen", "warn"),)


def test_signing_off_keeps_planned_and_real_time(rig: Rig) -> None:
    sign_off(rig, "08:12")
    item = items(rig)["v-tor"]
    assert item.tags == (("Utført", "good"), ("08:02–08:12", "neutral"))
    assert item.figures == ("15 min", "6 min", "10 min")
    assert work(rig).summary == "1 av 3 er kvittert. Planlagt 1 t 11 min, brukt 10 min."
    entry = rig.play.session.history.record.entry("v-tor")
    assert [v.status for v in entry.versions] == ["planned", "done"]
    assert [a.verb for a in item.actions] == ["correct"]


def test_much_more_time_than_planned_is_asked_about_once(rig: Rig) -> None:
    with pytest.raises(Problem, match=r"logic\.visit_longer"):
        sign_off(rig, "08:40")
    form = work(rig).form
    assert form is not None and items(rig)["v-tor"].selected
    assert next(f for f in form.fields if f.id == "comment").error.startswith("Det tok 23 minutter")
    rig.do(c.Save(DONE))
    assert items(rig)["v-tor"].figures[2] == "38 min"


def test_times_are_needed_for_what_was_done(rig: Rig) -> None:
    rig.do(c.RowWish("done", "v-tor"))
    with pytest.raises(Problem, match=r"field\.missing"):
        rig.do(c.Save(DONE))


def test_a_visit_that_was_not_made_says_why(rig: Rig) -> None:
    rig.do(c.RowWish("not_done", "v-arv", "not_home"))
    rig.do(c.Save("visit:ARV:v-arv:not_done"))
    (tag,) = items(rig)["v-arv"].tags
    assert tag[1] == "warn" and tag[0].startswith("Ikke utført")
    rig.do(c.RowWish("patient", "v-arv"))
    assert rig.play.session.history.patient == "ARV"


def test_the_other_pack_has_its_own_words() -> None:
    rig = zone(pack="kommune-fane")
    rig.do(c.OpenModule("visits"))
    assert work(rig).title == "Kjøreliste"
    assert items(rig)["v-tor"].lines[1][0] == "Gjøremål"


def test_a_ward_without_visits_says_so() -> None:
    rig = Rig()
    rig.start()
    rig.do(c.OpenModule("visits"))
    assert (work(rig).sections, work(rig).empty) == ((), "Ingen oppdrag på listen i dag.")
