"""A small seeded generator, the same on every machine, and a throw that depends on nothing but
what it is asked for, so that a replay throws the same."""

from dataclasses import dataclass, field

_MASK = 2**64


@dataclass(slots=True)
class SeededDice:
    """A congruential generator (64 bits, Knuth's multiplier)."""

    state: int = field(default=1)

    def below(self, n: int) -> int:
        """A whole number from 0 up to, not including, ``n``."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % _MASK
        return (self.state >> 33) % n


def throw(seed: int, what: str, below: int) -> int:
    """A whole number from 0 up to, not including, ``below``, settled by the seed and a text."""
    state = (14695981039346656037 + seed * 11400714819323198485) % _MASK
    for byte in what.encode():
        state = ((state ^ byte) * 1099511628211) % _MASK  # FNV-1a
    for shift, factor in ((30, 13787848793156543929), (27, 10723151780598845931)):
        state = ((state ^ (state >> shift)) * factor) % _MASK  # SplitMix64's last steps
    return (state ^ (state >> 31)) % below
