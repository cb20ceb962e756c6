"""Letters: read, sent, and what they lack."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from simtrainer.app.commands import OpenEntry, RowWish
from simtrainer.desktop.record.documents import Documents
from tests.desktop.record import office_samples as samples
from tests.desktop.record.conftest import Page, Show


def letters(page: Page) -> Documents:
    assert isinstance(page.widget, Documents)
    return page.widget


def test_a_letter_is_read_and_sent(show: Show) -> None:
    page = show(samples.LETTER)
    sheet = letters(page).paper.sheet
    assert "Fristen er 4 uker" in sheet.accessibleDescription()
    page.click("row.send.l-2")
    page.click("compose")
    page.click("entry.l-1")
    assert page.take() == [RowWish("send", "l-2"), OpenEntry(""), OpenEntry("l-1")]


def test_what_the_letter_lacks_stands_over_it(show: Show) -> None:
    page = show(samples.WRITING)
    paper = letters(page).paper
    assert paper.isVisible()
    assert paper.state.accessibleName() == "Slik blir brevet"
    said = [w.accessibleName() for w in paper.findChildren(QWidget) if w.isVisible()]
    assert any(text.startswith("Brevet mangler: Adresse") for text in said)
    page.render(replace(samples.WRITING, paper=None))
    assert not paper.isVisible()
