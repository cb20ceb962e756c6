"""Icons: the shell's own table says what QtAwesome's does, and unknown names are drawn plainly."""

import json
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics

from simtrainer.desktop import icons
from simtrainer.desktop.theme import Theme

DESKTOP = Path(icons.__file__).parent


def test_the_glyphs_are_qtawesomes() -> None:
    folder = icons.font_folder()
    assert folder is not None
    file = max(folder.glob("materialdesignicons6-webfont-charmap-*.json"))
    table = json.loads(file.read_text(encoding="utf-8"))
    assert {name: int(table[name], 16) for name in icons.GLYPHS} == icons.GLYPHS


def test_every_icon_the_shell_names_is_in_the_table() -> None:
    named: set[str] = set()
    for file in DESKTOP.glob("**/*.py"):
        text = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'icon="([a-z-]+)"', text))
        named |= set(re.findall(r'icons\.paint\(painter, "([a-z-]+)"', text))
    assert named
    assert named - set(icons.GLYPHS) == set()


def test_another_name_is_looked_up(light: Theme) -> None:
    assert "hospital-building" not in icons.GLYPHS
    assert light.icons.glyph("hospital-building") != icons.GLYPHS["circle-outline"]


def test_an_unknown_name_is_a_circle(light: Theme) -> None:
    assert light.icons.glyph("no-such-thing") == icons.GLYPHS["circle-outline"]


@pytest.mark.parametrize("name", icons.GLYPHS)
def test_the_font_has_the_glyph(name: str, light: Theme) -> None:
    metrics = QFontMetrics(light.icons._font(20))
    assert metrics.inFontUcs4(icons.GLYPHS[name])


def test_a_picture_is_in_the_tokens_colour(light: Theme) -> None:
    picture = light.icons.pixmap("star", "star", 20).toImage()
    assert picture.pixelColor(10, 10) == light.color("star")
    assert light.icons.icon("star") is light.icons.icon("star")


def test_without_qtawesome_nothing_breaks(light: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "font_folder", lambda: None)
    fresh = icons.Icons(light)
    assert not fresh.pixmap("star", "star", 20).isNull()
    assert fresh.glyph("no-such-thing") == icons.GLYPHS["circle-outline"]
