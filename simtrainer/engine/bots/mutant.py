"""A mutant: the expert with one mistake planted. Everything else is done as it should be, so that
what is lost shows what the mistake costs."""

from collections.abc import Callable

from simtrainer.base.ports import Dice
from simtrainer.base.problem import Problem
from simtrainer.engine.bots.expert import work
from simtrainer.engine.bots.hands import Hands
from simtrainer.engine.bots.mutation import KINDS, Mutation, key_of, mutation
from simtrainer.engine.history import History
from simtrainer.engine.program import EVERY_WAY, Check, Program
from simtrainer.engine.run import Run
from simtrainer.engine.steps import Step

__all__ = ["KINDS", "flawless", "mutant", "play_mutation"]


def flawless(program: Program, seed: int = 1) -> History:
    """How the expert's run ends."""
    run = Run(program)
    run.start({"seed": seed})
    work(Hands(run))
    return run.history


def mutant(check: str, kind: str) -> Callable[[Run, Dice], None]:
    """A bot that makes this mistake. It raises ``Problem("bot.no_mistake")`` where the check does
    not lend itself to it."""

    def play(run: Run, dice: Dice) -> None:
        best = flawless(run.program, run.history.seed)
        planned = mutation(run.program, best, check, kind)
        if planned is None:
            raise Problem("bot.no_mistake", check=check, kind=kind)
        play_mutation(run, planned)

    return play


def play_mutation(run: Run, planned: Mutation) -> None:
    """Play a started run to its end with this mistake."""
    hands = _Mutant(run, planned)
    for step in planned.before:
        hands.take(step)
    while not run.history.finished:
        if not hands.work_once():
            hands.wait()


class _Mutant(Hands):
    def __init__(self, run: Run, planned: Mutation) -> None:
        super().__init__(run)
        self._planned = planned
        self._taken: set[int] = set()
        """Steps of the mistake that were taken: they are not taken twice."""
        self._wrong = {id(step) for steps in planned.instead.values() for step in steps}

    def steps(self, check: Check) -> list[Step]:
        """The check's steps with the mistake in its place."""
        if check.id not in self._steps:
            instead = self._planned.instead
            right = super().steps(check)
            self._steps[check.id] = [
                step for one in right for step in instead.get(key_of(one), (one,))
            ]
        return self._steps[check.id]

    def work_once(self) -> bool:
        """Do what is open; at the end also what never opened, as one who knows would."""
        if any(self.do(self.steps(check)) for check in self.open_checks()) or self.greet():
            return True
        return self.run.now_ms >= self._reserve_ms() and any(
            self.do(self.steps(check)) for check in self._unopened()
        )

    def open_checks(self) -> list[Check]:
        """What is to be late waits for its deadline."""
        found = super().open_checks()
        if self._release_ms() is None:
            return found
        return [check for check in found if check.id != self._planned.check]

    def is_past(self, step: Step) -> bool:
        """A step of the mistake is taken once, and when it is to be late not before."""
        if id(step) not in self._wrong:
            return super().is_past(step)
        if self._release_ms() is not None or id(step) in self._taken:
            return True
        return self._planned.kind == "late" and super().is_past(step)

    def take(self, step: Step) -> str:
        """Take it, and remember it where it belongs to the mistake."""
        if id(step) in self._wrong:
            self._taken.add(id(step))
        return super().take(step)

    def wait(self, until_ms: int | None = None) -> None:
        """Also for the deadline that is to be missed, and for the last minutes."""
        times = (self._release_ms(), self._reserve_ms())
        coming = [time for time in times if time is not None and time > self.run.now_ms]
        super().wait(min(coming, default=until_ms))

    def _release_ms(self) -> int | None:
        """When what is to be late may be done; None when it may."""
        if self._planned.kind != "late":
            return None
        due = self.run.deadline_ms(self._planned.check)
        if due is None:
            return self.run.program.length_ms
        return due + 1 if self.run.now_ms <= due else None

    def _unopened(self) -> list[Check]:
        now = self.run.history
        return [
            check
            for check in self.run.program.checks.values()
            if check.id not in now.opened_checks
            and (check.way == EVERY_WAY or now.ways.get(check.way[0]) == check.way[1])
            and self.can_begin(self.steps(check))
        ]

    def _reserve_ms(self) -> int:
        """From when on there is only time for what never opened."""
        left = [step for check in self._unopened() for step in self.steps(check)]
        return self.run.program.length_ms - 2 * sum(self.pace.of(step) for step in left) - 1_000
