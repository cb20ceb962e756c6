"""Forms: hard limits refuse, soft limits ask once, what is missing is marked, commas count."""

from typing import Any

import pytest

from simtrainer.app import commands as c
from simtrainer.app.forms import Forms
from simtrainer.app.views.record import FormView, MeasurementView
from simtrainer.base.problem import Problem
from simtrainer.record.pack import Pack
from tests.app.rig import Rig
from tests.record.packs import NEWS2, pack_data

FORM = "news2:ODD"


@pytest.fixture
def forms() -> Forms:
    data = pack_data()
    data["types"]["news2"]["fields"]["resp"] |= {"soft_min": 8, "soft_max": 40}
    return Forms(Pack.from_data(data))


def fill(forms: Forms, form: str = FORM, **values: Any) -> None:
    start = NEWS2 if form == FORM else {}
    for name, value in {**start, **values}.items():
        forms.edit(form, name, value)


def refused(forms: Forms, form: str = FORM) -> dict[str, str]:
    """Field to the code of what is wrong with it, after trying to sign."""
    with pytest.raises(Problem) as caught:
        forms.read(form)
    marked = {name: problem.code for name, problem in forms.errors(form).items()}
    assert caught.value.code == next(iter(marked.values()))
    assert caught.value.params["type"] == form.split(":")[0]
    return marked


def test_a_form_begins_with_defaults_and_the_draft_on_top(forms: Forms) -> None:
    assert forms.values(FORM, {"resp": "20"}) == {"scale": "1", "resp": "20"}
    assert forms.values(FORM, {"resp": "99"})["resp"] == "20", "a begun form is not begun again"


def test_what_is_signed_is_cleaned(forms: Forms) -> None:
    fill(forms, temperature=" 37,4 ", resp="22", pulse="92,0")
    fields = forms.read(FORM)
    assert (fields["temperature"], fields["resp"], fields["pulse"]) == (37.4, 22, 92)
    assert isinstance(fields["resp"], int) and isinstance(fields["pulse"], int)
    fill(forms, "note:ODD", text="  Rolig natt \n")
    assert forms.read("note:ODD") == {"text": "Rolig natt"}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("resp", "0", "field.limits"), ("spo2", "101", "field.limits"), ("pulse", "x", "field.number"),
     ("temperature", "370", "field.limits"), ("resp", "20,5", "field.whole"),
     ("resp", "1e999999999", "field.number"), ("supply", "water", "field.choice")],
)  # fmt: skip
def test_hard_limits_refuse_every_time(forms: Forms, field: str, value: str, code: str) -> None:
    fill(forms, **{field: value})
    for _ in range(3):
        assert refused(forms) == {field: code}
    forms.edit(FORM, field, NEWS2[field])
    assert forms.errors(FORM) == {}
    forms.read(FORM)


def test_soft_limits_ask_once_for_each_value(forms: Forms) -> None:
    fill(forms, resp="44")
    assert refused(forms) == {"resp": "field.unusual"}
    assert forms.read(FORM)["resp"] == 44
    fill(forms, resp="45")
    assert refused(forms) == {"resp": "field.unusual"}
    assert forms.read(FORM)["resp"] == 45


def test_every_missing_field_is_marked_at_once(forms: Forms) -> None:
    fill(forms, resp="", spo2=None, pulse="x")
    assert refused(forms) == {
        "resp": "field.missing", "spo2": "field.missing", "pulse": "field.number",
    }  # fmt: skip


def test_fields_that_are_not_shown_are_not_asked_for_and_not_signed(forms: Forms) -> None:
    form = "note:ODD"
    fill(forms, form, text="a", tone="calm")
    assert refused(forms, form) == {"hidden": "field.missing"}
    fill(forms, form, hidden="b", tone="worried", why="c")
    assert forms.read(form) == {"text": "a", "tone": "worried", "why": "c"}


def test_what_is_not_asked_for_any_more_is_not_wrong_any_more(forms: Forms) -> None:
    form = "note:ODD"
    fill(forms, form, text="a", tone="worried", hidden="b")
    assert refused(forms, form) == {"why": "field.missing"}
    forms.edit(form, "text", "b")
    assert set(forms.errors(form)) == {"why"}
    forms.edit(form, "tone", "calm")
    assert not forms.errors(form)


def test_a_real_identity_number_marks_its_field(forms: Forms) -> None:
    fill(forms, "note:ODD", text="144338499" + "90")
    assert refused(forms, "note:ODD") == {"text": "text.real_identity"}


def test_yes_and_no_from_the_screen_are_truth_values(forms: Forms) -> None:
    fill(forms, "order:ODD", drug="A", prn="yes")
    assert forms.read("order:ODD")["prn"] is True
    fill(forms, "order:ODD", prn="no")
    assert forms.read("order:ODD")["prn"] is False


def test_clearing_and_presetting_begin_anew(forms: Forms) -> None:
    fill(forms, resp="44")
    refused(forms)
    forms.clear(FORM)
    assert forms.values(FORM) == {"scale": "1"} and not forms.dirty and not forms.errors(FORM)
    fill(forms, resp="44")
    assert refused(forms) == {"resp": "field.unusual"}, "it is asked about anew"
    forms.preset(FORM, {"resp": "20"})
    assert forms.values(FORM) == {"resp": "20"} and forms.errors(FORM) == {}


def test_forms_and_fields_that_are_not_there_are_told(forms: Forms) -> None:
    with pytest.raises(Problem, match=r"record\.no_type"):
        forms.values("dream:ODD")
    with pytest.raises(Problem, match=r"record\.no_field"):
        forms.edit(FORM, "colour", "red")


# Values that are offered or worked out -----------------------------------------------------------


@pytest.fixture
def listed() -> Forms:
    data = pack_data()
    data["lists"] = {
        "drugs": {
            "para": {"text": "Paracetamol", "code": "N02BE01", "more": {"form": "tablett"}},
            "old": {"text": "Gammelt", "active": False},
        }
    }
    data["types"]["order"]["fields"] = {
        "drug": {
            "kind": "drug", "from_list": "drugs", "required": True,
            "fills": {"atc": "code", "form": "form"},
        },
        "atc": {"kind": "code"},
        "form": {"kind": "text"},
        "why": {"kind": "choice", "choices": ["pain"], "from_list": "drugs"},
        "day": {"kind": "date", "default": "today"},
        "dose": {"kind": "number", "min": 0.5, "max": 4, "step": 0.5, "decimals": 1},
        "sure": {"kind": "yesno"},
    }  # fmt: skip
    return Forms(Pack.from_data(data), lambda item: "12.05.2026" if item.id == "day" else None)


def test_a_choice_from_a_list_fills_in_what_the_list_knows(listed: Forms) -> None:
    listed.edit("order:", "form", "mikstur")
    listed.edit("order:", "drug", "para")
    assert listed.read("order:") == {
        "drug": "para", "atc": "N02BE01", "form": "tablett", "day": "12.05.2026",
    }  # fmt: skip
    listed.edit("order:", "drug", "Hostesaft fra apoteket")
    assert listed.read("order:")["atc"] == "N02BE01", "own words fill in nothing"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("why", "pane", "field.choice"),
        ("day", "i morgen", "field.date"),
        ("day", "31.02.2026", "field.date"),
        ("dose", "0,7", "field.step"),
        ("sure", "kanskje", "field.choice"),
    ],
)
def test_a_value_that_is_not_offered_or_has_not_the_form_is_refused(
    listed: Forms, field: str, value: str, code: str
) -> None:
    listed.edit("order:", "drug", "para")
    listed.edit("order:", field, value)
    assert refused(listed, "order:") == {field: code}


def test_what_is_offered_is_taken(listed: Forms) -> None:
    good = {"drug": "para", "why": "old", "day": "1.6.2026", "dose": "1,5", "sure": "no"}
    for name, value in good.items():
        listed.edit("order:", name, value)
    assert listed.read("order:")["dose"] == 1.5 and listed.read("order:")["sure"] is False


def test_what_was_emptied_by_mistake_comes_back() -> None:
    """The button beside the one that saves is easily hit."""
    rig = Rig()
    rig.start()
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.OpenModule("measurements"))

    def form() -> FormView:
        view = rig.trainer.module()
        assert isinstance(view, MeasurementView)
        return view.form

    rig.do(c.Clear("news2:ODD"))
    assert form().clear == "Tøm skjema", "there was nothing in it"
    rig.do(c.Edit("news2:ODD", "resp", "22"))
    rig.do(c.Clear("news2:ODD"))
    assert rig.play.desk.draft("news2:ODD").get("resp") is None
    assert form().clear == "Hent tilbake"
    rig.do(c.Clear("news2:ODD"))
    assert rig.play.desk.draft("news2:ODD")["resp"] == "22"
    assert rig.play.session.history.drafts.fields["news2:ODD"]["resp"] == "22", "on the disk too"
    assert form().clear == "Tøm skjema"
    rig.do(c.Clear("news2:ODD"))
    rig.do(c.Edit("news2:ODD", "pulse", "80"))
    assert form().clear == "Tøm skjema", "something else is written there now"
