"""The expert: does each check's steps as soon as its task is there, in the order they came."""

from simtrainer.base.ports import Dice
from simtrainer.engine.bots.hands import STEP_MS, WRITING_MS, Hands
from simtrainer.engine.program import Check
from simtrainer.engine.run import Run

__all__ = ["STEP_MS", "WRITING_MS", "expert", "next_check", "open_checks", "wait"]


def expert(run: Run, dice: Dice) -> None:
    """Play to the end."""
    work(Hands(run))


def work(hands: Hands) -> None:
    """Nearest deadline first, until the shift is over."""
    while not hands.run.history.finished:
        worked = any(hands.do(hands.steps(check)) for check in hands.open_checks())
        if not worked and not hands.greet():
            hands.wait()


def next_check(run: Run) -> Check | None:
    """The open check with the nearest deadline that is not done yet."""
    return next(iter(open_checks(run)), None)


def open_checks(run: Run) -> list[Check]:
    """The checks that are open and not done, nearest deadline first."""
    return Hands(run).open_checks()


def wait(run: Run) -> None:
    """Let time pass until something has happened, or to the end."""
    Hands(run).wait()
