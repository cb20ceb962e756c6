"""What the hub says of one PC: who may sit down at it, what they must take, and when they meet."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class AssignedPerson(_Told):
    """Somebody of the unit. ``role`` may be empty."""

    code: str
    name: str
    role: str


class AssignedUnit(_Told):
    """A unit with those of its people whom this PC may know."""

    id: str
    name: str
    people: list[AssignedPerson]


class AssignedDemand(_Told):
    """One line of the plan: ``unit`` and ``role`` are empty for all, ``deadline`` is a day as in
    2026-05-31, empty for none."""

    scenario: str
    mandatory: bool
    deadline: str
    role: str
    unit: str


class AssignedMeeting(_Told):
    """One person in one batch: local day and times, as in 2026-05-14, 13:00 and 15:00."""

    date: str
    start: str
    end: str
    room: str
    code: str


class Assignment(_Told):
    """All of it at once. In any state but ``assigned`` the PC is to know nobody by the hub:
    ``unassigned`` belongs to no unit and no batch, ``empty`` to some where nobody is now."""

    format: int = Field(default=FORMAT, ge=1)
    state: Literal["assigned", "unassigned", "empty"]
    units: list[AssignedUnit] = []
    plan: list[AssignedDemand] = []
    batches: list[AssignedMeeting] = []
