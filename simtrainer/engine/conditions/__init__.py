"""Conditions: statements about the record and the run, one file each, one table.

A condition is a frozen dataclass with ``holds`` (is it true now), ``triggers`` (which changes
can alter it, so that an action's cost does not grow with the script), ``moments`` (when what it
speaks of happened), ``next_ms`` (when time alone may alter it) and ``earned`` (the words that
made it true). No condition knows another, save those that hold a list of them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simtrainer.engine.conditions.acknowledged import Acknowledged
from simtrainer.engine.conditions.base import Condition, Earned, Moment, Situation, Trigger
from simtrainer.engine.conditions.check_state import CheckIs
from simtrainer.engine.conditions.entry import EntryMatches
from simtrainer.engine.conditions.happened import BeatHappened, CallWas, WayTaken
from simtrainer.engine.conditions.logic import All, Any_, Not
from simtrainer.engine.conditions.observed import Observed
from simtrainer.engine.conditions.opened import Opened
from simtrainer.engine.conditions.said import Said
from simtrainer.engine.conditions.timing import MinutesSince, Order, Within
from simtrainer.engine.conditions.value import ValueIs

__all__ = ["CONDITIONS", "Condition", "Earned", "Moment", "Situation", "Trigger", "condition_from"]

CONDITIONS: Mapping[str, Callable[[Any], Condition]] = {
    "entry": EntryMatches.from_data,
    "opened": Opened.from_data,
    "acknowledged": Acknowledged.from_data,
    "observed": Observed.from_data,
    "said": Said.from_data,
    "check": CheckIs.from_data,
    "beat": BeatHappened.from_data,
    "call": CallWas.from_data,
    "way": WayTaken.from_data,
    "value": ValueIs.from_data,
    "minutes_since": lambda data: MinutesSince.from_data(data, condition_from),
    "within": lambda data: Within.from_data(data, condition_from),
    "order": lambda data: Order.from_data(data, condition_from),
    "all": lambda parts: All(tuple(condition_from(p) for p in parts)),
    "any": lambda parts: Any_(tuple(condition_from(p) for p in parts)),
    "not": lambda part: Not(condition_from(part)),
}


def condition_from(data: Mapping[str, Any]) -> Condition:
    """Read ``{kind: parameters}``; several kinds side by side must all hold."""
    parts = [CONDITIONS[kind](value) for kind, value in data.items()]
    return parts[0] if len(parts) == 1 else All(tuple(parts))
