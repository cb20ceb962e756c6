"""Wrapped text with the design's line heights, laid out once and drawn often.

Qt's own ``drawText`` uses the font's line spacing and lays the text out anew for every paint.
"""

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

_UNITS = r"[%°]|(?:mmHg|mikrogram|mg|µg|kg|g|ml|dl|l|mm|cm|m|E|min|mmol)(?![^\W\d_])"
_HELD = re.compile(rf"(?<=\d) (?={_UNITS})|(?<=\bkl\.) (?=\d)")
"""The space between a number and its unit, "88 %" as Norwegian has it, and before a clock time: no
line ends there. "/min" is held as well."""
_PER = re.compile(r"(?<=[^\W\d_])/(?=(?:ml|dl|l|kg|g|min)(?![^\W\d_]))")
"""The stroke of "mg/ml"."""


class Block:
    """A laid-out paragraph; line feeds begin new ones. ``line`` is the height of one line."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        line: int,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self.height = 0
        self.widest = 0
        """How far the widest line reaches."""
        self.last_width = 0
        """How far the last line reaches."""
        self._line = line
        self._option = QTextOption(align)
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layouts: list[tuple[int, QTextLayout]] = []
        held = _HELD.sub("\u00a0", text).replace(" /", "\u00a0/\u2060")
        for paragraph in _PER.sub("/\u2060", held).split("\n"):
            self._lay(paragraph, font, max(width, 1))

    def _lay(self, paragraph: str, font: QFont, width: int) -> None:
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        count = 0
        row = layout.createLine()
        while row.isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, count * self._line + (self._line - row.height()) / 2))
            self.last_width = round(row.naturalTextWidth())
            self.widest = max(self.widest, self.last_width)
            count += 1
            row = layout.createLine()
        layout.endLayout()
        self._layouts.append((self.height, layout))
        self.height += max(count, 1) * self._line

    def draw(
        self, painter: QPainter, x: float, y: float, color: QColor, *, strike: bool = False
    ) -> None:
        """Draw with the first line's top at (x, y), struck through where it is marked wrong."""
        painter.setPen(color)
        for offset, layout in self._layouts:
            layout.draw(painter, QPointF(x, y + offset))
        if strike:
            self._strike(painter, x, y, color)

    def _strike(self, painter: QPainter, x: float, y: float, color: QColor) -> None:
        painter.setPen(QPen(color, 1.5))
        for offset, layout in self._layouts:
            for number in range(layout.lineCount()):
                row = layout.lineAt(number)
                middle = y + offset + row.y() + row.ascent() * 0.68
                painter.drawLine(QPointF(x, middle), QPointF(x + row.naturalTextWidth(), middle))
