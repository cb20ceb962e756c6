"""A row of choices of which one is taken: tinted, bold and with a tick."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from simtrainer.desktop.kit.button import Pressable
from simtrainer.desktop.kit.paint import MIDDLE, box, smooth, write
from simtrainer.desktop.kit.roving import Roving
from simtrainer.desktop.theme import Theme


class Segment(Pressable):
    """One choice. ``first`` and ``last`` round its outer corners."""

    spoken_as = "choice"

    def __init__(self, theme: Theme, key: str, label: str, *, first: bool, last: bool) -> None:
        super().__init__(theme, key, label)
        self._first, self._last = first, last
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def stand(self, *, first: bool, last: bool) -> None:
        """Round these corners."""
        self._first, self._last = first, last
        self.update()

    def sizeHint(self) -> QSize:
        words = self.theme.width(self.text(), "label")
        return QSize(words + self.theme.px(46), self.theme.px(44))

    def minimumSizeHint(self) -> QSize:
        words = self.theme.width(self.text(), "label")
        return QSize(words + self.theme.px(34), self.theme.px(44))

    def nextCheckState(self) -> None:
        """Being checked is decided by the view state, not by the click."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        painter.setClipPath(self._outline())
        fill = "tint" if self.isChecked() else "surface2" if self.hot else "surface"
        painter.fillRect(self.rect(), self.theme.color(fill))
        painter.setClipping(False)
        if not self._first:
            painter.fillRect(
                QRect(0, 0, self.theme.border, self.height()), self.theme.color("line")
            )
        self._paint_label(painter)
        self._paint_edge(painter)

    def _outline(self) -> QPainterPath:
        reach = self.theme.px(12)
        whole = self.rect().adjusted(0 if self._first else -reach, 0, 0 if self._last else reach, 0)
        path = QPainterPath()
        corner = 6 * self.theme.scale
        path.addRoundedRect(whole, corner, corner)
        return path

    def _paint_edge(self, painter: QPainter) -> None:
        reach = self.theme.px(12)
        whole = self.rect().adjusted(0 if self._first else -reach, 0, 0 if self._last else reach, 0)
        box(painter, self.theme, whole, None, "line2")

    def _paint_label(self, painter: QPainter) -> None:
        role = "label" if self.isChecked() else "text_medium"
        tone = "on_tint" if self.isChecked() else "ink2"
        if not self.isChecked():
            write(painter, self.theme, self.rect(), self.text(), role, tone, MIDDLE)
            return
        words, side, gap = self.theme.width(self.text(), role), self.theme.px(18), self.theme.px(5)
        gap = min(gap, max(self.width() - words - side - 4, 0))
        left = (self.width() - words - side - gap) // 2
        at = QRect(left, (self.height() - side) // 2, side, side)
        self.theme.icons.paint(painter, "check", at, tone)
        at = QRect(left + side + gap, 0, words + 2, self.height())
        write(painter, self.theme, at, self.text(), role, tone)


class Segments(QWidget):
    """Signals: ``chosen(str)`` with the value of the choice that was pressed.

    Object names of the choices are ``<key>.<value>``. The arrow keys move between them.
    """

    spoken_as = "group"
    chosen = Signal(str)

    def __init__(self, theme: Theme, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._key = theme, key
        self._options: tuple[tuple[str, str], ...] = ()
        self._segments: dict[str, Segment] = {}
        self._group = Roving(self)
        self.setObjectName(key)
        self.setAccessibleName(name)
        self._upright = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_options(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """Offer these (value, label) pairs, the one called ``value`` taken."""
        if tuple(options) != self._options:
            self._rebuild(tuple(options))
        for own, segment in self._segments.items():
            segment.setChecked(own == value)
        self._group.settle()

    def set_upright(self, upright: bool) -> None:
        """Stand under each other, where a row is wider than the room."""
        if upright == self._upright:
            return
        self._upright = upright
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if upright else way.LeftToRight)
        self._row.setSpacing(self._theme.px(8) if upright else 0)
        self._round()

    def _round(self) -> None:
        """Only the outer corners of a row are round; what stands alone has all four."""
        row = list(self._segments.values())
        for number, segment in enumerate(row):
            first, last = number == 0, number == len(row) - 1
            segment.stand(first=self._upright or first, last=self._upright or last)

    def _rebuild(self, options: tuple[tuple[str, str], ...]) -> None:
        for segment in self._segments.values():
            self._row.removeWidget(segment)
            segment.deleteLater()
        self._options, self._segments = options, {}
        for value, label in options:
            key = f"{self._key}.{value}"
            segment = Segment(self._theme, key, label, first=False, last=False)
            segment.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            self._segments[value] = segment
            self._row.addWidget(segment)
        self._group.hold(list(self._segments.values()))
        self._round()
