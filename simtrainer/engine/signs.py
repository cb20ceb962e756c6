"""What of all that happens the screen has a sign of: where a trainee who has nothing left to do
goes on to, and what is no reason to stop."""

from collections.abc import Mapping
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.engine.event import Event
from simtrainer.engine.history import History
from simtrainer.engine.program import Beat, Program

_UNSEEN = frozenset({"close", "call_missed", "look", "judge", "bend"})
"""What passes without a sign where nobody is waiting."""
_TELLING = frozenset({"call", "notice", "receipt"})
"""Effects of a beat that show at once; what a colleague writes in a record does not."""
_SIGNS = frozenset({"ring", "notice", "reject", "deliver", "finished"})


def noticed(program: Program, event: Event) -> bool:
    """Whether somebody calls or tells, a task has come, or something to be read."""
    if event.by == ME:
        return False
    if event.kind == "open_check":
        return bool(program.checks[event.data["check"]].task)
    if event.kind == "create":
        return is_to_be_read(program, event.data["type"])
    return event.kind in _SIGNS


def may_show(now: History, what: str, name: str) -> bool:
    """Whether ``noticed`` may be true of what falls due, as far as can be told beforehand."""
    program = now.program
    if what == "open":
        return bool(program.checks[name].task)
    if what == "branch":
        return any(check.task for check in program.checks.values() if check.way[0] == name)
    if what == "beat":
        return _beat_may_show(now, next(beat for beat in program.beats if beat.id == name))
    return what not in _UNSEEN


def _beat_may_show(now: History, beat: Beat) -> bool:
    if now.ways.get(beat.way[0], beat.way[1]) != beat.way[1]:
        return False
    opened = (check for check in now.program.checks.values() if check.opens_beat == beat.id)
    effects = (*beat.effects, *(e for _, instead in beat.instead for e in instead))
    return any(check.task for check in opened) or any(_tells(now.program, e) for e in effects)


def _tells(program: Program, effect: Mapping[str, Any]) -> bool:
    created = effect.get("create")
    read = created is not None and is_to_be_read(program, created["type"])
    return read or not _TELLING.isdisjoint(effect)


def is_to_be_read(program: Program, entry_type: str) -> bool:
    """Whether one that comes from somebody else waits to be marked as read."""
    life = program.pack.types[entry_type].life
    return (life.received, "acknowledge") in life.moves
