"""Measurements around somebody's own habitual values, moved by a flare-up.

All reckoned in whole tenths, so that no machine rounds otherwise than another.
"""

from collections.abc import Mapping
from typing import Any

from simtrainer.base.ports import Dice
from simtrainer.record.people.book import Book
from simtrainer.record.people.chance import Dices, between
from simtrainer.record.people.flare import Flare
from simtrainer.record.people.person import Person

SPAN: Mapping[str, tuple[int, int]] = {
    "resp": (100, 360),
    "spo2": (820, 990),
    "systolic": (860, 2200),
    "pulse": (460, 1400),
    "temperature": (350, 405),
    "weight": (360, 1500),
}
"""Lowest and highest that is written, in tenths: inside what a form accepts unasked."""


def _tenths(value: float) -> int:
    return round(value * 10)


class Vitals:
    """One person's values."""

    def __init__(self, book: Book, dices: Dices, person: Person) -> None:
        self._clinic = book.clinic
        conditions = [book.clinic.conditions[key] for key in person.conditions]
        self.scale = "2" if any(item.scale == "2" for item in conditions) else "1"
        self._ranges = {k: (_tenths(a), _tenths(b)) for k, (a, b) in book.clinic.habitual.items()}
        for item in reversed(conditions):  # the first in the book has the last word
            own = {k: (_tenths(a), _tenths(b)) for k, (a, b) in item.habitual.items()}
            self._ranges.update(own)
        dice = dices(f"habitual/{person.patient.id}")
        self._centre = {name: between(dice, *found) for name, found in self._ranges.items()}

    def value(self, name: str, dice: Dice, flare: Flare | None, days_ago: int) -> int:
        """A reading in tenths."""
        noise = _tenths(self._clinic.noise[name])
        low, high = self._ranges[name]
        found = min(max(self._centre[name] + between(dice, -noise, noise), low), high)
        if flare is not None:
            worst = _tenths(flare.episode.worst.get(name, 0))
            found += worst * flare.tenths(days_ago) // 10
        least, most = SPAN[name]
        return min(max(found, least), most)

    def news2(self, dice: Dice, flare: Flare | None, days_ago: int) -> dict[str, Any]:
        """A whole set, with oxygen where the saturation is below what is borne."""
        whole = {
            name: self.value(name, dice, flare, days_ago) // 10
            for name in ("resp", "spo2", "systolic", "pulse")
        }
        temperature = self.value("temperature", dice, flare, days_ago) / 10
        bound = self._clinic.oxygen["2" if self.scale == "2" else "1"]
        supply: dict[str, Any] = {"supply": "air"}
        if whole["spo2"] < bound.below:
            supply = {"supply": "oxygen", "flow": between(dice, 1, 3), "device": "nasal"}
            whole["spo2"] = bound.to + dice.below(2)
        return {
            "resp": whole["resp"],
            "spo2": whole["spo2"],
            "scale": self.scale,
            **supply,
            "systolic": whole["systolic"],
            "pulse": whole["pulse"],
            "consciousness": "A",
            "temperature": temperature,
        }
