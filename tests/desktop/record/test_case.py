"""Cases: opened, taken on, left; their steps read aloud."""

from PySide6.QtWidgets import QWidget

from simtrainer.app.commands import Filter, OpenEntry, RowWish, Save, WriteAbout
from simtrainer.desktop.record.case import Case
from tests.desktop.record import office_samples as samples
from tests.desktop.record.conftest import Page, Show


def case(page: Page) -> Case:
    assert isinstance(page.widget, Case)
    return page.widget


def test_a_case_opens_goes_on_and_is_left(show: Show) -> None:
    page = show(samples.CASES)
    page.click("entry.case-1")
    page.click("filter.all")
    page.render(samples.CASE)
    page.click("row.carry_out.case-1")
    page.click("row.write.case_order.d-1")
    page.click("sign.case_decision:synne")
    page.click("back")
    assert page.take() == [
        OpenEntry("case-1"), Filter("all"), RowWish("carry_out", "case-1"),
        WriteAbout("d-1", "case_order"), Save("case_decision:synne"), OpenEntry(""),
    ]  # fmt: skip


def test_an_appeal_says_what_it_is_about(show: Show) -> None:
    page = show(samples.CASE)
    page.click("row.appeal.case-1")
    assert page.take() == []
    page.write(page.named("reason.text"), "Vil ha mer hjelp")
    page.click("reason.send")
    assert page.take() == [RowWish("appeal", "case-1", "Vil ha mer hjelp")]


def test_the_steps_are_read_aloud_with_where_the_case_is(show: Show) -> None:
    steps = case(show(samples.CASE)).steps
    assert steps.accessibleName() == "Saksgang"
    said = steps.accessibleDescription()
    assert said.startswith("Søknad, gjort, 20. april. Kartlegging, gjort, 5. mai")
    assert said.endswith("Vedtak, her er saken nå, i dag. Iverksatt, gjenstår")


def test_steps_stand_in_a_line_or_under_each_other(show: Show) -> None:
    steps = case(show(samples.CASE, 1128)).steps
    assert steps.heightForWidth(900) < steps.heightForWidth(200)


def test_all_cases_have_no_steps(show: Show) -> None:
    page = show(samples.CASE)
    page.render(samples.CASES)
    assert not case(page).steps.isVisible()
    assert (
        page.widget.findChild(QWidget, "back").isHidden()
        or not page.widget.findChild(QWidget, "back").isVisible()
    )
