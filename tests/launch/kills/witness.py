"""What a player meant to store and what it was promised, where its death cannot touch it.

Notes are lines in files of the system's memory, written before and after each call of the store;
a small shared page tells the killer when a commit begins, and whether the blow fell inside one.
"""

import base64
import json
import mmap
import os
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simtrainer.app.ports import Keepsake, RunInfo
from simtrainer.station.home import Home
from simtrainer.station.store.driver import raw
from simtrainer.station.store.runs import RunFile

TYPED, SHOWN = "typed", "shown"
"""Notes about what somebody typed, and what the next one was shown; all others are of a run."""
IDLE, CALLED, COMMITTING = range(3)
_PAGE = struct.Struct("=iii")


class Page:
    """Shared between the killer and the player: what the store is in, and which commit from now
    is to be told through ``bell``."""

    def __init__(self) -> None:
        self._map = mmap.mmap(-1, mmap.PAGESIZE)
        self.bell = -1

    def arm(self, commit: int) -> None:
        """Tell when this commit begins, counted from 1; 0 for never."""
        _PAGE.pack_into(self._map, 0, IDLE, commit, 0)

    def enter(self, phase: int) -> None:
        """The store is in this phase now."""
        _, alarm, commits = _PAGE.unpack_from(self._map)
        commits += phase == COMMITTING
        _PAGE.pack_into(self._map, 0, phase, alarm, commits)
        if phase == COMMITTING and commits == alarm:
            os.write(self.bell, b"!")

    @property
    def phase(self) -> int:
        """What the store was in when it was last heard of."""
        return int(_PAGE.unpack_from(self._map)[0])


class Notes:
    """Lines about one run, and about what was posted; a line that was cut off never was."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, run: str, *line: Any) -> None:
        """One line, at once."""
        file = os.open(self._folder / run, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            os.write(file, json.dumps(line).encode() + b"\n")
        finally:
            os.close(file)

    def runs(self) -> list[str]:
        """All runs that there are notes about."""
        return sorted(
            path.name for path in self._folder.iterdir() if path.name not in (TYPED, SHOWN)
        )

    def mend(self, run: str) -> None:
        """Away with a line that was cut off, before others follow it."""
        path = self._folder / run
        data = path.read_bytes() if path.exists() else b""
        if data and not data.endswith(b"\n"):
            path.write_bytes(data[: data.rfind(b"\n") + 1])

    def lines(self, run: str) -> list[list[Any]]:
        """All lines, but for one that was cut off."""
        path = self._folder / run
        whole = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        return [json.loads(line) for line in whole]

    def read(self, run: str) -> "Account":
        """What the lines come to."""
        account = Account()
        for line in self.lines(run):
            account.take(*line)
        return account


@dataclass
class Account:
    """Of one run: the events that were promised, and those under way when it was last heard of."""

    created: bool = False
    finished: bool = False
    promised: list[bytes] = field(default_factory=list)
    under_way: tuple[int, list[bytes]] | None = None
    lost: int = 0
    kept: int = 0

    def take(self, what: str, *more: Any) -> None:
        """One more line."""
        match what:
            case "created":
                self.created = True
            case "finished":
                self.finished = True
            case "meant":
                self.under_way = (more[0], [base64.b64decode(event) for event in more[1]])
            case "promised":
                self._settle(*(self.under_way or (0, [])))
            case "found":
                self._found(more[0])

    def _settle(self, first: int, events: list[bytes]) -> None:
        self.promised[first:] = events
        self.under_way = None

    def _found(self, length: int) -> None:
        """Somebody looked, and so many events were there."""
        first, events = self.under_way or (0, [])
        if self.under_way is not None and length == first + len(events):
            self.kept += 1
            self._settle(first, events)
        else:
            self.lost += self.under_way is not None
            self.under_way = None
        self.created = True

    def judge(self, stored: Sequence[bytes]) -> None:
        """All that was promised is there, byte for byte and once; beyond that, what was under way
        is there as a whole or not at all."""
        first, events = self.under_way or (len(self.promised), [])
        whole = self.promised[:first] + events
        assert list(stored) in (self.promised, whole), (
            f"{len(stored)} events, {len(self.promised)} promised, {len(whole)} meant"
        )


class WitnessedRuns(RunFile):
    """The real store, with notes around each call. ``witness`` is set before any is made."""

    witness: tuple[Notes, Page]

    def __init__(self, home: Home, *more: Any) -> None:
        super().__init__(home, *more)
        self._notes, self._page = self.witness

    def _ready(self) -> None:
        super()._ready()
        raw(self._db.open()).set_trace_callback(self._trace)

    def _trace(self, statement: str) -> None:
        if statement == "COMMIT" and self._page.phase == CALLED:
            self._page.enter(COMMITTING)

    @contextmanager
    def _call(self) -> Iterator[None]:
        self._page.enter(CALLED)
        try:
            yield
        finally:
            self._page.enter(IDLE)

    def create(self, info: RunInfo, program: bytes) -> None:
        self._notes.write(info.run, "creating")
        with self._call():
            super().create(info, program)
        self._notes.write(info.run, "created")

    def append(self, run: str, first: int, events: Sequence[bytes]) -> None:
        encoded = [base64.b64encode(event).decode() for event in events]
        self._notes.write(run, "meant", first, encoded)
        with self._call():
            super().append(run, first, events)
        self._notes.write(run, "promised")

    def finish(self, run: str, at: str, head: Mapping[str, Any], envelope: bytes) -> None:
        with self._call():
            super().finish(run, at, head, envelope)
        self._notes.write(run, "finished")

    def post(self, run: str, envelope: bytes, *more: Any) -> None:
        with self._call():
            super().post(run, envelope, *more)

    def keep_all(self, keepsakes: Sequence[Keepsake]) -> None:
        with self._call():
            super().keep_all(keepsakes)

    def load(self, run: str) -> tuple[RunInfo, bytes, list[bytes]]:
        """What is found is judged on the way."""
        found = super().load(run)
        self._notes.mend(run)
        self._notes.read(run).judge(found[2])
        self._notes.write(run, "found", len(found[2]))
        return found
