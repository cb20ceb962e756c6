"""Icons: the Material Design glyphs that QtAwesome carries, drawn straight from its font.

Importing QtAwesome itself costs as much as a whole bare window and loads twelve fonts. Its font
file and its table of names are all that is needed, so those are read and the rest is left alone.
The glyphs of the shell stand here, checked against QtAwesome's table by a test; any other name
(a screen pack may name one) is looked up in that table the first time it is drawn.
"""

import importlib.util
import json
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

GLYPHS = {
    "account-multiple-outline": 0xF000F,
    "account-outline": 0xF0013,
    "alert-circle": 0xF0028,
    "alert-circle-outline": 0xF05D6,
    "alert-outline": 0xF002A,
    "bed-outline": 0xF0099,
    "bell-ring-outline": 0xF009F,
    "bullseye": 0xF05DD,
    "check": 0xF012C,
    "check-circle": 0xF05E0,
    "check-circle-outline": 0xF05E1,
    "chevron-down": 0xF0140,
    "chevron-left": 0xF0141,
    "chevron-right": 0xF0142,
    "chevron-up": 0xF0143,
    "circle-outline": 0xF0766,
    "clock-outline": 0xF0150,
    "close": 0xF0156,
    "close-circle": 0xF0159,
    "close-circle-outline": 0xF015A,
    "cloud-check-outline": 0xF1BEC,
    "cloud-upload-outline": 0xF0B7E,
    "cog-outline": 0xF08BB,
    "door-open": 0xF081C,
    "download": 0xF01DA,
    "email-outline": 0xF01F0,
    "exit-to-app": 0xF0206,
    "eye-outline": 0xF06D0,
    "flag-outline": 0xF023D,
    "folder-outline": 0xF0256,
    "format-list-checks": 0xF0756,
    "hand-front-left-outline": 0xF182E,
    "help-circle-outline": 0xF0625,
    "home-outline": 0xF06A1,
    "human": 0xF02E6,
    "information-outline": 0xF02FD,
    "lightbulb-outline": 0xF0336,
    "message-outline": 0xF0365,
    "monitor": 0xF0379,
    "mouse": 0xF037D,
    "note-text-outline": 0xF11D7,
    "notebook-outline": 0xF0EBF,
    "pause": 0xF03E4,
    "pencil-outline": 0xF0CB6,
    "phone-outline": 0xF0DF0,
    "phone-ring-outline": 0xF11AC,
    "pill": 0xF0402,
    "play": 0xF040A,
    "pulse": 0xF0430,
    "school-outline": 0xF1180,
    "send-outline": 0xF1165,
    "shield-check-outline": 0xF0CC8,
    "skip-next": 0xF04AD,
    "star": 0xF04CE,
    "swap-horizontal": 0xF04E1,
    "target": 0xF04FE,
    "undo": 0xF054C,
}
_UNKNOWN = GLYPHS["circle-outline"]


def font_folder() -> Path | None:
    """Where QtAwesome keeps its fonts, without importing it."""
    spec = importlib.util.find_spec("qtawesome")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        return Path(place) / "fonts"
    return None


def _newest(pattern: str) -> Path | None:
    folder = font_folder()
    return max(folder.glob(pattern), default=None) if folder else None


class Palette(Protocol):
    """What icons need of a theme."""

    family: str

    def color(self, token: str) -> QColor:
        """A token as a colour."""

    def px(self, size: float) -> int:
        """A length of the design at this scale."""


class Icons:
    """Draws icons in token colours. Nothing is read before the first one is drawn."""

    def __init__(self, theme: Palette) -> None:
        self._theme = theme
        self._family: str | None = None
        self._fonts: dict[int, QFont] = {}
        self._others: dict[str, int] | None = None
        self._icons: dict[tuple[str, str, int], QIcon] = {}

    def paint(
        self, painter: QPainter, name: str, rect: QRect | QRectF, color: str | QColor
    ) -> None:
        """Draw an icon centred in a square as high as ``rect``; ``color`` may be a token."""
        size = round(min(rect.width(), rect.height()))
        painter.save()
        painter.setFont(self._font(size))
        painter.setPen(self._theme.color(color) if isinstance(color, str) else color)
        painter.drawText(QRectF(rect), int(Qt.AlignmentFlag.AlignCenter), chr(self.glyph(name)))
        painter.restore()

    def pixmap(self, name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
        """An icon as a picture of ``size`` pixels."""
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, name, QRect(0, 0, size, size), color)
        painter.end()
        return pixmap

    def icon(self, name: str, color: str = "ink", size: int = 20) -> QIcon:
        """An icon for Qt's own widgets, such as an action inside a line edit."""
        key = (name, color, size)
        if key not in self._icons:
            side = self._theme.px(size)
            icon = QIcon(self.pixmap(name, color, side))
            icon.addPixmap(self.pixmap(name, color, side, 2.0))
            self._icons[key] = icon
        return self._icons[key]

    def glyph(self, name: str) -> int:
        """Code point of an icon; an unknown name is drawn as an empty circle."""
        return GLYPHS.get(name) or self._lookup(name)

    def _lookup(self, name: str) -> int:
        if self._others is None:
            table = _newest("materialdesignicons6-webfont-charmap-*.json")
            read = json.loads(table.read_text(encoding="utf-8")) if table else {}
            self._others = {key: int(value, 16) for key, value in read.items()}
        return self._others.get(name, _UNKNOWN)

    def _font(self, size: int) -> QFont:
        if size not in self._fonts:
            font = QFont(self._load())
            font.setPixelSize(max(size, 1))
            self._fonts[size] = font
        return self._fonts[size]

    def _load(self) -> str:
        if self._family is None:
            file = _newest("materialdesignicons6-webfont-*.ttf")
            number = QFontDatabase.addApplicationFont(str(file)) if file else -1
            names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
            self._family = names[0] if names else self._theme.family
        return self._family
