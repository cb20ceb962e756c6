"""Scroll areas with a slim bar, painted here so that no stylesheet slows the page they are on."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QStyleOptionSlider,
    QWidget,
)

from simtrainer.desktop.kit.paint import smooth
from simtrainer.desktop.theme import Theme


class SlimBar(QScrollBar):
    """A rounded thumb without a groove."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self._theme = theme
        self._hint = QSize(theme.px(12), theme.px(12))

    def sizeHint(self) -> QSize:
        return self._hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        from PySide6.QtWidgets import QStyle  # brings 610 names along: not where nothing scrolls

        part = QStyle.SubControl.SC_ScrollBarSlider
        where = QStyle.ComplexControl.CC_ScrollBar
        thumb = QRectF(self.style().subControlRect(where, option, part, self))
        inset = self._theme.px(3)
        painter = QPainter(self)
        smooth(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("line2"))
        thumb.adjust(inset, inset, -inset, -inset)
        radius = min(thumb.width(), thumb.height()) / 2
        painter.drawRoundedRect(thumb, radius, radius)


class Area(QScrollArea):
    """Stands still while the focus falls: Qt would scroll to wherever it lands when what had it
    went away. The focus watch scrolls to what somebody has gone to."""

    def focusNextPrevChild(self, ahead: bool) -> bool:
        return QWidget.focusNextPrevChild(self, ahead)


class Panel(Area):
    """Scrolls its content up and down, and sideways only where nothing else helps."""

    spoken_as = "group"

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBar(SlimBar(theme, Qt.Orientation.Vertical))
        self.setHorizontalScrollBar(SlimBar(theme, Qt.Orientation.Horizontal))
        viewport = QWidget()  # Qt's own would be met as a stranger: every kind of widget is tried
        self.setViewport(viewport)
        viewport.setAutoFillBackground(False)

    def hold(self, content: QWidget) -> None:
        """Show this."""
        self.setWidget(content)
        content.setAutoFillBackground(False)


class SnugPanel(Panel):
    """A panel as high as its content while there is room; it scrolls when there is not."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def hold(self, content: QWidget) -> None:
        super().hold(content)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        content = self.widget()
        if content is None:
            return super().sizeHint()
        layout = content.layout()
        if layout is not None and layout.hasHeightForWidth():
            tall = layout.totalHeightForWidth(self.viewport().width())
            return QSize(content.sizeHint().width(), tall)
        return content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
