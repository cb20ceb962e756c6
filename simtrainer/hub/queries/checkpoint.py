"""What is stored on SQLite is durable in a log first, and copied from there to its places in the
file later. The larger the store, the more places, so whoever stores should not have to wait for
it: one thread of a hub that serves does it beside them.

Most is copied while others store. Only when the log has become long does it take the writer's
place for what they have added meanwhile, so that the log is begun anew and does not grow.
"""

import logging
import threading
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.hub.queries.connect import Database

PAUSE_S = 0.25
LONG_LOG = 4_000
"""Pages; where it becomes twice as long, whoever stores must copy them."""
_LOG = logging.getLogger(__name__)


class Beside:
    """The thread. It sleeps until something is stored."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let it finish what it is at, and end."""
        self._stopped.set()
        self._database.wrote.set()
        self._thread.join()

    def _work(self) -> None:
        while True:
            self._database.wrote.wait()
            if self._stopped.is_set():
                return
            self._database.wrote.clear()
            self.copy()
            self._stopped.wait(PAUSE_S)

    def copy(self) -> None:
        """Copy all there is. What goes wrong is left to the next turn: nothing is lost by it, and
        whoever stores is told what is wrong with the disk."""
        try:
            busy, pages = self._database.glance(_copy)
            if busy or pages < LONG_LOG:
                return
            with self._database.writers_place():
                self._database.glance(_copy)
        except Problem:
            return
        except Exception:  # noqa: BLE001 - a fault of ours must not end it for good
            _LOG.exception("what is stored could not be copied to its places")


def _copy(raw: Any) -> tuple[bool, int]:
    """Copy; whether another is at it, and how long the log is."""
    busy, pages, _ = raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return bool(busy), pages
