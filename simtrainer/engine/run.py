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
from simtrainer.engine.program import Beat, Dialogue, Program
from simtrainer.engine.scoring import result

MAX_RINGS = 3
"""An unanswered call rings again this often in all."""
RING_AGAIN_MS = 120_000
_UNSEEN = frozenset({"close", "call_missed"})
"""What passes without a sign on the screen where nobody is waiting."""
_PRIORITY = {"beat": 0, "ring": 1, "call_missed": 2, "open": 3, "close": 4, "end": 9}


class Run:
    """One play of a program. ``log`` holds every event so far."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.history = History(program)
        self.log: list[Event] = []
        self.now_ms = 0
        self._judge = Judge(program, self.history)
        self._queue: list[tuple[int, int, int, str, str]] = []
        self._counter = 0
        self._waiting: dict[Trigger, list[Beat]] = {}
        self._fired: set[str] = set()
        self._beats = {beat.id: beat for beat in program.beats}
        self._opens: dict[str, list[str]] = {}

    # The input door ------------------------------------------------------------------------

    def start(self, data: Mapping[str, Any] | None = None) -> list[Event]:
        """Begin the shift at time 0; ``data`` holds seed, mode and the like."""
        first = len(self.log)
        self._emit("me", "start", {**(data or {}), "program": self.program.hash})
        for check in self.program.checks.values():
            if check.opens_beat:
                self._opens.setdefault(check.opens_beat, []).append(check.id)
            else:
                self._push(check.opens_ms or 0, "open", check.id)
        for beat in self.program.beats:
            self._await(beat)
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

    def next_ms(self) -> int | None:
        """When something that can be noticed happens next by itself, None when nothing will."""
        coming = (i for i in self._queue if i[3] not in _UNSEEN and i[0] > self.now_ms)
        return min((item[0] for item in coming), default=None)

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
        if self.history.paused and kind not in ("resume", "finish", "draft"):
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
        for trigger in changed:
            for beat in self._waiting.get(trigger, ()):
                self._try(beat)
        self._judge.react(changed, event, self.now_ms, self._consequence)

    def _after(self, kind: str, data: Mapping[str, Any]) -> None:
        if kind == "help":
            self._judge.helped(data["check"], self.now_ms, self._consequence)
        elif kind == "wait":
            wait = self.program.dialogues[data["dialogue"]].wait_ms
            self._push(self.now_ms + wait, "ring", data["dialogue"])
        elif kind == "skip":
            self._drain(data["to"])
        elif kind == "finish":
            self._finish()

    def _push(self, t_ms: int, what: str, name: str) -> None:
        self._counter += 1
        heapq.heappush(self._queue, (t_ms, _PRIORITY[what], self._counter, what, name))

    def _drain(self, to_ms: int) -> None:
        while self._queue and self._queue[0][0] <= to_ms and not self.history.finished:
            t_ms, _, _, what, name = heapq.heappop(self._queue)
            self.now_ms = max(self.now_ms, t_ms)
            _HAPPENINGS[what](self, name)
        if not self.history.finished:
            self.now_ms = max(self.now_ms, to_ms)

    # What can happen -----------------------------------------------------------------------

    def _await(self, beat: Beat) -> None:
        if beat.at_ms is not None:
            self._push(beat.at_ms, "beat", beat.id)
        if beat.when is not None:
            for trigger in beat.when.triggers():
                self._waiting.setdefault(trigger, []).append(beat)
            self._try(beat)

    def _try(self, beat: Beat) -> None:
        if beat.id in self._fired or beat.when is None or not beat.when.holds(self.history):
            return
        self._fired.add(beat.id)
        self._push(self.now_ms + beat.after_ms, "beat", beat.id)

    def _beat(self, name: str) -> None:
        beat = self._beats[name]
        if beat.unless is not None and beat.unless.holds(self.history):
            return
        self._consequence("beat", {"beat": name})
        for effect in beat.effects:
            for kind, data in effect.items():
                _EFFECTS[kind](self, data)
        for check in self._opens.get(name, ()):
            self._push(self.now_ms, "open", check)

    def _ring(self, dialogue: str) -> None:
        call = self.history.calls.get(dialogue)
        found: Dialogue = self.program.dialogues[dialogue]
        if call and call.state not in ("waiting", "missed"):
            return
        if call and call.state == "waiting" and self.now_ms - call.since_ms < found.wait_ms:
            return  # asked to wait once more since this ring was ordered
        self._consequence("ring", {"dialogue": dialogue})
        if found.missed_ms:
            self._push(self.now_ms + found.missed_ms, "call_missed", dialogue)

    def _call_missed(self, dialogue: str) -> None:
        call = self.history.calls[dialogue]
        missed_ms = self.program.dialogues[dialogue].missed_ms
        if call.state != "ringing" or self.now_ms - call.since_ms < missed_ms:
            return
        self._consequence("call_missed", {"dialogue": dialogue})
        if call.rings < MAX_RINGS:
            self._push(self.now_ms + RING_AGAIN_MS, "ring", dialogue)

    def _open(self, check: str) -> None:
        self._judge.open(check, self.now_ms, self._consequence)
        closes = self.program.checks[check].closes_ms
        if closes is not None:
            self._push(self.now_ms + closes, "close", check)

    def _close(self, check: str) -> None:
        self._judge.close(check, self.now_ms, self._consequence)

    def _end(self, _: str) -> None:
        self._finish()

    def _finish(self) -> None:
        self._judge.finish(len(self.log) - 1, self.now_ms, self._consequence)
        self._consequence("finished", result(self.program, self.history.verdicts))

    def _effect_create(self, data: Mapping[str, Any]) -> None:
        self._consequence("create", data)

    def _effect_call(self, dialogue: str) -> None:
        self._ring(dialogue)

    def _effect_notice(self, text: str) -> None:
        self._consequence("notice", {"text": text})


_HAPPENINGS: Mapping[str, Callable[[Run, str], None]] = {
    "beat": Run._beat,
    "ring": Run._ring,
    "call_missed": Run._call_missed,
    "open": Run._open,
    "close": Run._close,
    "end": Run._end,
}
_EFFECTS: Mapping[str, Callable[[Run, Any], None]] = {
    "create": Run._effect_create,
    "call": Run._effect_call,
    "notice": Run._effect_notice,
}
