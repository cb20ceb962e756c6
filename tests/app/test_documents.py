"""Letters: merged from templates, as the record stood when they were signed; what is missing is
told before it is sent."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.office import DocumentsView, PaperView
from tests.app.office import SYN, decide, full_case, office, write
from tests.app.rig import Rig


@pytest.fixture
def rig() -> Rig:
    return office()


def view(rig: Rig) -> DocumentsView:
    found = rig.trainer.module()
    assert isinstance(found, DocumentsView)
    return found


def paper(rig: Rig) -> PaperView:
    found = view(rig).paper
    assert found is not None
    return found


def decision_of(rig: Rig) -> str:
    return rig.play.session.history.record.entries("case_decision", SYN)[0].id


def begin(rig: Rig) -> None:
    full_case(rig)
    write(rig, "personal", address="Øvingsveien 3, 9999 Prøvestad", doctor="Dr. Simulberg")
    rig.do(c.OpenModule("letters"))
    for name, value in {
        "template": "decision", "to": "patient", "date": "12.05.2026", "decision": decision_of(rig),
    }.items():  # fmt: skip
        rig.do(c.Edit("letter:SYN", name, value))


def test_no_paper_before_a_template_is_chosen(rig: Rig) -> None:
    rig.do(c.OpenPatient(SYN))
    rig.do(c.OpenModule("letters"))
    assert view(rig).paper is None


def test_the_letter_is_seen_as_it_will_be_while_it_is_written(rig: Rig) -> None:
    begin(rig)
    sheet = paper(rig)
    assert sheet.state == ("Slik blir brevet", "info")
    assert sheet.recipient == ("Synne Testdal", "Øvingsveien 3, 9999 Prøvestad")
    assert "Tjeneste: Helsetjenester i hjemmet" in sheet.paragraphs[1]
    assert "Fristen er 4 uker (pbrl. § 7-5)" in sheet.paragraphs[-1]
    assert sheet.missing == ""


def test_what_is_missing_is_named_and_leaves_a_visible_hole(rig: Rig) -> None:
    rig.do(c.OpenPatient(SYN))
    rig.do(c.OpenModule("letters"))
    rig.do(c.Edit("letter:SYN", "template", "decision"))
    rig.do(c.Edit("letter:SYN", "to", "patient"))
    sheet = paper(rig)
    assert sheet.missing.startswith("Brevet mangler: Adresse, Tjeneste")
    assert "[Adresse mangler]" in sheet.recipient


def test_a_signed_letter_is_not_said_to_be_filled_in(rig: Rig) -> None:
    rig.do(c.OpenPatient(SYN))
    rig.do(c.OpenModule("letters"))
    for name, value in {"template": "free", "to": "patient", "own_words": "Hei."}.items():
        rig.do(c.Edit("letter:SYN", name, value))
    assert "Fyll det inn" in paper(rig).missing
    rig.do(c.Save("letter:SYN"))
    rig.do(c.OpenEntry(rig.play.session.history.record.entries("letter", SYN)[-1].id))
    assert paper(rig).missing.startswith("Brevet mangler: Adresse")
    assert "Fyll det inn" not in paper(rig).missing


def test_a_signed_letter_is_sent_and_never_changes(rig: Rig) -> None:
    begin(rig)
    rig.do(c.Save("letter:SYN"))
    made = rig.play.session.history.record.entries("letter", SYN)[-1].id
    rig.do(c.OpenEntry(made))
    before = paper(rig)
    assert before.state == ("Ikke sendt", "warn")
    rig.do(c.RowWish("send", made))
    assert paper(rig).state == ("Sendt", "good")
    write(rig, "personal", address="Ny vei 1, 9998 Testdalen")
    rig.do(c.OpenModule("letters"))
    rig.do(c.OpenEntry(made))
    assert paper(rig).recipient == before.recipient
    assert paper(rig).paragraphs == before.paragraphs


def test_a_line_about_what_was_never_asked_is_left_out(rig: Rig) -> None:
    begin(rig)
    rig.do(c.OpenModule("cases"))
    rig.do(c.OpenEntry(rig.play.session.history.record.entries("case", SYN)[0].id))
    refused = decide(rig, service="support_contact", outcome="refused")
    rig.do(c.OpenModule("letters"))
    rig.do(c.Edit("letter:SYN", "decision", refused))
    assert not any("Gjelder fra" in text for text in paper(rig).paragraphs)
    assert paper(rig).missing == ""
