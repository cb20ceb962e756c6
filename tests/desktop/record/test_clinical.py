"""Measurements and medication: painted grids with the keyboard, scores in words, the rights."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from simtrainer.app.commands import (
    CancelDose,
    Clear,
    Edit,
    RowWish,
    Save,
    SaveDraft,
    SelectDose,
    StartForm,
    TickRight,
    WriteAbout,
)
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import DoseCell, MedicationView
from simtrainer.desktop.record.chart import Chart
from simtrainer.desktop.record.device import Display
from simtrainer.desktop.record.history import History
from simtrainer.desktop.record.medication import Medication
from simtrainer.desktop.record.panes import Scroll
from simtrainer.desktop.record.result import ResultCard
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.trend import TrendChart
from simtrainer.desktop.targets import find
from simtrainer.desktop.theme import Theme
from tests.desktop import printed
from tests.desktop.conftest import settle
from tests.desktop.record import samples
from tests.desktop.record.conftest import Page, Show
from tests.desktop.record.shots import RESOURCES

FORM = samples.MEASURE
MEASURED = replace(samples.MEASUREMENT, device=(("Resp", "24"), ("SpO₂", "93 %")))


# Measurements


def test_what_is_to_be_copied_stays_in_sight_beside_the_fields(show: Show) -> None:
    page = show(MEASURED, 960, 430)
    sign, device = page.named(f"sign.{FORM}"), shown_device(page)
    page.click(f"sign.{FORM}")
    assert in_sight(sign) and in_sight(device)
    page.widget.resize(700, 430)
    for _ in range(4):
        QApplication.processEvents()
    page.click(f"sign.{FORM}")
    assert in_sight(sign) and in_sight(shown_device(page))
    page.widget.resize(700, 180)  # no room for it over the page
    for _ in range(4):
        QApplication.processEvents()
    page.click(f"sign.{FORM}")
    assert in_sight(sign) and not in_sight(shown_device(page))
    page.widget.resize(960, 430)
    for _ in range(4):
        QApplication.processEvents()
    assert shown_device(page) is device


def shown_device(page: Page) -> Display:
    """The one display of the instruments that is on the screen."""
    shown = [each for each in page.widget.findChildren(Display) if each.isVisible()]
    assert len(shown) == 1
    return shown[0]


def in_sight(widget: QWidget) -> bool:
    """All of it."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_fresh_readings_are_gone_to(show: Show) -> None:
    """The history beside the fields may have been scrolled down to."""
    page = show(replace(MEASURED, device=()), 960, 430)
    bar = page.widget._overview_pane.verticalScrollBar()  # type: ignore[attr-defined]
    bar.setValue(bar.maximum())
    page.render(MEASURED)
    QApplication.processEvents()
    assert in_sight(shown_device(page))
    bar.setValue(bar.maximum())
    page.render(replace(MEASURED, total="9"))
    assert bar.value() == bar.maximum() > 0


def test_values_are_told_with_a_decimal_comma(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    editor = page.named(f"field.{FORM}.temp")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    page.write(editor, "39.1")
    assert page.take()[-1] == Edit(FORM, "temp", "39,1")
    assert editor.text() == "39,1"
    assert editor.cursorPosition() == 4


def test_scoring_while_typing_keeps_the_cursor(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    editor = page.named(f"field.{FORM}.resp")
    assert isinstance(editor, QLineEdit)
    editor.setCursorPosition(1)
    page.write(editor, "2")
    assert editor.text() == "224"
    first = samples.MEASURE_ROWS[0]
    row = replace(first, field=replace(first.field, value="224"), points=3)
    page.render(replace(samples.MEASUREMENT, rows=(row, *samples.MEASURE_ROWS[1:]), total="8"))
    assert (editor.text(), editor.cursorPosition()) == ("224", 2)
    assert QApplication.focusWidget() is editor


def test_segments_buttons_and_drafts_of_a_measurement(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    page.click(f"field.{FORM}.oxygen.oxygen")
    assert page.take() == [Edit(FORM, "oxygen", "oxygen")]
    page.click(f"sign.{FORM}")
    page.click(f"clear.{FORM}")
    assert page.take() == [Save(FORM), Clear(FORM)]


def test_leaving_the_measurement_saves_its_draft(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    editor = page.named(f"field.{FORM}.pulse")
    page.write(editor, "9")
    page.take()
    editor.clearFocus()
    assert page.take() == [SaveDraft(FORM)]


def test_another_patient_gets_editors_of_their_own(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    page.write(page.named(f"field.{FORM}.pulse"), "9")
    page.take()
    other = replace(samples.MEASUREMENT, form=replace(samples.MEASUREMENT.form, form="news2:arne"))
    page.render(other)
    assert page.take() == [SaveDraft(FORM)]
    editor = page.named("field.news2:arne.pulse")
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), editor.isUndoAvailable()) == ("108", False)


def test_fields_that_score_nothing_come_and_go(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    page.render(samples.MEASUREMENT_WITH_DEVICE)
    page.click(f"field.{FORM}.scale.2")
    assert page.take() == [Edit(FORM, "scale", "2")]
    assert page.named(f"field.{FORM}.flow").isVisible()
    page.render(samples.MEASUREMENT)
    QApplication.sendPostedEvents(None, 52)
    assert not [
        w for w in page.widget.findChildren(QLineEdit, f"field.{FORM}.flow") if w.isVisible()
    ]


def test_the_score_is_said_in_words(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    card = page.widget.findChild(ResultCard)
    assert card.accessibleName() == "NEWS2 7. Høy risiko, ring lege nå"
    trend = page.widget.findChild(TrendChart)
    assert trend.accessibleName() == "NEWS2 siden i går kveld"
    assert trend.accessibleDescription() == "20:00: 1, 02:10: 1, 06:30: 2, 10:21: 5, nå: 7"
    history = page.widget.findChild(History)
    said = history.model().index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Respirasjon, 11:20 nå, 24, 2 poeng"


def test_what_to_write_next_stands_at_the_score(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    page.click("then.isbar")
    page.press(page.named("then.escalation"), Qt.Key.Key_Space)
    assert page.take() == [StartForm("isbar"), StartForm("escalation")]
    page.render(samples.MEASUREMENT_WITH_DEVICE)
    assert find(page.widget, "then.isbar") is None


def test_a_low_score_being_measured_is_drawn_without_red(show: Show) -> None:
    page = show(samples.MEASUREMENT)
    trend = page.widget.findChild(TrendChart)
    red = QColor("#B3261E").rgb()

    def reds() -> int:
        picture = trend.grab().toImage()
        return sum(
            picture.pixel(x, y) == red
            for x in range(picture.width())
            for y in range(picture.height())
        )

    assert reds() > 0
    low = (*samples.MEASUREMENT.trend[:-1], replace(samples.MEASUREMENT.trend[-1], score=2))
    page.render(replace(samples.MEASUREMENT, trend=low))
    assert reds() == 0


def test_a_measurement_without_history_shows_none(show: Show) -> None:
    page = show(
        replace(
            samples.MEASUREMENT,
            trend=(), trend_ticks=(), history_columns=(), history=(),
        )
    )  # fmt: skip
    assert not page.widget.findChild(TrendChart).isVisible()
    assert not page.widget.findChild(History).isVisible()


# Medication


def chart_of(page: Page) -> Chart:
    """The page's chart."""
    assert isinstance(page.widget, Medication)
    return page.widget.chart


def test_doses_and_as_needed_drugs_are_chosen_by_click(show: Show) -> None:
    page = show(samples.MEDICATION)
    page.click("dose.paracetamol.12:00")
    page.click("dose.levodopa.11:00")
    page.click("dose.levodopa.08:00")
    page.click("prn.oksazepam")
    assert page.take() == [
        SelectDose("paracetamol", "12:00"),
        SelectDose("levodopa", "11:00"),
        SelectDose("levodopa", "08:00"),
        SelectDose("oksazepam", ""),
    ]


def test_another_dose_is_signed_from_the_top(show: Show) -> None:
    panel = samples.SIGN_OUT
    page = show(samples.MEDICATION)
    page.widget.resize(1000, 420)
    page.render(samples.MEDICATION)
    right = page.named("right.patient")
    areas = page.widget.findChildren(Scroll)
    bar = next(area for area in areas if area.isAncestorOf(right)).verticalScrollBar()
    bar.setValue(60)
    page.render(samples.MEDICATION)
    assert bar.value() == 60
    page.render(replace(samples.MEDICATION, sign_out=replace(panel, drug="Paracetamol, kl. 12:00")))
    assert bar.value() == 0


def test_a_check_that_is_not_ticked_is_scrolled_to_when_it_stops_the_signing(show: Show) -> None:
    form = samples.SIGN_OUT.form
    fields = tuple(replace(field, error="") for field in form.fields)
    rights = tuple((*right[:3], right[0] != "patient") for right in samples.SIGN_OUT.rights)
    panel = replace(samples.SIGN_OUT, form=replace(form, fields=fields), rights=rights)
    page = show(replace(samples.MEDICATION, sign_out=panel))
    page.widget.resize(1000, 420)
    settle()
    box = page.named("right.patient")
    areas = page.widget.findChildren(Scroll)
    bar = next(area for area in areas if area.isAncestorOf(box)).verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    assert box.visibleRegion().isEmpty()
    page.click(f"sign.{samples.DOSE}")
    settle()
    assert box.visibleRegion().boundingRect().height() >= box.height() - 1


def test_an_empty_cell_is_nothing_to_press(show: Show) -> None:
    page = show(samples.MEDICATION)
    page.click("dose.metoprolol.22:00")
    page.press(chart_of(page), Qt.Key.Key_Return)
    assert page.take() == []


def test_the_chart_by_keyboard(show: Show) -> None:
    page = show(samples.MEDICATION)
    chart = chart_of(page)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(chart, Qt.Key.Key_Return)
    page.press(chart, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert page.take() == [SelectDose("levodopa", "11:00"), SelectDose("paracetamol", "12:00")]
    page.press(chart, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not chart


def test_cells_are_read_with_drug_time_and_state(show: Show) -> None:
    model = chart_of(show(samples.MEDICATION)).model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 1).data(role) == (
        "Levodopa/benserazid 100/25 mg, 11:00: forsinket Gi +42 min"
    )
    assert model.index(4, 0).data(role) == "Furosemid 40 mg, 08:00: ikke gitt Avslått"
    assert "CAVE Penicillin" in model.index(7, 0).data(role)
    across = Qt.Orientation.Horizontal
    assert model.headerData(1, across, role) == "11:00"
    assert model.headerData(0, Qt.Orientation.Vertical, role).startswith("Levodopa")


def due_despite_warning() -> MedicationView:
    """The penicillin order is due: the warning must not hide what can be done about it."""
    order = samples.REGULAR[-1]
    cells = tuple(
        replace(cell, state="due", text="Gi") if cell.planned == "12:00" else cell
        for cell in order.cells
    )
    rows = (*samples.REGULAR[:-1], replace(order, cells=cells))
    return replace(samples.MEDICATION, regular=rows)


def test_a_warning_leaves_the_dose_to_the_trainee(show: Show) -> None:
    page = show(due_despite_warning())
    page.click("dose.penicillin.12:00")
    assert page.take() == [SelectDose("penicillin", "12:00")]


def test_a_warned_order_with_a_later_dose_opens_that_one(show: Show) -> None:
    order = samples.REGULAR[-1]
    cells = (*order.cells[:-1], DoseCell("penicillin", "22:00", "later", "", False))
    rows = (*samples.REGULAR[:-1], replace(order, cells=cells))
    page = show(replace(samples.MEDICATION, regular=rows))
    page.click("dose.penicillin.08:00")
    assert page.take() == [SelectDose("penicillin", "22:00")]


def test_rights_outcome_and_the_way_out(show: Show) -> None:
    page = show(samples.MEDICATION)
    page.click("right.time")
    page.click("right.drug")
    page.click(f"field.{samples.DOSE}.outcome.not_given")
    assert page.take() == [
        TickRight("time", True),
        TickRight("drug", False),
        Edit(samples.DOSE, "outcome", "not_given"),
    ]
    page.click(f"sign.{samples.DOSE}")
    page.click("dose.cancel")
    assert page.take() == [Save(samples.DOSE), CancelDose()]


def test_a_right_is_ticked_by_space(show: Show) -> None:
    page = show(samples.MEDICATION)
    page.press(page.named("right.time"), Qt.Key.Key_Space)
    assert page.take() == [TickRight("time", True)]


def test_the_second_signature_is_a_field(show: Show) -> None:
    page = show(samples.WITNESSED)
    page.press(page.named(f"field.{samples.DOSE}.witness"), Qt.Key.Key_Down)
    assert page.take() == [Edit(samples.DOSE, "witness", "p-2")]


def test_how_a_dose_worked_is_written_in_the_panel(show: Show) -> None:
    page = show(samples.MEDICATION)
    page.click("row.write.effect.d-0240")
    prn = page.widget.findChild(PaintedRows)
    prn.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(prn, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert page.take() == [WriteAbout("d-0240", "effect")] * 2
    page.render(samples.FOLLOW_UP)
    assert find(page.widget, f"sign.{samples.DOSE}") is None
    page.click("field.effect:ingeborg.effect.good")
    page.click("sign.effect:ingeborg")
    page.click("clear.effect:ingeborg")
    assert page.take() == [
        Edit("effect:ingeborg", "effect", "good"), Save("effect:ingeborg"), CancelDose(),
    ]  # fmt: skip


@pytest.mark.parametrize(("scale", "width"), [(1.0, 620), (1.0, 864), (1.5, 900), (1.5, 1128)])
@pytest.mark.parametrize("words", ["Se etter virkning", "Sjå etter verknad", "Look for effect"])
@pytest.mark.parametrize("tone", ["warn", "neutral"])
def test_when_to_look_for_the_effect_is_whole_in_sight(
    show: Show, scale: float, width: int, words: str, tone: Tone
) -> None:
    """The time is what it is there for."""
    first = replace(samples.MEDICATION.prn[0], note=f"{words} 03:25", note_tone=tone)
    view = replace(samples.MEDICATION, sign_out=None, prn=(first,))
    page = show(view, width, 2000, theme=Theme(RESOURCES, "light", scale))
    written, _ = printed.prints(page.widget)
    told = [one for one in written if isinstance(one.on.parent(), PaintedRows)]
    assert "03:25" in " ".join(one.text for one in told)
    assert not [one.text for one in told if printed.cut(one) or one.torn]


@pytest.mark.parametrize("width", [560, 620, 660, 700, 864])
def test_what_a_drug_is_given_for_is_never_torn(show: Show, width: int) -> None:
    page = show(replace(samples.MEDICATION, sign_out=None), width, 2000)
    written, _ = printed.prints(page.widget)
    told = [one for one in written if isinstance(one.on.parent(), PaintedRows)]
    assert told and not [one.text for one in told if one.torn]


def test_what_speaks_against_a_dose_is_read_aloud(show: Show) -> None:
    page = show(samples.WITNESSED)
    said = {w.accessibleName() for w in page.widget.findChildren(QWidget) if w.isVisible()}
    assert "For tidlig. Kan gis fra 06:40." in said
    prn = page.widget.findChild(PaintedRows)
    assert prn.model().index(1, 0).data().endswith("sist 09:10, Døgndosen er brukt")


def test_the_panel_comes_and_goes(show: Show) -> None:
    page = show(replace(samples.MEDICATION, sign_out=None))
    wide = chart_of(page).width()
    page.render(samples.MEDICATION)
    assert page.named("dose.cancel").isVisible()
    assert chart_of(page).width() < wide
    page.render(replace(samples.MEDICATION, sign_out=None))
    assert chart_of(page).width() == wide


def test_a_few_pixels_are_taken_from_the_names_and_not_from_a_scroll_bar(show: Show) -> None:
    paint = chart_of(show(samples.MEDICATION))._paint
    wide = [paint.name_width(400 + room, 400) for room in (300, 250, 200, 178, 160)]
    assert wide == [250, 250, 200, 178, 160]
    assert paint.name_width(400 + 120, 400) == 180, "it scrolls, with names that can be read"


def test_a_narrow_chart_scrolls_to_the_chosen_dose(show: Show) -> None:
    page = show(samples.MEDICATION, 864)
    chart = chart_of(page)
    rect = chart.target("dose.levodopa.11:00")
    assert rect is not None
    assert chart.rect().contains(rect)
    chart.reveal("dose.paracetamol.22:00")
    page.click("dose.paracetamol.22:00")
    assert page.take() == [SelectDose("paracetamol", "22:00")]


def test_the_frame_is_the_only_line_at_the_right_of_the_chart(show: Show, theme: Theme) -> None:
    page = show(samples.MEDICATION)
    chart = chart_of(page)
    picture = chart.viewport().grab().toImage()
    line = theme.color("line")
    column = chart.columnWidth(0)
    tall = chart.rowHeight(0) // 4
    assert picture.pixelColor(column - 1, tall) == line
    assert picture.pixelColor(picture.width() - 1, tall) != line


def test_an_empty_chart_says_so(show: Show) -> None:
    page = show(replace(samples.MEDICATION, regular=(), prn=(), sign_out=None, times=()))
    assert not chart_of(page).isVisible()


def test_a_signed_dose_is_corrected_or_marked_wrong_with_why(show: Show) -> None:
    page = show(samples.WITNESSED)
    page.click("row.amend.d-0240")
    page.click("row.invalidate.d-0240")
    assert page.take() == [RowWish("amend", "d-0240")]
    page.write(page.named("reason.text"), "Feil pasient")
    page.click("reason.send")
    assert page.take() == [RowWish("invalidate", "d-0240", "Feil pasient")]
    page.render(samples.MEDICATION)
    assert find(page.widget, "row.amend.d-0240") is None
