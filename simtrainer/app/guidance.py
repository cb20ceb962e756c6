"""What is left to do of a task, as steps: for the highlight, "do it for me", Vis and Prøv."""

from simtrainer.app.play import Play
from simtrainer.app.present.frame import is_over as asks_no_more
from simtrainer.engine.bots.expert import next_check
from simtrainer.engine.bots.hands import ON_THE_WAY
from simtrainer.engine.program import Check
from simtrainer.engine.steps import Step, is_done, is_over, steps_of, taken

__all__ = ["Check", "Step", "leads_on", "ready", "settled", "steps_left", "task_of", "todo"]


def todo(play: Play) -> Check | None:
    """The task that the expert would take next; None while there is nothing to do."""
    return next_check(play.session.run)


def leads_on(step: Step) -> bool:
    """Whether a step does something itself, and is not only on the way to another."""
    return step.kind not in ON_THE_WAY


def settled(play: Play, check: str) -> bool:
    """Whether a task asks for nothing more, also where it was done in other words than ours."""
    return asks_no_more(play.session.history, check)


def task_of(play: Play, check: str) -> str:
    """The task in the person's words; the check's title where it is no task."""
    found = play.session.program.checks[check]
    return play.draw.value(found.task or found.title)


def ready(play: Play, step: Step) -> Step:
    """The step with what is known only when it is taken: the clock, and readings."""
    return taken(step, play.session.history)


def steps_left(play: Play, check: str) -> list[Step]:
    """The steps of a check that have not been taken and still can be."""
    history = play.session.history
    language = play.draw.texts.language
    steps = steps_of(history.program.checks[check], history.program.texts, language)
    return [step for step in steps if not (is_done(step, history) or is_over(step, history))]
