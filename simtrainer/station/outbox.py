"""The outbox: what no store has acknowledged yet, and when to try again.

An envelope leaves the outbox only by an acknowledgement. Trouble that concerns everything (no
network, a wrong password, a busy server) makes the whole outbox wait; trouble with one envelope
makes that one wait, so that it does not stand in the way of the others. Sending again is always
harmless, since all ids are derived from the run.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from simtrainer.app.ports import Delivery
from simtrainer.base.ports import Dice
from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.lock import FileLock
from simtrainer.station.settings import Settings
from simtrainer.station.store.coding import as_number
from simtrainer.station.store.database import Database, with_store
from simtrainer.station.store.peek import delivery_from
from simtrainer.station.upload import BACKENDS, Backend, Parcel

if TYPE_CHECKING:
    from simtrainer.station.store.envelope import Envelope

FIRST_WAIT_MS = 15_000
LONGEST_WAIT_MS = 15 * 60_000
FARTHEST_MS = 2 * 60 * 60_000
"""A next attempt that lies further ahead was set before the wall clock was put back."""
CONCERNS_ALL = frozenset(
    {
        "upload.no_network",
        "upload.untrusted",
        "upload.not_allowed",
        "upload.wrong_address",
        "upload.busy",
        "upload.no_file",
        "upload.no_room",
    }
)
FAILURES_IN_A_ROW = 3
"""After so many envelopes that failed one after another, the round is over."""


class Outbox:
    """Sends on the caller's thread over a connection of its own, opened for each round."""

    def __init__(
        self,
        home: Home,
        settings: Callable[[], Settings],
        dice: Dice,
        backends: Mapping[str, Callable[[Settings], Backend]] = BACKENDS,
    ) -> None:
        self._home = home
        self._settings = settings
        self._dice = dice
        self._backends = backends

    def deliver(
        self, now: str, *, force: bool = False, stop: Callable[[], bool] = lambda: False
    ) -> Delivery:
        """One round of sending; returns how the outbox stands after it.

        ``now`` is UTC in ISO form. ``force`` tries at once what would still wait ("Send nå").
        ``stop`` is asked between envelopes. Raises ``Problem`` with a code of ``store`` only;
        trouble with sending is in the answer's ``trouble``.
        """
        settings = self._settings()
        database = Database(self._home, busy_ms=10_000)
        try:
            if settings.enrolled:
                self._alone(database, settings, now, force, stop)
            return _state(database, settings.enrolled)
        except Problem as problem:
            if problem.code == "store.damaged":
                with suppress(OSError):
                    self._home.suspect.touch()
            raise
        finally:
            database.close()

    def release(self) -> int:
        """Let what is in quarantine be tried again; how many envelopes that were."""
        from simtrainer.station.store import envelope

        def let_go(database: Database) -> int:
            with database.writing() as connection:
                return envelope.release(connection)

        return with_store(self._home, let_go)

    def _alone(
        self,
        database: Database,
        settings: Settings,
        now: str,
        force: bool,
        stop: Callable[[], bool],
    ) -> None:
        """Send, unless another process is at it."""
        self._home.prepare()
        lock = FileLock(self._home.uploading)
        if not lock.try_acquire():
            return
        backend = None
        try:
            backend = self._backends[settings.upload](settings)
            _Round(database, backend, self._dice, now).go(force, stop)
        except Problem as problem:
            if not problem.code.startswith("upload."):
                raise
            _remember_trouble(database, problem.code)
        finally:
            if backend is not None:
                backend.close()
            lock.release()


class _Round:
    """One round. Nothing holds the store's lock while something is on the network."""

    def __init__(self, database: Database, backend: Backend, dice: Dice, now: str) -> None:
        self._database = database
        self._backend = backend
        self._dice = dice
        self._now = now
        self._now_ms = int(datetime.fromisoformat(now).timestamp() * 1000)
        self._in_a_row = 0

    def go(self, force: bool, stop: Callable[[], bool]) -> None:
        for key in self._due(force):
            if stop() or self._in_a_row == FAILURES_IN_A_ROW or not self._one(key):
                return

    def _due(self, force: bool) -> list[str]:
        from simtrainer.station.store import envelope

        with self._database.reading() as connection:
            not_before = as_number(envelope.notes(connection).get("not_before"))
            farthest = self._now_ms + FARTHEST_MS
            if not force and self._now_ms < not_before <= farthest:
                return []
            return envelope.due(connection, self._now_ms, farthest, force)

    def _one(self, key: str) -> bool:
        """Send one envelope; whether to go on with the next."""
        from simtrainer.station.store import envelope

        with self._database.reading() as connection:
            found = envelope.one(connection, key)
        if found is None or not found.waits:
            return True
        try:
            if not found.is_whole:
                raise Problem("upload.unreadable", run=found.run)
            receipt = self._backend.send(Parcel(found.id, found.run, found.bytes))
        except Problem as problem:
            return self._failed(found, problem)
        self._succeeded(key, receipt.stored)
        return True

    def _succeeded(self, key: str, stored: bool) -> None:
        from simtrainer.station.store import envelope

        self._in_a_row = 0
        with self._database.writing() as connection:
            envelope.note(connection, trouble="", failures=0, not_before=0)
            if stored:
                envelope.acknowledge(connection, key)
                envelope.note(connection, delivered_at=self._now)
            else:
                # Only this round is done with it: the central store has not answered for it.
                envelope.postpone(connection, key, self._now_ms + LONGEST_WAIT_MS, "")

    def _failed(self, found: "Envelope", problem: Problem) -> bool:
        from simtrainer.station.store import envelope

        code = problem.code
        with self._database.writing() as connection:
            envelope.note(connection, trouble=code)
            if not problem.retry:
                envelope.quarantine(connection, found.id, code)
                return True
            if code in CONCERNS_ALL:
                failures = as_number(envelope.notes(connection).get("failures"))
                until = self._now_ms + self._wait(failures, problem)
                envelope.note(connection, failures=failures + 1, not_before=until)
                return False
            self._in_a_row += 1
            until = self._now_ms + self._wait(found.attempts, problem)
            envelope.postpone(connection, found.id, until, code)
            return True

    def _wait(self, failures: int, problem: Problem) -> int:
        """Doubling, half of it by chance, so that forty PCs do not come back at once."""
        whole = min(FIRST_WAIT_MS << min(failures, 16), LONGEST_WAIT_MS)
        drawn = whole // 2 + self._dice.below(whole // 2 + 1)
        return max(drawn, int(problem.params.get("wait_s", 0)) * 1000)


def _remember_trouble(database: Database, code: str) -> None:
    from simtrainer.station.store import envelope

    with database.writing() as connection:
        envelope.note(connection, trouble=code)


def _state(database: Database, enrolled: bool) -> Delivery:
    from simtrainer.station.store import envelope

    with database.reading() as connection:
        counts, notes = envelope.counts(connection), envelope.notes(connection)
    return delivery_from(counts, notes, enrolled)
