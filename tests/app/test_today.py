"""What is out of the ordinary today, as the overview and the ward list tell it."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.present.today import exceptions
from simtrainer.app.views.record import OverviewView, WardListView
from tests.app.rig import SCENARIO, Rig
from tests.app.zone import zone


def odd(rig: Rig, patient: str) -> dict[str, str]:
    return dict(exceptions(rig.play.draw, patient))


def sets(rig: Rig, **values: object) -> None:
    calm = {
        "resp": 16, "spo2": 98, "scale": "1", "supply": "air", "systolic": 130, "pulse": 70,
        "consciousness": "A", "temperature": 37,
    }  # fmt: skip
    fields = {**calm, **values}
    rig.do(c.Act("create", {"type": "news2", "patient": "ARV", "fields": fields}))


def test_everything_that_asks_for_an_eye() -> None:
    rig = zone(110)
    assert odd(rig, "TOR") == {
        "Metoprolol 50 mg kl. 09:00 er 50 min sen": "bad",
        "Besøk kl. 08:00 er ikke kvittert": "warn",
        "Furosemid 40 mg kl. 08:00 er ikke gitt: Ville ikke ha": "warn",
        "Se om Oksykodon 5 mg har virket": "warn",
        "«Tørre føtter» skulle vært evaluert 10. mai": "warn",
    }


def test_what_is_taken_care_of_is_no_longer_told() -> None:
    rig = zone(1)
    for verb, data in (
        ("create", {"type": "effect", "fields": {"dose": "ad-oksy", "effect": "good"}}),
        ("create", {"type": "plan_evaluation",
                    "fields": {"plan": "p-tor", "result": "reached", "text": "x", "ends": True}}),
        ("move", {"entry": "v-tor", "verb": "done",
                  "fields": {"arrived": "08:00", "left": "08:10"}}),
    ):  # fmt: skip
        rig.do(c.Act(verb, {**data, "patient": "TOR"} if verb == "create" else data))
    assert list(odd(rig, "TOR")) == ["Furosemid 40 mg kl. 08:00 er ikke gitt: Ville ikke ha"]


def test_a_visit_that_was_not_made_is_told_with_why() -> None:
    rig = zone(1)
    rig.do(c.Act("move", {"entry": "v-arv", "verb": "not_done", "reason": "admitted"}))
    ((text, tone),) = odd(rig, "ARV").items()
    assert text.startswith("Besøk kl. 08:25: Ikke utført") and tone == "warn"


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ({}, {}, {}),
        ({"pulse": 95}, {"pulse": 115}, {"NEWS2 2 kl. 08:01, før var den 1": "warn"}),
        ({"pulse": 115}, {"pulse": 95}, {}),
        ({}, {"resp": 25, "pulse": 115}, {"NEWS2 5 kl. 08:01, før var den 0": "bad"}),
    ],
)
def test_a_score_that_is_high_or_has_risen(
    first: dict[str, object], then: dict[str, object], told: dict[str, str]
) -> None:
    rig = zone(1)
    sets(rig, **first)
    sets(rig, **then)
    assert odd(rig, "ARV") == told


def test_the_overview_begins_with_what_is_different() -> None:
    rig = zone(110)
    rig.do(c.OpenPatient("TOR"))
    view = rig.trainer.module()
    assert isinstance(view, OverviewView)
    heading, lines, tone = view.cards[0]
    assert (heading, len(lines), tone) == ("Annerledes i dag", 5, "bad")


def test_nothing_different_is_told_too() -> None:
    rig = zone(1)
    rig.do(c.OpenPatient("ARV"))
    view = rig.trainer.module()
    assert isinstance(view, OverviewView)
    assert view.cards[0] == (
        "Annerledes i dag", ("Ingenting utenom det vanlige så langt.",), "good",
    )  # fmt: skip


def ward(rig: Rig) -> WardListView:
    view = rig.trainer.module()
    assert isinstance(view, WardListView)
    return view


def test_home_care_is_listed_by_zone() -> None:
    rig = zone(110)
    rig.do(c.Search("e"))
    view = ward(rig)
    assert view.sections == (("Sone øst", 2), ("Sone vest", 2))
    assert [row.cells[view.strong] for row in view.rows][:2] == [
        "Modellhaug, Torleif", "Prøvestad, Arvid",
    ]  # fmt: skip
    assert view.rows[0].marks == (("1 dose sen", "bad"),)


def test_or_by_the_routes_of_the_day() -> None:
    rig = zone(1, "kommune-fane")
    rig.do(c.Search("e"))
    view = ward(rig)
    assert view.sections == (("Rute 3", 2), ("Rute 4", 2))
    assert view.strong == 0
    assert view.columns == ("Bruker", "Rom", "Sist sett", "Alder", "Obs")
    assert view.rows[0].cells[:2] == ("Modellhaug, Torleif", "Prøveveien 4")


def test_a_ward_of_one_unit_has_own_patients_and_the_rest() -> None:
    rig = Rig()
    rig.start(SCENARIO)
    assert [heading for heading, _ in ward(rig).sections] == [
        "Dine pasienter i dag", "Andre på avdelingen",
    ]  # fmt: skip


def test_the_list_is_whole_again_once_somebody_was_found_in_it() -> None:
    rig = Rig()
    rig.start(SCENARIO)
    before = len(ward(rig).rows)
    rig.do(c.Search("oddvar"))
    assert len(ward(rig).rows) == 1
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.OpenModule("ward"))
    assert len(ward(rig).rows) == before and not ward(rig).search
