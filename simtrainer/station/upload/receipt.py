"""What goes in and what comes back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parcel:
    """One envelope on its way: the bytes are a JSON list of xAPI statements."""

    id: str
    run: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """``stored`` says that the central store has it; a file on a stick is not that."""

    id: str
    stored: bool
