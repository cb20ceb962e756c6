"""The zone scale of one NEWS2 parameter: where the value lies, in the colours of its points."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.record import Zone
from simtrainer.desktop.record.ink import Ink


def tick_texts(ticks: Sequence[float]) -> tuple[str, ...]:
    """The ticks with the same number of decimals."""
    if all(float(tick).is_integer() for tick in ticks):
        return tuple(f"{tick:.0f}" for tick in ticks)
    return tuple(f"{tick:.1f}".replace(".", ",") for tick in ticks)


class ZoneScale(QWidget):
    """A bar of zones with ticks under it and a marker at the value. Decorative for screen
    readers: the points box beside it says the same in words."""

    def __init__(self, ink: Ink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = ink
        self._zones: tuple[Zone, ...] = ()
        self._ticks: tuple[float, ...] = ()
        self._position: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scale(
        self, zones: tuple[Zone, ...], ticks: tuple[float, ...], position: float | None
    ) -> None:
        """Draw these zones and put the marker at ``position``."""
        if (zones, ticks, position) == (self._zones, self._ticks, self._position):
            return
        self._zones, self._ticks, self._position = zones, ticks, position
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._ink.px(180), self._ink.px(22) + 2 * self._ink.line("meta"))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(90), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Zones with a gap between them, the marker on top, ticks below."""
        if not self._zones:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = self._ink.px(9)
        top = (self.height() - thick) / 2
        for zone in self._zones:
            left, right = self._x(zone.low), self._x(zone.high)
            box = QRectF(left, top, max(right - left - 2, 1), thick)
            painter.fillRect(box, self._ink.color(f"n{zone.points}"))
        if self._ink.contrast:
            painter.setPen(self._ink.color("line"))
            painter.drawRect(QRectF(0.5, top, self.width() - 1, thick))
        self._paint_ticks(painter, top + thick)
        self._paint_marker(painter, top, thick)

    def _x(self, value: float) -> float:
        low, high = self._zones[0].low, self._zones[-1].high
        share = (value - low) / (high - low) if high > low else 0.0
        return min(max(share, 0.0), 1.0) * self.width()

    def _paint_ticks(self, painter: QPainter, top: float) -> None:
        painter.setFont(self._ink.font("meta_number"))
        painter.setPen(self._ink.color("ink2"))
        for tick, text in zip(self._ticks, tick_texts(self._ticks), strict=True):
            width = self._ink.width(text, "meta_number")
            left = min(max(self._x(tick) - width / 2, 0), self.width() - width)
            box = QRectF(left, top + 1, width + 1, self._ink.line("meta"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_marker(self, painter: QPainter, top: float, thick: float) -> None:
        if self._position is None:
            return
        px = self._ink.px
        x = min(max(self._x(self._position), px(5)), self.width() - px(5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.color("ink"))
        painter.drawRect(QRectF(x - px(1), top - px(9), px(2), thick + px(12)))
        head = (QPointF(x - px(5), top - px(10)), QPointF(x + px(5), top - px(10)))
        painter.drawPolygon(QPolygonF([*head, QPointF(x, top - px(3))]))
