"""Conditions: statements about the record and the run, one file each, one table.

A condition is a frozen dataclass with ``holds`` (is it true now), ``triggers`` (which changes
can alter it, so that an action's cost does not grow with the script) and ``FIELDS`` read by the
compiler. No condition knows another, save the combinators that hold a list of them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simtrainer.engine.conditions.acknowledged import Acknowledged
from simtrainer.engine.conditions.base import Condition, Situation, Trigger
from simtrainer.engine.conditions.check_state import CheckIs
from simtrainer.engine.conditions.entry import EntryMatches
from simtrainer.engine.conditions.logic import All, Any_, Not
from simtrainer.engine.conditions.observed import Observed
from simtrainer.engine.conditions.opened import Opened
from simtrainer.engine.conditions.said import Said

__all__ = ["CONDITIONS", "Condition", "Situation", "Trigger", "condition_from"]

CONDITIONS: Mapping[str, Callable[[Any], Condition]] = {
    "entry": EntryMatches.from_data,
    "opened": Opened.from_data,
    "acknowledged": Acknowledged.from_data,
    "observed": Observed.from_data,
    "said": Said.from_data,
    "check": CheckIs.from_data,
    "all": lambda parts: All(tuple(condition_from(p) for p in parts)),
    "any": lambda parts: Any_(tuple(condition_from(p) for p in parts)),
    "not": lambda part: Not(condition_from(part)),
}


def condition_from(data: Mapping[str, Any]) -> Condition:
    """Read ``{kind: parameters}``; several kinds side by side must all hold."""
    parts = [CONDITIONS[kind](value) for kind, value in data.items()]
    return parts[0] if len(parts) == 1 else All(tuple(parts))
