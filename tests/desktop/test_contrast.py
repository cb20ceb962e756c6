"""The system's contrast theme: asked for only where it is on, and kept apart in four colours."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from simtrainer.desktop.contrast import GROUND, LIT, ON_LIT, in_system_colors, system_contrast
from simtrainer.desktop.theme import Theme, read_tokens
from tests.desktop.conftest import RESOURCES


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
