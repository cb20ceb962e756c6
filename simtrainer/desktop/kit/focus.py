"""The focus ring: one widget that follows the keyboard focus and paints the ring outside it.

Stylesheets cannot draw outside a widget, and every widget keeping room for a ring would spoil
the layout; so the ring is laid over the focused widget's edge, beside it or further out.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from simtrainer.desktop.kit.button import ON_BAR
from simtrainer.desktop.kit.paint import ring_box, smooth
from simtrainer.desktop.theme import Theme

PAINTS_FOCUS = "paintsFocus"
"""Dynamic property of widgets that show the focus inside themselves."""

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)
_AIR = 8
"""Pixels around what is scrolled into sight."""
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ParentChange}


class Ring(QWidget):
    """The ring itself: lets every click through, never takes part in a layout."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.reach = theme.px(4)
        self.bar = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, widget: QWidget) -> None:
        """Lie around this widget, in the nearest part of the page that has room for all of it:
        a row of buttons is no higher than they are, and would cut it."""
        reach = self.reach
        holder = _nearest_with_room(widget, reach)
        if self.parentWidget() is not holder:
            self.setParent(holder)
        self.setGeometry(_place_in(holder, widget).adjusted(-reach, -reach, reach, reach))
        self.setVisible(widget.isVisibleTo(holder))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        reach = self.reach
        inner = self.rect().adjusted(reach, reach, -reach, -reach)
        ring_box(painter, self._theme, inner, 6, bar=self.bar)


def _place_in(holder: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(holder, QPoint()), widget.size())


def _nearest_with_room(widget: QWidget, reach: int) -> QWidget:
    """What scrolls is not left: outside it the ring would lie over what does not."""
    holder = widget
    for holder in _outwards(widget.parentWidget()):
        around = _place_in(holder, widget).adjusted(-reach, -reach, reach, reach)
        if _is_scrolled(holder) or holder.rect().contains(around):
            break
    return holder


def _is_scrolled(part: QWidget) -> bool:
    port = part.parentWidget()
    return port is not None and isinstance(port.parentWidget(), QAbstractScrollArea)


def _outwards(widget: QWidget | None) -> Iterator[QWidget]:
    """A widget and all that it stands in."""
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


class FocusWatch(QObject):
    """Moves the ring to whatever has the focus inside ``window``.

    A button that got the focus by being clicked shows no ring: the click itself is the answer.
    A field always does. Focus that moves because its widget went away shows a ring only where
    there was one. What has got the focus is scrolled into sight, but where it only fell back on
    something, since what was pressed went away, the page stays where it is.

    Signals: ``moved(old, new)`` when the focus has moved inside the window.
    """

    moved = Signal(object, object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._ring: Ring | None = None
        self._watched: QWidget | None = None
        self._around: list[QWidget] = []
        """What it stands in: when one of them moves, so does it."""
        self._shown = self._carried = self._quiet = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._keep_in_sight)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @property
    def ring(self) -> Ring | None:
        """The ring, once something has had the focus."""
        return self._ring

    def stop(self) -> None:
        """Look no more: what it watched is made anew."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.disconnect(self._focus_moved)
        self._leave()
        self.deleteLater()

    def carry(self, put: Callable[[Qt.FocusReason], None]) -> None:
        """Let the focus be put elsewhere for the person: it shows there only where it did before.
        ``put`` is given the reason that says so."""
        key, other = Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason
        self._carried = True
        put(key if self._shown else other)
        self._carried = False

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is not None and new.window() is not self._window:
            return
        fell = old is not None and not (isValid(old) and old.isVisible() and old.isEnabled())
        if fell:
            self._quiet = not self._shown
        self.moved.emit(old, new)
        if new is None:
            return
        self._shown = self._wants_ring(old, new)
        fallen = (self._quiet or not self._shown) and (fell or self._carried)
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton and not fallen:
            if not fell:  # else it may be put elsewhere at once: the page would go there and back
                into_sight(new)
            self._soon.start()
        if not self._shown:
            return
        self._watched = new
        self._around = list(_outwards(new))
        for part in self._around:
            part.installEventFilter(self)
        self._place()

    def _keep_in_sight(self) -> None:
        """Once more when the layout has come to rest: the field may be a new one."""
        here = QApplication.focusWidget()
        if here is not None and here.window() is self._window:
            into_sight(here)

    def _leave(self) -> None:
        for part in self._around:
            if isValid(part):
                part.removeEventFilter(self)
        self._watched, self._around = None, []
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()

    def _wants_ring(self, old: QWidget | None, widget: QWidget) -> bool:
        if widget.property(PAINTS_FOCUS) or widget.parentWidget() is None:
            return False
        if isinstance(widget, _FIELDS):
            return True
        if self._carried or old is None or not isValid(old) or not old.isVisible():
            return self._shown
        return QApplication.mouseButtons() == Qt.MouseButton.NoButton

    def _place(self) -> None:
        widget = self._watched
        if widget is None or not isValid(widget):
            return
        parent = widget.parentWidget()
        if parent is None:
            return
        if self._ring is None or not isValid(self._ring):
            self._ring = Ring(self._theme, parent)
        self._ring.bar = bool(widget.property(ON_BAR))
        self._ring.surround(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and isinstance(watched, QWidget):
            self._place()
            if isinstance(event, QResizeEvent):
                self._shrunk(watched, event.oldSize())
            elif isinstance(event, QMoveEvent) and not _is_scrolled(watched):
                self._pushed(watched, event.oldPos() - event.pos())
        elif event.type() == QEvent.Type.Hide and self._ring is not None and isValid(self._ring):
            self._ring.hide()
        return False

    def _shrunk(self, port: QWidget, before: QSize) -> None:
        """What has the focus stays in sight when what it is scrolled in gets less room, as under a
        word that comes up below; who has scrolled it away is not called back."""
        here = self._watched
        if here is None or not isValid(here) or not isinstance(port.parentWidget(), QScrollArea):
            return
        place = _place_in(port, here)
        if QRect(QPoint(), before).contains(place) and not port.rect().contains(place):
            self._soon.start()

    def _pushed(self, part: QWidget, back: QPoint) -> None:
        """The same when something new above pushes it away."""
        here = self._watched
        if here is None or not isValid(here):
            return
        ports = (one for one in _outwards(part) if isinstance(one.parentWidget(), QScrollArea))
        port = next(ports, None)
        if port is None:
            return
        place = _place_in(port, here)
        if port.rect().contains(place.translated(back)) and not port.rect().contains(place):
            self._soon.start()


def into_sight(widget: QWidget) -> None:
    """Scroll whatever is around a widget so that it can be seen: Qt does so only for Tab, and only
    inside the panel that Tab was pressed in. A field comes with its label and what is said under
    it where there is room: what holds the three says ``seen_whole``."""
    whole, around = widget, widget.parentWidget()
    while around is not None:
        if getattr(around, "seen_whole", False):
            whole = around
        if isinstance(around, QScrollArea):
            fits = whole.height() + 2 * _AIR <= around.viewport().height()
            around.ensureWidgetVisible(whole if fits else widget, _AIR, _AIR)
        around = around.parentWidget()
