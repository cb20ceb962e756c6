"""Home and its other pages: each begins at its top, and the buttons of a list stand in line."""

from dataclasses import replace

from PySide6.QtCore import QPoint

from simtrainer.base.text import Texts
from simtrainer.desktop.contents import _ENTER
from simtrainer.desktop.home import HomePage
from simtrainer.desktop.theme import Theme
from tests.desktop import samples
from tests.desktop.conftest import RESOURCES, Put, named, settle


def test_another_page_begins_at_its_top(light: Theme, texts: Texts, put: Put) -> None:
    page = HomePage(light, texts)
    page.render_home(samples.HOME)
    put(page, 900, 320)
    bar = page._panel.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.render_home(replace(samples.HOME, greeting="Hei"))
    assert bar.value() > 0, "the same page stays where one has read to"
    page.render_home(replace(samples.HOME, page="scenarios"))
    settle()
    assert bar.value() == 0


def test_the_buttons_of_a_folded_list_stand_under_each_other(texts: Texts, put: Put) -> None:
    """At the right end, after the mark, as where there is room."""
    page = HomePage(Theme(RESOURCES, "light", 2.0), texts)
    page.render_home(samples.HOME)
    put(page, 1280, 720)
    buttons = [named(page, f"start.{card.id}") for card in samples.HOME.recommended]
    ends = {button.mapTo(page, QPoint(button.width(), 0)).x() for button in buttons}
    assert len(buttons) > 1 and len(ends) == 1


def test_home_that_is_come_back_to_begins_at_its_top(light: Theme, texts: Texts, put: Put) -> None:
    """After a run it is the same page that was left."""
    page = HomePage(light, texts)
    page.render_home(samples.HOME)
    put(page, 900, 320)
    bar = page._panel.verticalScrollBar()
    bar.setValue(bar.maximum())
    _ENTER["home"](page)
    assert bar.value() == 0
