"""Named logic checks: what a careful colleague would ask about what has been written, before it is
signed. Each is asked once; the answer is the writer's. ``LOGIC`` is the extension point, and a
pack says which checks an entry type has and where their limits lie.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.entry import Entry
from simtrainer.record.fields import is_empty
from simtrainer.record.levels import NOT_RELEVANT, level_of, variables
from simtrainer.record.pack import EntryType
from simtrainer.record.visit import minutes_used

Limits = Mapping[str, Any]
Check = Callable[[EntryType, Mapping[str, Any], Sequence[Entry], Limits], Iterator[Problem]]
"""(type, fields, the patient's earlier entries of the type that count, limits) to questions, each
with the ``field`` it belongs to."""


def _visit_time(
    kind: EntryType, fields: Mapping[str, Any], earlier: Sequence[Entry], limits: Limits
) -> Iterator[Problem]:
    """More or less time than planned wants a word about why."""
    used, planned = minutes_used(fields), fields.get("minutes")
    if used is None or planned is None or not is_empty(fields.get("comment")):
        return
    over = used - int(planned)
    if abs(over) > limits.get("minutes", 10):
        code = "logic.visit_longer" if over > 0 else "logic.visit_shorter"
        yield Problem(code, field="comment", n=abs(over))


def _levels_before(
    kind: EntryType, fields: Mapping[str, Any], earlier: Sequence[Entry], limits: Limits
) -> Iterator[Problem]:
    """A level far from the last one, or 9 where there was a level, is worth another look."""
    last = earlier[-1].fields if earlier else {}
    for item in variables(kind):
        before, value = level_of(last.get(item.id)), fields.get(item.id)
        now = level_of(value)
        if before is not None and now is not None and abs(now - before) >= limits.get("levels", 2):
            yield Problem("logic.levels_jump", field=item.id, before=before)
        if before is not None and before > 1 and str(value) == NOT_RELEVANT:
            yield Problem("logic.levels_nine", field=item.id, before=before)


def _levels_copied(
    kind: EntryType, fields: Mapping[str, Any], earlier: Sequence[Entry], limits: Limits
) -> Iterator[Problem]:
    """Every level as last time may be true, or copied."""
    names = [item.id for item in variables(kind)]
    last = earlier[-1].fields if earlier else {}
    same = [str(fields.get(name)) == str(last.get(name)) for name in names if fields.get(name)]
    if names and len(same) == len(names) and all(same):
        yield Problem("logic.levels_copied", field=names[0])


def _levels_told(
    kind: EntryType, fields: Mapping[str, Any], earlier: Sequence[Entry], limits: Limits
) -> Iterator[Problem]:
    """Great need wants words about what help is given."""
    high = [i.id for i in variables(kind) if (level_of(fields.get(i.id)) or 0) >= 4]
    if high and "comment" in kind.fields and is_empty(fields.get("comment")):
        yield Problem("logic.levels_told", field="comment", n=len(high))


LOGIC: Mapping[str, Check] = {
    "visit_time": _visit_time,
    "levels_before": _levels_before,
    "levels_copied": _levels_copied,
    "levels_told": _levels_told,
}


def questions(
    kind: EntryType, fields: Mapping[str, Any], earlier: Sequence[Entry]
) -> list[Problem]:
    """What the type's checks ask about these fields."""
    return [
        problem
        for name, limits in kind.checks.items()
        for problem in LOGIC[name](kind, fields, earlier, limits or {})
    ]
