"""The autopilot: does gestures on one window, by the mouse or by the keyboard and nothing else.

One pair of eyes and two hands. What to do next is said by ``gestures`` and ``moves``.
"""

from typing import Literal, Protocol

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from simtrainer.base.problem import Problem
from simtrainer.desktop.gestures import Gesture
from simtrainer.desktop.keyboard import Keyboard
from simtrainer.desktop.mouse import Mouse
from simtrainer.desktop.targets import find, holder, reach, standing

PATIENCE_MS = 4_000
"""How long a person would look for something before giving up."""


class Hand(Protocol):
    """What carries out a gesture at a place that is on the screen."""

    def do(self, gesture: Gesture) -> None:
        """Carry it out. Raises ``Problem`` where the place is out of this hand's reach."""


HANDS: dict[str, type[Mouse] | type[Keyboard]] = {"mouse": Mouse, "keyboard": Keyboard}


class Pilot:
    """Eyes and a hand on one window. ``pace_ms`` is the pause after each gesture, ``patience_ms``
    how long it looks for a place, ``hand`` a row of ``HANDS``."""

    def __init__(
        self,
        window: QWidget,
        pace_ms: int = 0,
        patience_ms: int = PATIENCE_MS,
        hand: Literal["mouse", "keyboard"] = "mouse",
    ) -> None:
        self._window = window
        self._pace_ms, self._patience_ms = pace_ms, patience_ms
        self.hand: Hand = HANDS[hand](window)
        self.gestures = 0

    def do(self, gesture: Gesture) -> None:
        """Carry out one gesture. Raises ``Problem("pilot.not_found")`` where the place is not
        on the screen."""
        self.gestures += 1
        seen = reach(self._window, gesture.key, standing)
        if seen is not None and seen[0] != gesture.key:
            self.hand.do(Gesture("click", seen[0]))
            QApplication.processEvents()
        self._look_for(gesture.key)
        self.hand.do(gesture)
        QApplication.processEvents()
        self.rest(self._pace_ms)

    def click(self, key: str) -> None:
        """Press a named place."""
        self.do(Gesture("click", key))

    def sees(self, key: str) -> bool:
        """Whether a named place is on the screen now."""
        return find(self._window, key) is not None

    def rest(self, milliseconds: int) -> None:
        """Let the screen catch up."""
        if milliseconds <= 0:
            QApplication.processEvents()
            return
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _look_for(self, key: str) -> None:
        for _ in range(max(1, self._patience_ms // 20)):
            if holder(self._window, key) is not None:
                return
            self.rest(20)
        raise Problem("pilot.not_found", key=key)
