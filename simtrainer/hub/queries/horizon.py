"""How far the store is complete, for answers that only say so beside something else."""

import threading
import time
from datetime import datetime

from simtrainer.hub.queries.connect import Database
from simtrainer.hub.queries.sequence import horizon

_FRESH_S = 0.2


class Horizon:
    """The moment that ``sequence.horizon`` told last. It stays true, it only falls behind, so
    that it need not be asked for again with each statement that is stored."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked = float("-inf")
        self._told: datetime | None = None
        self._lock = threading.Lock()

    def lately(self) -> datetime:
        """Up to when everything can be read: as of now, or of a fifth of a second ago."""
        with self._lock:
            if self._told is None or time.monotonic() - self._asked > _FRESH_S:
                asked = time.monotonic()
                settled = self._database.settled()
                self._told = self._database.peek(lambda c: horizon(c, settled))
                self._asked = asked
            return self._told
