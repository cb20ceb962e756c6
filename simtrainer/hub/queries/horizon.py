"""How far the store is complete: the moment before which nothing more can appear."""

import threading
import time
from datetime import datetime, timedelta
from typing import Any

from simtrainer.hub.queries.connect import Glances
from simtrainer.hub.queries.quick import is_sqlite
from simtrainer.hub.queries.sequence import EPOCH, EPOCH_US, MARGIN_US, moment_of

LATELY_S, JUST_NOW_S = 0.2, 0.02
"""How old a moment may be beside something else, and where it is what readers go by."""
_HORIZON_OF_POSTGRESQL = (
    "select (extract(epoch from least(clock_timestamp(), ("
    " select min(xact_start) from pg_stat_activity"
    " where datname = current_database() and backend_xid is not null))) * 1000000)::bigint"
)
_LAST_OF_SQLITE = "select max(seq) from statement"


def horizon(raw: Any, settled: datetime | None) -> datetime:
    """All statements stored before this moment can be read in a snapshot taken from now on.

    ``settled`` is ``Database.settled()``, asked for before; PostgreSQL tells by itself.
    """
    if not is_sqlite(raw):
        (micros,) = raw.execute(_HORIZON_OF_POSTGRESQL).fetchone()
        return EPOCH + timedelta(microseconds=micros - EPOCH_US - MARGIN_US)
    (last,) = raw.execute(_LAST_OF_SQLITE).fetchone()
    known = EPOCH if last is None else moment_of(last)
    if settled is None:
        return known
    return max(settled - timedelta(microseconds=MARGIN_US), known)


class Horizon:
    """The moment that was told last. It stays true, it only falls behind, so that it need not be
    asked for again with each answer."""

    def __init__(self, database: Glances) -> None:
        self._database = database
        self._asked = float("-inf")
        self._told: datetime | None = None
        self._lock = threading.Lock()

    def told(self, within_s: float) -> datetime:
        """Up to when everything can be read: as of now, or of that long ago at most."""
        with self._lock:
            if self._told is None or time.monotonic() - self._asked > within_s:
                asked = time.monotonic()
                settled = self._database.settled()
                self._told = self._database.glance(lambda raw: horizon(raw, settled))
                self._asked = asked
            return self._told
