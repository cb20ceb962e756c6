"""Entries and patients: immutable, with every version kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Version(NamedTuple):
    """One version of an entry. ``at_ms`` is simulated time, negative before the shift."""

    at_ms: int
    author: str
    status: str
    fields: Mapping[str, Any]
    cosigner: str = ""
    reason: str = ""
    event: int = -1
    """Number of the event that made it; -1 for what the record held at start."""
    counts: bool = True
    """Whether its status is one that counts: not a draft, not marked wrong."""


class Entry(NamedTuple):
    """An entry and its history, oldest version first. Nothing is ever overwritten.

    Versions and entries are named tuples: a replay makes one of each for most events.
    """

    id: str
    type: str
    patient: str
    """Empty for entries that belong to no patient, such as a register line."""
    versions: tuple[Version, ...]

    @property
    def now(self) -> Version:
        """The version that counts."""
        return self.versions[-1]

    @property
    def first(self) -> Version:
        """The version it was made with."""
        return self.versions[0]

    @property
    def fields(self) -> Mapping[str, Any]:
        """Fields of the version that counts."""
        return self.versions[-1].fields

    @property
    def status(self) -> str:
        """Status of the version that counts."""
        return self.versions[-1].status

    @property
    def author(self) -> str:
        """Who made the entry."""
        return self.versions[0].author

    @property
    def cosigner(self) -> str:
        """The second signature, empty for none."""
        return self.versions[-1].cosigner or str(self.fields.get("cosigner") or "")

    @property
    def valid(self) -> bool:
        """Whether it counts: not a draft, not marked wrong."""
        return self.versions[-1].counts


@dataclass(frozen=True, slots=True)
class Patient:
    """A synthetic person. Texts may be keys (``$…``) of the scenario's texts."""

    id: str
    given: str
    family: str
    born: str
    """ISO date."""
    sex: str
    identity: str
    room: str
    unit: str
    assigned: bool
    cave: tuple[Mapping[str, Any], ...]
    contact: Mapping[str, Any]
    consent: Mapping[str, Any]
    treatment: Mapping[str, Any]
    overview: tuple[Mapping[str, Any], ...]
    restricted: bool = False
    """The record is closed to all but those who have a good reason."""

    @property
    def name(self) -> str:
        """Family name first, as lists show it."""
        return f"{self.family}, {self.given}"

    @staticmethod
    def from_data(key: str, data: Mapping[str, Any]) -> "Patient":
        """From the plain data of a compiled program."""
        rest: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
        return Patient(id=key, **rest)
