"""A pointer that moves over the window while the autopilot plays; a ring round the next place."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QMetaObject,
    QObject,
    QPoint,
    QPointF,
    QRect,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QScrollBar, QWidget
from shiboken6 import isValid

from simtrainer.desktop.theme import Theme

TRAVEL_MS = 450
"""From one place to the next: slow enough for the eye to follow."""
_ARROW = ((0, 0), (0, 22), (5, 17), (9, 26), (13, 24), (9, 15), (16, 15))
_NOWHERE = QPoint(-100, -100)
_SHIFTS = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)


class Over(QWidget):
    """Lies over the whole window and lets every click through."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Be drawn in another look."""
        self._theme = theme
        self.update()

    def _appear(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.update()


class Light(Over):
    """A ring around a place.

    Signals: ``moved()`` when the place may be elsewhere than it was, ``pressed()`` when what it
    lies round was pressed.
    """

    moved = Signal()
    pressed = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme)
        self._place = QRect()
        self._links: list[QMetaObject.Connection] = []
        self._around: list[QWidget] = []

    def show_at(self, place: QRect) -> None:
        """Light up a place in the window's coordinates; an empty one is out of sight just now."""
        self._place = place
        self._appear()

    def move_to(self, place: QRect) -> None:
        """The place is elsewhere now."""
        self._place = place
        self.update()

    def follow(self, lit: QWidget, bars: Iterable[QScrollBar]) -> None:
        """Tell when this moves, with all that it is in, or is pressed; what was followed before is
        let go."""
        for link in self._links:
            QObject.disconnect(link)
        for widget in filter(isValid, self._around):
            widget.removeEventFilter(self)
        self._links = [bar.valueChanged.connect(self.moved) for bar in bars]
        if isinstance(lit, QAbstractButton):
            self._links.append(lit.clicked.connect(self.pressed))
        self._around = []
        above: QWidget | None = lit
        while above is not None and above is not self.parentWidget():
            above.installEventFilter(self)
            self._around.append(above)
            above = above.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHIFTS:
            self.moved.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dark ring with an amber one inside it: seen on light and dark ground alike."""
        if self._place.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        for width, token, out in ((7, "bar", 4), (3, "star", 4)):
            painter.setPen(QPen(self._theme.color(token), px(width)))
            grown = self._place.adjusted(-px(out), -px(out), px(out), px(out))
            painter.drawRoundedRect(grown, px(8), px(8))
        painter.end()


class Pointer(Over):
    """The arrow. It travels where motion is wanted, and jumps where it is not."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme)
        self._at = _NOWHERE
        self.jumps = False
        """Whatever the theme says about motion."""
        self._then: Callable[[], None] = _nothing
        self._way = QVariantAnimation(self)
        self._way.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._way.setDuration(TRAVEL_MS)
        self._way.valueChanged.connect(self._stand)
        self._way.finished.connect(self._arrive)

    def go(self, to: QPoint, then: Callable[[], None]) -> None:
        """Travel to a point of the window, then call."""
        self._way.stop()
        self._then = then
        self._appear()
        if self._at == _NOWHERE or self.jumps or not self._theme.motion:
            self._stand(to)
            self._arrive()
            return
        self._way.setStartValue(QPointF(self._at))
        self._way.setEndValue(QPointF(to))
        self._way.start()

    def leave(self) -> None:
        """Go away and forget where it was going."""
        self._way.stop()
        self._then, self._at = _nothing, _NOWHERE
        self.hide()

    def _stand(self, at: object) -> None:
        self._at = at.toPoint() if isinstance(at, QPointF) else QPoint(at)  # type: ignore[call-overload]
        self.update()

    def _arrive(self) -> None:
        then, self._then = self._then, _nothing
        then()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        points = [QPointF(self._at) + QPointF(px(x), px(y)) for x, y in _ARROW]
        painter.setPen(QPen(self._theme.color("bar"), px(2)))
        painter.setBrush(self._theme.color("star"))
        painter.drawPolygon(QPolygonF(points))
        painter.end()


def _nothing() -> None:
    """Nobody waits for the pointer."""
