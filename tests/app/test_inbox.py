"""The message centre: boxes, receipts, answers, and what somebody must take charge of."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.record import InboxView, MessageRow, MessageView
from tests.app.office import SYN, office, write
from tests.app.rig import Rig

REQUEST = {"to": "gp", "subject": "Resept", "body": "Kan du fornye resepten?"}


@pytest.fixture
def rig() -> Rig:
    return office()


def view(rig: Rig) -> InboxView:
    found = rig.trainer.module()
    assert isinstance(found, InboxView)
    return found


def row(rig: Rig, entry: str) -> MessageRow:
    return next(found for found in view(rig).rows if found.entry == entry)


def message(rig: Rig) -> MessageView:
    found = view(rig).message
    assert found is not None
    return found


def test_a_message_is_taken_charge_of_before_it_is_handled(rig: Rig) -> None:
    rig.do(c.OpenModule("inbox"))
    assert row(rig, "m-ready").kind == "Utskrivningsklar pasient"
    assert row(rig, "m-ready").unread
    rig.do(c.OpenEntry("m-ready"))
    assert "row.complete.m-ready" not in {a.key for a in message(rig).actions}
    rig.do(c.RowWish("acknowledge", "m-ready"))
    assert message(rig).mark == ("Under behandling", "warn")
    rig.do(c.Filter("mine"))
    assert {found.entry for found in view(rig).rows} == {"m-ready", "m-ask"}
    rig.do(c.RowWish("complete", "m-ready"))
    assert message(rig).mark == ("Ferdig behandlet", "good")


def test_boxes_tell_how_many_want_something_done(rig: Rig) -> None:
    rig.do(c.OpenModule("inbox"))
    labels = {box.value: box.label for box in view(rig).boxes}
    assert labels["inbox"].startswith("Innboks (")
    assert labels["failed"] == "Feilet"


def test_a_receipt_that_never_comes_is_told_after_a_while(rig: Rig) -> None:
    made = write(rig, "plo_request", **REQUEST)
    assert row(rig, made).mark == ("Venter kvittering", "neutral")
    assert row(rig, made).sender == "Til Fastlegen, legetjeneste"
    rig.wait(11 * 60)
    assert row(rig, made).mark == ("Mangler kvittering", "info")
    rig.do(c.Filter("failed"))
    assert [found.entry for found in view(rig).rows] == [made]


def test_a_rejected_message_says_why_and_is_sent_again(rig: Rig) -> None:
    made = write(rig, "plo_request", **REQUEST)
    rig.wait_to(21)
    rig.do(c.OpenEntry(made))
    assert message(rig).mark == ("Avvist: Ukjent mottaker", "bad")
    rig.do(c.RowWish("resend", made))
    assert message(rig).mark == ("Venter kvittering", "neutral")


def test_an_answer_knows_what_it_answers_and_whom(rig: Rig) -> None:
    rig.do(c.OpenModule("inbox"))
    rig.do(c.OpenEntry("m-ask"))
    assert {a.label for a in message(rig).actions} >= {"Ferdig behandlet", "Svar", "Meld feil"}
    rig.do(c.WriteAbout("m-ask", "plo_answer"))
    now = rig.play.session.history
    assert (now.module, now.patient) == ("messages", SYN)
    form = view(rig).form
    assert form is not None
    assert {f.id: f.value for f in form.fields if f.id != "body"} == {
        "about": "m-ask", "to": "hospital", "subject": "Hvilke tjenester har hun?",
    }  # fmt: skip
    rig.do(c.Edit(form.form, "body", "Hun har hjelp morgen og kveld."))
    rig.do(c.Save(form.form))
    rig.do(c.OpenEntry("m-ask"))
    assert [found.kind for found in message(rig).thread] == ["Svar på forespørsel"]


def test_a_message_that_is_begun_lies_among_the_drafts(rig: Rig) -> None:
    rig.do(c.OpenPatient(SYN))
    rig.do(c.OpenModule("messages"))
    rig.do(c.Edit("plo_request:SYN", "subject", "Resept"))
    rig.do(c.SaveDraft("plo_request:SYN"))
    rig.do(c.Filter("drafts"))
    (draft,) = view(rig).rows
    assert (draft.entry, draft.subject, draft.form_type) == ("", "Resept", "plo_request")
    rig.do(c.StartForm("plo_request"))
    form = view(rig).form
    assert form is not None
    assert next(f.value for f in form.fields if f.id == "subject") == "Resept"


def test_what_is_sent_is_seen_field_by_field(rig: Rig) -> None:
    made = write(
        rig, "plo_to_doctor", to="gp", subject="Tungpust", observations="Resp 24 siden i går.",
        ask="Ring meg før kl. 12.",
    )  # fmt: skip
    rig.do(c.OpenEntry(made))
    assert message(rig).facts == (
        ("Mottaker", "Fastlegen, legetjeneste"),
        ("Observasjoner", "Resp 24 siden i går."),
        ("Hva ber du legen om?", "Ring meg før kl. 12."),
    )
