"""The system's contrast theme: asked for only where it is on, and kept apart in four colours."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from simtrainer.app.looks import Look
from simtrainer.base.text import Texts
from simtrainer.desktop import contrast
from simtrainer.desktop.contrast import GROUND, LIT, ON_LIT, in_system_colors, system_contrast
from simtrainer.desktop.theme import Theme, read_tokens
from simtrainer.desktop.window import MainWindow
from tests.desktop import pages, seeing
from tests.desktop.conftest import RESOURCES, Put
from tests.desktop.fake import FakeTrainer


def test_without_one_the_look_is_ours(qapp: QApplication) -> None:
    assert system_contrast(qapp) is None


def test_every_token_is_one_of_its_four_colours() -> None:
    system = QPalette()
    roles = QPalette.ColorRole
    for role, color in (
        (roles.Window, "#000000"), (roles.WindowText, "#ffff00"),
        (roles.Highlight, "#00ff00"), (roles.HighlightedText, "#0000aa"),
    ):  # fmt: skip
        system.setColor(role, QColor(color))
    tokens = read_tokens(RESOURCES)["hc"]
    made = in_system_colors(tokens, system)
    assert set(made) == set(tokens)
    assert {made[token] for token in GROUND} == {"#000000"}
    assert {made[token] for token in LIT} == {"#00ff00"}
    assert {made[token] for token in ON_LIT} == {"#0000aa"}
    assert made["ink"] == made["focus"] == "#ffff00"
    assert {*GROUND, *LIT, *ON_LIT} <= set(tokens)
    assert Theme(RESOURCES, "light", system=system).contrast


SYSTEMS = {
    "aquatic": ("#202020", "#ffffff", "#8ee3f0", "#263b50"),
    "desert": ("#fffaef", "#3d3d3d", "#903909", "#fff5e3"),
    "dusk": ("#2d3236", "#ffffff", "#a1bfde", "#212d3b"),
    "night sky": ("#000000", "#ffffff", "#d6b4fd", "#2b2b2b"),
}
"""Ground, ink, highlight and what is written on it, in the four contrast themes that come with
Windows 11."""


def system_palette(name: str) -> QPalette:
    made, roles = QPalette(), QPalette.ColorRole
    parts = (roles.Window, roles.WindowText, roles.Highlight, roles.HighlightedText)
    for role, color in zip(parts, SYSTEMS[name], strict=True):
        made.setColor(role, QColor(color))
    return made


@pytest.mark.parametrize("name", SYSTEMS)
@pytest.mark.parametrize("page", [pages.signin, pages.home, pages.late, pages.debrief])
def test_all_words_can_be_read_in_each_of_them(
    page: pages.Make, name: str, texts: Texts, qapp: QApplication, put: Put
) -> None:
    theme = Theme(RESOURCES, system=system_palette(name))
    theme.apply(qapp)
    shown = put(page(theme, texts), 1280, 720)
    assert list(seeing.unreadable(shown)) == []
    assert seeing.edgeless(shown) == []


def test_switching_it_on_dresses_the_window_anew(
    light: Theme, texts: Texts, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = FakeTrainer(texts)
    trainer.look = Look("nb", "light", "100")  # type: ignore[attr-defined]
    window = MainWindow(trainer, light, warm=False)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    assert not window.theme.system
    on = [system_palette("dusk")]
    monkeypatch.setattr(contrast, "system_contrast", lambda app: on[0] if on else None)
    hints = qapp.styleHints()
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert window.theme.system and window.theme.hex("surface") == "#2d3236"
    on.clear()
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert not window.theme.system
    light.apply(qapp)
