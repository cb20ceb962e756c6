"""Named logic checks: what a careful colleague would ask about what has been written, before it is
signed. Each is asked once; the answer is the writer's. ``LOGIC`` is the extension point, and a
pack says which checks an entry type has and where their limits lie.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.entry import Entry
from simtrainer.record.fields import is_empty
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


LOGIC: Mapping[str, Check] = {
    "visit_time": _visit_time,
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
