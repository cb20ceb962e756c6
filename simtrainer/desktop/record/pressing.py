"""What counts as pressing in a view whose cells are painted: it is the same in every such view, and
as on a button."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""Ways of getting the focus that show the ring; a click is its own answer."""


class Pressing:
    """Hears what ``view`` hears of the mouse and the keyboard."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._twice = False
        self.by_key = False
        """The person steers by the keyboard, and is to see where the focus is."""

    def focused(self, event: QFocusEvent) -> None:
        """The view got the focus."""
        self.by_key = event.reason() in _BY_KEY

    def key(self, event: QKeyEvent) -> bool:
        """A key went down; whether it presses what is current."""
        self.by_key = True
        return event.key() in _KEYS

    def again(self) -> None:
        """A second press in a row, out of habit: its release presses nothing."""
        self._twice = True

    def released(self, event: QMouseEvent) -> QModelIndex:
        """What is pressed now that the mouse is let go: a press and a release in the same place.
        Invalid for nothing."""
        self.by_key = False
        twice, self._twice = self._twice, False
        index = self._view.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        same = left and not twice and index == self._view.currentIndex()
        return index if same else QModelIndex()
