"""How everything looks: colours, type, sizes and the one stylesheet, from the design tokens.

A ``Theme`` is built once by ``launch`` and handed to every widget. Painted widgets ask it for
colours and fonts; Qt's own fields get their look from ``sheet``.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from simtrainer.desktop.application import STYLE, STYLED
from simtrainer.desktop.contrast import in_system_colors
from simtrainer.desktop.icons import Icons

if TYPE_CHECKING:
    from simtrainer.desktop.sound import Sound

NAMES = ("light", "dark", "hc")
LARGEST_SCALE = 2.0
_WIDTHS_KEPT = 5000
_FAMILY = "Inter"


@dataclass(frozen=True)
class Role:
    """A step of the type scale in pixels at scale 1: size, line height and weight."""

    size: int
    line: int
    weight: int
    tabular: bool = False


ROLES = {
    "join_code": Role(58, 62, 600, True),
    "score": Role(58, 62, 600),
    "clock": Role(30, 34, 600, True),
    "title": Role(28, 36, 600),
    "hero": Role(22, 30, 600),
    "patient": Role(20, 28, 600),
    "section": Role(18, 24, 600),
    "large_button": Role(16, 20, 600),
    "bar_title": Role(17, 22, 600),
    "row_title": Role(16, 22, 600),
    "lead": Role(16, 22, 400),
    "body": Role(15, 22, 400),
    "body_strong": Role(15, 22, 600),
    "medium": Role(15, 22, 500),
    "button": Role(15, 20, 600),
    "label_large": Role(15, 20, 600),
    "label": Role(14, 20, 600),
    "text": Role(14, 21, 400),
    "text_medium": Role(14, 20, 500),
    "meta": Role(13, 18, 400),
    "meta_medium": Role(13, 18, 500),
    "meta_strong": Role(13, 18, 600),
    "badge": Role(14, 20, 600, True),
    "count": Role(13, 18, 600, True),
    "number": Role(14, 20, 500, True),
    "text_number": Role(14, 20, 400, True),
    "body_number": Role(15, 22, 400, True),
    "meta_number": Role(13, 18, 400, True),
}


def read_tokens(resources: Path) -> dict[str, dict[str, str]]:
    """The token table: theme name to token to ``#RRGGBB``."""
    table: dict[str, dict[str, str]] = json.loads(
        (resources / "look" / "tokens.json").read_text(encoding="utf-8")
    )
    return table


def load_fonts(resources: Path) -> str:
    """Make the bundled Inter known to Qt and return its family name.

    Falls back to the system's own sans serif where the files are missing, so that a damaged
    installation still shows text.
    """
    for file in sorted((resources / "fonts").glob("Inter-*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    if QFontDatabase.hasFamily(_FAMILY):
        return _FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


class Theme:
    """One look: ``name`` is ``light``, ``dark`` or ``hc``; ``scale`` is 1.0 to 2.0.

    ``motion`` is False where the person has switched animations off. Where the system has a
    contrast theme of its own, ``system`` is its palette: it goes before ours. ``family`` is that
    of an earlier look, whose fonts are loaded. ``sound`` plays what is heard, where any is.
    """

    def __init__(
        self,
        resources: Path,
        name: str = "light",
        scale: float = 1.0,
        *,
        motion: bool = True,
        system: QPalette | None = None,
        family: str = "",
        sound: "Sound | None" = None,
    ) -> None:
        self.sound = sound
        self.resources = resources
        self.system = system is not None
        if system is not None:
            name = "hc"
        self.name = name if name in NAMES else "light"
        self.scale = min(max(scale, 1.0), LARGEST_SCALE)
        self.motion = motion
        self.contrast = self.name == "hc"
        self.family = family or load_fonts(resources)
        self._tokens = read_tokens(resources)[self.name]
        if system is not None:
            self._tokens = in_system_colors(self._tokens, system)
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        self._lines: dict[str, int] = {}
        self._widths: dict[tuple[str, str], int] = {}
        self.laid_out: dict[tuple[str, str, int], Any] = {}
        """Texts by type role and width, for those who draw: ``Ink`` keeps the number down."""
        self.icons = Icons(self)

    def hex(self, token: str) -> str:
        """A token as ``#RRGGBB``."""
        return self._tokens[token]

    def color(self, token: str) -> QColor:
        """A token as a colour."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(self._tokens[token])
        return found

    def px(self, size: float) -> int:
        """A length of the design at this scale."""
        return round(size * self.scale)

    @property
    def border(self) -> int:
        """Width of a control's border: 1, and 2 everywhere in high contrast."""
        return self.px(2 if self.contrast else 1)

    def font(self, role: str) -> QFont:
        """The font of a type role."""
        found = self._fonts.get(role)
        if found is None:
            found = self._fonts[role] = self._make_font(ROLES[role])
        return found

    def _make_font(self, role: Role) -> QFont:
        font = QFont(self.family)
        font.setPixelSize(self.px(role.size))
        font.setWeight(QFont.Weight(role.weight))
        if role.tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def metrics(self, role: str) -> QFontMetrics:
        """Measures of a type role."""
        found = self._metrics.get(role)
        if found is None:
            found = self._metrics[role] = QFontMetrics(self.font(role))
        return found

    def line(self, role: str) -> int:
        """Line height of a type role, never less than the font needs."""
        found = self._lines.get(role)
        if found is None:
            found = max(self.px(ROLES[role].line), self.metrics(role).height())
            self._lines[role] = found
        return found

    def width(self, text: str, role: str) -> int:
        """How wide a text is on one line; a layout asks this of the same labels over and over."""
        found = self._widths.get((text, role))
        if found is None:
            if len(self._widths) >= _WIDTHS_KEPT:
                self._widths.clear()
            found = self._widths[text, role] = self.metrics(role).horizontalAdvance(text)
        return found

    @cached_property
    def palette(self) -> QPalette:
        """The colours Qt's own widgets use."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("ink3"))
        return palette

    @cached_property
    def sheet(self) -> str:
        """The stylesheet of Qt's own fields; set it on the page that holds them."""
        values = {name: str(self.px(size)) for name, size in _SIZES.items()}
        values["border"] = str(self.border)
        text = _SHEET
        values.update(self._tokens)
        for name in sorted(values, key=len, reverse=True):
            text = text.replace(f"${name}", values[name])
        return text

    def apply(self, app: QApplication) -> None:
        """Give the application this palette, font and base style."""
        if not app.property(STYLED):
            app.setStyle(STYLE)
        app.setPalette(self.palette)
        app.setFont(self.font("body"))


_PALETTE = {
    QPalette.ColorRole.Window: "frame",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface2",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.ToolTipBase: "bar",
    QPalette.ColorRole.ToolTipText: "on_bar",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.Mid: "line2",
    QPalette.ColorRole.Dark: "line2",
}

_SIZES = {
    "field_height": 38,
    "pad_x": 11,
    "pad_y": 8,
    "radius": 6,
    "arrow": 32,
    "row": 34,
    "bar_width": 12,
    "thumb": 32,
    "gap": 3,
    "round": 3,
}

_SHEET = """
QAbstractScrollArea { background: transparent; border: 0; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
  background: $surface; color: $ink; border: $borderpx solid $line2; border-radius: $radiuspx;
  selection-background-color: $primary; selection-color: $on_primary; }
QLineEdit, QComboBox { min-height: $field_heightpx; padding: 0 $pad_xpx; }
QLineEdit { placeholder-text-color: $ink3; }
QPlainTextEdit, QTextEdit { padding: $gappx $pad_ypx; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border-color: $focus; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
  border-color: $bad_s; }
QComboBox::drop-down { border: 0; width: $arrowpx; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: $borderpx solid $line2;
  outline: 0; selection-background-color: $tint; selection-color: $on_tint; }
QComboBox QAbstractItemView::item { min-height: $rowpx; padding: 0 $pad_ypx; }
QMenu { background: $surface; color: $ink; border: $borderpx solid $line2; }
QMenu::item { padding: $pad_ypx $arrowpx $pad_ypx $pad_xpx; }
QMenu::item:selected { background: $tint; color: $on_tint; }
QToolTip { background: $bar; color: $on_bar; border: $borderpx solid $bar_line;
  padding: $gappx $pad_ypx; }
QScrollBar:vertical { background: transparent; width: $bar_widthpx; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $bar_widthpx; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: $roundpx; margin: $gappx; }
QScrollBar::handle:vertical { min-height: $thumbpx; }
QScrollBar::handle:horizontal { min-width: $thumbpx; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
