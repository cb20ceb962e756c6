"""A patient's record or one entry was opened: reading is an act too."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Situation, Trigger


@dataclass(frozen=True, slots=True)
class Opened:
    """This patient, this entry, or any patient that is not the trainee's own today."""

    patient: str = ""
    entry: str = ""
    unassigned: bool = False

    def holds(self, now: Situation) -> bool:
        """True once it was opened; reading cannot be undone."""
        if self.unassigned:
            return any(not now.record.patients[p].assigned for p in now.opened_patients)
        if self.entry:
            return self.entry in now.opened_entries
        return self.patient in now.opened_patients

    def triggers(self) -> frozenset[Trigger]:
        """Opening anything."""
        return frozenset({("opened",)})

    @staticmethod
    def from_data(data: Any) -> "Opened":
        """From ``{patient}``, ``{entry}`` or ``{unassigned: true}``."""
        return Opened(**data)
