"""Surfaces that hold a layout: a white card with a thin line, the dark bar, and rows that fold."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from simtrainer.desktop.kit.paint import box, smooth
from simtrainer.desktop.theme import Theme


class Surface(QWidget):
    """A box in tokens that holds a layout. ``border`` None draws no line."""

    def __init__(
        self,
        theme: Theme,
        fill: str | None = "surface",
        border: str | None = "line",
        *,
        radius: float = 8,
        width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._fill, self._border = theme, fill, border
        self._radius, self._width = radius, width

    def repaint_as(self, fill: str | None, border: str | None, width: int | None = None) -> None:
        """Change the tokens."""
        self._fill, self._border, self._width = fill, border, width
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        box(painter, self._theme, self.rect(), self._fill, self._border, self._radius, self._width)


class Rule(QWidget):
    """A thin line across."""

    def __init__(self, theme: Theme, tone: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = theme.color(tone)
        self.setFixedHeight(theme.border)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._color)


def column(parent: QWidget | None = None, gap: int = 0, edge: int = 0) -> QVBoxLayout:
    """A vertical layout with this gap and the same margin all round, in pixels."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(gap)
    return layout


def row(parent: QWidget | None = None, gap: int = 0, edge: int = 0) -> QHBoxLayout:
    """A horizontal layout with this gap and the same margin all round, in pixels."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(gap)
    return layout


def fold(layout: QBoxLayout, folded: bool) -> None:
    """Stack what stood side by side, or put it side by side again."""
    across = QBoxLayout.Direction.LeftToRight
    layout.setDirection(QBoxLayout.Direction.TopToBottom if folded else across)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete its widgets."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def right_margin(width: int, edge: int, most: int) -> int:
    """What keeps a page's content ``most`` wide, from ``edge`` on. Not a greatest width of the
    cards' own: a scroll area would reckon their height without it, and squeeze their words."""
    return max(edge, width - edge - most)


TOP = Qt.AlignmentFlag.AlignTop
RIGHT_EDGE = Qt.AlignmentFlag.AlignRight
