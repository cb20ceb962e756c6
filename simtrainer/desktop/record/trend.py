"""The NEWS2 curve: score over time on the three risk bands."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.record import TrendPoint
from simtrainer.base.text import Texts
from simtrainer.desktop.record.ink import Ink

BANDS = ((0.0, 4.5, "low"), (4.5, 6.5, "medium"), (6.5, 99.0, "high"))
"""NEWS2 clinical risk by total score (Royal College of Physicians, 2017)."""

Ticks = tuple[tuple[float, str], ...]


UNSAVED = ((7, "bad_s", "bad"), (5, "warn", "warn"), (0, "ink", "ink"))
"""(least score, colour of the dot, of its label) of the score being measured; only high is red."""


class TrendChart(QWidget):
    """Filled dots for saved scores, a hollow one on a dashed line for the one being measured."""

    spoken_as = "picture"

    def __init__(self, ink: Ink, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = ink
        self._texts = texts
        self._points: tuple[TrendPoint, ...] = ()
        self._ticks: Ticks = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_trend(self, title: str, points: tuple[TrendPoint, ...], ticks: Ticks) -> None:
        """Draw this curve; screen readers get it as one sentence."""
        if (points, ticks) == (self._points, self._ticks):
            return
        self._points, self._ticks = points, ticks
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(f"{p.label}: {p.score}" for p in points))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._ink.px(480), self._ink.px(172) + self._ink.line("meta"))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(200), self.sizeHint().height())

    @property
    def _top(self) -> int:
        """The highest score on the axis: 10, or the next even number that has room."""
        highest = max((point.score for point in self._points), default=0)
        return max(10, highest + 2 - highest % 2)

    def _area(self) -> QRectF:
        left = self._ink.width("10", "meta_number") + self._ink.px(17)
        bottom = self._ink.line("meta") + self._ink.px(8)
        right = max(
            self._ink.px(14), self._ink.width("00:00", "meta_number") // 2 - self._ink.px(6)
        )
        top = self._ink.px(8)
        return QRectF(left, top, self.width() - left - right, self.height() - top - bottom)

    def _at(self, area: QRectF, share: float, score: float) -> QPointF:
        x = area.left() + min(max(share, 0.0), 1.0) * area.width()
        return QPointF(x, area.bottom() - score / self._top * area.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bands, axes, then the curve."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        for low, high, name in BANDS:
            self._paint_band(painter, area, low, min(high, self._top), name)
        self._paint_axes(painter, area)
        self._paint_curve(painter, area)

    def _paint_band(
        self, painter: QPainter, area: QRectF, low: float, high: float, name: str
    ) -> None:
        ink = self._ink
        top, bottom = self._at(area, 0, high).y(), self._at(area, 0, low).y()
        band = QRectF(area.left(), top, area.width(), bottom - top - (1.5 if low else 0))
        painter.fillRect(band, ink.band(name))
        if ink.contrast:
            painter.setPen(QPen(ink.color("line"), 1))
            painter.drawRect(band)
        box = band.adjusted(ink.px(10), ink.px(4), -ink.px(4), 0)
        place = Qt.AlignmentFlag.AlignVCenter
        if name == "low":
            place = Qt.AlignmentFlag.AlignTop
            if band.height() < 3 * ink.line("meta"):  # the first score stands under the name
                place |= Qt.AlignmentFlag.AlignRight
        painter.setFont(ink.font("meta"))
        painter.setPen(ink.color("ink"))
        painter.drawText(box, place, self._texts(f"view.trend.{name}"))

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        ink = self._ink
        painter.setFont(ink.font("meta_number"))
        painter.setPen(ink.color("ink2"))
        tall = ink.line("meta")
        for score in range(0, self._top + 1, 2):
            y = self._at(area, 0, score).y()
            box = QRectF(0, y - tall / 2, area.left() - ink.px(9), tall)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(score))
        for share, text in self._ticks:
            wide = ink.width(text, "meta_number") + 2
            x = self._at(area, share, 0).x() - wide / 2
            left = min(max(x, area.left()), self.width() - wide)
            painter.drawText(QRectF(left, area.bottom() + ink.px(7), wide, tall), text)

    def _paint_curve(self, painter: QPainter, area: QRectF) -> None:
        ink = self._ink
        places = [self._at(area, point.share, point.score) for point in self._points]
        for number in range(1, len(places)):
            style = Qt.PenStyle.SolidLine if self._points[number].saved else Qt.PenStyle.DashLine
            painter.setPen(QPen(ink.color("ink"), ink.px(5) / 2, style))
            painter.drawLine(places[number - 1], places[number])
        for place, point in zip(places, self._points, strict=True):
            self._paint_dot(painter, place, point)
            self._paint_label(painter, area, place, point)

    def _paint_dot(self, painter: QPainter, place: QPointF, point: TrendPoint) -> None:
        ink = self._ink
        tone = ink.color("ink" if point.saved else _unsaved(point)[0])
        radius = ink.px(5) if point.saved else ink.px(7)
        painter.setPen(QPen(tone, ink.px(3) if not point.saved else 1))
        painter.setBrush(tone if point.saved else ink.color("surface"))
        painter.drawEllipse(place, radius, radius)

    def _paint_label(
        self, painter: QPainter, area: QRectF, place: QPointF, point: TrendPoint
    ) -> None:
        ink = self._ink
        role, tone = ("meta_strong", "ink") if point.saved else ("label_large", _unsaved(point)[1])
        text = str(point.score) if point.saved else f"{point.score} {point.label}"
        wide, tall = ink.width(text, role) + 2, ink.line(role)
        x = place.x() - wide / 2 + (0 if point.saved else -ink.px(28))
        left = min(max(x, area.left() + ink.px(10)), area.right() - wide)
        top = max(place.y() - tall - ink.px(6 if point.saved else 4), 0)
        painter.setFont(ink.font(role))
        painter.setPen(ink.color(tone))
        painter.drawText(QRectF(left, top, wide, tall), Qt.AlignmentFlag.AlignCenter, text)


def _unsaved(point: TrendPoint) -> tuple[str, str]:
    return next((dot, label) for least, dot, label in UNSAVED if point.score >= least)
