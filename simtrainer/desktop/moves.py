"""What the expert would do next on the screen, gesture by gesture, through a whole run.

The one autopilot: Vis plays these moves, Prøv and the help ladder light the first of them, "do it
for me" plays those of one task, the demo and the tests play them all. Nothing is done here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from simtrainer.app.guidance import Step, leads_on, ready, steps_left, task_of, todo
from simtrainer.app.play import Play
from simtrainer.app.trainer import Trainer
from simtrainer.base.problem import Problem
from simtrainer.desktop.gestures import Gesture, gestures


@dataclass(frozen=True, slots=True)
class Move:
    """A gesture and the task it belongs to; the task is empty for a call nobody asked about."""

    gesture: Gesture
    task: str = ""
    check: str = ""

    def by_way_of(self, key: str) -> "Move":
        """What is done first where this place, and no other, leads to the one that is meant."""
        if key == self.gesture.key:
            return self
        return replace(self, gesture=Gesture("click", key))


Aliases = dict[str, str]
"""Names that steps give to entries they make, to the entries' ids: later steps use them."""


def run_moves(trainer: Trainer, aliases: Aliases) -> Iterator[Move | None]:
    """To the end of the run: the moves as the expert makes them, notices read and breaks ended
    first. None where there is nothing to
    do but to wait."""
    while trainer.screen == "play" and trainer.play is not None:
        if trainer.paused:
            yield Move(Gesture("click", "overlay.resume"))
            continue
        notice = trainer.card()
        if notice is not None and notice.kind == "notice":
            yield Move(Gesture("click", f"card.choice.{notice.choices[0].id}"))
            continue
        check = todo(trainer.play)
        worked = False
        if check is not None:
            for move in task_moves(trainer, check.id, aliases):
                worked = True
                yield move
        if not worked:
            yield _between(trainer)


def task_moves(trainer: Trainer, check: str, aliases: Aliases) -> Iterator[Move]:
    """The moves that are left of one task; none where nothing but the way to it is left."""
    play = trainer.play
    if play is None or not any(leads_on(step) for step in steps_left(play, check)):
        return
    task = task_of(play, check)
    for step in steps_left(play, check):
        if trainer.screen != "play" or trainer.play is not play:
            return
        if step in steps_left(play, check):
            for gesture in step_gestures(play, step, aliases):
                yield Move(gesture, task, check)


def step_gestures(play: Play, step: Step, aliases: Aliases) -> Iterator[Gesture]:
    """The gestures of one step; remembers what it made once they are done.

    Raises ``Problem("pilot.not_found")`` where a step made nothing that a later one names.
    """
    data = dict(ready(play, step).data)
    if data.get("entry") in aliases:
        data["entry"] = aliases[data["entry"]]
    length = len(play.session.run.log)
    yield from gestures(play, Step(step.kind, data))
    if step.alias:
        made = [e for e in play.session.run.log[length:] if e.kind == "create" and e.by == "me"]
        if not made:
            raise Problem("pilot.not_found", key=step.alias)
        aliases[step.alias] = made[-1].data["entry"]


def _between(trainer: Trainer) -> Move | None:
    """Answer a call that no task speaks of, or go on to the next event."""
    card = trainer.card()
    if card is not None:
        key = "card.answer" if card.ringing else f"card.choice.{card.choices[0].id}"
        return Move(Gesture("click", key))
    if trainer.frame().skip:
        return Move(Gesture("click", "skip"))
    return None
