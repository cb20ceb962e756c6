"""The card on home that leads back into a run that was left."""

from collections.abc import Callable, Container, Iterable

from simtrainer.app.play import Play
from simtrainer.app.ports import RunInfo
from simtrainer.app.present.frame import frame, shift_line, tasks
from simtrainer.app.views.shell import ResumeView
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts


def resume(
    runs: Iterable[RunInfo], peek: Callable[[str], Play], texts: Texts, away: Container[str] = ()
) -> ResumeView | None:
    """The newest open run that can be read; a damaged one is told about when it is opened. Of one
    that was taken ``away`` to another PC it is said."""
    for info in (run for run in runs if run.state == "open"):
        try:
            play = peek(info.run)
        except Problem:
            continue
        draw, run = play.draw, play.session.run
        view = tasks(draw, play.desk)
        current = next((t.title for t in view.tasks if t.state == "current"), "")
        bar = frame(draw, play.desk)
        key = "app.resume.next" if current else "app.resume.stopped"
        return ResumeView(
            run=info.run,
            title=texts("app.resume.title", title=bar.title),
            stopped=texts("app.resume.carried")
            if info.run in away
            else texts(key, clock=bar.clock, task=current),
            points=texts("app.resume.points", points=bar.points) if bar.scored else bar.mode,
            scored=bar.scored,
            stars=bar.stars,
            line=shift_line(draw, run, run.now_ms),
            progress=texts("app.resume.progress", count=view.count, left=bar.remaining),
            scenario=info.scenario,
        )
    return None
