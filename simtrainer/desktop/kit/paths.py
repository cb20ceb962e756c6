"""Two paths through one shift: the expert's above, one's own below, a link for each check."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.shell import PathPoint
from simtrainer.desktop.kit.paint import LEFT, MIDDLE, box, smooth, tick_circle, write
from simtrainer.desktop.theme import Theme

MARKS = {
    "good": ("check-circle", "on_time"),
    "warn": ("alert-circle", "late"),
    "bad": ("close-circle", "missed"),
}
"""Colour of an own mark to its icon and its word in the legend: ``ui.debrief.<word>``."""
_LABEL_ROWS = 3
_MOST_ROWS = 5
"""So many rows of labels where the chart is high enough for them."""
_LINKS = 96
"""Height between the two paths, at least; a high chart has more."""
_CLEAR = 1.8
"""Radii between two marks from which the left one's sign is whole."""


class PathsChart(QWidget):
    """``expert`` and ``own`` are the words before the two paths."""

    spoken_as = "picture"

    def __init__(self, theme: Theme, expert: str, own: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._expert, self._own = theme, expert, own
        self._points: tuple[PathPoint, ...] = ()
        self._ticks: tuple[tuple[float, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def render_paths(self, points: Sequence[PathPoint], ticks: Sequence[tuple[float, str]]) -> None:
        """Draw these checks over this time axis."""
        self._points, self._ticks = tuple(points), tuple(ticks)
        said = (f"{point.label} {point.note}".strip() for point in points)
        self.setAccessibleName(", ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        texts = (_LABEL_ROWS + 2) * theme.line("meta") + theme.px(30)
        return QSize(theme.px(780), texts + theme.px(_LINKS))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self.sizeHint().height())

    def _left(self) -> int:
        words = (self._theme.width(word, "body_strong") for word in (self._expert, self._own))
        return max(words) + self._theme.px(12)

    def _x(self, share: float) -> float:
        left, right = self._left(), self.width() - self._theme.px(16)
        return left + min(max(share, 0.0), 1.0) * (right - left)

    def _labels(self) -> list[tuple[str, float, int]]:
        """In as many rows as they need; half of what a high chart has left over may go to them."""
        spare = max(self.height() - self.sizeHint().height(), 0)
        rows = min(_LABEL_ROWS + spare // 2 // self._theme.line("meta"), _MOST_ROWS)
        return self._spread([(p.label, p.expert) for p in self._points], "meta", rows)

    def _rows(self, labels: int) -> tuple[float, float]:
        """Where the two paths lie, under so many rows of labels."""
        line = self._theme.line("meta")
        top = max(labels, _LABEL_ROWS) * line + self._theme.px(10)
        under = 2 * line + self._theme.px(20)
        return float(top), float(max(self.height() - under, top + self._theme.px(_LINKS)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        labels = self._labels()
        above, below = self._rows(max((row for *_, row in labels), default=0) + 1)
        self._paint_axis(painter)
        self._paint_path(painter, above, self._expert, "line2", "ink2")
        self._paint_path(painter, below, self._own, "primary", "primary")
        for point in self._points:
            self._paint_link(painter, point, above, below)
        for point in self._points:
            self._paint_expert(painter, point, above)
        self._paint_marks(painter, below)
        self._paint_labels(painter, labels, above)
        self._paint_notes(painter, below)

    def _paint_axis(self, painter: QPainter) -> None:
        theme, tall = self._theme, self._theme.line("meta_number")
        bottom = self.height() - tall - theme.px(4)
        for share, text in self._ticks:
            x = self._x(share)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(x, theme.line("meta") * 1.5), QPointF(x, bottom))
            wide = theme.width(text, "meta_number") + 2
            start = min(max(x - wide / 2, self._left() + 1), self.width() - wide)
            at = QRectF(start, self.height() - tall, wide, tall)
            write(painter, theme, at, text, "meta_number", "ink2", LEFT)

    def _paint_path(self, painter: QPainter, y: float, word: str, line: str, tone: str) -> None:
        theme = self._theme
        tall = theme.line("body_strong")
        write(
            painter, theme, QRectF(0, y - tall / 2, self._left(), tall), word, "body_strong", tone
        )
        painter.setPen(QPen(theme.color(line), theme.px(2)))
        painter.drawLine(QPointF(self._left(), y), QPointF(self._x(1), y))

    def _paint_link(self, painter: QPainter, point: PathPoint, above: float, below: float) -> None:
        theme = self._theme
        late = point.state != "good"
        pen = QPen(theme.color("warn" if late else "good"), (2.5 if late else 1.5) * theme.scale)
        start = QPointF(self._x(point.expert), above)
        end = QPointF(self._x(self._at(point)), below)
        if point.own is None:
            pen = QPen(theme.color("bad"), 2 * theme.scale, Qt.PenStyle.DotLine)
        bend = (below - above) * 0.55
        path = QPainterPath(start)
        path.cubicTo(start + QPointF(0, bend), end - QPointF(0, bend), end)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_expert(self, painter: QPainter, point: PathPoint, above: float) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color("line2"), theme.scale * 2.5))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(QPointF(self._x(point.expert), above), theme.px(6), theme.px(6))

    def _paint_marks(self, painter: QPainter, below: float) -> None:
        """From left to right, what went well over the rest: it is not hidden among what did not.
        Where marks lie on each other like a pile of coins, only the top one has its sign: half a
        cross tells nobody anything, and the list of checks tells them all."""
        found = ((point.state == "good", self._x(self._at(point)), point) for point in self._points)
        marks = sorted(found, key=lambda mark: mark[:2])
        clear = _CLEAR * self._radius
        for number, (_, x, point) in enumerate(marks):
            free = all(abs(over - x) >= clear for _, over, _ in marks[number + 1 :])
            self._paint_mark(painter, QPointF(x, below), point, signed=free)

    def _paint_mark(
        self, painter: QPainter, at: QPointF, point: PathPoint, *, signed: bool
    ) -> None:
        theme, radius = self._theme, self._radius
        tone = "good" if point.state == "good" else "warn" if point.own is not None else "bad"
        if tone == "good" and signed:
            tick_circle(painter, theme, at, radius, tone, "surface")
            return
        painter.setPen(Qt.PenStyle.NoPen if signed else QPen(theme.color("surface"), theme.scale))
        painter.setBrush(theme.color(tone))
        painter.drawEllipse(at, radius, radius)
        mark = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        if signed and tone == "bad":
            mark.adjust(radius / 3, radius / 3, -radius / 3, -radius / 3)
            theme.icons.paint(painter, "close", mark, "surface")
        elif signed:
            write(painter, theme, mark, "!", "body_strong", "surface", MIDDLE)

    @property
    def _radius(self) -> float:
        return 11 * self._theme.scale

    @staticmethod
    def _at(point: PathPoint) -> float:
        """Where on the time axis the own mark stands; what was left out, where it was due."""
        return point.expert if point.own is None else point.own

    def _paint_labels(
        self, painter: QPainter, labels: Sequence[tuple[str, float, int]], above: float
    ) -> None:
        theme, tall = self._theme, self._theme.line("meta")
        lowest = above - theme.px(9) - tall
        for text, x, row in labels:
            wide = theme.width(text, "meta") + 4
            at = QRectF(x, lowest - row * tall, wide, tall)
            painter.fillRect(at, theme.color("surface"))
            write(painter, theme, at, text, "meta", "ink", MIDDLE)

    def _paint_notes(self, painter: QPainter, below: float) -> None:
        theme, tall = self._theme, self._theme.line("meta_strong")
        told = [point for point in self._points if point.note and point.state != "good"]
        tones = {point.note: "warn" if point.own is not None else "bad" for point in told}
        places = [(p.note, self._at(p)) for p in told]
        for text, x, row in self._spread(places, "meta_strong", rows=1):
            at = QRectF(
                x, below + theme.px(14) + row * tall, theme.width(text, "meta_strong") + 4, tall
            )
            box(painter, theme, at, "surface", None, 2)
            write(painter, theme, at, text, "meta_strong", tones[text], MIDDLE)

    def _spread(
        self, texts: Sequence[tuple[str, float]], role: str, rows: int = _LABEL_ROWS
    ) -> list[tuple[str, float, int]]:
        """Texts over their points in as few rows as keep them apart: (text, left edge, row).

        A text with no room in any row is left out: its point and the list of checks tell it too.
        """
        ends = [-1.0] * rows
        placed = []
        for text, share in sorted(texts, key=lambda item: item[1]):
            wide = self._theme.width(text, role) + 4
            x = min(max(self._x(share) - wide / 2, self._left()), self.width() - wide)
            free = next((row for row, end in enumerate(ends) if x > end), None)
            if free is not None:
                ends[free] = x + wide + self._theme.px(6)
                placed.append((text, x, free))
        return placed
