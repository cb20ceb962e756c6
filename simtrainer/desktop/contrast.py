"""The system's own contrast theme, as people who need it have set it up: where it is switched on,
its colours go before ours.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

_ROLE = QPalette.ColorRole
GROUND = (
    "frame", "surface", "surface2", "surface3", "bar", "bar2", "good_t", "warn_t", "bad_t",
    "info_t", "n0", "n1", "n2", "n3", "h0", "h1", "h2", "h3", "h4",
)  # fmt: skip
"""Tokens of what lies under text."""
LIT = ("primary", "primary_h", "primary_p", "tint", "star", "star_l", "bad_s")
"""Tokens of what is filled or marked: chosen, pressed, earned."""
ON_LIT = ("on_primary", "on_tint", "on_bad")


def system_contrast(app: QApplication) -> QPalette | None:
    """The palette of the system's contrast theme; None where none is switched on."""
    hints = app.styleHints()  # kept: what it answers dies with it
    if hints.accessibility().contrastPreference() != Qt.ContrastPreference.HighContrast:
        return None
    ours = QPalette(app.palette())
    app.setPalette(QPalette())  # what nobody has set is the system's
    found = QPalette(app.palette())
    app.setPalette(ours)
    return found


def in_system_colors(tokens: Mapping[str, str], system: QPalette) -> dict[str, str]:
    """The design tokens in the four colours that a contrast theme is sure to keep apart: ground,
    ink, highlight and what is written on it."""
    ground, ink = system.color(_ROLE.Window).name(), system.color(_ROLE.WindowText).name()
    lit, on_lit = system.color(_ROLE.Highlight).name(), system.color(_ROLE.HighlightedText).name()
    return (
        dict.fromkeys(tokens, ink)
        | dict.fromkeys(GROUND, ground)
        | dict.fromkeys(LIT, lit)
        | dict.fromkeys(ON_LIT, on_lit)
    )
