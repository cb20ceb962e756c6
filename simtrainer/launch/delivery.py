"""Deliveries in the background: the outbox on a worker thread, news on the GUI thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from simtrainer.desktop.operations import Operations
from simtrainer.station.clock import SystemClock
from simtrainer.station.home import Home
from simtrainer.station.ids import SystemDice
from simtrainer.station.settings import SettingsFile

EVERY_MS = 60_000
"""How often the outbox is looked at; the outbox itself decides what is due."""


class Deliveries:
    """Starts deliveries when asked and once a minute; one at a time."""

    def __init__(self, home: Home, settings: SettingsFile, operations: Operations) -> None:
        self._home = home
        self._settings = settings
        self._operations = operations
        self._busy = False
        self._done: Callable[[], object] = lambda: None

    def begin(self, owner: QObject, done: Callable[[], object]) -> None:
        """Look at the outbox regularly for as long as ``owner`` lives."""
        self._done = done
        timer = QTimer(owner)
        timer.timeout.connect(self.start)
        timer.start(EVERY_MS)

    def start(self) -> None:
        """Deliver now, unless a delivery is under way or there is nowhere to deliver to."""
        if self._busy or not self._settings.current.enrolled:
            return
        self._busy = True
        self._operations.run(self._deliver, self._over, lambda _: self._over(None))

    def _deliver(self) -> object:
        from simtrainer.station.outbox import Outbox

        outbox = Outbox(self._home, lambda: self._settings.current, SystemDice())
        return outbox.deliver(SystemClock().utc_iso(), force=True)

    def _over(self, _: object) -> None:
        self._busy = False
        self._done()
