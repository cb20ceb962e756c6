"""What people type, made tidy: Norwegian numbers, clock times and dates.

Pure text in, text out. Nothing is refused here; what cannot be understood is left as typed, and
the record's own rules say what is wrong with it.
"""

import re

_CLOCK = re.compile(r"(\d{1,2})[:.\s]?(\d{2})?")
_DATE = re.compile(r"(\d{1,2})[.\s/-]?(\d{1,2})[.\s/-]?(\d{2}|\d{4})")


def number(text: str) -> str:
    """A number with a decimal comma and no spaces around: ``"38.7 "`` becomes ``"38,7"``."""
    return text.strip().replace(".", ",")


def clock(text: str) -> str:
    """``"9"``, ``"930"``, ``"9.30"`` and ``"0930"`` become ``"09:30"``-style clock times."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return text.strip()
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return text.strip()
    return f"{hour:02d}:{minute:02d}"


def date(text: str) -> str:
    """``"120526"`` and ``"12.5.26"`` become ``"12.05.2026"``."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return text.strip()
    day, month, year = int(found[1]), int(found[2]), int(found[3])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return text.strip()
    return f"{day:02d}.{month:02d}.{year if year > 99 else 2000 + year}"


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
