"""An entry that is nearly what a check asks for: one number misread, one box ticked wrongly."""

from collections.abc import Iterator

from simtrainer.engine.conditions.base import Condition, Situation
from simtrainer.engine.conditions.entry import EntryMatches
from simtrainer.engine.conditions.logic import All, Any_
from simtrainer.record.entry import Entry

MOST = 2
"""So many fields, and fewer than half of those asked for; else it is about something else."""


def near_miss(
    condition: Condition, author: str, since: int, now: Situation
) -> tuple[Entry, tuple[str, ...]] | None:
    """The newest entry by the author, made or changed after event number ``since``, that would be
    what the condition asks for but for a few fields, and those; None where there is none."""
    found = [
        (entry, names)
        for asked in _asked(condition)
        for entry in now.record.entries(asked.type, asked.patient, author)
        if entry.now.event > since and _few(names := asked.misfits(entry, now), asked)
    ]
    return max(found, key=lambda pair: pair[0].now.event, default=None)


def _few(names: tuple[str, ...], asked: EntryMatches) -> bool:
    return 0 < len(names) <= MOST and 2 * len(names) < len(asked.filled_in)


def _asked(condition: Condition) -> Iterator[EntryMatches]:
    """The entries that are to be there: those that must not be stand under a ``not`` or a count of
    none."""
    if isinstance(condition, (All, Any_)):
        for part in condition.parts:
            yield from _asked(part)
    elif isinstance(condition, EntryMatches) and condition.at_most != 0:
        yield condition
