"""The autopilot's keyboard: nothing but keys, pressed in whatever has the focus.

It finds the way as a person does who sees where the focus ring is and where it should be: F6 to
the right part of the screen, Tab to the thing itself, the arrow keys inside lists and rows of
choices, Enter or Space. A place that it cannot come to is out of a person's reach too; what has
the focus and cannot be seen is as bad.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from simtrainer.base.problem import Problem
from simtrainer.desktop.areas import Areas
from simtrainer.desktop.gestures import Gesture
from simtrainer.desktop.kit.button import Pressable
from simtrainer.desktop.mouse import choose, press, write
from simtrainer.desktop.reading_order import stops
from simtrainer.desktop.targets import holder

MOST_PARTS = 12
MOST_TABS = 40
"""More presses than this to one place is no way to work."""
MOST_ARROWS = 120
_LOOKS = 3


class Keyboard:
    """Two hands on the keys of one window. ``presses`` counts the keys that led somewhere;
    letters that are written are not among them."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.presses = 0
        self.longest = (0, "")
        """The most presses that one gesture took, and where."""

    def do(self, gesture: Gesture) -> None:
        """Carry out one gesture. Raises ``Problem("pilot.unreached")`` where no key leads."""
        before = self.presses
        wanted = holder(self._window, gesture.key)
        if wanted is None:
            raise Problem("pilot.not_found", key=gesture.key)
        _WAYS[gesture.kind](self, wanted, gesture)
        self.longest = max(self.longest, (self.presses - before, gesture.key))

    # Kinds of gesture -------------------------------------------------------------------------

    def _click(self, wanted: QWidget, gesture: Gesture) -> None:
        self._settle_on(wanted, gesture.key)
        self._press(Qt.Key.Key_Space if isinstance(wanted, QAbstractButton) else Qt.Key.Key_Return)

    def _type(self, wanted: QWidget, gesture: Gesture) -> None:
        self._settle_on(wanted, gesture.key)
        write(_focus(self._window), "")
        for letter in gesture.text:
            self._letter(letter)

    def _choose(self, wanted: QWidget, gesture: Gesture) -> None:
        self._settle_on(wanted, gesture.key)
        choose(_focus(self._window), gesture)

    def _letter(self, letter: str) -> None:
        """To the field, or to the suggestions that have popped up under it, which hand it on."""
        code = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
        press(_focus(self._window), code, letter)
        if QApplication.activePopupWidget() is not None:
            QApplication.processEvents()

    # The way ----------------------------------------------------------------------------------

    def _settle_on(self, wanted: QWidget, key: str) -> None:
        """Come to it and look whether it is still there: somebody may have rung meanwhile. Nothing
        is pressed on a thing that has just come in its place."""
        for _ in range(_LOOKS):
            self._reach(wanted, key)
            self._arrows(wanted, key)
            QApplication.processEvents()
            if not isValid(wanted) or holder(self._window, key) is not wanted:
                raise Problem("pilot.not_found", key=key)
            if _has(wanted) and self._toward(wanted, key) is None:
                break
        if _focus(self._window).visibleRegion().isEmpty():
            raise Problem("pilot.unseen", key=key)

    def _reach(self, wanted: QWidget, key: str) -> None:
        """To where Tab lands for it: itself, or the row of choices that it is one of."""
        if _has(wanted):
            return
        areas = self._window.findChild(Areas)
        part = areas.of(wanted) if areas is not None else None
        for _ in range(MOST_PARTS):
            if areas is None or part is None or areas.of(QApplication.focusWidget()) is part:
                break
            self._press(Qt.Key.Key_F6, areas.is_back(part))
        else:
            raise Problem("pilot.unreached", key=key)
        back = _is_back(self._window, wanted)
        for _ in range(MOST_TABS):
            if _has(wanted):
                return
            self._press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, shift=back)
        raise Problem("pilot.unreached", key=key)

    def _arrows(self, wanted: QWidget, key: str) -> None:
        for _ in range(MOST_ARROWS):
            arrow = self._toward(wanted, key)
            if arrow is None:
                return
            self._press(arrow)
        raise Problem("pilot.unreached", key=key)

    def _toward(self, wanted: QWidget, key: str) -> Qt.Key | None:
        """The key that leads on inside a list, a chart or a row of choices."""
        group = wanted.roving if isinstance(wanted, Pressable) else None
        toward: Any = getattr(wanted if group is None else group, "toward", None)
        found: Qt.Key | None = toward(key) if toward is not None else None
        return found

    def _press(self, key: Qt.Key, shift: bool = False) -> None:
        self.presses += 1
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(_focus(self._window), key, held)


_WAYS: Mapping[str, Callable[[Keyboard, QWidget, Gesture], None]] = {
    "click": Keyboard._click,
    "type": Keyboard._type,
    "choose": Keyboard._choose,
}


def _focus(window: QWidget) -> QWidget:
    """Where a key goes: to a list that has popped up, else to what has the focus."""
    popped = QApplication.activePopupWidget()
    return popped or QApplication.focusWidget() or window


def _has(wanted: QWidget) -> bool:
    """Whether it has the focus, or the row it is one of has."""
    here = QApplication.focusWidget()
    if here is None or here is wanted:
        return here is not None
    group = wanted.roving if isinstance(wanted, Pressable) else None
    return group is not None and isinstance(here, Pressable) and here.roving is group


def _is_back(window: QWidget, wanted: QWidget) -> bool:
    """Whether Shift+Tab is the shorter way. A person sees that by looking."""
    order, here = list(stops(window)), QApplication.focusWidget()
    group = wanted.roving if isinstance(wanted, Pressable) else None
    goal = wanted if group is None else group.stop()
    if here not in order or goal not in order:
        return False
    ahead = (order.index(goal) - order.index(here)) % len(order)
    return ahead > len(order) - ahead
