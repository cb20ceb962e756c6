"""What somebody else is to hear of while a run goes on: a raised hand, a word about a step."""

from simtrainer.app.commands import FlagStep, RaiseHand
from simtrainer.app.modes import rules
from simtrainer.app.play import Play
from simtrainer.app.report import word
from simtrainer.app.stage import Desktop

WORDS = (RaiseHand, FlagStep)
_KINDS = ("hand", "flag")


def pass_on(on: Desktop, play: Play) -> bool:
    """The last of them as a statement to the hub, at once; whether it was sent. What is private
    stays on this PC."""
    info, session = play.session.info, play.session
    if not rules(info.mode).reported:
        return False
    event = next(e for e in reversed(session.run.log) if e.kind in _KINDS)
    on.store.post(info.run, word(info, session.history, event, on.station, on.clock.utc_iso()))
    if on.deliver is not None:
        on.deliver()
    return True
