"""What comes after the page to sign in on is imported while that page is read, a piece at a time.

Each piece is a module with what it needs; between two of them what the person does is answered.
Whoever is quicker than this waits for the rest, as they would have without it.
"""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

PIECES = (
    "simtrainer.app.commands",
    "simtrainer.record.record",
    "simtrainer.engine.conditions",
    "simtrainer.engine.history",
    "simtrainer.app.finding",
    "simtrainer.engine.run",
    "simtrainer.app.desk",
    "simtrainer.app.views.shell",
    "simtrainer.app.present.drawing",
    "simtrainer.app.present.case",
    "simtrainer.app.present.assessment",
    "simtrainer.app.present.kinds",
    "simtrainer.engine.bots",
    "simtrainer.app.play",
    "simtrainer.app.lookback",
    "simtrainer.app.sitting",
)
"""In an order in which none of them brings very much along."""


class Ahead(QObject):
    """Imports ``PIECES`` for as long as ``owner`` lives, then calls ``done``."""

    def __init__(self, owner: QObject, done: Callable[[], None]) -> None:
        super().__init__(owner)
        self._left = list(PIECES)
        self._done = done
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(0)

    def _next(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
            return
        self._timer.stop()
        self._done()
