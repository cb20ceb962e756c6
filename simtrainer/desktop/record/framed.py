"""A rounded frame around painted lists and tables."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.desktop.theme import Theme


class _Edge(QWidget):
    """Lies over the content, rounds its corners off and draws the border; clicks go through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, radius = self._theme.border, self._theme.px(8)
        area = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        inside, outside = QPainterPath(), QPainterPath()
        inside.addRoundedRect(area, radius, radius)
        outside.addRect(QRectF(self.rect()))
        painter.fillPath(outside - inside, self._theme.color("surface"))
        painter.setPen(QPen(self._theme.color("line"), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, radius, radius)


class Framed(QWidget):
    """Stacks widgets in a rounded frame."""

    def __init__(self, theme: Theme, *content: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.border, theme.border, theme.border, theme.border)
        column.setSpacing(0)
        for widget in content:
            column.addWidget(widget)
        self._edge = _Edge(theme, self)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._edge.setGeometry(self.rect())
        self._edge.raise_()
