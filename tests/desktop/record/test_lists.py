"""Ward list, journal, inbox and tables: painted rows that click, key and read as buttons do."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from simtrainer.app.commands import Filter, Observe, OpenEntry, OpenPatient, RowWish, Search
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.modules import ModuleView
from simtrainer.app.views.record import Option, RowAction, TableView, TimelineView
from simtrainer.desktop.record.columns import ColumnHead
from simtrainer.desktop.record.rows import PaintedRows
from tests.desktop.printed import cut, prints
from tests.desktop.record import samples
from tests.desktop.record.conftest import Page, Show
from tests.desktop.seeing import nested

TEXT = Qt.ItemDataRole.AccessibleTextRole


def rows_of(page: Page) -> PaintedRows:
    """The page's list."""
    found: PaintedRows = page.widget.list  # type: ignore[attr-defined]
    return found


def test_one_turn_of_the_wheel_skips_no_row(show: Show) -> None:
    rows = rows_of(show(samples.WARD))
    turn = 3 * rows.verticalScrollBar().singleStep()
    assert 0 < turn < rows.sizeHintForRow(0) * 3


def spoken(page: Page) -> list[str]:
    """What a screen reader says, row by row."""
    model = rows_of(page).model()
    return [str(model.index(n, 0).data(TEXT)) for n in range(model.rowCount(QModelIndex()))]


# Ward list


def test_a_patient_opens_by_click_and_by_enter(show: Show) -> None:
    page = show(samples.WARD)
    page.click("ward.arne")
    assert page.take() == [OpenPatient("arne")]
    rows_of(page).setFocus(Qt.FocusReason.TabFocusReason)
    page.press(rows_of(page), Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.take() == [OpenPatient("solveig")]


def test_keys_step_over_headings(show: Show) -> None:
    page = show(samples.WARD)
    page.click("ward.solveig")
    page.take()
    page.press(rows_of(page), Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.take() == [OpenPatient("magne")]


def test_a_heading_is_no_button(show: Show) -> None:
    page = show(samples.WARD)
    heading = rows_of(page).visualRect(rows_of(page).model().index(0, 0))
    page.click_at(rows_of(page), heading.center())
    assert page.take() == []


def test_marks_and_the_open_patient_are_said_in_words(show: Show) -> None:
    assert spoken(show(samples.WARD))[1] == (
        "204, Øvingsdal, Ingeborg, 87 år, 10:21 NEWS2, CAVE Penicillin, NEWS2 5, åpen nå"
    )


def test_search_tells_each_letter_and_keeps_the_cursor(show: Show) -> None:
    page = show(samples.WARD)
    field = page.named("ward.search")
    assert isinstance(field, QLineEdit)
    page.write(field, "øv")
    assert page.take() == [Search("ø"), Search("øv")]
    field.setCursorPosition(1)
    page.render(replace(samples.WARD, search="øv", rows=samples.WARD.rows[:1], sections=()))
    assert (field.text(), field.cursorPosition()) == ("øv", 1)
    assert QApplication.focusWidget() is field


def test_an_empty_ward_says_what_to_do(show: Show) -> None:
    page = show(replace(samples.WARD, rows=(), sections=()))
    said = [w.accessibleName() for w in page.widget.findChildren(type(page.widget._empty))]  # type: ignore[attr-defined]
    assert samples.WARD.empty in said
    assert not rows_of(page).isVisible()


@pytest.mark.parametrize("marks", [(), (("HLR−", "neutral"),)])
def test_the_heading_over_the_marks_is_theirs_and_has_room(
    marks: tuple[tuple[str, Tone], ...], show: Show
) -> None:
    """Also where the column before them is empty and left out, and they are narrower than it."""
    heads = ("Rom", "Navn", "Sist", "Noe langt å følge med på")
    row = replace(samples.WARD.rows[0], cells=("204", "Øvingsdal", ""), marks=marks)
    for width in (340, 380, 420, 700):
        page = show(replace(samples.WARD, columns=heads, rows=(row,), sections=()), width)
        head = page.widget.findChild(ColumnHead)
        assert head is not None
        if not head.height():
            continue  # stacked: no headings
        found, _ = prints(head)
        assert [one.text for one in found] == ["Rom", "Navn", *heads[3:]][: 3 if marks else 2]
        assert not any(cut(one) for one in found)


def test_rows_are_at_least_a_target_high(show: Show) -> None:
    for sample in (samples.WARD, samples.INBOX, samples.TABLE, samples.TIMELINE):
        page = show(sample)
        listed = rows_of(page)
        model = listed.model()
        for number in range(model.rowCount(QModelIndex())):
            index = model.index(number, 0)
            if model.flags(index):
                assert listed.visualRect(index).height() >= 44


# Journal


def test_filters_entries_and_older_ones(show: Show) -> None:
    page = show(samples.TIMELINE)
    page.click("filter.measurement")
    page.click("entry.e-0715")
    page.click("filter.older")
    assert page.take() == [Filter("measurement"), OpenEntry("e-0715"), Filter("older")]


def test_a_row_action_is_a_button_inside_its_row(show: Show) -> None:
    page = show(samples.STRUCK_TIMELINE)
    page.click("row.sign.e-1028")
    page.click("row.open.e-1021")
    assert page.take() == [RowWish("sign", "e-1028"), RowWish("open", "e-1021")]
    rect = page.place("row.sign.e-1028").rect
    assert rect.height() >= 44
    assert rect.width() >= 44


def test_row_actions_by_keyboard(show: Show) -> None:
    page = show(samples.STRUCK_TIMELINE)
    listed = rows_of(page)
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(listed, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert page.take() == [RowWish("sign", "e-1028")]
    assert listed.accessibleDescription() == "Signer"
    page.press(listed, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert page.take() == [OpenEntry("e-1028")]


def test_marking_wrong_asks_why_first(show: Show) -> None:
    page = show(samples.TIMELINE)
    page.click("row.invalidate.e-1021")
    assert page.take() == []
    assert QApplication.focusWidget() is page.named("reason.text")
    page.click("reason.send")
    assert page.take() == []
    assert "Skriv hvorfor" in page.named("reason.text").accessibleDescription()
    page.write(page.named("reason.text"), "Feil pasient")
    page.click("reason.send")
    assert page.take() == [RowWish("invalidate", "e-1021", "Feil pasient")]
    assert not page.widget.findChild(QLineEdit, "reason.text").isVisible()


def test_a_mistake_is_not_marked_when_one_thinks_again(show: Show) -> None:
    page = show(samples.TIMELINE)
    page.click("row.invalidate.e-1021")
    page.press(page.named("reason.text"), Qt.Key.Key_Escape)
    assert not page.widget.findChild(QLineEdit, "reason.text").isVisible()
    page.click("row.invalidate.e-1021")
    page.write(page.named("reason.text"), "Feil pasient")
    page.render(samples.TIMELINE)
    assert page.named("reason.text").property("text") == "Feil pasient"
    page.render(replace(samples.TIMELINE, days=()))
    assert not page.widget.findChild(QLineEdit, "reason.text").isVisible()
    assert page.take() == []


def test_a_struck_entry_says_so(show: Show) -> None:
    assert "Feilført" in spoken(show(samples.STRUCK_TIMELINE))[1]
    assert "NEWS2 5" in spoken(show(samples.TIMELINE))[1]


def test_a_redraw_keeps_the_current_row(show: Show) -> None:
    page = show(samples.TIMELINE)
    page.click("entry.e-2010")
    page.take()
    newer = replace(samples.NEWS_ITEM, entry="e-1100", clock="11:00")
    day, items = samples.TIMELINE.days[0]
    page.render(replace(samples.TIMELINE, days=((day, (newer, *items)), samples.TIMELINE.days[1])))
    page.press(rows_of(page), Qt.Key.Key_Return)
    assert page.take() == [OpenEntry("e-2010")]


# Inbox


def test_messages_open_and_their_actions_are_buttons(show: Show) -> None:
    page = show(samples.INBOX)
    page.click("message.m-2")
    page.click("row.acknowledge.m-3")
    page.click("row.patient.m-3")
    assert page.take() == [
        OpenEntry("m-2"), RowWish("acknowledge", "m-3"), RowWish("patient", "m-3"),
    ]  # fmt: skip
    assert spoken(page)[1].startswith("Ulest, Kjøkkenet")


def test_a_new_message_takes_the_place_of_the_open_one(show: Show) -> None:
    page = show(replace(samples.INBOX, compose="Ny melding"))
    page.click("compose")
    assert page.take() == [OpenEntry("")]
    page.render(replace(samples.INBOX, compose="Ny melding", message=None, form=samples.NOTE_FORM))
    assert page.named(f"sign.{samples.NOTE}").isVisible()
    page.render(replace(samples.INBOX, compose="Ny melding"))
    assert page.named("row.acknowledge.m-3").isVisible()


@pytest.mark.parametrize("width", [640, 1128])
def test_who_writes_is_never_cut(show: Show, width: int) -> None:
    sender = "Sykehuset, somatikk, meldingsmottaket Overgangsavdelingskontoret"
    rows = tuple(replace(row, sender=sender, clock="i forgårs") for row in samples.INBOX.rows)
    page = show(replace(samples.INBOX, rows=rows), width)
    written, _ = prints(page.widget)
    listed = [one for one in written if rows_of(page).isAncestorOf(one.on)]
    said = " ".join(one.text.strip() for one in listed)
    assert said.count(sender) == len(rows)
    assert not [one.text for one in listed if cut(one) or one.torn or "…" in one.text]
    places = [one.box for one in listed]
    assert not [1 for n, box in enumerate(places) for b in places[:n] if box.intersects(b)]


# Tables


def test_table_rows_actions_and_observations(show: Show) -> None:
    page = show(samples.TABLE)
    page.click("observe.cabinet")
    page.click("row.complete.a-1")
    page.click("entry.a-0")
    assert page.take() == [
        Observe("cabinet"), RowWish("complete", "a-1"), OpenEntry("a-0"),
    ]  # fmt: skip
    page.render(replace(samples.TABLE, observe=(Option("fridge", "Sjekk kjøleskapet"),)))
    page.click("observe.fridge")
    assert page.take() == [Observe("fridge")]


@pytest.mark.parametrize("width", [600, 864, 1128])
def test_every_target_of_a_table_is_found_at_every_width(show: Show, width: int) -> None:
    page = show(samples.TABLE, width)
    for key in ("row.open.a-2", "row.invalidate.a-2", "row.complete.a-1", "entry.a-0"):
        found = page.place(key)
        assert found.rect.left() >= 0
        assert found.rect.right() <= found.widget.width()


def test_many_rows_are_revealed_by_key(show: Show) -> None:
    page = show(samples.ward_of(500))
    listed = rows_of(page)
    before = listed.target("ward.p480")
    assert before is not None
    assert not listed.rect().contains(before)
    listed.reveal("ward.p480")
    page.click("ward.p480")
    assert page.take() == [OpenPatient("p480")]
    assert listed.target("ward.nobody") is None


def test_a_list_over_a_form_is_scrolled_by_the_page(show: Show) -> None:
    """As high as its rows, and the row that the arrow keys come to is in sight all the same."""
    page = show(rows_many(12), 640, 500)
    listed = rows_of(page)
    assert listed.verticalScrollBar().maximum() == 0 < listed.y() + listed.height() - 500
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(11):
        page.press(listed, Qt.Key.Key_Down)
    rect = listed.visualRect(listed.currentIndex())
    assert listed.currentIndex().row() == 11 and rect.top() > 500
    assert listed.visibleRegion().contains(rect.adjusted(0, 0, 0, -1))


def test_a_list_of_many_screens_lets_the_form_be_reached(show: Show) -> None:
    page = show(rows_many(80), 640, 500)
    listed = rows_of(page)
    assert listed.verticalScrollBar().maximum() > 0 and listed.height() < 6 * 500


def rows_many(number: int) -> TableView:
    """A table with a form under it."""
    row = samples.TABLE.rows[0]
    return replace(samples.TABLE, rows=tuple(replace(row, entry=f"a-{n}") for n in range(number)))


def test_a_table_without_room_for_columns_tells_the_headings(show: Show) -> None:
    cells = ("07:41\nDeg", "Levodopa ble gitt for sent", "Stiv " * 30, "Meldt " * 30)
    row = replace(samples.TABLE.rows[0], cells=cells, actions=())
    page = show(replace(samples.TABLE, rows=(row,)), 864)
    lines = page.widget._painter._stack(row)  # type: ignore[attr-defined]
    assert [text for text, _, _ in lines][:2] == ["Levodopa ble gitt for sent", "07:41 · Deg"]
    assert lines[2][0].startswith("Meldt av: Stiv")


def asked(*reasons: Option) -> TimelineView:
    """The timeline with one action that asks why."""
    action = RowAction("stop", "Avslutt", "e-1021", asks=True, reasons=reasons)
    day, items = samples.TIMELINE.days[0]
    own = tuple(replace(item, actions=(action,)) for item in items if item.entry == "e-1021")
    return replace(samples.TIMELINE, days=((day, own),))


def test_a_verb_of_the_pack_asks_why_in_its_own_words(show: Show) -> None:
    page = show(asked())
    page.click("row.stop.e-1021")
    page.click("reason.send")
    assert page.take() == []
    assert "gå videre" in page.named("reason.text").accessibleDescription()
    page.write(page.named("reason.text"), "Flyttet")
    page.click("reason.send")
    assert page.take() == [RowWish("stop", "e-1021", "Flyttet")]


def test_why_is_chosen_from_the_list_or_written_where_the_list_has_room(show: Show) -> None:
    page = show(asked(Option("moved", "Flyttet"), Option("", "Annet")))
    page.click("row.stop.e-1021")
    box = page.named("reason.choice")
    assert isinstance(box, QComboBox)
    page.click("reason.send")
    assert page.take() == []
    page.press(box, Qt.Key.Key_Down)
    page.click("reason.send")
    assert page.take() == [RowWish("stop", "e-1021", "moved")]
    page.click("row.stop.e-1021")
    page.press(box, Qt.Key.Key_Down, Qt.Key.Key_Down)
    page.write(page.named("reason.text"), "Egne ord")
    page.click("reason.send")
    assert page.take() == [RowWish("stop", "e-1021", "Egne ord")]


@pytest.mark.parametrize(
    ("view", "key"),
    [
        (samples.INBOX, f"message.{samples.INBOX.rows[0].entry}"),
        (samples.MEDICATION, "dose.paracetamol.12:00"),
    ],
    ids=["row", "cell"],
)
def test_what_is_pressed_twice_is_opened_once(show: Show, view: ModuleView, key: str) -> None:
    page = show(view)
    found = page.place(key)
    left, at = Qt.MouseButton.LeftButton, found.rect.center()
    QTest.mouseClick(found.widget, left, pos=at)
    QTest.mouseDClick(found.widget, left, pos=at)  # what the system makes of the second press
    QTest.mouseRelease(found.widget, left, pos=at)
    assert len(page.take()) == 1
    QTest.mouseClick(found.widget, left, pos=at)
    assert len(page.take()) == 1


def test_the_list_stays_in_its_place_when_the_button_comes(show: Show) -> None:
    """Somebody is about to press in it."""
    page = show(replace(samples.INBOX, compose="Ny melding"))
    rows = page.widget.list  # type: ignore[attr-defined]
    before = rows.mapTo(page.widget, QPoint(0, 0)).y()
    page.render(replace(samples.INBOX, compose=""))
    assert rows.mapTo(page.widget, QPoint(0, 0)).y() == before


def test_panes_beside_each_other_in_a_low_page_are_scrolled_together(show: Show) -> None:
    asks = tuple(replace(f, question="Hva ser du? " * 20) for f in samples.NOTE_FORM.fields)
    form = replace(samples.NOTE_FORM, fields=asks)
    page = show(replace(rows_many(2), form=form), 780, 240)
    panes = page.widget._panes  # type: ignore[attr-defined]
    for width in range(760, 910, 20):
        page.widget.resize(width, 240)
        for _ in range(4):
            QApplication.processEvents()
        assert not panes.upright and panes.verticalScrollBar().maximum() > 240
        assert panes._second.verticalScrollBar().maximum() == 0
        assert nested(page.widget) == []
