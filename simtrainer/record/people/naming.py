"""Who they are: invented names, numbers of the test series and short keys, none given twice."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from simtrainer.base.ports import Dice
from simtrainer.base.problem import Problem
from simtrainer.record.identity import check_digits
from simtrainer.record.people.book import Given, Names
from simtrainer.record.people.chance import between, pick, shuffled

_PLAIN = str.maketrans("ÆØÅÉÖÄæøåéöä", "AOAEOAaoaeoa")
_TRIES = 40
SPARE = "spare"


@dataclass(slots=True)
class Taken:
    """What is in use already. ``avoid`` holds words that no name may be, casefolded."""

    identities: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    avoid: Collection[str] = frozenset()


def draw_name(names: Names, dice: Dice, taken: Taken, born: date, sex: str) -> tuple[str, str]:
    """A (given, family) name of the time; nobody else's while there are names left."""
    given = _given(names, taken, born.year, sex)
    for _ in range(_TRIES):
        first, family = pick(dice, given), draw_family(names, dice, taken)
        if f"{first} {family}" not in taken.names:
            break
    taken.names.add(f"{first} {family}")
    return first, family


def draw_given(names: Names, dice: Dice, taken: Taken, year: int, sex: str) -> str:
    """A given name only, as for a relative or a colleague."""
    return pick(dice, _given(names, taken, year, sex))


def draw_family(names: Names, dice: Dice, taken: Taken) -> str:
    """A family name that says it is invented."""
    parts = names.families
    for _ in range(_TRIES):
        family = pick(dice, parts.beginnings) + pick(dice, parts.endings)
        if family.casefold() not in taken.avoid:
            return family
    raise Problem("people.names")


def _given(names: Names, taken: Taken, year: int, sex: str) -> list[str]:
    """Those of the decade, else the spare ones. Raises ``Problem`` when all are to be avoided."""
    decades = sorted(int(key) for key in names.given if key != SPARE)
    decade = str(min(max(year // 10 * 10, decades[0]), decades[-1]))
    for lists in (names.given[decade], names.given.get(SPARE)):
        found = [name for name in _of(lists, sex) if not _words(name) & set(taken.avoid)]
        if found:
            return found
    raise Problem("people.names")


def _of(lists: Given | None, sex: str) -> list[str]:
    if lists is None:
        return []
    return lists.f if sex == "f" else lists.m


def _words(name: str) -> set[str]:
    return {name.casefold(), *name.casefold().split("-")}


def draw_born(dice: Dice, day: date, low: int, high: int) -> date:
    """A birthday that makes somebody ``low`` to ``high`` years old on ``day``."""
    latest = _years_before(day, low)
    earliest = _years_before(day, high + 1) + timedelta(days=1)
    return earliest + timedelta(days=dice.below((latest - earliest).days + 1))


def _years_before(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        day -= timedelta(days=1)
    return day.replace(year=day.year - years)


def age_on(day: date, born: date) -> int:
    """Whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def draw_identity(dice: Dice, taken: Taken, born: date, sex: str) -> str:
    """An unused number of the test series (month + 80) for a birthday and a sex.

    Raises ``Problem("people.numbers")`` where the day's numbers are all given out.
    """
    start = f"{born.day:02}{born.month + 80}{born.year % 100:02}"
    own = shuffled(dice, [n for n in _individual(born.year) if n % 2 == (sex == "m")])
    for number in own:
        checks = check_digits(f"{start}{number:03}")
        found = f"{start}{number:03}{checks}"
        if checks is not None and found not in taken.identities:
            taken.identities.add(found)
            return found
    raise Problem("people.numbers", born=born.isoformat())


def _individual(year: int) -> Iterator[int]:
    """Individual numbers by year of birth, after the Norwegian Tax Administration."""
    if year < 1900:
        yield from range(500, 750)
    elif year < 2000:
        yield from range(500)
    else:
        yield from range(500, 1000)
    if 1940 <= year < 2000:
        yield from range(900, 1000)


def draw_key(taken: Taken, given: str) -> str:
    """Three letters of the name, and a number where somebody has them already."""
    letters = "".join(c for c in given.translate(_PLAIN).upper() if "A" <= c <= "Z")[:3]
    letters = letters.ljust(2, "X")
    number, key = 1, letters
    while key in taken.keys:
        number += 1
        key = f"{letters}{number}"
    taken.keys.add(key)
    return key


def draw_address(names: Names, dice: Dice) -> str:
    """A house in a street that is on no map."""
    return f"{pick(dice, names.streets)} {between(dice, 1, 98)}"


def slug(name: str) -> str:
    """A name as an id: small letters, digits and hyphens."""
    plain = name.translate(_PLAIN).casefold()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
