"""Makes the autopilot's moves on the window one by one, at a pace that can be followed.

Driven by a timer, so that the window stays alive between two moves: it can be held, stepped and
closed at any moment.
"""

from collections.abc import Iterator
from itertools import chain

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from simtrainer.base.problem import Problem
from simtrainer.desktop.autopilot import Pilot
from simtrainer.desktop.moves import Move
from simtrainer.desktop.pointer import Pointer
from simtrainer.desktop.targets import reach

LOOK_MS = 100
"""Between two looks for a place that is not on the screen yet."""
LOOKS = 30
"""After so many the move is given up."""
WAIT_MS = 400
"""Between two looks for something to do."""

Moves = Iterator[Move | None] | Iterator[Move]


class Player(QObject):
    """``pace_ms`` is the rest before and after each move.

    Signals: ``coming(Move)`` before a move is made; ``over()`` when there are no more.
    """

    coming = Signal(object)
    over = Signal()

    def __init__(self, window: QWidget, pointer: Pointer, pace_ms: int) -> None:
        super().__init__(window)
        self._window, self._pointer = window, pointer
        self.pace_ms = pace_ms
        self._pilot = Pilot(window, patience_ms=0)
        self._moves: Moves | None = None
        self._move: Move | None = None
        self._looks = 0
        self._held = self._one = False
        self.acting = False
        """A gesture is being made: what the window hears now is not the person."""
        self._timer, self._there = QTimer(self), QTimer(self)
        for timer, then in ((self._timer, self._next), (self._there, self._do)):
            timer.setSingleShot(True)
            timer.timeout.connect(then)

    @property
    def busy(self) -> bool:
        """Whether there are moves left to make."""
        return self._moves is not None

    @property
    def gestures(self) -> int:
        """How many it has made."""
        return self._pilot.gestures

    @property
    def held(self) -> bool:
        """Whether it waits to be told."""
        return self._held

    def play(self, moves: Moves) -> None:
        """Make these moves."""
        self.stop()
        self._moves, self._held = moves, False
        self._timer.start(0)

    def hold(self) -> None:
        """Stop before the next move, also where the pointer has come to its place."""
        self._held = True
        self._there.stop()

    def go_on(self) -> None:
        """Go on after ``hold``."""
        self._held = False
        if self.busy and not self._timer.isActive():
            self._timer.start(0)

    def step(self) -> None:
        """Make one move and stop again."""
        self._held = self._one = True
        if self.busy and not self._timer.isActive():
            self._timer.start(0)

    def stop(self) -> None:
        """Make no more."""
        self._timer.stop()
        self._there.stop()
        self._pointer.leave()
        self._moves, self._move, self._looks, self._one = None, None, 0, False

    def _next(self) -> None:
        if self._moves is None or (self._held and not self._one):
            return
        if self._move is None:
            try:
                self._move = next(self._moves)
            except (StopIteration, Problem):
                # A step that made nothing is the person's own doing: the task stays open.
                self.stop()
                self.over.emit()
                return
            if self._move is None:
                self._timer.start(WAIT_MS)
                return
        self._travel(self._move)

    def _travel(self, move: Move) -> None:
        seen = reach(self._window, move.gesture.key)
        if seen is None:
            self._looks += 1
            if self._looks > LOOKS:
                self._move, self._looks = None, 0
            self._timer.start(LOOK_MS)
            return
        self._looks = 0
        key, target = seen
        if key != move.gesture.key:
            assert self._moves is not None
            self._moves = chain((move,), self._moves)
            self._move = move = move.by_way_of(key)
        self.coming.emit(move)
        at = target.widget.mapTo(self._window, target.rect.center())
        self._pointer.go(at, self._arrived)

    def _arrived(self) -> None:
        if not self._held or self._one:
            self._there.start(self.pace_ms)

    def _do(self) -> None:
        move, self._move = self._move, None
        if move is None or self._moves is None:
            return
        self.acting, self._one = True, False
        mine = QApplication.focusWidget()
        try:
            self._pilot.do(move.gesture)
        except Problem:
            # The place went away under the pointer: the next look finds what to do instead.
            pass
        finally:
            self.acting = False
        if mine is not None and isValid(mine) and mine.isVisible():
            # Whoever steers by the keyboard is still at the button that holds the show.
            mine.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pointer.raise_()
        self._timer.start(self.pace_ms)
