"""Requests that wait to be stored at the same time share one transaction, and so the wait for the
disk and the trips to the database.

Each is still all or nothing by itself: where anything in the shared transaction is not new and
plain, it is undone and every request gets a transaction of its own. An answer is given when the
transaction that stored it is durable, so sharing changes nothing for the one who asked.
"""

import logging
import threading
from collections.abc import Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from simtrainer.base.problem import Problem
from simtrainer.hub.queries import attachments, results
from simtrainer.hub.queries.connect import Database
from simtrainer.hub.queries.fresh import NotFresh, store_fresh
from simtrainer.hub.queries.piece import Piece
from simtrainer.hub.queries.store import store

_LOG = logging.getLogger(__name__)
MOST_STATEMENTS = 1_000
"""In one shared transaction; more would make the first in line wait for the last."""


class _Waiting:
    """One request in line, and how it ended."""

    __slots__ = ("done", "failure", "piece")

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.done = False
        self.failure: Exception | None = None


class Together:
    """The line of one process. Whoever comes to its head stores for all who wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._line: list[_Waiting] = []
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def store(self, piece: Piece) -> None:
        """Return when the piece is durable; raises what kept it from being stored."""
        mine = _Waiting(piece)
        with self._lock:
            self._line.append(mine)
        while not mine.done:
            with self._turn:
                if not mine.done:
                    self._serve(self._first_in_line())
        if mine.failure is not None:
            raise mine.failure

    def _first_in_line(self) -> list[_Waiting]:
        """The oldest, and those after it who can share with it."""
        with self._lock:
            tenant, count = self._line[0].piece.tenant, 0
            taken: list[_Waiting] = []
            for one in self._line:
                count += len(one.piece.batch)
                if taken and count > MOST_STATEMENTS:
                    break
                if one.piece.tenant == tenant:
                    taken.append(one)
            self._line = [one for one in self._line if one not in taken]
        return taken

    def _serve(self, taken: Sequence[_Waiting]) -> None:
        pieces = [one.piece for one in taken]
        try:
            shared = _all_plain(pieces) and self._at_once(pieces)
        except Problem as problem:  # the store cannot be written to now, by anyone
            for one in taken:
                one.failure = problem
            shared = True
        for one in taken:
            if not shared:
                one.failure = self._failure_alone(one.piece)
            one.done = True

    def _at_once(self, pieces: Sequence[Piece]) -> bool:
        """Whether all are stored; where not, nothing of them is. What goes wrong with one of
        them is told to that one, when it is tried alone."""
        try:
            self._database.write(lambda connection: store_fresh(connection, pieces))
        except Problem:
            raise
        except (NotFresh, SQLAlchemyError):
            return False
        except Exception:  # noqa: BLE001 - a fault of ours here must not cost anyone a batch
            _LOG.exception("the quick way failed; each request is stored by itself")
            return False
        return True

    def _failure_alone(self, piece: Piece) -> Exception | None:
        """Store one piece in a transaction of its own; what kept it from being stored."""
        try:
            self._database.write(lambda connection: store_piece(connection, piece))
        except Exception as failure:  # noqa: BLE001 - handed to the thread that asked
            return failure
        return None


def store_piece(connection: Connection, piece: Piece) -> None:
    """One request's statements in the transaction under way, whatever is stored already."""
    stored = store(connection, piece.tenant, piece.batch, piece.authority, piece.version)
    attachments.keep(connection, piece.tenant, stored.new, piece.files)
    results.record(connection, piece.tenant, stored.new)


def _all_plain(pieces: Sequence[Piece]) -> bool:
    return all(piece.is_plain for piece in pieces)
