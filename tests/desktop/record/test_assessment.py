"""Levels are chosen by click and by keys, say what they mean, and are written for one person."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from simtrainer.app.commands import Clear, Edit, Save, SaveDraft
from simtrainer.desktop.record.profile_bars import ProfileBars
from tests.desktop.record import assessment_samples as samples
from tests.desktop.record.conftest import Show

FORM = samples.FORM


def test_a_level_is_chosen_by_click_and_by_keys(show: Show) -> None:
    page = show(samples.ASSESSMENT)
    page.click(f"field.{FORM}.eating.3")
    page.press(page.named(f"field.{FORM}.eating.4"), Qt.Key.Key_Space)
    assert page.take() == [Edit(FORM, "eating", "3"), Edit(FORM, "eating", "4")]


def test_a_level_says_what_it_means(show: Show) -> None:
    page = show(samples.ASSESSMENT)
    segment = page.named(f"field.{FORM}.eating.9")
    assert segment.accessibleName() == "9"
    assert segment.accessibleDescription().startswith("Ikke relevant")
    said = {w.accessibleName() for w in page.widget.findChildren(QWidget) if w.isVisible()}
    assert {"Sist: 2", "2 ting å se på"} <= said


def test_the_profile_is_read_as_a_sentence(show: Show) -> None:
    page = show(samples.ASSESSMENT)
    bars = page.widget.findChild(ProfileBars)
    assert bars.accessibleDescription() == "Kognisjon 3,0 (sist 2,0), Egenomsorg –"


def test_buttons_and_drafts(show: Show) -> None:
    page = show(samples.ASSESSMENT)
    page.click(f"sign.{FORM}")
    page.click(f"clear.{FORM}")
    assert page.take() == [Save(FORM), Clear(FORM)]
    page.write(page.named(f"field.{FORM}.comment"), "x")
    page.take()
    page.named(f"field.{FORM}.comment").clearFocus()
    assert page.take() == [SaveDraft(FORM)]


def test_what_is_missing_is_shown_and_gets_the_focus(show: Show) -> None:
    """The list is long, and the words about what is missing push it further down."""
    page = show(samples.ASSESSMENT, 900, 300)
    sign = page.named(f"sign.{FORM}")
    sign.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(sign, Qt.Key.Key_Space)
    first, *rest = samples.ASSESSMENT.groups
    row = first.rows[0]
    wrong = replace(row, field=replace(row.field, value=None, error="Velg et nivå."))
    groups = (replace(first, rows=(wrong, *first.rows[1:])), *rest)
    page.render(replace(samples.ASSESSMENT, groups=groups, asks=()))
    here = QApplication.focusWidget()
    assert here is not None and here.objectName().startswith(f"field.{FORM}.{row.field.id}.")
    QApplication.processEvents()
    assert here.visibleRegion().boundingRect() == here.rect()


def test_another_patient_gets_levels_of_their_own(show: Show) -> None:
    page = show(samples.ASSESSMENT)
    form = replace(samples.ASSESSMENT.form, form="iplos:arne")
    page.render(replace(samples.ASSESSMENT, form=form))
    page.click("field.iplos:arne.eating.5")
    assert page.take() == [Edit("iplos:arne", "eating", "5")]
    editor = page.named("field.iplos:arne.comment")
    assert isinstance(editor, QTextEdit | QPlainTextEdit)
