"""Messages between services: boxes, drafts, receipts and the conversation."""

from PySide6.QtWidgets import QWidget

from simtrainer.app.commands import Filter, OpenEntry, RowWish, StartForm
from simtrainer.desktop.record.message import Message
from tests.desktop.record import office_samples as samples
from tests.desktop.record.conftest import Show


def test_boxes_drafts_and_the_conversation_lead_on(show: Show) -> None:
    page = show(samples.PLO)
    page.click("filter.sent")
    page.click("row.resend.p-2")
    page.click("message.p-1")
    page.render(samples.DRAFTS)
    page.click("draft.plo_request")
    assert page.take() == [
        Filter("sent"), RowWish("resend", "p-2"), OpenEntry("p-1"), StartForm("plo_request"),
    ]  # fmt: skip


def test_a_message_is_told_with_its_receipt(show: Show) -> None:
    page = show(samples.PLO)
    listed = page.widget.list  # type: ignore[attr-defined]
    painter = listed._painter
    assert painter.words(samples.ROWS[1]) == (
        "Forespørsel, Til Fastlegen, legetjeneste, Resept på Apiksaban, Avvist: Ukjent mottaker, "
        "07:30, åpen nå"
    )
    message = page.widget.findChild(Message)
    said = [w.accessibleName() for w in message.findChildren(QWidget) if w.isVisible()]
    assert "Avvist: Ukjent mottaker" in said
    assert "Mottaker: Fastlegen, legetjeneste. Svar innen: 15.05.2026" in said
