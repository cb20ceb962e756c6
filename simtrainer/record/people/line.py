"""A line of a history before it is an entry."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Line(NamedTuple):
    """``minute`` counts from the start of the shift and is negative; ``began`` is the day of the
    flare-up it belongs to (days before the start), -1 for none."""

    minute: int
    type: str
    author: str
    fields: Mapping[str, Any]
    cosigner: str = ""
    id: str = ""
    began: int = -1
    patient: bool = True
    """False for a line of a register, which belongs to no patient."""
