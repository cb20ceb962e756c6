"""A visit's time: what was planned, what was used, and how late it is."""

from collections.abc import Mapping
from typing import Any

from simtrainer.record.fields import is_clock

DAY_MINUTES = 24 * 60


def minute_of(clock: Any) -> int | None:
    """Minutes since midnight, or None for what is no clock time."""
    text = str(clock or "")
    if not is_clock(text):
        return None
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def minutes_used(fields: Mapping[str, Any]) -> int | None:
    """From arriving to leaving, also over midnight; None until both are known."""
    arrived, left = minute_of(fields.get("arrived")), minute_of(fields.get("left"))
    if arrived is None or left is None:
        return None
    return (left - arrived) % DAY_MINUTES
