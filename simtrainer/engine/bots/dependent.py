"""The hint-dependent one: goes up the whole ladder of help before each task, then does it."""

from simtrainer.base.ports import Dice
from simtrainer.engine.bots.hands import Hands
from simtrainer.engine.program import HELP_LEVELS, Check
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import next_help
from simtrainer.engine.steps import Step


def dependent(run: Run, dice: Dice) -> None:
    """Play to the end."""
    hands = Hands(run)
    while not run.history.finished:
        if not any(_helped(hands, check) for check in hands.open_checks()) and not hands.greet():
            hands.wait()


def _helped(hands: Hands, check: Check) -> bool:
    """Ask for all there is, then do as told."""
    history = hands.run.history
    for _ in HELP_LEVELS:
        if check.task and next_help(history.helps.get(check.id, ())) and not history.finished:
            hands.take(Step("help", {"check": check.id}))
    return hands.do(hands.steps(check))
