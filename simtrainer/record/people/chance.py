"""Throws that the generator makes. Whole numbers only: fractions may differ between machines."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from simtrainer.base.ports import Dice

T = TypeVar("T")
Dices = Callable[[str], Dice]
"""Dice by what they settle, so that one person's history does not hang on another's."""


def pick(dice: Dice, options: Sequence[T]) -> T:
    """One of them."""
    return options[dice.below(len(options))]


def between(dice: Dice, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, both included."""
    return low + dice.below(high - low + 1)


def hit(dice: Dice, share: int, of: int = 100) -> bool:
    """Whether it happens, ``share`` times out of ``of``."""
    return dice.below(of) < share


def shuffled(dice: Dice, items: Sequence[T]) -> list[T]:
    """All of them in another order (Fisher and Yates)."""
    found = list(items)
    for last in range(len(found) - 1, 0, -1):
        other = dice.below(last + 1)
        found[last], found[other] = found[other], found[last]
    return found
