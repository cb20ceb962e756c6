"""The careful, slow one: reads up on all own patients first, and takes three times as long."""

from simtrainer.base.ports import Dice
from simtrainer.engine.bots.expert import work
from simtrainer.engine.bots.hands import Hands, Pace
from simtrainer.engine.run import Run
from simtrainer.engine.steps import Step

PACE = Pace(step_ms=20_000, writing_ms=75_000)
READING_MS = 25_000
"""Looking through one patient's record."""


def careful(run: Run, dice: Dice) -> None:
    """Play to the end."""
    hands = Hands(run, PACE)
    for patient in run.program.patients.values():
        if patient.assigned and not run.history.finished:
            hands.take(Step("open_patient", {"patient": patient.id}))
            run.advance(run.now_ms + READING_MS)
    work(hands)
