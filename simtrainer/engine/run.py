"""A run: inputs go in with their simulated time, events come out, and nothing else happens.

The queue is ordered by time, priority and counter, so that a replay draws the same consequences
in the same order. The caller stores what ``act`` and ``advance`` return before it answers.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.engine.conditions import Trigger
from simtrainer.engine.event import By, Event
from simtrainer.engine.history import History
from simtrainer.engine.inputs import INPUTS
from simtrainer.engine.judge import Judge
from simtrainer.engine.program import EVERY_WAY, Program
from simtrainer.engine.scoring import result
from simtrainer.engine.script import MAX_RINGS, RING_AGAIN_MS, Script
from simtrainer.engine.signs import may_show
from simtrainer.engine.variant import AS_WRITTEN

__all__ = ["MAX_RINGS", "RING_AGAIN_MS", "Run"]

_PAUSED_TOO = frozenset({"resume", "finish", "draft", "freeze", "thaw", "hand", "flag"})
"""What may be done while all stands still: nothing of it touches the record."""
_PRIORITY = {
    "beat": 0, "branch": 0, "bend": 0, "look": 0, "ring": 1, "call_missed": 2, "silence": 2,
    "open": 3, "judge": 3, "close": 4, "end": 9,
}  # fmt: skip


class Run:
    """One play of a program. ``log`` holds every event so far."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.history = History(program)
        self.log: list[Event] = []
        self.now_ms = 0
        self._judge = Judge(program, self.history, self._push)
        self._script = Script(program, self.history, self._consequence, self._push)
        self._queue: list[tuple[int, int, int, str, str]] = []
        self._counter = 0
        self._opens: dict[str, list[str]] = {}

    # The input door ------------------------------------------------------------------------

    def start(self, data: Mapping[str, Any] | None = None) -> list[Event]:
        """Begin the shift at time 0; ``data`` holds seed, mode and the like."""
        first = len(self.log)
        pinned: dict[str, Any] = {"program": self.program.hash}
        if self.program.variant != AS_WRITTEN:
            pinned["variant"] = self.program.variant
        self._emit("me", "start", {**(data or {}), **pinned})
        for check in self.program.checks.values():
            if check.opens_beat:
                self._opens.setdefault(check.opens_beat, []).append(check.id)
            else:
                self._push(check.opens_ms or 0, "open", check.id)
        self._script.start()
        self._push(self.program.length_ms, "end", "")
        self._drain(0)
        return self.log[first:]

    def act(self, kind: str, data: Mapping[str, Any], t_ms: int) -> list[Event]:
        """Take one input at a simulated time. Raises ``Problem`` and logs nothing where the
        record refuses it; events that fell due before are logged all the same."""
        first = len(self.log)
        self._check_live(kind)
        self.advance(t_ms)
        self._check_live(kind)
        checked = INPUTS[kind](self.history, data, self.now_ms)
        if kind == "create":
            checked["entry"] = f"e{len(self.log)}"
        self._emit("me", kind, checked)
        self._after(kind, checked)
        self._drain(self.now_ms)
        return self.log[first:]

    def advance(self, t_ms: int) -> list[Event]:
        """Let simulated time pass; what falls due happens."""
        first = len(self.log)
        if self.log and not self.history.finished:
            self._drain(max(t_ms, self.now_ms))
        return self.log[first:]

    def next_ms(self, unseen: bool = False) -> int | None:
        """When something that can be noticed happens next by itself, None when nothing will.
        With ``unseen`` also what may pass without a sign. What hangs on a condition may turn out
        not to happen: ``signs.noticed`` tells afterwards."""
        coming = sorted(item for item in self._queue if item[0] > self.now_ms)
        seen = (item for item in coming if unseen or may_show(self.history, item[3], item[4]))
        return next((item[0] for item in seen), None)

    def deadline_ms(self, check: str) -> int | None:
        """When the check is due, None while it is not open or has no deadline."""
        opened = self._judge.opened_ms(check)
        due = self.program.checks[check].due_ms
        return None if opened is None or due is None else opened + due

    # Consequences --------------------------------------------------------------------------

    def _check_live(self, kind: str) -> None:
        if kind not in INPUTS:
            raise Problem("run.no_input", kind=kind)
        if self.history.finished:
            raise Problem("run.finished")
        if self.history.paused and kind not in _PAUSED_TOO:
            raise Problem("run.paused")

    def _emit(self, by: By, kind: str, data: Mapping[str, Any]) -> Event:
        event = Event(len(self.log), self.now_ms, by, kind, data)
        self.log.append(event)
        changed = self.history.fold(event)
        if changed:
            self._react(changed, event.n)
        return event

    def _consequence(self, kind: str, data: Mapping[str, Any]) -> Event:
        return self._emit("script", kind, data)

    def _react(self, changed: Iterable[Trigger], event: int) -> None:
        """Beats that are set off wait in the queue until the one who called drains it, so that
        one thing has wholly happened before the next, and nothing happens after the end."""
        self._script.react(changed)
        self._judge.react(changed, event, self.now_ms, self._consequence)

    def _after(self, kind: str, data: Mapping[str, Any]) -> None:
        after = _AFTER.get(kind)
        if after is not None:
            after(self, data)

    def _push(self, t_ms: int, what: str, name: str) -> None:
        self._counter += 1
        heapq.heappush(self._queue, (t_ms, _PRIORITY[what], self._counter, what, name))

    def _drain(self, to_ms: int) -> None:
        while self._queue and self._queue[0][0] <= to_ms and not self.history.finished:
            t_ms, _, _, what, name = heapq.heappop(self._queue)
            self._pass(t_ms)
            _HAPPENINGS[what](self, name)
        if not self.history.finished:
            self._pass(to_ms)

    def _pass(self, t_ms: int) -> None:
        self.now_ms = max(self.now_ms, t_ms)
        self.history.now_ms = self.now_ms

    # What can happen -----------------------------------------------------------------------

    def _beat(self, name: str) -> None:
        if self._script.beat(name):
            for check in self._opens.get(name, ()):
                self._push(self.now_ms, "open", check)

    def _branch(self, name: str) -> None:
        """A way is taken: its checks that were due open, those of the other ways are void."""
        self._script.branch(name)
        way = self.history.ways[name]
        for check in self.program.checks.values():
            if check.way[0] != name:
                continue
            if check.way[1] != way:
                self._judge.void(check.id, self._consequence)
            elif self._judge.is_held(check.id):
                self._push(self.now_ms, "open", check.id)

    def _open(self, check: str) -> None:
        found = self.program.checks[check]
        if found.way != EVERY_WAY and found.way[0] not in self.history.ways:
            self._judge.hold(check)
            return
        if not self._script.on_way(found.way) or self._judge.opened_ms(check) is not None:
            return
        self._judge.open(check, self.now_ms, self._consequence)
        if found.closes_ms is not None:
            self._push(self.now_ms + found.closes_ms, "close", check)

    def _close(self, check: str) -> None:
        self._judge.close(check, self.now_ms, self._consequence)

    def _look(self, name: str) -> None:
        self._script.look(name)

    def _judged(self, check: str) -> None:
        self._judge.look(check, len(self.log) - 1, self.now_ms, self._consequence)

    def _end(self, _: str) -> None:
        self._finish()

    def _finish(self) -> None:
        for branch in self.program.branches:
            if branch not in self.history.ways:
                self._branch(branch)
        self._judge.finish(len(self.log) - 1, self.now_ms, self._consequence)
        self._consequence("finished", result(self.program, self.history.verdicts))

    # What an input leads to ----------------------------------------------------------------

    def _helped(self, data: Mapping[str, Any]) -> None:
        self._judge.helped(data["check"], self.now_ms, self._consequence)

    def _skipped(self, data: Mapping[str, Any]) -> None:
        self._drain(data["to"])

    def _talked(self, data: Mapping[str, Any]) -> None:
        self._script.listens(data["dialogue"])


_HAPPENINGS: Mapping[str, Callable[[Run, str], None]] = {
    "beat": Run._beat,
    "branch": Run._branch,
    "bend": lambda run, name: run._script.bend(name),
    "ring": lambda run, name: run._script.ring(name),
    "call_missed": lambda run, name: run._script.call_missed(name),
    "silence": lambda run, name: run._script.silence(name),
    "look": Run._look,
    "open": Run._open,
    "judge": Run._judged,
    "close": Run._close,
    "end": Run._end,
}
_AFTER: Mapping[str, Callable[[Run, Mapping[str, Any]], None]] = {
    "help": Run._helped,
    "skip": Run._skipped,
    "answer": Run._talked,
    "say": Run._talked,
    "wait": lambda run, data: run._script.waits(data["dialogue"]),
    "finish": lambda run, data: run._finish(),
}
