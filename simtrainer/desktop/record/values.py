"""What people type, made tidy: Norwegian numbers, clock times and dates.

Pure text in, text out. Nothing is refused here; what cannot be understood is left as typed, and
the record's own rules say what is wrong with it.
"""

import datetime
import re
from collections.abc import Iterator

_CLOCK = re.compile(r"(?:kl(?:okk[ae]n?)?\.?\s*)?(\d{1,2})[:.\s]?(\d{2})?", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})[.\s/-]*(\d{1,2})[.\s/-]*(\d{2}|\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})[.\s]*([^\W\d_]{3,})[.\s]*(\d{2}|\d{4})?")
_DAY_MONTH = re.compile(r"(\d{1,2})[.\s/-]+(\d{1,2})\.?|(\d{2})(\d{2})")
_MONTHS = (
    ("jan",), ("feb",), ("mar",), ("apr",), ("mai", "may"), ("jun",), ("jul",), ("aug",),
    ("sep",), ("okt", "oct"), ("nov",), ("des", "dec"),
)  # fmt: skip
"""How the months' names begin, in the languages of the screens."""
_DAYS = {
    "i dag": 0, "idag": 0, "today": 0,
    "i går": -1, "igår": -1, "yesterday": -1,
    "i morgen": 1, "imorgen": 1, "i morgon": 1, "imorgon": 1, "tomorrow": 1,
}  # fmt: skip


def number(text: str) -> str:
    """A number with a decimal comma and no spaces around: ``"38.7 "`` becomes ``"38,7"``."""
    return text.strip().replace(".", ",")


def clock(text: str) -> str:
    """``"9"``, ``"930"``, ``"kl. 9.30"`` and ``"0930"`` become ``"09:30"``-style clock times."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return text.strip()
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return text.strip()
    return f"{hour:02d}:{minute:02d}"


def date(text: str, today: str = "") -> str:
    """``"120526"``, ``"12.5.26"``, ``"12. mai 2026"`` become ``"12.05.2026"``. With ``today``, in
    that form, so do ``"i dag"`` and, in the year that is nearest, ``"12/5"``."""
    found = next(_days(text.strip().lower(), _written(today)), None)
    return text.strip() if found is None else found.strftime("%d.%m.%Y")


def _days(text: str, today: datetime.date | None) -> Iterator[datetime.date]:
    """The days that the text can be read as, the likeliest first."""
    found = _written(text)
    if found is not None:
        yield found
    iso = _ISO.fullmatch(text)
    if iso is not None:
        yield from _day(int(iso[3]), int(iso[2]), int(iso[1]))
    named = _NAMED.fullmatch(text)
    if named is not None:
        for month in (n for n, begun in enumerate(_MONTHS, 1) if named[2].startswith(begun)):
            if named[3]:
                yield from _day(int(named[1]), month, _year(named[3]))
            elif today is not None:
                yield from _nearest(int(named[1]), month, today)
    if today is None:
        return
    if text in _DAYS:
        yield today + datetime.timedelta(_DAYS[text])
    short = _DAY_MONTH.fullmatch(text)
    if short is not None:
        yield from _nearest(int(short[1] or short[3]), int(short[2] or short[4]), today)


def _written(text: str) -> datetime.date | None:
    """Day, month and year in figures."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    return next(_day(int(found[1]), int(found[2]), _year(found[3])), None)


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)


def _day(day: int, month: int, year: int) -> Iterator[datetime.date]:
    try:
        yield datetime.date(year, month, day)
    except ValueError:
        return


def _nearest(day: int, month: int, today: datetime.date) -> Iterator[datetime.date]:
    """That day in the year which brings it nearest to today."""
    years = (today.year - 1, today.year, today.year + 1)
    found = [one for year in years for one in _day(day, month, year)]
    yield from sorted(found, key=lambda one: abs(one - today))[:1]


def caret(before: str, position: int, after: str) -> int:
    """Where the cursor belongs in ``after`` when it stood at ``position`` in ``before``.

    It keeps its distance to whichever end was left alone, so that a form redrawn while somebody
    types never throws the cursor.
    """
    if not before:
        return len(after)
    if after.startswith(before[:position]):
        return position
    tail = before[position:]
    if tail and after.endswith(tail):
        return len(after) - len(tail)
    return min(position, len(after))
