"""The lazy one: marks everything as read, says the first thing that comes to mind, writes
nothing."""

from simtrainer.base.ports import Dice
from simtrainer.engine.bots.expert import STEP_MS, wait
from simtrainer.engine.run import Run


def lazy(run: Run, dice: Dice) -> None:
    """Play to the end."""
    while not run.history.finished:
        if not (_mark_read(run) or chat(run)):
            wait(run)


def _mark_read(run: Run) -> bool:
    for kind in run.program.pack.types.values():
        if kind.life.received == kind.life.start:
            continue
        for entry in run.history.record.entries(kind.id):
            if (entry.status, "acknowledge") in kind.life.moves:
                run.act("acknowledge", {"entry": entry.id}, run.now_ms + STEP_MS)
                return True
    return False


def chat(run: Run) -> bool:
    """Answer whoever calls, with the first answer there is."""
    for call in run.history.calls.values():
        if call.state == "ringing":
            run.act("answer", {"dialogue": call.dialogue}, run.now_ms + STEP_MS)
            return True
        if call.state == "talking":
            node = run.program.dialogues[call.dialogue].nodes[call.node]
            data = {"dialogue": call.dialogue, "choice": next(iter(node["choices"]))}
            run.act("say", data, run.now_ms + STEP_MS)
            return True
    return False
