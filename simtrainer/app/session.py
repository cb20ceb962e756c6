"""A run at this PC: the engine's run, its simulated clock, and every event on disk before the
screen answers.

When the disk refuses, the events stay in memory, further inputs are refused, and each tick tries
again, so that at most one action ever waits.
"""

from collections.abc import Mapping
from typing import Any

from simtrainer.app.ports import RunInfo, RunStore
from simtrainer.base.ports import Clock
from simtrainer.base.problem import Problem
from simtrainer.engine.event import Event
from simtrainer.engine.history import History
from simtrainer.engine.program import Program
from simtrainer.engine.replay import resume
from simtrainer.engine.run import Run

MAX_TICK_MS = 5_000
"""A longer gap between two ticks is a PC that slept: it does not count as playing time."""


class Unsaved(Problem):
    """The action was taken, but the disk refused it: it waits in memory and is tried again, and
    must not be taken once more."""


class Session:
    """One run being played."""

    def __init__(
        self, run: Run, info: RunInfo, store: RunStore, clock: Clock, stored: int = 0
    ) -> None:
        self.run = run
        self.info = info
        self.saved_at: tuple[int, int] | None = None
        self._store = store
        self._clock = clock
        self._stored = stored
        self._clock_ms = run.now_ms
        self._seen_ms = clock.monotonic_ms()

    @staticmethod
    def begin(program: Program, info: RunInfo, store: RunStore, clock: Clock) -> "Session":
        """Start a new run, in the variant of its seed; its head, program and first events are on
        disk on return."""
        store.create(info, program.raw)
        return Session(Run(program.varied(info.seed)), info, store, clock)._start()

    @staticmethod
    def take_up(run: str, store: RunStore, clock: Clock) -> "Session":
        """Bring a stored run back as it stood after its last event."""
        info, program, events = store.load(run)
        if not events:
            # The PC stopped between the head and the first event: nothing was answered yet.
            fresh = Run(Program(program, info.seed))
            return Session(fresh, info, store, clock)._start()
        session = Session.peek(run, store, clock)
        session.hold()
        return session

    @staticmethod
    def peek(run: str, store: RunStore, clock: Clock) -> "Session":
        """A stored run as it stood after its last event; nothing is written."""
        info, program, events = store.load(run)
        return Session(resume(Program(program), events), info, store, clock, len(events))

    def _start(self) -> "Session":
        info = self.info
        start = {"seed": info.seed, "mode": info.mode, "scenario_version": info.scenario_version}
        self.run.start(start)
        self.keep()
        return self

    @property
    def program(self) -> Program:
        """The program the run is pinned to."""
        return self.run.program

    @property
    def history(self) -> History:
        """The situation now."""
        return self.run.history

    @property
    def now_ms(self) -> int:
        """Simulated time now; stands still while paused."""
        self._catch_up()
        return self._clock_ms

    def act(self, kind: str, data: Mapping[str, Any]) -> list[Event]:
        """Take an input. On return it is safe. Raises the record's ``Problem`` or the store's,
        with nothing taken; or ``Unsaved``."""
        self.keep()
        try:
            events = self.run.act(kind, data, self.now_ms)
        except Problem:
            self._after_act()
            raise
        try:
            self._after_act()
        except Problem as refused:
            params = dict(refused.params)
            raise Unsaved(refused.code, retry=refused.retry, **params) from refused
        return events

    def _after_act(self) -> None:
        """Also after a refused input: what fell due before it has happened."""
        self._clock_ms = max(self._clock_ms, self.run.now_ms)
        self.keep()

    def tick(self) -> bool:
        """Let time pass; True when something happened."""
        self.keep()
        if self.history.paused or self.history.finished:
            return False
        happened = self.run.advance(self.now_ms)
        self.keep()
        return bool(happened)

    def hold(self) -> None:
        """Pause, if it is running."""
        if not self.history.paused and not self.history.finished:
            self.act("pause", {})

    def go_on(self) -> None:
        """Run again after a pause."""
        if self.history.paused:
            self._catch_up()
            self.act("resume", {})

    def _catch_up(self) -> None:
        seen = self._clock.monotonic_ms()
        if not (self.history.paused or self.history.frozen or self.history.finished):
            self._clock_ms += min(seen - self._seen_ms, MAX_TICK_MS)
        self._seen_ms = seen

    def keep(self) -> None:
        """Put on disk what is not there yet. Raises the store's ``Problem``."""
        fresh = self.run.log[self._stored :]
        if not fresh:
            return
        self._store.append(self.info.run, self._stored, [event.encode() for event in fresh])
        self._stored = len(self.run.log)
        self.saved_at = self._clock.local_time()

    @property
    def unsaved(self) -> int:
        """Events that the disk has refused so far."""
        return len(self.run.log) - self._stored

    def next_stop_ms(self) -> int:
        """When the next thing happens by itself. Raises ``Problem("run.nothing_to_skip")``."""
        following = self.run.next_ms()
        if following is None:
            raise Problem("run.nothing_to_skip")
        return following
