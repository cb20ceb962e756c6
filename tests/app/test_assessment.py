"""An assessment beside the last one: what is left, what is asked, and the picture of the groups."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.care import AssessmentRow, AssessmentView
from simtrainer.base.problem import Problem
from tests.app.rig import Rig
from tests.app.zone import zone

FORM = "iplos:TOR"


def page(rig: Rig) -> AssessmentView:
    view = rig.trainer.module()
    assert isinstance(view, AssessmentView)
    return view


def rows(rig: Rig) -> dict[str, AssessmentRow]:
    return {row.field.id: row for group in page(rig).groups for row in group.rows}


@pytest.fixture
def rig() -> Rig:
    rig = zone(1)
    rig.do(c.OpenPatient("TOR"))
    rig.do(c.OpenModule("function"))
    return rig


def score(rig: Rig, **levels: str) -> None:
    for name, level in levels.items():
        rig.do(c.Edit(FORM, name, level))


def as_last(rig: Rig) -> dict[str, str]:
    last = rig.play.session.history.record.entry("f-tor").fields
    return {name: last[name] for name in rows(rig)}


def test_variables_stand_in_their_groups_with_the_last_level(rig: Rig) -> None:
    view = page(rig)
    assert [(g.heading, len(g.rows)) for g in view.groups] == [
        ("Sosial fungering", 2), ("Kognisjon", 3), ("Egen helse", 1), ("Husholdsfunksjoner", 3),
        ("Egenomsorg", 6), ("Syn og hørsel", 2),
    ]  # fmt: skip
    assert rows(rig)["outdoors"].before == "Sist: 3"
    assert [field.id for field in view.extra] == ["occasion", "comment"]
    assert view.before == "Sist vurdert 3. november 2025 av Lisbet Eksempelnes, sykepleier."
    assert (view.status, view.status_tone, view.asks) == ("0 av 17 er vurdert", "neutral", ())


def test_the_chosen_level_says_what_it_means(rig: Rig) -> None:
    score(rig, eating="4")
    assert rows(rig)["eating"].meaning == "Er med på det, men hjelperen må være der hele tiden."
    assert [level for level, _ in page(rig).levels] == ["1", "2", "3", "4", "5", "9"]
    assert all(text for _, text in page(rig).levels)


def test_what_is_odd_is_asked_where_it_stands_and_in_one_place(rig: Rig) -> None:
    score(rig, eating="3", memory="9")
    assert rows(rig)["eating"].ask.startswith("Sist var den 1.")
    assert "ikke «vet ikke»" in rows(rig)["memory"].ask
    assert [ask.split(":")[0] for ask in page(rig).asks] == ["Hukommelse", "Spise"]


def test_the_light_goes_from_missing_to_whole(rig: Rig) -> None:
    levels = as_last(rig)
    score(rig, social="2")
    assert page(rig).status_tone == "bad"
    score(rig, **levels)
    view = page(rig)
    assert (view.status, view.status_tone) == ("1 ting å se på", "warn")
    score(rig, sight="3")
    assert (page(rig).status, page(rig).status_tone) == ("Alle er vurdert", "good")


def test_the_profile_leaves_nine_out(rig: Rig) -> None:
    score(rig, social="3", behaviour="9")
    bar = page(rig).profile[0]
    assert (bar.label, bar.share, bar.before, bar.text) == (
        "Sosial fungering", 0.5, 0.125, "3,0 (sist 1,5)",
    )  # fmt: skip
    assert page(rig).profile[5].text == "– (sist 2,0)"


def test_every_variable_must_have_a_value(rig: Rig) -> None:
    score(rig, social="2")
    with pytest.raises(Problem, match=r"field\.missing"):
        rig.do(c.Save(FORM))
    assert rows(rig)["eating"].field.error and not rows(rig)["social"].field.error


def test_signing_asks_once_and_then_believes(rig: Rig) -> None:
    score(rig, **{**as_last(rig), "eating": "3"}, occasion="changed")
    with pytest.raises(Problem, match=r"logic\.levels_jump"):
        rig.do(c.Save(FORM))
    assert rows(rig)["eating"].field.error.startswith("Sist var den 1.")
    rig.do(c.Save(FORM))
    assert page(rig).before.startswith("Sist vurdert i dag av deg")
    assert rows(rig)["eating"].before == "Sist: 3"


def test_the_first_assessment_is_beside_nothing() -> None:
    rig = zone(1)
    rig.do(c.OpenPatient("ARV"))
    rig.do(c.OpenModule("function"))
    assert page(rig).before == "Første vurdering."
    assert {row.before for row in rows(rig).values()} == {""}
    assert {bar.before for bar in page(rig).profile} == {None}


def test_the_other_pack_has_its_own_words() -> None:
    rig = zone(1, "kommune-fane")
    rig.do(c.OpenPatient("TOR"))
    rig.do(c.OpenModule("function"))
    assert page(rig).title == "Kartlegging (IPLOS)"
