"""What is known of a patient: verified by a press, refuted with a reason, read aloud with tags."""

from PySide6.QtCore import Qt

from simtrainer.app.commands import Filter, RowWish
from tests.desktop.record import office_samples as samples
from tests.desktop.record.conftest import Show


def test_what_is_known_is_verified_or_refuted_with_a_reason(show: Show) -> None:
    page = show(samples.SECTIONS)
    page.click("row.verify.k-1")
    page.click("filter.all")
    page.click("row.refute.k-1")
    assert page.take() == [RowWish("verify", "k-1"), Filter("all")]
    page.write(page.named("reason.text"), "Testet")
    page.click("reason.send")
    assert page.take() == [RowWish("refute", "k-1", "Testet")]


def test_it_is_done_by_keyboard_alone(show: Show) -> None:
    page = show(samples.SECTIONS)
    listed = page.widget.page.list  # type: ignore[attr-defined]
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(listed, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert page.take() == [RowWish("verify", "k-1")]
