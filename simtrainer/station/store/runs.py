"""``RunStore`` on this PC's SQLite file.

Opening is lazy: making a ``RunFile`` imports nothing, and ``delivery`` answers before the store is
open. Damage is met where it shows: a run that is not what was written is set aside and the others
go on; a file that is damaged as a whole is replaced by what is whole in it, and the work that met
the damage is tried once more. ``notices`` tells such news once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from simtrainer.app.ports import Delivery, Keepsake, RunInfo
from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.sealing import envelope_id
from simtrainer.station.store.coding import StoredEvent, decode, first_bad
from simtrainer.station.store.database import Database
from simtrainer.station.store.driver import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from simtrainer.station.store.query import RunRow

T = TypeVar("T")


class RunFile:
    """The runs of this PC. One thread at a time; ``enrolled`` says whether there is a hub, and
    ``seal`` closes a result so that only that hub reads it."""

    def __init__(
        self,
        home: Home,
        enrolled: Callable[[], bool],
        seal: Callable[[bytes], bytes] = bytes,
    ) -> None:
        self._home = home
        self._enrolled = enrolled
        self._seal = seal
        self._db = Database(home)
        self._notices: list[Problem] = []

    def open(self) -> None:
        """Open the file now: for after the first frame, before somebody waits for it."""
        self._do(lambda: None)

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        self._db.close()

    # RunStore -------------------------------------------------------------------------------

    def create(self, info: RunInfo, program: bytes) -> None:
        """See ``RunStore``. Raises ``Problem("run.exists")`` for an id that is taken."""
        self._do(lambda: self._create(info, program))

    def append(self, run: str, first: int, events: Sequence[bytes]) -> None:
        """See ``RunStore``; also ``Problem("run.unknown" | "run.finished" | "run.damaged")``.

        Events that are there already, byte for byte, are passed over: after a failed disk
        nobody knows whether the last commit is there.
        """
        self._do(lambda: self._append(run, first, events), run)

    def head(self, run: str, clock_ms: int, head: Mapping[str, Any]) -> None:
        """See ``RunStore``; raises as ``append`` does."""
        self._do(lambda: self._head(run, clock_ms, head), run)

    def load(self, run: str) -> tuple[RunInfo, bytes, list[bytes]]:
        """See ``RunStore``."""
        return self._do(lambda: self._load(run), run)

    def runs(self, person: str) -> list[RunInfo]:
        """See ``RunStore``."""
        return self._do(lambda: self._runs(person))

    def finish(self, run: str, finished_at: str, head: Mapping[str, Any], envelope: bytes) -> None:
        """See ``RunStore``. An empty envelope is not sent: practice is private.

        Raises ``Problem("run.finished")`` where the run was closed with another envelope.
        """
        self._do(lambda: self._finish(run, finished_at, head, envelope), run)

    def post(self, run: str, envelope: bytes, mark: Keepsake | None = None) -> None:
        """See ``RunStore``."""
        self._do(lambda: self._post(run, envelope, mark), run)

    def keep(self, person: str, kind: str, name: str, value: Mapping[str, Any]) -> None:
        """See ``RunStore``."""
        self.keep_all([Keepsake(person, kind, name, value)])

    def keep_all(self, keepsakes: Sequence[Keepsake]) -> None:
        """See ``RunStore``."""
        self._do(lambda: self._keep(keepsakes))

    def kept(self, person: str, kind: str) -> dict[str, Mapping[str, Any]]:
        """See ``RunStore``."""
        return self._do(lambda: self._kept(person, kind))

    def delivery(self) -> Delivery:
        """See ``RunStore``; before the store is open, without opening it."""
        from simtrainer.station.store.peek import delivery_from, peek

        if not self._db.is_open:
            return peek(self._home, self._enrolled())
        return self._do(lambda: delivery_from(*self._outbox(), self._enrolled()))

    def notices(self) -> list[Problem]:
        """See ``RunStore``."""
        told, self._notices = self._notices, []
        return told

    # Within a transaction -------------------------------------------------------------------

    def _create(self, info: RunInfo, program: bytes) -> None:
        from simtrainer.station.store import query

        with self._db.writing() as connection:
            if query.one(connection, info.run):
                raise Problem("run.exists", run=info.run)
            query.keep_program(connection, info.program, program)
            query.add_run(connection, info)

    def _append(self, run: str, first: int, events: Sequence[bytes]) -> None:
        from simtrainer.station.store import query

        with self._db.writing() as connection:
            tail = query.tail(connection, run)
            if tail is None:
                raise Problem("run.unknown", run=run)
            _must_be_open(run, tail.state)
            stored = query.events_from(connection, tail.key, first) if first < tail.next else []
            there = [event.bytes for event in stored]
            if first > tail.next or list(events[: len(there)]) != there:
                raise Problem("run.gap", run=run, expected=tail.next, found=first)
            fresh = events[len(there) :]
            if fresh:
                query.add_events(connection, tail.key, run, first + len(there), fresh)

    def _head(self, run: str, clock_ms: int, head: Mapping[str, Any]) -> None:
        from simtrainer.station.store import query

        with self._db.writing() as connection:
            row, info = self._whole(connection, run)
            _must_be_open(run, row.state)
            info = replace(info, clock_ms=clock_ms, head=head)
            query.change_run(connection, row.key, info, query.count(connection, row.key))

    def _finish(self, run: str, finished_at: str, head: Mapping[str, Any], data: bytes) -> None:
        from simtrainer.station.store import envelope, query

        with self._db.writing() as connection:
            row, info = self._whole(connection, run)
            key = [envelope_id(run, data)] if data else []
            if row.state != "open" and key != envelope.ids_of_run(connection, run):
                _must_be_open(run, row.state)
            if row.state == "open":
                info = replace(info, state="finished", finished_at=finished_at, head=head)
                query.change_run(connection, row.key, info, query.count(connection, row.key))
            if data:
                envelope.put(connection, run, data, self._seal)

    def _post(self, run: str, data: bytes, mark: Keepsake | None) -> None:
        from simtrainer.station.store import envelope, keepsake, query

        with self._db.writing() as connection:
            if query.one(connection, run) is None:
                raise Problem("run.unknown", run=run)
            # Under another name, so that the run's own result is still told from it.
            envelope.put(connection, f"{run}/more", data, self._seal)
            if mark is not None:
                keepsake.keep(connection, mark)

    def _keep(self, keepsakes: Sequence[Keepsake]) -> None:
        from simtrainer.station.store import keepsake

        with self._db.writing() as connection:
            for each in keepsakes:
                keepsake.keep(connection, each)

    def _kept(self, person: str, kind: str) -> dict[str, Mapping[str, Any]]:
        from simtrainer.station.store import keepsake

        with self._db.reading() as connection:
            return keepsake.kept(connection, person, kind)

    def _whole(self, connection: "Connection", run: str) -> tuple["RunRow", RunInfo]:
        """A run's row and head."""
        from simtrainer.station.store import query

        row = query.one(connection, run)
        if row is None:
            raise Problem("run.unknown", run=run)
        head = decode(row.info, row.crc32)
        if head is None:
            raise Problem("run.damaged", run=run, first_bad=0)
        return row, head[0]

    def _load(self, run: str) -> tuple[RunInfo, bytes, list[bytes]]:
        from simtrainer.station.store import query

        with self._db.reading() as connection:
            row = query.one(connection, run)
            if row is None:
                raise Problem("run.unknown", run=run)
            head = decode(row.info, row.crc32)
            events = query.events_of(connection, row.key)
            program = query.program_of(connection, head[0].program if head else row.program)
        bad = first_bad(run, events, head[1]) if head else 0
        if head and bad is None and row.state != "damaged":
            if program is None:
                # The run itself is whole: the next run of that program brings it back.
                raise Problem("run.damaged", run=run, first_bad=0, part="program")
            return head[0], program, [event.bytes for event in events]
        raise self._set_aside(row, events, program, len(events) if bad is None else bad)

    def _runs(self, person: str) -> list[RunInfo]:
        from simtrainer.station.store import query

        with self._db.reading() as connection:
            rows = query.of_person(connection, person)
        found = []
        for row in rows:
            head = decode(row.info, row.crc32)
            if head:
                found.append(head[0])
            else:
                self._give_up(row)
        return found

    def _outbox(self) -> tuple[dict[str, int], dict[str, str]]:
        from simtrainer.station.store import envelope

        self._look_closer()
        with self._db.reading() as connection:
            return envelope.counts(connection), envelope.notes(connection)

    # Damage ---------------------------------------------------------------------------------

    def _do(self, work: Callable[[], T], run: str = "") -> T:
        """Do it; where the file turns out to be damaged, mend that and do it once more."""
        try:
            self._ready()
            return work()
        except Problem as problem:
            if problem.code != "store.damaged":
                raise
        damaged = self._rescue()
        try:
            return work()
        except Problem as problem:
            if problem.code == "run.unknown" and run in damaged:
                raise Problem("run.damaged", run=run, first_bad=damaged[run]) from problem
            raise

    def _ready(self) -> None:
        """Open the store, with an eye on what a crash or another process left behind."""
        if self._db.is_open:
            return
        vanished = self._home.made.exists() and not _has_content(self._home)
        self._db.open()
        if vanished:
            self._notices.append(Problem("store.vanished", path=str(self._home.database)))
        self._remember()
        self._look_closer()

    def _remember(self) -> None:
        from simtrainer.station.store.fault import told

        if not self._home.made.exists():
            with told(self._home.database):
                self._home.made.touch()

    def _look_closer(self) -> None:
        """Where another connection met damage: is it so?"""
        if not self._home.suspect.exists():
            return
        from simtrainer.station.store.fault import told
        from simtrainer.station.store.rescue import is_sound

        if not is_sound(raw(self._db.open())):
            raise Problem("store.damaged", retry=True)
        with told(self._home.database):
            self._home.suspect.unlink(missing_ok=True)

    def _rescue(self) -> Mapping[str, int]:
        from simtrainer.station.store.rescue import rescue

        self._db.close()
        done = rescue(self._home)
        self._notices.append(done.problem)
        return done.damaged

    def _give_up(self, row: "RunRow") -> None:
        """Set a run aside whose head is unreadable."""
        from simtrainer.station.store import query

        with self._db.reading() as connection:
            events = query.events_of(connection, row.key)
            program = query.program_of(connection, row.program)
        self._set_aside(row, events, program, 0)

    def _set_aside(
        self, row: "RunRow", events: Sequence[StoredEvent], program: bytes | None, bad: int
    ) -> Problem:
        """Keep what can be read in a file, and say so, once: who lists runs is told of it though
        nobody opens it. The rows stay as they are."""
        from simtrainer.station.store import query
        from simtrainer.station.store.aside import set_aside
        from simtrainer.station.store.fault import told

        found = Problem("run.damaged", run=row.run, first_bad=bad, kept=str(self._home.damaged))
        if row.state != "damaged":
            with told(self._home.database):
                set_aside(self._home, row.run, row.info, events, program, bad)
            with self._db.writing() as connection:
                query.mark_damaged(connection, row.key)
            self._notices.append(found)
        return found


def _must_be_open(run: str, state: str) -> None:
    if state == "finished":
        raise Problem("run.finished", run=run)
    if state != "open":
        raise Problem("run.damaged", run=run, first_bad=0)


def _has_content(home: Home) -> bool:
    """Whether a store is there, or one that a rescue has made."""
    return any(each.exists() and each.stat().st_size for each in (home.database, home.rescued))
