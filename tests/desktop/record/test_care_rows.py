"""Plans, visits and reports as lists: pressed by hand and by keys, read aloud, never clipped."""

from dataclasses import replace

from PySide6.QtCore import Qt

from simtrainer.app.commands import Filter, OpenEntry, OpenPatient, RowWish, Save, WriteAbout
from simtrainer.app.views.care import CareItem, CareSection
from simtrainer.desktop.record.care_plan import CarePlan
from simtrainer.desktop.record.care_rows import CareRows
from simtrainer.desktop.record.rows import PaintedRows
from tests.desktop.printed import cut, prints
from tests.desktop.record import care_samples
from tests.desktop.record.conftest import Page, Show

PLAN = care_samples.CARE_PLAN


def rows(page: Page) -> CarePlan:
    assert isinstance(page.widget, CarePlan)
    return page.widget


def test_an_evaluation_is_begun_from_the_plan(show: Show) -> None:
    page = show(PLAN)
    page.click("row.write.plan_evaluation.plan-2")
    page.click("entry.plan-1")
    page.click("filter.all")
    assert page.take() == [
        WriteAbout("plan-2", "plan_evaluation"), OpenEntry("plan-1"), Filter("all"),
    ]  # fmt: skip


def test_marking_a_plan_wrong_asks_why(show: Show) -> None:
    page = show(PLAN)
    page.click("row.invalidate.plan-2")
    assert page.take() == []
    page.write(page.named("reason.text"), "Feil pasient")
    page.click("reason.send")
    assert page.take() == [RowWish("invalidate", "plan-2", "Feil pasient")]


def test_the_plan_by_keyboard(show: Show) -> None:
    page = show(PLAN)
    plan = rows(page).page.list
    plan.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(plan, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert page.take() == [WriteAbout("plan-2", "plan_evaluation")]


def test_an_item_is_read_with_its_tags_and_labels(show: Show) -> None:
    page = show(PLAN)
    model = rows(page).page.list.model()
    said = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert said[0] == "Pust og sirkulasjon"
    assert said[3].startswith("Fallfare, Skulle vært evaluert 11. mai, Mål: Ingen fall")


def test_a_name_in_a_heading_is_never_cut(show: Show) -> None:
    name = "Prøveveien 44 · Modellhaugen-Testerud, Torleif"
    section = replace(PLAN.sections[0], heading=name, note="12 ført på vakten")
    page = show(replace(PLAN, sections=(section,), form=None), 380)
    found, _ = prints(page.widget)
    said = " ".join(one.text for one in found)
    assert name in said and "…" not in said
    assert not any(cut(one) for one in found)


def test_a_plan_without_a_form_takes_the_whole_page(show: Show) -> None:
    page = show(replace(PLAN, form=None))
    assert rows(page).page.width() > 1000
    page.render(PLAN)
    assert rows(page).page.width() < 700


def test_figures_stand_in_columns_and_fold_into_a_line(show: Show) -> None:
    page = show(PLAN)
    ink = rows(page).ink
    item = CareItem("v", "08:00", "Øvingsdal, Ingeborg", figures=("15 min", "12 min"), patient="p")
    painter = CareRows(ink)
    painter.measure((CareSection("", "", (item,)),), ("Planlagt", "Brukt"))
    assert painter.words(item) == "08:00, Øvingsdal, Ingeborg, Planlagt 15 min, Brukt 12 min"
    assert painter.wish(item) == OpenPatient("p")
    assert len(painter.figure_places(700)) == 2
    assert painter.figure_places(300) == ()
    assert painter.height(item, 300) > painter.height(item, 700)


def test_a_visit_is_signed_off_and_its_patient_opened(show: Show) -> None:
    page = show(care_samples.WORK_LIST)
    page.click("row.done.v-2")
    page.click("entry.v-3")
    page.render(care_samples.SIGNING_OFF)
    page.click("sign.visit:tor:v-1:done")
    assert page.take() == [
        RowWish("done", "v-2"), OpenPatient("v-3"), Save("visit:tor:v-1:done"),
    ]  # fmt: skip


def test_rows_are_measured_anew_when_a_scroll_bar_takes_room(show: Show) -> None:
    """The third button of a row wraps to a line of its own, and the row grows with it."""
    page = show(care_samples.SIGNING_OFF, 864, 400)
    listing = page.widget.findChild(PaintedRows)
    for number, row in enumerate(listing.rows):
        rect = listing.visualRect(listing.model().index(number, 0))
        assert rect.height() == listing._painter.height(row, listing.viewport().width())


def test_the_report_leads_to_the_patient_and_is_signed(show: Show) -> None:
    page = show(care_samples.SHIFT_REPORT)
    page.click("patient.ingeborg")
    page.click("entry.e-1021")
    page.click("sign.handover:")
    assert page.take() == [OpenPatient("ingeborg"), OpenPatient("ingeborg"), Save("handover:")]
    listing = page.widget.findChild(PaintedRows)
    said = listing.model().index(1, 0).data()
    assert said.startswith("Til neste vakt, 2 ting, Levodopa kl. 11:00 er 42 min sen")
