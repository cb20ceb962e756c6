"""The talkative one: answers whoever calls and says any of the answers there are, writes nothing.
Some happenings hang on an odd turn of a conversation, and this is how they are met."""

from simtrainer.base.ports import Dice
from simtrainer.engine.bots.expert import STEP_MS, wait
from simtrainer.engine.history import Call
from simtrainer.engine.run import Run


def talkative(run: Run, dice: Dice) -> None:
    """Play to the end."""
    while not run.history.finished:
        call = next((c for c in run.history.calls.values() if c.state in _OPEN), None)
        if call is None:
            wait(run)
        elif call.state == "ringing":
            run.act("answer", {"dialogue": call.dialogue}, run.now_ms + STEP_MS)
        else:
            _say(run, call, dice)


def _say(run: Run, call: Call, dice: Dice) -> None:
    choices = tuple(run.program.dialogues[call.dialogue].nodes[call.node]["choices"])
    data = {"dialogue": call.dialogue, "choice": choices[dice.below(len(choices))]}
    run.act("say", data, run.now_ms + STEP_MS)


_OPEN = ("ringing", "talking")
