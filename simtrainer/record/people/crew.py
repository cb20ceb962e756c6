"""Who works in a unit, and who was on which shift."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simtrainer.base.ports import Dice
from simtrainer.record.people.book import Book, Kind, Shift
from simtrainer.record.people.chance import Dices, between, hit, pick, shuffled
from simtrainer.record.people.naming import Taken, draw_family, draw_given

_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff."""

    name: str
    role: str


@dataclass(slots=True)
class Crew:
    """The staff of one unit. Whoever has a shift has it for all patients of the unit."""

    unit: str
    dices: Dices
    staff: Mapping[str, Colleague]
    shifts: Mapping[Shift, list[str]]
    hours: Mapping[Shift, tuple[int, int]]
    doctor: str
    leader: str
    _seen: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)

    def on(self, days_ago: int, minute: int) -> tuple[str, str]:
        """The two who write and sign at a minute of a day."""
        shift = self.shift(minute % _MINUTES)
        key = (days_ago, shift)
        if key not in self._seen:
            dice = self.dices(f"shift/{self.unit}/{days_ago}/{shift}")
            first, second, *_ = shuffled(dice, self.shifts[shift])
            if len(self._seen) > 4096:
                self._seen.clear()
            self._seen[key] = (first, second)
        return self._seen[key]

    def shift(self, minute: int) -> Shift:
        """The shift of a minute of the day."""
        for shift, (begins, ends) in self.hours.items():
            if begins <= minute < ends:
                return shift
        return "night"


def draw_crew(book: Book, dices: Dices, taken: Taken, unit: str, kind: Kind) -> Crew:
    """New staff for a unit."""
    dice = dices(f"crew/{unit}")
    staff: dict[str, Colleague] = {}
    shifts: dict[Shift, list[str]] = {shift: [] for shift in book.clinic.shifts}
    doctors = []
    for role in book.clinic.roles[kind]:
        for number in range(1, role.count + 1):
            key = f"{unit}-{role.key}{number}"
            staff[key] = Colleague(_name(book, dice, taken), role.role)
            if role.doctor:
                doctors.append(key)
            for shift in role.shifts:
                shifts[shift].append(key)
    hours = {shift: item.hours for shift, item in book.clinic.shifts.items()}
    leader = next(iter(staff))
    return Crew(unit, dices, staff, shifts, hours, pick(dice, doctors), leader)


def _name(book: Book, dice: Dice, taken: Taken) -> str:
    sex = "m" if hit(dice, 20) else "f"
    given = draw_given(book.names, dice, taken, between(dice, 1962, 2001), sex)
    return f"{given} {draw_family(book.names, dice, taken)}"
