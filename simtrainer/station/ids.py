"""Ids that no other PC makes, and dice for what need not be repeatable.

Their libraries are imported where they are used: at most starts nothing is made of either.
"""


class UniqueIds:
    """``Ids`` as random UUIDs."""

    def new(self) -> str:
        """A fresh UUID in text form."""
        from uuid import uuid4

        return str(uuid4())


class SystemDice:
    """``Dice`` from the system's own source: for waiting times and seeds, never inside a run."""

    def below(self, n: int) -> int:
        """A whole number from 0 up to, not including, ``n``."""
        import secrets

        return secrets.randbelow(n)
