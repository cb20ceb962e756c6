"""Deliveries in the background: the outbox on a worker thread, news on the GUI thread."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from simtrainer.base.problem import Problem, Problems
from simtrainer.desktop.operations import Operations
from simtrainer.station.clock import SystemClock
from simtrainer.station.home import Home
from simtrainer.station.ids import SystemDice
from simtrainer.station.settings import SettingsFile

EVERY_MS = 60_000
"""How often the outbox is looked at; the outbox itself decides what is due."""
FIRST_MS = 5_000
"""After the start: what waits from last time, and what the hub hands out."""
FETCH_EVERY = 30
"""Looks at the outbox between two looks for packages and people."""


class Deliveries:
    """Starts deliveries when asked and once a minute; one at a time."""

    def __init__(self, home: Home, settings: SettingsFile, operations: Operations) -> None:
        self._home = home
        self._settings = settings
        self._operations = operations
        self._busy = self._stopped = False
        self._looks = 0
        self._done: Callable[[], object] = lambda: None

    def begin(self, owner: QObject, done: Callable[[], object]) -> None:
        """Look at the outbox regularly for as long as ``owner`` lives."""
        self._done = done
        timer = QTimer(owner)
        timer.timeout.connect(self.start)
        timer.start(EVERY_MS)
        QTimer.singleShot(FIRST_MS, owner, self.start)

    def start(self) -> None:
        """Deliver now, unless a delivery is under way or there is nowhere to deliver to."""
        if self._busy or self._stopped or not self._settings.current.enrolled:
            return
        self._busy = True
        self._operations.run(self._deliver, self._over, lambda _: self._over(None))

    def stop(self) -> None:
        """Start no more: the PC is empty, and a look at the outbox would make it anew."""
        self._stopped = True

    def _deliver(self) -> object:
        from simtrainer.station.outbox import Outbox

        outbox = Outbox(self._home, lambda: self._settings.current, SystemDice())
        delivery = outbox.deliver(SystemClock().utc_iso(), force=True)
        if self._looks % FETCH_EVERY == 0 and self._settings.current.at_hub:
            self._fetch()
        self._looks += 1
        return delivery

    def _fetch(self) -> None:
        """New scenarios, and who may sit down here, come without anybody asking; trouble with the
        network has been told by the outbox, and what will not do is told by ``station fetch``."""
        from simtrainer.launch.installing import install
        from simtrainer.station import assignment, packages

        with suppress(Problem, Problems):
            packages.fetch(self._home, self._settings.current, install)
        with suppress(Problem, Problems):
            assignment.fetch(self._home, self._settings.current, SystemClock().utc_iso())

    def _over(self, _: object) -> None:
        self._busy = False
        self._done()
