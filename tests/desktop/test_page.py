"""Every screen in every look and size: nothing is cut, nameless or out of the keyboard's reach."""

import pytest

from simtrainer.base.text import Texts
from simtrainer.desktop.theme import Theme
from tests.desktop import pages, walk
from tests.desktop.conftest import RESOURCES, Put, settle

SIZES = {"1440": (1440, 900), "1280": (1280, 720), "1920": (1920, 1080)}
SHELL = pages.ALL


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", SHELL)
def test_nothing_is_clipped(name: str, scale: float, size: str, texts: Texts, put: Put) -> None:
    theme = Theme(RESOURCES, "light", scale)
    page = put(SHELL[name](theme, texts), *SIZES[size])
    assert walk.clipped(page) == []


@pytest.mark.parametrize("name", SHELL)
def test_names_and_targets(name: str, light: Theme, texts: Texts, put: Put) -> None:
    page = put(SHELL[name](light, texts))
    assert walk.nameless(page) == []
    assert [spot for spot in walk.small(page, 28) if spot] == []
    for widget in walk.shown(page):
        assert not widget.accessibleName().startswith("[ui."), widget.accessibleName()


@pytest.mark.parametrize("name", SHELL)
def test_all_buttons_are_reached_by_tab(name: str, light: Theme, texts: Texts, put: Put) -> None:
    page = put(SHELL[name](light, texts))
    assert walk.unreachable(page) == []


@pytest.mark.parametrize("look", ["light", "dark", "hc"])
@pytest.mark.parametrize("name", SHELL)
def test_every_look_is_drawn(name: str, look: str, texts: Texts, put: Put) -> None:
    theme = Theme(RESOURCES, look)
    page = put(SHELL[name](theme, texts))
    picture = page.grab().toImage()
    assert picture.pixelColor(700, 4) == theme.color("bar")
    assert picture.pixelColor(720, 890) == theme.color("surface") or name == "paused"


@pytest.mark.parametrize("name", SHELL)
def test_drawing_sends_nothing(name: str, light: Theme, texts: Texts, put: Put) -> None:
    wishes: list[object] = []
    page = SHELL[name](light, texts)
    page.wished.connect(wishes.append)
    put(page)
    page.resize(1280, 720)
    settle()
    assert wishes == []
