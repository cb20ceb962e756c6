"""Ids that no other PC makes, and dice for what need not be repeatable."""

import secrets
from uuid import uuid4


class UniqueIds:
    """``Ids`` as random UUIDs."""

    def new(self) -> str:
        """A fresh UUID in text form."""
        return str(uuid4())


class SystemDice:
    """``Dice`` from the system's own source: for waiting times and seeds, never inside a run."""

    def below(self, n: int) -> int:
        """A whole number from 0 up to, not including, ``n``."""
        return secrets.randbelow(n)
