"""The shift line: what has been done, where we are, what is still to come. Drawn on the bar."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.shell import ShiftLineView, Stop
from simtrainer.desktop.kit.paint import LEFT, MIDDLE, RIGHT, smooth, tick_circle, write
from simtrainer.desktop.theme import Theme


class Size(NamedTuple):
    """Measures of one size of the line: thickness, radii of dots and now-marker, its stroke."""

    line: float
    dot: float
    now: float
    stroke: float
    ticks: bool


LARGE = Size(6, 10, 13, 4.5, True)
SMALL = Size(4, 5, 7.5, 3, False)
_HOLLOW = 0.8
"""A stop ahead is drawn a little smaller than one that is done."""


class ShiftLine(QWidget):
    """The line with its dots; the large one has clock texts under it."""

    spoken_as = "picture"

    def __init__(self, theme: Theme, *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._size = theme, LARGE if large else SMALL
        self._view: ShiftLineView | None = None
        self._texts = large
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def render_line(self, view: ShiftLineView) -> None:
        """Draw this line."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(f"{view.start_text}, {view.now_text}, {view.end_text}")
            self.update()

    def sizeHint(self) -> QSize:
        tall = self._theme.px(2 * self._size.now + self._size.stroke)
        if self._texts:
            tall += self._theme.line("number") + self._theme.px(6)
        return QSize(self._theme.px(216), tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        painter = QPainter(self)
        smooth(painter)
        middle = self._theme.scale * (self._size.now + self._size.stroke / 2)
        edge = self._theme.scale * 3
        left, right = edge, self.width() - edge
        self._paint_line(painter, self._view.now, left, right, middle)
        for stop in self._view.stops:
            self._paint_stop(painter, stop, QPointF(self._x(stop.share), middle))
        self._paint_now(painter, QPointF(self._x(self._view.now), middle))
        if self._texts:
            self._paint_texts(painter, self._view, left, right)

    def _x(self, share: float) -> float:
        """Where a moment stands; the marker never leaves the widget."""
        reach = (self._size.now + 1) * self._theme.scale
        return min(max(share * self.width(), reach), self.width() - reach)

    def _paint_line(
        self, painter: QPainter, now: float, left: float, right: float, y: float
    ) -> None:
        wide = self._size.line * self._theme.scale
        here = left + now * (right - left)
        for tone, start, end in (("star_off", left, right), ("on_bar", left, here)):
            pen = QPen(self._theme.color(tone), wide)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(start, y), QPointF(end, y))

    def _paint_stop(self, painter: QPainter, stop: Stop, at: QPointF) -> None:
        theme, radius = self._theme, self._size.dot * self._theme.scale
        if stop.state == "now":
            return
        if stop.state == "done" and self._size.ticks:
            tick_circle(painter, theme, at, radius, "on_bar", "bar")
            return
        if stop.state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("on_bar"))
        else:
            late = stop.state == "late"
            pen = theme.px(3 if late else 2)
            painter.setPen(QPen(theme.color("bad_l" if late else "on_bar"), pen))
            painter.setBrush(theme.color("bar"))
            radius *= _HOLLOW
        painter.drawEllipse(at, radius, radius)

    def _paint_now(self, painter: QPainter, at: QPointF) -> None:
        scale = self._theme.scale
        painter.setPen(QPen(self._theme.color("star"), self._size.stroke * scale))
        painter.setBrush(self._theme.color("bar"))
        radius = (self._size.now - self._size.stroke / 2) * scale
        painter.drawEllipse(at, radius, radius)

    def _paint_texts(
        self, painter: QPainter, view: ShiftLineView, left: float, right: float
    ) -> None:
        theme = self._theme
        tall = theme.line("number")
        top = self.height() - tall
        gap = theme.px(8)
        taken: list[tuple[float, float]] = []
        rows = [(view.now, view.now_text, "star", "badge")]
        rows += [
            (0.0, view.start_text, "on_bar2", "text_number"),
            (1.0, view.end_text, "on_bar2", "text_number"),
        ]
        rows += [(share, text, "on_bar2", "text_number") for share, text in view.marks]
        for share, text, tone, role in rows:
            wide = theme.width(text, role) + 2
            start = min(max(left + share * (right - left) - wide / 2, 0), self.width() - wide)
            if any(start < end + gap and begin < start + wide + gap for begin, end in taken):
                continue
            taken.append((start, start + wide))
            align = LEFT if share == 0 else RIGHT if share == 1 else MIDDLE
            write(painter, theme, QRectF(start, top, wide, tall), text, role, tone, align)
