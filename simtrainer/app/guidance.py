"""What is left to do of a task, as steps: for the highlight, "do it for me", Vis and Prøv."""

from simtrainer.app.play import Play
from simtrainer.engine.steps import Step, is_done, is_over, steps_of, taken

__all__ = ["Step", "ready", "steps_left"]


def ready(play: Play, step: Step) -> Step:
    """The step with what is known only when it is taken: the clock, and readings."""
    return taken(step, play.session.history)


def steps_left(play: Play, check: str) -> list[Step]:
    """The steps of a check that have not been taken and still can be."""
    history = play.session.history
    steps = steps_of(history.program.checks[check], history.program.texts)
    return [step for step in steps if not (is_done(step, history) or is_over(step, history))]
