"""What the outside must supply. The engine owns no clock, dice or ids: they are passed in."""

from typing import Protocol


class Clock(Protocol):
    """Real time of one PC."""

    def monotonic_ms(self) -> int:
        """Milliseconds that never run backwards, also over a changed wall clock."""

    def utc_iso(self) -> str:
        """Wall time as ``2026-05-12T08:30:00.000Z``."""

    def local_time(self) -> tuple[int, int]:
        """Hour and minute on this PC's wall, for greetings and "saved at"."""

    def local_of(self, utc_iso: str) -> str:
        """That moment on this PC's wall, as ``2026-05-12T10:30``."""


class Dice(Protocol):
    """A seeded source of chance."""

    def below(self, n: int) -> int:
        """A whole number from 0 up to, not including, ``n``."""


class Ids(Protocol):
    """A source of ids that no other PC makes."""

    def new(self) -> str:
        """A fresh UUID in text form."""
