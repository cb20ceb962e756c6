"""What somebody else is to hear of while a run goes on: a raised hand, a word about a step.

Of private practice nothing is sent, but for a word about a step that the person lets go on: it
leaves without a name.
"""

from simtrainer.app.commands import FlagStep, RaiseHand, ShareFlag
from simtrainer.app.modes import rules
from simtrainer.app.play import Play
from simtrainer.app.report import nameless_word, word
from simtrainer.app.stage import Desktop
from simtrainer.engine.event import Event

WORDS = (RaiseHand, FlagStep, ShareFlag)


def pass_on(on: Desktop, play: Play, command: object) -> bool:
    """What the command has just said, as a statement to the hub, at once; whether it was sent."""
    info = play.session.info
    if isinstance(command, ShareFlag):
        told = _shared(on, play)
    elif rules(info.mode).reported:
        event, now = _last(play, "hand", "flag"), play.session.history
        told = word(info, now, event, on.station, on.clock.utc_iso())
    else:
        return False
    on.store.post(info.run, told)
    if on.deliver is not None:
        on.deliver()
    return True


def _shared(on: Desktop, play: Play) -> bytes:
    event, now = _last(play, "flag"), play.session.history
    day = on.clock.utc_iso()[:10]
    return nameless_word(play.session.info, now, event, on.ids.new(), day)


def _last(play: Play, *kinds: str) -> Event:
    said: list[Event] = [event for event in play.session.run.log if event.kind in kinds]
    return said[-1]
