"""The score by dimension: a bar, a number, and a mark where the last run ended."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.shell import DimensionView
from simtrainer.desktop.kit.paint import LEFT, RIGHT, box, smooth, write
from simtrainer.desktop.theme import Theme

_ROW = 40
_LABEL_GAP = 22


class ScoreBars(QWidget):
    """One row for each dimension, and what the mark means under them."""

    spoken_as = "picture"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[DimensionView, ...] = ()
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def render_bars(self, rows: Sequence[DimensionView], note: str) -> None:
        """Draw these dimensions; ``note`` explains the mark of the last run."""
        self._rows, self._note = tuple(rows), note
        said = [f"{row.label} {row.text}" for row in rows]
        self.setAccessibleName(", ".join([*said, note] if note else said))
        self.updateGeometry()
        self.update()

    def _row_height(self) -> int:
        return max(self._theme.px(_ROW), self._theme.line("body_strong"))

    def _label_width(self) -> int:
        widths = [self._theme.width(row.label, "body_strong") for row in self._rows]
        return max(widths, default=0) + self._theme.px(_LABEL_GAP)

    def _value_width(self) -> int:
        widths = [self._theme.width(row.text, "body_strong") for row in self._rows]
        return max([*widths, self._theme.px(58)]) + self._theme.px(8)

    def sizeHint(self) -> QSize:
        note = self._theme.line("meta") + self._theme.px(6) if self._note else 0
        wide = max(
            self._label_width() + self._value_width() + self._theme.px(80), self._note_width()
        )
        return QSize(wide, len(self._rows) * self._row_height() + note)

    def _note_width(self) -> int:
        return self._theme.width(self._note, "meta") + self._theme.px(12) if self._note else 0

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        tall = self._row_height()
        for number, row in enumerate(self._rows):
            self._paint_row(painter, row, QRectF(0, number * tall, self.width(), tall))
        if self._note:
            self._paint_note(painter, len(self._rows) * tall)

    def _paint_row(self, painter: QPainter, row: DimensionView, at: QRectF) -> None:
        theme = self._theme
        write(painter, theme, at, row.label, "body_strong", "ink", LEFT)
        write(painter, theme, at, row.text, "body_strong", "ink", RIGHT)
        left, thick = self._label_width(), theme.px(12)
        wide = self.width() - left - self._value_width()
        track = QRectF(left, at.center().y() - thick / 2, wide, thick)
        box(painter, theme, track, "surface3", "line" if theme.contrast else None, 3)
        full = QRectF(track)
        full.setWidth(wide * min(max(row.share, 0.0), 1.0))
        if row.share > 0:
            box(painter, theme, full, "primary", None, 3)
        if row.previous is not None:
            self._paint_mark(painter, left + wide * row.previous, at.center().y())

    def _paint_mark(self, painter: QPainter, x: float, y: float) -> None:
        theme, tall = self._theme, self._theme.px(22)
        wide = theme.px(2)
        painter.setPen(Qt.PenStyle.NoPen)
        halo = QRectF(x - wide / 2 - 1, y - tall / 2, wide + 2, tall)
        painter.fillRect(halo, theme.color("surface"))
        painter.fillRect(QRectF(x - wide / 2, y - tall / 2, wide, tall), theme.color("ink"))

    def _paint_note(self, painter: QPainter, top: float) -> None:
        theme, tall = self._theme, self._theme.line("meta")
        top += theme.px(4)
        painter.fillRect(QRectF(0, top + 1, theme.px(2), tall - 2), theme.color("ink"))
        at = QRectF(theme.px(10), top, self.width() - theme.px(10), tall)
        write(painter, theme, at, self._note, "meta", "ink2", LEFT)
