"""Every view state has its widget, drawn in every theme and size with names and no clipping."""

from typing import get_args

import pytest
from pytestqt.qtbot import QtBot

from simtrainer.app.views.modules import ModuleView
from simtrainer.desktop.record import VIEW_KINDS, build
from simtrainer.desktop.theme import Theme
from tests.desktop.record import samples, walk
from tests.desktop.record.conftest import Show
from tests.desktop.record.shots import RESOURCES, texts
from tests.desktop.walk import unreachable

SHEETS = {"1440": (864, 732), "folded": (1128, 732), "1280": (704, 560)}


def test_every_view_state_has_a_row_in_the_table() -> None:
    assert set(VIEW_KINDS) == set(get_args(ModuleView))


@pytest.mark.parametrize("name", samples.ALL)
def test_drawing_sends_nothing(name: str, show: Show) -> None:
    page = show(samples.ALL[name])
    page.render(samples.ALL[name])
    assert page.take() == []


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", samples.ALL)
def test_names_targets_and_room(name: str, scale: float, sheet: str, show: Show) -> None:
    theme = Theme(RESOURCES, "light", scale)
    page = show(samples.ALL[name], *SHEETS[sheet], theme=theme)
    assert walk.nameless(page.widget) == []
    assert walk.small(page.widget, theme.px(44)) == []
    assert walk.clipped(page.widget) == []


@pytest.mark.parametrize("look", ["dark", "hc"])
@pytest.mark.parametrize("name", samples.ALL)
def test_every_theme_draws(name: str, look: str, qtbot: QtBot) -> None:
    theme = Theme(RESOURCES, look)
    widget = build(samples.ALL[name], texts(), theme)  # type: ignore[arg-type]
    qtbot.addWidget(widget)
    widget.resize(864, 690)
    picture = widget.grab().toImage()
    assert picture.pixelColor(2, picture.height() - 3) == theme.color("surface")


def test_no_text_is_missing(show: Show) -> None:
    pages = [show(view) for view in samples.ALL.values()]  # a page that is let go is torn down
    for page in pages:
        for widget in walk.shown(page.widget):
            assert not widget.accessibleName().startswith("[view.")
            assert not widget.accessibleDescription().startswith("[view.")


@pytest.mark.parametrize("name", samples.ALL)
def test_every_button_is_reached_with_tab(name: str, show: Show) -> None:
    assert unreachable(show(samples.ALL[name]).widget) == []
