"""The autopilot's mouse: it scrolls to the place, presses in the middle of it, and writes there.

A list is chosen from with the arrow keys, as from one that is closed.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from simtrainer.base.problem import Problem
from simtrainer.desktop.gestures import Gesture
from simtrainer.desktop.targets import Target, find


class Mouse:
    """A hand on the mouse of one window, the other on the letters."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def do(self, gesture: Gesture) -> None:
        """Carry out one gesture. Raises ``Problem("pilot.covered")`` where something else lies
        over the middle of the place, or it is squeezed away."""
        _WAYS[gesture.kind](self, self._target(gesture), gesture)

    def _target(self, gesture: Gesture) -> Target:
        target = find(self._window, gesture.key)
        if target is None:
            raise Problem("pilot.not_found", key=gesture.key)
        return target

    def _click(self, target: Target, gesture: Gesture) -> None:
        if self._is_covered(target):
            QApplication.processEvents()  # what has just come is pressed once it stands
            target = self._target(gesture)
            if self._is_covered(target):
                raise Problem("pilot.covered", key=gesture.key)
        handle, middle = self._window.windowHandle(), self._middle(target)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        QApplication.processEvents()

    def _middle(self, target: Target) -> QPoint:
        return target.widget.mapTo(self._window, target.rect.center())

    def _is_covered(self, target: Target) -> bool:
        under = self._window.childAt(self._middle(target))
        return under is None or not (under is target.widget or target.widget.isAncestorOf(under))

    def _type(self, target: Target, gesture: Gesture) -> None:
        self._click(target, gesture)
        if not target.widget.hasFocus():
            target.widget.setFocus(Qt.FocusReason.MouseFocusReason)
        write(target.widget, gesture.text)

    def _choose(self, target: Target, gesture: Gesture) -> None:
        target.widget.setFocus(Qt.FocusReason.TabFocusReason)
        choose(target.widget, gesture)


_WAYS: Mapping[str, Callable[[Mouse, Target, Gesture], None]] = {
    "click": Mouse._click,
    "type": Mouse._type,
    "choose": Mouse._choose,
}


def write(widget: QWidget, text: str) -> None:
    """Put this text in the place of what a field holds, letter by letter."""
    press(widget, Qt.Key.Key_A, "", Qt.KeyboardModifier.ControlModifier)
    press(widget, Qt.Key.Key_Delete, "")
    for letter in text:
        press(widget, Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown, letter)


def choose(box: QWidget, gesture: Gesture) -> None:
    """Take one of a closed list that has the focus, by the arrow keys."""
    if not isinstance(box, QComboBox):
        raise Problem("pilot.not_found", key=gesture.key)
    wanted = box.findData(gesture.text)
    if wanted < 0:
        raise Problem("pilot.not_found", key=f"{gesture.key}={gesture.text}")
    while box.currentIndex() != wanted:
        before = box.currentIndex()
        press(box, Qt.Key.Key_Down if before < wanted else Qt.Key.Key_Up, "")
        if box.currentIndex() == before:
            raise Problem("pilot.not_found", key=f"{gesture.key}={gesture.text}")


def press(
    widget: QWidget,
    code: Qt.Key,
    text: str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press and release one key in a widget."""
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, code, modifier, text))
