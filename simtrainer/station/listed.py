"""Who is on the list of this PC, and where it comes from, for those who look after the PC."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from simtrainer.base.problem import Problem, Problems
from simtrainer.station.assigned import Kind, file_of, imported, read
from simtrainer.station.home import Home
from simtrainer.station.roster import RosterFile

Source = Literal["hub", "file", "sample", "none"]
"""Whose word counts: the hub's, that of a file imported by hand, or nobody's: the people are those
of the sample that is shipped, or there are none."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Times are UTC, empty for never."""

    roster: Source
    plan: Source
    meetings: Source
    listed_units: int
    listed_people: int
    assigned: str
    """What the hub last said, as ``Assigned.state``."""
    fetched_at: str
    """When the hub's list last changed here."""
    asked_at: str
    """When the hub last answered."""
    refused: str
    """Code of what was wrong with a list that came later; empty for nothing."""


def listed(home: Home, sample: Path, enrolled: bool = False) -> Listed:
    """Look, as ``RosterFile`` does. A list that is not to be read has nobody on it; who asks for
    it tells why."""
    found = read(home)
    units = []
    with suppress(Problem, Problems):
        units = RosterFile(home, sample, lambda: enrolled).units()
    return Listed(
        roster=_source(home, "roster", none="none" if enrolled else "sample"),
        plan=_source(home, "plan"),
        meetings=_source(home, "batches"),
        listed_units=len(units),
        listed_people=sum(len(unit.people) for unit in units),
        assigned=found.state if found else "",
        fetched_at=found.fetched_at if found else "",
        asked_at=found.asked_at if found else "",
        refused=found.trouble if found else "",
    )


def _source(home: Home, kind: Kind, none: Source = "none") -> Source:
    if file_of(home, kind) is not None:
        return "hub"
    return "file" if any(path.exists() for path in imported(home, kind)) else none
