"""Synthetic identity numbers (month + 80), and the guard against numbers of real form.

Check digits after the Norwegian Tax Administration's published rule; numbers issued from 2032
may have another first check digit, and both rules are accepted for synthetic numbers.
"""

import re
from datetime import date

_WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_ELEVEN = re.compile(r"(?<![0-9])(?=((?:[0-9][\s.\-–]{0,2}){10}[0-9])(?![0-9]))")
"""Looks ahead, so that a number is also found where other digits stand just before it."""


def _checks(digits: str) -> tuple[bool, bool]:
    """(valid by the classic rule, valid by the rule from 2032)."""
    numbers = [int(c) for c in digits]
    rest_1 = (sum(w * n for w, n in zip(_WEIGHTS_1, numbers, strict=False)) + numbers[9]) % 11
    rest_2 = (sum(w * n for w, n in zip(_WEIGHTS_2, numbers, strict=False)) + numbers[10]) % 11
    return rest_1 == 0 and rest_2 == 0, rest_1 in (0, 1, 2, 3) and rest_2 == 0


def _is_date(digits: str, month_offset: int) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]) - month_offset, int(digits[4:6])
    if day > 40:
        day -= 40  # a D-number carries day + 40
    for century in (1800, 1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def _is_eleven(number: str) -> bool:
    return len(number) == 11 and number.isascii() and number.isdigit()


def is_synthetic(number: str) -> bool:
    """Whether this is a well-formed number of the +80 test series (11 digits as text)."""
    return _is_eleven(number) and any(_checks(number)) and _is_date(number, 80)


def has_real_form(number: str) -> bool:
    """Whether 11 digits could belong to a living person: true date, or +40, and check digits.

    +40 is refused too: it cannot be told apart from an emergency number in use.
    """
    if not (_is_eleven(number) and any(_checks(number))):
        return False
    return _is_date(number, 0) or _is_date(number, 40)


def find_real_numbers(text: str) -> list[str]:
    """Eleven-digit numbers of real form in a text, also written with spaces, dots or dashes."""
    found = (re.sub(r"\D", "", match.group(1)) for match in _ELEVEN.finditer(text))
    return [number for number in found if has_real_form(number)]


def check_digits(first_nine: str) -> str | None:
    """The two check digits for nine digits; None where the classic rule has none."""
    numbers = [int(c) for c in first_nine]
    for weights in (_WEIGHTS_1, _WEIGHTS_2):
        digit = (11 - sum(w * n for w, n in zip(weights, numbers, strict=True)) % 11) % 11
        if digit == 10:
            return None
        numbers.append(digit)
    return f"{numbers[9]}{numbers[10]}"
