"""A patient's record or one entry was opened: reading is an act too."""

from dataclasses import dataclass
from typing import Any

from simtrainer.engine.conditions.base import Moment, Plain, Situation, Trigger


@dataclass(frozen=True, slots=True)
class Opened(Plain):
    """This patient, this entry, or any patient that is not the trainee's own today."""

    patient: str = ""
    entry: str = ""
    unassigned: bool = False
    emergency: bool = False
    """Only where it was opened by the emergency access."""

    def holds(self, now: Situation) -> bool:
        """True once it was opened; reading cannot be undone."""
        if self.emergency:
            return bool(self.moments(now))
        if self.unassigned:
            return any(not now.record.patients[p].assigned for p in now.opened_patients)
        if self.entry:
            return self.entry in now.opened_entries
        return self.patient in now.opened_patients

    def moments(self, now: Situation) -> tuple[Moment, ...]:
        """When each was first opened."""
        if self.emergency:
            return tuple(at for patient, at in now.emergencies if self._asks(now, patient))
        if self.unassigned:
            others = (p for p in now.opened_patients if not now.record.patients[p].assigned)
            return tuple(now.moment(now.opened_patients[p]) for p in others)
        events = now.opened_entries if self.entry else now.opened_patients
        event = events.get(self.entry or self.patient)
        return () if event is None else (now.moment(event),)

    def _asks(self, now: Situation, patient: str) -> bool:
        if self.unassigned:
            return not now.record.patients[patient].assigned
        return self.patient in ("", patient)

    def triggers(self) -> frozenset[Trigger]:
        """Opening it."""
        if self.unassigned:
            return frozenset({("opened", "unassigned")})
        if self.emergency and not self.patient:
            return frozenset({("opened", "emergency")})
        kind = "entry" if self.entry else "patient"
        return frozenset({("opened", kind, self.entry or self.patient)})

    @staticmethod
    def from_data(data: Any) -> "Opened":
        """From ``{patient}``, ``{entry}``, ``{unassigned: true}`` or ``{emergency: true}``."""
        return Opened(**data)
