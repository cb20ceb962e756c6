"""Relatives, consents and critical information: sections by type or by field, what holds now, and
the banner's warning."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.care import CareItem, SectionsView
from tests.app.office import SYN, office, write
from tests.app.rig import Rig

CONTACT = {
    "name": "Turid Testdal", "relation": "child", "next_of_kin": "yes", "may_know": "everything",
}  # fmt: skip


@pytest.fixture
def rig() -> Rig:
    return office()


def view(rig: Rig) -> SectionsView:
    found = rig.trainer.module()
    assert isinstance(found, SectionsView)
    return found


def items(rig: Rig) -> list[CareItem]:
    return [item for section in view(rig).sections for item in section.items]


def consent(rig: Rig) -> str:
    return write(
        rig, "consent", about="relatives", to="Turid", scope="Alt om helsen.", given_by="self",
        date="12.05.2026",
    )  # fmt: skip


def test_each_type_has_its_heading_and_what_must_be_seen_is_a_tag(rig: Rig) -> None:
    write(rig, "contact", **CONTACT)
    consent(rig)
    assert [s.heading for s in view(rig).sections] == ["Pårørende og kontakter", "Samtykker"]
    contact = items(rig)[0]
    assert contact.title == "Turid Testdal"
    assert ("Nærmeste pårørende", "Ja") in contact.lines
    assert contact.tags == (("Kan få vite: Alt", "good"),)


def test_a_consent_that_is_withdrawn_no_longer_holds_but_can_be_seen(rig: Rig) -> None:
    made = consent(rig)
    assert "row.withdraw" in items(rig)[0].actions[0].key
    rig.do(c.RowWish("withdraw", made, "Vil ikke lenger"))
    assert items(rig) == []
    rig.do(c.Filter("all"))
    assert items(rig)[0].tags[0][0] == "Trukket: Vil ikke lenger"
    assert not items(rig)[0].struck


def critical(rig: Rig, **fields: str) -> str:
    usual = {
        "category": "hypersensitivity", "what": "Latex", "severity": "serious", "source": "patient",
    }  # fmt: skip
    return write(rig, "critical", **{**usual, **fields})


def test_critical_information_stands_by_category_and_is_verified(rig: Rig) -> None:
    critical(rig, category="implants", what="Pacemaker")
    made = critical(rig)
    headings = [section.heading for section in view(rig).sections]
    assert headings == ["Overfølsomhet (CAVE)", "Implantat"]
    assert items(rig)[0].tags[0] == ("Ikke bekreftet", "warn")
    rig.do(c.RowWish("verify", made))
    assert items(rig)[0].tags[0] == ("Bekreftet", "good")


def test_a_hypersensitivity_stands_in_the_banner_until_it_is_refuted(rig: Rig) -> None:
    made = critical(rig)
    banner = rig.trainer.banner()
    assert banner is not None
    assert "CAVE Latex" in banner.cave
    rig.do(c.RowWish("refute", made, "Testet"))
    banner = rig.trainer.banner()
    assert banner is not None
    assert "CAVE Latex" not in banner.cave


def test_a_guardian_needs_a_mandate(rig: Rig) -> None:
    rig.do(c.OpenPatient(SYN))
    rig.do(c.OpenModule("contacts"))
    form = view(rig).form
    assert form is not None
    assert "mandate" not in {field.id for field in form.fields}
    rig.do(c.Edit(form.form, "relation", "guardian"))
    form = view(rig).form
    assert form is not None
    assert "mandate" in {field.id for field in form.fields}


def test_the_old_word_for_competence_is_told_where_it_is_assessed(rig: Rig) -> None:
    rig.do(c.OpenPatient(SYN))
    rig.do(c.OpenModule("contacts"))
    rig.do(c.ChangeType("contact:SYN", "competence"))
    form = view(rig).form
    assert form is not None
    assert "samtykkekompetanse" in form.note
