"""Getting in: by a name on the unit's list, by a slip with a code, or as a guest.

There is no password: nothing on this PC is another person's to hide, and results carry codes. A
guest's name is remembered on this PC only; what is sent carries the guest's code.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from simtrainer.app.ports import Person, Roster, RunStore, Unit
from simtrainer.base.ports import Ids
from simtrainer.base.problem import Problem, Problems
from simtrainer.base.text import alphabetical
from simtrainer.record.identity import find_real_numbers

GUEST = "guest"
"""Kind of keepsake; guests belong to nobody, so they are kept under no person."""
LONGEST_NAME = 60
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which look like one another on a slip."""
_LENGTH = 6


class Entrance:
    """Who may sit down at this PC."""

    def __init__(self, roster: Roster, store: RunStore, ids: Ids) -> None:
        self._roster, self._store, self._ids = roster, store, ids
        self._units: list[Unit] | None = None
        self.invented = False
        """Whether the people on the list are made up, to try the program with."""

    def units(self) -> list[Unit]:
        """The roster, as it was when somebody last could notice: see ``renew``. The people of a
        unit by name, as in a list of the municipality."""
        if self._units is None:
            self._read()
        return self._units or []

    def renew(self) -> None:
        """Read the roster anew; call it while nobody sits here. One that has become unreadable
        takes nobody's name from the screen."""
        with suppress(Problem, Problems):
            self._read()

    def _read(self) -> None:
        self._units = _sorted(self._roster.units())
        self.invented = self._roster.invented()

    def unit_name(self, unit: str) -> str:
        """What the unit is called; empty for one that is unknown."""
        return next((u.name for u in self.units() if u.id == unit), "")

    def find(self, code: str) -> tuple[str, Person]:
        """Unit and person behind a code, written as people write: small letters and spaces do.
        Whoever is no longer on the list, but has played here, finds what they played.

        Raises ``Problem("person.unknown")``, or ``Problem("person.no_code")`` for nothing.
        """
        wanted = _plain(code)
        if not wanted:
            raise Problem("person.no_code")
        alike = [
            (unit.id, person)
            for unit in self.units()
            for person in unit.people
            if _plain(person.code) == wanted
        ]
        if alike:  # of several that differ in their signs alone, the one that is written so
            return min(alike, key=lambda pair: pair[1].code != code.strip())
        for name, guest in self._store.kept("", GUEST).items():
            if _plain(name) == wanted:
                return str(guest["unit"]), Person(name, str(guest["name"]), GUEST)
        for typed in dict.fromkeys((code.strip(), code.strip().upper())):
            if runs := self._store.runs(typed):
                return runs[0].unit, Person(typed, typed, "")
        raise Problem("person.unknown", person=code.strip())

    def join(self, name: str, unit: str) -> tuple[str, Person]:
        """A new guest of a unit; of none where the list of this PC is empty.

        Raises ``Problem("guest.unit" | "guest.name" | "text.real_identity")``.
        """
        called = " ".join(name.split())
        if not self.units():
            unit = ""
        elif not self.unit_name(unit):
            raise Problem("guest.unit")
        if not called or len(called) > LONGEST_NAME or not any(map(str.isalpha, called)):
            raise Problem("guest.name", most=LONGEST_NAME)
        if find_real_numbers(called):
            raise Problem("text.real_identity")
        code = self._fresh_code()
        self._store.keep("", GUEST, code, {"name": called, "unit": unit})
        return unit, Person(code, called, GUEST)

    def _fresh_code(self) -> str:
        """A code that no guest of any PC is likely to have: 30 bits of a fresh id."""
        number = int(self._ids.new().replace("-", "")[-_LENGTH * 2 :], 16)
        letters = ""
        for _ in range(_LENGTH):
            number, place = divmod(number, len(_LETTERS))
            letters += _LETTERS[place]
        return f"G-{letters}"


def _sorted(units: Iterable[Unit]) -> list[Unit]:
    def of(unit: Unit) -> tuple[Person, ...]:
        return tuple(sorted(unit.people, key=lambda person: alphabetical(person.name)))

    return [replace(unit, people=of(unit)) for unit in units]


def _plain(code: str) -> str:
    return "".join(filter(str.isalnum, code.upper()))
