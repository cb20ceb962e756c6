"""Forms: edits at once, drafts soon, and a redraw that never disturbs the one who writes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from simtrainer.app.commands import ChangeType, Clear, Edit, Save, SaveDraft
from simtrainer.app.views.record import FieldView, FormView, TableView
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.focus import FocusWatch
from simtrainer.desktop.record.autosave import PAUSE_MS
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.save_row import SaveRow
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme
from tests.desktop.record import samples
from tests.desktop.record.conftest import Page, Show

NOTE = samples.NOTE_FORM


def with_value(form: FormView, field: str, value: object, error: str = "") -> FormView:
    """The form with another value in one field."""
    fields = (replace(f, value=value, error=error) if f.id == field else f for f in form.fields)
    return replace(form, fields=tuple(fields))


def page_of(show: Show, form: FormView) -> Page:
    """A table page with this form beside it."""
    return show(replace(samples.TABLE, form=form, observe=(), device=()))


def drawn(form: FormView) -> TableView:
    """The same page with another state of the form."""
    return replace(samples.TABLE, form=form, observe=(), device=())


def long(page: Page, field: str) -> QTextEdit:
    """The editor of a long text."""
    editor = page.named(f"field.{NOTE.form}.{field}")
    assert isinstance(editor, QTextEdit)
    return editor


def test_each_key_is_told_at_once_and_saved_after_a_pause(show: Show, qtbot: QtBot) -> None:
    page = page_of(show, NOTE)
    page.write(long(page, "measures"), "Ja")
    assert page.take() == [
        Edit(NOTE.form, "measures", "J"),
        Edit(NOTE.form, "measures", "Ja"),
    ]
    qtbot.waitUntil(lambda: bool(page.wishes), timeout=PAUSE_MS * 10)
    assert page.take() == [SaveDraft(NOTE.form)]


def test_leaving_the_form_saves_at_once(show: Show) -> None:
    page = page_of(show, NOTE)
    page.write(long(page, "measures"), "J")
    page.take()
    page.widget.list.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[attr-defined]
    assert page.take() == [SaveDraft(NOTE.form)]


def test_moving_inside_the_form_does_not_save(show: Show) -> None:
    page = page_of(show, NOTE)
    page.write(long(page, "measures"), "J")
    page.take()
    long(page, "assessment").setFocus(Qt.FocusReason.TabFocusReason)
    assert page.take() == []


def test_signing_and_clearing_leave_no_draft_behind(show: Show, qtbot: QtBot) -> None:
    page = page_of(show, NOTE)
    for key, wish in (
        (f"sign.{NOTE.form}", Save(NOTE.form)),
        (f"clear.{NOTE.form}", Clear(NOTE.form)),
        (f"draft.{NOTE.form}", SaveDraft(NOTE.form)),
    ):
        page.write(long(page, "measures"), "J")
        page.take()
        page.click(key)
        assert page.take() == [wish]
        qtbot.wait(PAUSE_MS + 100)
        assert page.take() == []


def test_a_redraw_keeps_focus_cursor_selection_and_undo(show: Show) -> None:
    page = page_of(show, NOTE)
    editor = long(page, "observation")
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    cursor = editor.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(9, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    page.render(drawn(replace(NOTE, saved="Kladd lagret 10:43")))
    assert QApplication.focusWidget() is editor
    assert (editor.textCursor().anchor(), editor.textCursor().position()) == (3, 9)
    page.write(editor, "x")
    held = editor.toPlainText()
    page.render(drawn(with_value(NOTE, "observation", held)))
    editor.undo()
    assert editor.toPlainText() == NOTE.fields[1].value


def test_nothing_moves_when_it_is_told_that_the_draft_is_kept(show: Show) -> None:
    """In a narrow form too, where that has a line of its own."""
    said = "Lagret i journalen 09:05"
    note = replace(NOTE, title="Ny samtale med pårørende til den som bor her", saved="", room=said)
    page = page_of(show, note)
    for width in (900, 360):
        page.widget.resize(width, 732)
        page.render(drawn(note))
        QApplication.processEvents()
        sign, editor = page.named(f"sign.{NOTE.form}"), long(page, "measures")
        before = (sign.mapTo(page.widget, QPoint()), editor.mapTo(page.widget, QPoint()))
        for saved in ("Kladd lagret 10:43", said):
            page.render(drawn(replace(note, saved=saved)))
            QApplication.processEvents()
            after = (sign.mapTo(page.widget, QPoint()), editor.mapTo(page.widget, QPoint()))
            assert after == before


def test_a_value_from_elsewhere_is_drawn_with_the_cursor_kept(show: Show) -> None:
    page = page_of(show, NOTE)
    editor = long(page, "assessment")
    cursor = editor.textCursor()
    cursor.setPosition(9)
    editor.setTextCursor(cursor)
    page.render(drawn(with_value(NOTE, "assessment", "Mistenker pneumoni")))
    assert editor.toPlainText() == "Mistenker pneumoni"
    assert editor.textCursor().position() == 9
    assert page.take() == []


def test_a_field_that_appears_does_not_take_the_focus(show: Show) -> None:
    page = page_of(show, NOTE)
    editor = long(page, "assessment")
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    extra = FieldView("told", "text", "Hvem er varslet?", "", "", half=True)
    page.render(drawn(replace(NOTE, fields=(extra, *NOTE.fields))))
    assert QApplication.focusWidget() is editor
    assert page.named(f"field.{NOTE.form}.told").isVisible()
    page.render(drawn(NOTE))
    assert QApplication.focusWidget() is editor


def test_another_form_starts_with_editors_of_its_own(show: Show) -> None:
    page = page_of(show, NOTE)
    page.write(long(page, "measures"), "Hemmelig")
    page.take()
    other = replace(with_value(NOTE, "measures", ""), form="note.other")
    page.render(drawn(other))
    assert page.take() == [SaveDraft(NOTE.form)]
    editor = page.named("field.note.other.measures")
    assert isinstance(editor, QTextEdit)
    editor.undo()
    assert editor.toPlainText() == ""


def test_clearing_empties_what_was_written_since_the_last_drawing(show: Show) -> None:
    page = page_of(show, NOTE)
    page.write(long(page, "measures"), "Hei")
    page.render(drawn(NOTE))
    assert long(page, "measures").toPlainText() == ""


def test_the_type_selector_changes_the_type(show: Show) -> None:
    page = page_of(show, NOTE)
    box = page.named(f"type.{NOTE.form}")
    assert isinstance(box, QComboBox)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(box, Qt.Key.Key_Down)
    assert page.take() == [ChangeType(NOTE.form, "report")]


def test_one_type_needs_no_selector(show: Show) -> None:
    page = page_of(show, replace(NOTE, types=NOTE.types[:1]))
    assert not page.widget.findChildren(QWidget, f"type.{NOTE.form}")


def test_choices_by_keyboard_tell_their_value(show: Show) -> None:
    page = page_of(show, NOTE)
    box = page.named(f"field.{NOTE.form}.plan")
    page.press(box, Qt.Key.Key_Down)
    assert page.take() == [Edit(NOTE.form, "plan", "plan-2")]


def test_numbers_times_and_dates_are_tidied_when_left(show: Show) -> None:
    form = samples.DEVIATION_FORM
    page = page_of(show, form)
    for field, typed, tidy in (
        ("amount", "2.5", "2,5"),
        ("at", "930", "09:30"),
        ("date", "120526", "12.05.2026"),
        ("date", "1/3", "01.03.2026"),
        ("date", "i dag", "12.05.2026"),
    ):
        editor = page.named(f"field.{form.form}.{field}")
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        page.write(editor, typed)
        page.press(editor, Qt.Key.Key_Tab)
        assert editor.text() == tidy
        edits = [wish for wish in page.take() if isinstance(wish, Edit)]
        assert edits[-1] == Edit(form.form, field, tidy)
    assert page.named(f"field.{form.form}.date").accessibleName() == "Dato dd.mm.åååå"


def test_segments_checks_and_yes_no(show: Show) -> None:
    form = samples.DEVIATION_FORM
    page = page_of(show, form)
    page.click(f"field.{form.form}.harm.high")
    page.click(f"field.{form.form}.kinds.fall")
    page.click(f"field.{form.form}.kinds.drug")
    page.click(f"field.{form.form}.told.no")
    assert page.take() == [
        Edit(form.form, "harm", "high"),
        Edit(form.form, "kinds", ["drug", "fall"]),
        Edit(form.form, "kinds", []),
        Edit(form.form, "told", "no"),
    ]


def test_an_error_stands_under_its_field_in_words(show: Show) -> None:
    page = page_of(show, with_value(NOTE, "measures", "", "Skriv hva du gjør."))
    editor = long(page, "measures")
    assert editor.accessibleDescription() == "Skriv hva du gjør."
    assert editor.property("invalid") is True
    said = [
        w for w in page.widget.findChildren(QWidget) if w.accessibleName() == "Skriv hva du gjør."
    ]
    assert said
    assert said[0].isVisible()
    assert (
        said[0].mapTo(page.widget, said[0].rect().topLeft()).y()
        > editor.mapTo(page.widget, editor.rect().bottomLeft()).y()
    )
    page.render(drawn(NOTE))
    assert editor.property("invalid") is False
    assert not said[0].isVisible()


def test_the_primary_is_never_disabled(show: Show) -> None:
    page = page_of(show, with_value(NOTE, "measures", "", "Skriv hva du gjør."))
    page.click(f"sign.{NOTE.form}")
    assert page.take() == [Save(NOTE.form)]


def test_the_wheel_does_not_change_a_choice_one_scrolls_past(show: Show, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    page = page_of(show, NOTE)
    box = page.named(f"field.{NOTE.form}.plan")
    long(page, "observation").setFocus(Qt.FocusReason.TabFocusReason)
    event = QWheelEvent(
        QPointF(5, 5), QPointF(box.mapToGlobal(QPoint(5, 5))), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert page.take() == []


def test_a_signed_form_shows_its_head_which_says_so(show: Show) -> None:
    """Its buttons are at the bottom: emptied there, it would look as if all were lost."""
    page = show(replace(samples.TABLE, form=NOTE, observe=(), device=()), 700, 300)
    sign = page.place(f"sign.{NOTE.form}").widget
    head = page.widget.form._head  # type: ignore[attr-defined]
    assert head.visibleRegion().isEmpty(), "scrolled away"
    page.click(f"sign.{NOTE.form}")
    wrong = page.named(f"field.{NOTE.form}.measures")
    page.render(drawn(with_value(NOTE, "measures", "", "Skriv noe her.")))
    page.render(drawn(with_value(NOTE, "measures", "", "Skriv noe her.")))
    assert not wrong.visibleRegion().isEmpty(), "what is wrong is shown"
    page.click(f"sign.{NOTE.form}")
    page.render(drawn(replace(NOTE, saved="Lagret i journalen 09:05")))
    page.render(drawn(replace(NOTE, saved="Lagret i journalen 09:05")))
    assert not head.visibleRegion().isEmpty()
    assert sign.isVisible()


def test_the_focus_goes_from_the_button_to_what_is_to_be_mended(show: Show) -> None:
    """It was left on the button, out of sight below what the page had scrolled to."""
    page = page_of(show, NOTE)
    sign = page.named(f"sign.{NOTE.form}")
    sign.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(sign, Qt.Key.Key_Space)
    page.render(drawn(with_value(NOTE, "measures", "", error="Skriv hva du har gjort.")))
    assert QApplication.focusWidget() is long(page, "measures")
    page.render(drawn(NOTE))
    sign.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(sign, Qt.Key.Key_Space)
    page.render(drawn(replace(NOTE, warning="Sikker?")))
    assert QApplication.focusWidget() is sign, "something is asked, and signing is the answer"
    page.press(sign, Qt.Key.Key_Space)
    page.render(drawn(replace(NOTE, saved="Lagret i journalen 09:05")))
    assert QApplication.focusWidget() is page.named(f"field.{NOTE.form}.{NOTE.fields[0].id}")


def test_a_choice_that_is_missing_gets_the_focus_too(show: Show) -> None:
    form = samples.DEVIATION_FORM
    page = page_of(show, form)
    sign = page.named(f"sign.{form.form}")
    for field, first in (("harm", "harm.low"), ("kinds", "kinds.drug")):
        page.render(drawn(form))
        sign.setFocus(Qt.FocusReason.TabFocusReason)
        page.press(sign, Qt.Key.Key_Space)
        page.render(drawn(with_value(form, field, None, error="Velg en.")))
        here = QApplication.focusWidget()
        assert here is not None and here.objectName() == f"field.{form.form}.{first}"


@pytest.mark.parametrize("large", [False, True])
def test_what_empties_a_form_looks_the_same_under_every_form(
    qtbot: QtBot, theme: Theme, large: bool
) -> None:
    row = SaveRow(Ink(theme), large=large)
    qtbot.addWidget(row)
    row.show_form(NOTE)
    row.resize(700, 60)
    row.show()
    assert _edge(row.named["clear"]) and _edge(row.named["draft"])


def test_a_button_that_begins_a_line_stands_flush_by_its_edge(qtbot: QtBot, theme: Theme) -> None:
    """Without an edge its words would stand indented under what is above."""
    first, second = (Button(theme, "link", name, "Tilbake") for name in ("a", "b"))
    flow = Flow(8)
    qtbot.addWidget(flow)
    flow.add(first, second)
    flow.resize(400, 60)
    flow.show()
    assert second.y() == first.y() and _edge(first) and not _edge(second)
    flow.resize(130, 120)
    QApplication.processEvents()
    assert second.y() > first.y() and second.x() == first.x() and _edge(second)


def _edge(widget: QWidget) -> bool:
    """Whether something is drawn half way down its left edge."""
    drawn = widget.grab().toImage()
    left = drawn.pixelColor(0, drawn.height() // 2)
    return left != drawn.pixelColor(6, drawn.height() // 2)


def test_a_field_that_tab_comes_to_is_seen_with_its_label_and_its_error(
    show: Show, theme: Theme
) -> None:
    page = page_of(show, with_value(NOTE, "measures", "", error="Skriv hva du har gjort."))
    page.widget.resize(1128, 330)
    watch = FocusWatch(theme, page.widget.window())
    editor = long(page, "measures")
    row = editor.parentWidget()
    area = next(area for area in _around(row) if isinstance(area, QScrollArea))
    for start in (0, area.verticalScrollBar().maximum()):
        area.verticalScrollBar().setValue(start)
        before = page.named(f"field.{NOTE.form}.assessment")
        before.setFocus(Qt.FocusReason.MouseFocusReason)
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(3):
            QApplication.processEvents()
        seen = area.viewport().rect()
        assert row is not None and row.height() > editor.height() + 40
        assert seen.contains(QRect(row.mapTo(area.viewport(), QPoint()), row.size()))
    watch.stop()


def _around(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()
