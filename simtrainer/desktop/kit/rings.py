"""Competence rings: how far, and a mark where the goal is. Numbers beside colour always."""

from collections.abc import Sequence
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.shell import RingView
from simtrainer.base.text import Texts, percent_of
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.paint import MIDDLE, smooth, write
from simtrainer.desktop.theme import Theme

_SIDE = 84
_STROKE = 9
_ROW_GAP = 16
_FULL = 16
"""Qt counts angles in sixteenths of a degree."""


class Rings(QWidget):
    """All rings in rows of as many as fit, with words where nothing has been played."""

    spoken_as = "picture"

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._rings: tuple[RingView, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def render_rings(self, rings: Sequence[RingView]) -> None:
        """Draw these rings."""
        if tuple(rings) == self._rings:
            return
        self._rings = tuple(rings)
        self.setAccessibleName(", ".join(f"{ring.label} {self._said(ring)}" for ring in rings))
        self.updateGeometry()
        self.update()

    def _said(self, ring: RingView) -> str:
        texts = self._texts
        if ring.share is None:
            return texts("ui.home.ring_none")
        return texts("app.percent", n=percent_of(ring.share))

    def _columns(self, width: int) -> int:
        widest = max(
            (self._theme.width(ring.label, "text_medium") for ring in self._rings), default=0
        )
        cell = max(self._theme.px(_SIDE + 16), min(widest + self._theme.px(8), self._theme.px(180)))
        return max(min(3, width // cell), 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._rings) // self._columns(width))
        return rows * self._row_height(width) - (self._theme.px(_ROW_GAP) if rows else 0)

    def _row_height(self, width: int) -> int:
        cell = width // self._columns(width)
        labels = [self._label(ring, cell).height for ring in self._rings]
        return self._theme.px(_SIDE + 4 + _ROW_GAP) + max(labels, default=0)

    def _label(self, ring: RingView, cell: int) -> Block:
        return self._words(ring.label, "text_medium", cell)

    def _words(self, text: str, role: str, width: int) -> Block:
        """Words in the middle of so much room, in as many lines as they need."""
        theme = self._theme
        middle = Qt.AlignmentFlag.AlignHCenter
        return Block(text, theme.font(role), width, theme.line(role), middle)

    def sizeHint(self) -> QSize:
        wide = self._theme.px(400)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE + 20), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        columns, tall = self._columns(self.width()), self._row_height(self.width())
        cell, side = self.width() / columns, self._theme.px(_SIDE)
        for number, ring in enumerate(self._rings):
            left = number % columns * cell
            top = number // columns * tall
            self._paint_ring(painter, ring, QRectF(left + (cell - side) / 2, top, side, side))
            label = self._label(ring, int(cell))
            label.draw(painter, left, top + side + self._theme.px(4), self._theme.color("ink"))

    def _paint_ring(self, painter: QPainter, ring: RingView, at: QRectF) -> None:
        theme, stroke = self._theme, _STROKE * self._theme.scale
        inner = at.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        track = QPen(theme.color("surface3"), stroke)
        painter.setPen(track)
        painter.drawEllipse(inner)
        if theme.contrast:
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawEllipse(at)
        if ring.share:
            token = "good" if ring.share >= ring.goal else "primary"
            arc = QPen(theme.color(token), stroke)
            arc.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(arc)
            painter.drawArc(inner, 90 * _FULL, round(-360 * _FULL * min(ring.share, 1.0)))
        self._paint_goal(painter, ring.goal, at)
        if ring.share is not None:
            write(painter, theme, at, self._said(ring), "body_strong", "ink", MIDDLE)
            return
        room = round(inner.width() - stroke - theme.px(4))
        words, middle = self._words(self._said(ring), "meta", room), at.center()
        words.draw(
            painter, middle.x() - room / 2, middle.y() - words.height / 2, theme.color("ink")
        )

    def _paint_goal(self, painter: QPainter, goal: float, at: QRectF) -> None:
        angle = 2 * pi * goal - pi / 2
        far = at.width() / 2
        near = far - (_STROKE + 2) * self._theme.scale
        middle = at.center()
        painter.setPen(QPen(self._theme.color("ink"), self._theme.px(2)))
        spoke = QPointF(cos(angle), sin(angle))
        painter.drawLine(middle + spoke * near, middle + spoke * far)
