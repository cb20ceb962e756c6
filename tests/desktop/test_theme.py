"""The theme: tokens, fonts, scale and the stylesheet."""

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from simtrainer.desktop.theme import NAMES, ROLES, Theme, read_tokens
from tests.desktop.conftest import RESOURCES


@pytest.mark.parametrize("name", NAMES)
def test_all_looks_have_the_same_tokens(name: str) -> None:
    tokens = read_tokens(RESOURCES)
    assert set(tokens[name]) == set(tokens["light"])
    assert all(re.fullmatch("#[0-9A-F]{6}", value) for value in tokens[name].values())


@pytest.mark.parametrize("name", NAMES)
def test_the_stylesheet_has_no_gap_left(name: str, qapp: QApplication) -> None:
    assert "$" not in Theme(RESOURCES, name).sheet


def test_inter_is_used(light: Theme) -> None:
    for role in ROLES:
        assert QFontInfo(light.font(role)).family() == "Inter"


def test_numbers_stand_under_each_other(light: Theme) -> None:
    for role in ("clock", "number", "body_number", "meta_number"):
        assert light.width("11:11", role) == light.width("08:40", role)


def test_scale_is_kept_within_bounds(qapp: QApplication) -> None:
    assert Theme(RESOURCES, "light", 9.0).scale == 2.0
    assert Theme(RESOURCES, "light", 0.2).scale == 1.0
    assert Theme(RESOURCES, "light", 2.0).px(44) == 88


def test_an_unknown_look_is_light(qapp: QApplication) -> None:
    assert Theme(RESOURCES, "sepia").name == "light"


def test_text_is_shown_without_the_bundled_fonts(qapp: QApplication, tmp_path: Path) -> None:
    shutil.copytree(RESOURCES / "look", tmp_path / "look")
    assert Theme(tmp_path).width("Hei", "body") > 0


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_an_empty_field_is_as_easy_to_read_as_any_word(
    name: str, qtbot: QtBot
) -> None:
    """Left to itself, the stylesheet draws it in the colour of the text, half through."""
    theme = Theme(RESOURCES, name)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(theme.sheet)
    field.setPlaceholderText("Søk på navn eller rom")
    field.show()
    assert field.palette().color(QPalette.ColorRole.PlaceholderText) == theme.color("ink3")


def test_an_invalid_field_is_marked(light: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(light.sheet)
    field.setProperty("invalid", "true")
    field.resize(200, 40)
    picture = field.grab().toImage()
    assert picture.pixelColor(100, 0) == light.color("bad_s")


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two ``#RRGGBB``."""

    def luminance(text: str) -> float:
        parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


READ = [
    ("ink", "surface"), ("ink2", "surface"), ("ink3", "surface"), ("ink2", "frame"),
    ("on_primary", "primary"), ("on_tint", "tint"), ("on_bar", "bar"), ("on_bar2", "bar"),
    ("on_bar", "bar2"), ("bar", "star"), ("good", "surface"), ("warn", "warn_t"),
    ("bad", "surface"), ("bad", "bad_t"), ("on_bad", "bad_s"), ("info", "surface"),
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_text_can_be_read(ink: str, ground: str, name: str) -> None:
    tokens = read_tokens(RESOURCES)[name]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5
