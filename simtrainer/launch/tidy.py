"""Garbage is collected when nothing else happens, not in the middle of what a person does.

Python looks through everything there is whenever a quarter more has come to be. In a record that
takes as long as several changes of page, and finds next to nothing. So ``launch`` lets nobody look
while the program starts; then what there is is set aside as here to stay, and looked through again
when another screen has been shown for a while and nobody presses anything: looking stops the screen
for as long as several letters take to write. What is free by then goes back to the system.
"""

import gc
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

if TYPE_CHECKING:
    from simtrainer.app.trainer import Change, Trainer

REST_MS = 4_000
"""After another screen has been shown: by then its pages have been built."""
CALM_MS = 2_000
"""Without a press; somebody who writes or scrolls would feel it."""
EVERY_MS = 300_000
"""A run is one screen for two hours; what has come since the last time is soon looked through."""
_NEVER = 1_000_000
_PRESSES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
)


def give_back() -> None:
    """Hand what is free back to the system, where its library can."""
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


class Tidy(QObject):
    """Looks after the garbage of this process for as long as ``owner`` lives."""

    def __init__(self, owner: QObject, trainer: "Trainer") -> None:
        super().__init__(owner)
        self._trainer = trainer
        self._seen = ""
        self._whole = False
        self._soon, self._calm, self._often = QTimer(self), QTimer(self), QTimer(self)
        for timer, wait_ms, then in (
            (self._soon, REST_MS, lambda: self._wait(whole=True)),
            (self._calm, CALM_MS, self._look),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait_ms)
            timer.timeout.connect(then)
        self._often.timeout.connect(self._wait)
        self._often.start(EVERY_MS)
        before, stop = gc.get_threshold(), trainer.subscribe(self._changed)
        gc.set_threshold(before[0], before[1], _NEVER)
        gc.enable()
        self.destroyed.connect(lambda: _as_before(before, stop))
        self._soon.start()

    def all(self) -> None:
        """Everything is looked through, and what is left set aside as here to stay."""
        self._soon.stop()
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        give_back()

    def latest(self) -> None:
        """What has come since."""
        gc.collect()
        give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press puts it off. Heard only while a look waits: all that happens comes by here."""
        if event.type() in _PRESSES:
            self._calm.start()
        return False

    def _wait(self, *, whole: bool = False) -> None:
        self._whole |= whole
        self._calm.start()
        self._hear(True)

    def _look(self) -> None:
        self._hear(False)
        whole, self._whole = self._whole, False
        (self.all if whole else self.latest)()

    def _hear(self, presses: bool) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            (app.installEventFilter if presses else app.removeEventFilter)(self)

    def _changed(self, change: "Change") -> None:
        if "screen" in change.parts and self._trainer.screen != self._seen:
            self._seen = self._trainer.screen
            self._calm.stop()
            self._hear(False)
            self._soon.start()


def _as_before(threshold: tuple[int, int, int], stop: Callable[[], None]) -> None:
    """The window has gone: others may live on in this process."""
    stop()
    gc.set_threshold(*threshold)
    gc.unfreeze()
