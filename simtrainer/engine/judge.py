"""The judge: keeps every check's verdict up to date as the record changes.

A check is looked at again only when something that its conditions react to has changed, or at
the very time at which one of them changes by itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions import Condition, Earned, Trigger
from simtrainer.engine.event import Event
from simtrainer.engine.history import History
from simtrainer.engine.program import Check, Program
from simtrainer.engine.scoring import VOID, Outcome, points_of

Emit = Callable[[str, Mapping[str, Any]], Event]
"""(kind, data) appended to the log as a consequence."""
Push = Callable[[int, str, str], None]
"""(simulated ms, "judge", check) ordered from the run's queue."""


@dataclass(slots=True)
class _Standing:
    """What the judge remembers about one check."""

    check: Check
    opened_ms: int | None = None
    right_since_ms: int | None = None
    wrong: bool = False
    ever_wrong: bool = False
    harmed: bool = False
    """The mistake did harm, or stood too long: it is no longer taken back."""
    because: int = -1
    said: Outcome | None = None
    held: bool = False
    """Due to open, as soon as its branch point is passed on its way."""
    void: bool = False
    """It belongs to a way that was not taken."""
    look_ms: int = -1
    wrong_ms: int = 0
    """When the mistake that stands, or stood last, was made."""


class Judge:
    """Holds the standings and says a verdict whenever one changes."""

    def __init__(self, program: Program, history: History, push: Push) -> None:
        self._program = program
        self._history = history
        self._push = push
        self._final = False
        self._standings = {name: _Standing(check) for name, check in program.checks.items()}

    def opened_ms(self, check: str) -> int | None:
        """When the check opened, None while it has not."""
        return self._standings[check].opened_ms

    def open(self, check: str, now_ms: int, emit: Emit) -> None:
        """The check's window opens; what was done before counts as done in time."""
        standing = self._standings[check]
        if standing.opened_ms is None:
            standing.opened_ms = now_ms
            opening = emit("open_check", {"check": check})
            self._look(standing, opening.n, now_ms)
            self._say(standing, now_ms, emit)

    def react(self, changed: Iterable[Trigger], event: int, now_ms: int, emit: Emit) -> None:
        """Look again at the checks that these changes can alter."""
        watchers = self._program.reactions.checks
        seen: set[str] = set()
        for trigger in changed:
            for check in watchers.get(trigger, ()):
                if check not in seen:
                    seen.add(check)
                    self.look(check, event, now_ms, emit)

    def look(self, check: str, event: int, now_ms: int, emit: Emit) -> None:
        """Look at one check again."""
        standing = self._standings[check]
        if not standing.void:
            self._look(standing, event, now_ms)
            self._say(standing, now_ms, emit)

    def hold(self, check: str) -> None:
        """The check is due to open, but the way it belongs to has not been taken."""
        self._standings[check].held = True

    def is_held(self, check: str) -> bool:
        """Whether it waits for its branch point."""
        return self._standings[check].held

    def void(self, check: str, emit: Emit) -> None:
        """Another way was taken: the check is worth nothing and asks for nothing."""
        standing = self._standings[check]
        standing.void = True
        emit("check", {"check": check, "state": VOID, "late": False, "corrected": False,
                       "helped": [], "points": {}, "done_ms": None, "because": -1})  # fmt: skip

    def close(self, check: str, now_ms: int, emit: Emit) -> None:
        """The window closes: what has not been done by now is left out."""
        self._say(self._standings[check], now_ms, emit)

    def helped(self, check: str, now_ms: int, emit: Emit) -> None:
        """A help step was taken; a verdict already given is told again with its price."""
        standing = self._standings[check]
        if standing.said is not None and standing.said.state != "open":
            self._say(standing, now_ms, emit)

    def finish(self, event: int, now_ms: int, emit: Emit) -> None:
        """The shift is over: every check gets its last word, which only another check's last
        word can alter. Those that never opened are looked at now."""
        self._final = True
        for check in self._standings:
            self.look(check, event, now_ms, emit)

    def _look(self, standing: _Standing, event: int, now_ms: int) -> None:
        check = standing.check
        if check.require is not None:
            right = check.require.holds(self._history)
            if right and standing.right_since_ms is None:
                standing.right_since_ms = now_ms
                standing.because = event
            elif not right:
                standing.right_since_ms = None
        wrong = check.wrong is not None and check.wrong.holds(self._history)
        if wrong and not standing.wrong:
            standing.because = event
            standing.ever_wrong = True
            standing.wrong_ms = now_ms
            if check.correct_ms is not None and not self._final:
                self._push(now_ms + check.correct_ms, "judge", check.id)
        standing.wrong = wrong
        if standing.ever_wrong and not standing.harmed:
            standing.harmed = self._harms(standing, now_ms)
        if check.id in self._program.reactions.timed_checks and not self._final:
            self._look_later(standing, now_ms)

    def _harms(self, standing: _Standing, now_ms: int) -> bool:
        """Whether the mistake has done what its author calls harm, or has stood too long."""
        check = standing.check
        if check.harm is not None and check.harm.holds(self._history):
            return True
        if check.correct_ms is None or not standing.wrong:
            return False
        return now_ms >= standing.wrong_ms + check.correct_ms

    def _look_later(self, standing: _Standing, now_ms: int) -> None:
        check = standing.check
        soonest = min(
            (t for c in check.conditions if (t := c.next_ms(self._history)) is not None),
            default=now_ms,
        )
        if soonest > now_ms and soonest != standing.look_ms:
            standing.look_ms = soonest
            self._push(soonest, "judge", check.id)

    def _say(self, standing: _Standing, now_ms: int, emit: Emit) -> None:
        outcome = self._outcome(standing, now_ms)
        if outcome == standing.said or (outcome.state == "open" and standing.said is None):
            return
        standing.said = outcome
        points = points_of(standing.check, outcome, self._program.help_prices)
        verdict: dict[str, Any] = {
            "check": standing.check.id,
            "state": outcome.state,
            "late": outcome.late,
            "corrected": outcome.corrected,
            "helped": list(outcome.helped),
            "points": points,
            "done_ms": standing.right_since_ms,
            "because": standing.because,
        }
        if outcome.harmed:
            verdict["harm"] = True
        words = self._words(standing, outcome)
        emit("check", {**verdict, "words": words} if words else verdict)

    def _words(self, standing: _Standing, outcome: Outcome) -> list[dict[str, str]]:
        """The words that earned the verdict, right or wrong."""
        check = standing.check
        conditions = [
            check.require if outcome.done else None,
            check.wrong if standing.wrong else None,
        ]
        found: dict[Earned, None] = {}
        for condition in conditions:
            found.update(dict.fromkeys(_earned(condition, self._history)))
        return [
            {"entry": e.entry, "field": e.field, "concept": e.concept, "words": e.words}
            for e in found
        ]

    def _outcome(self, standing: _Standing, now_ms: int) -> Outcome:
        helped = tuple(self._history.helps.get(standing.check.id, ()))
        wrong = standing.wrong or standing.harmed
        corrected = standing.ever_wrong and not wrong
        if standing.check.require is None:
            state = "violated" if wrong else "met" if self._final else "open"
            if corrected:
                state = "corrected"
            done = state in ("met", "corrected")
            return Outcome(state, False, corrected, helped, done, standing.harmed)
        state, late = self._progress(standing, now_ms)
        done = state in ("met", "late")
        if wrong:
            state = "wrong"
        elif corrected and done:
            state = "corrected"
        return Outcome(state, late, corrected, helped, done, standing.harmed)

    def _progress(self, standing: _Standing, now_ms: int) -> tuple[str, bool]:
        """(open, met, late or missed; whether it came after the deadline)."""
        check, opened = standing.check, standing.opened_ms
        since = standing.right_since_ms
        if opened is None:
            return (("met" if since is not None else "missed") if self._final else "open", False)
        closes = None if check.closes_ms is None else opened + check.closes_ms
        if since is None:
            gone = closes is not None and now_ms >= closes
            return ("missed" if self._final or gone else "open", False)
        if closes is not None and since > closes:
            return "missed", False
        late = check.due_ms is not None and since > opened + check.due_ms
        return ("late" if late else "met"), late


def _earned(condition: Condition | None, history: History) -> tuple[Earned, ...]:
    return () if condition is None else condition.earned(history)
