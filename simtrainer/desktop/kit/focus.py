"""The focus ring: one widget that follows the keyboard focus and paints the ring outside it.

Stylesheets cannot draw outside a widget, and every widget keeping room for a ring would spoil
the layout; so the ring is a sibling laid over the focused widget's edge.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
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
        """Lie around this widget, inside the same parent."""
        reach = self.reach
        self.setGeometry(widget.geometry().adjusted(-reach, -reach, reach, reach))
        self.setVisible(not widget.isHidden())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        reach = self.reach
        inner = self.rect().adjusted(reach, reach, -reach, -reach)
        ring_box(painter, self._theme, inner, 6, bar=self.bar)


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
        new.installEventFilter(self)
        self._place()

    def _keep_in_sight(self) -> None:
        """Once more when the layout has come to rest: the field may be a new one."""
        here = QApplication.focusWidget()
        if here is not None and here.window() is self._window:
            into_sight(here)

    def _leave(self) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
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
        if self._ring.parentWidget() is not parent:
            self._ring.setParent(parent)
        self._ring.bar = bool(widget.property(ON_BAR))
        self._ring.surround(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        elif event.type() == QEvent.Type.Hide and self._ring is not None and isValid(self._ring):
            self._ring.hide()
        return False


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
