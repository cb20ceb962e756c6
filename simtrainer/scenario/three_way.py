"""Two changed versions of one text put together, line by line.

What only one side changed is taken; what both changed in the same way is taken once; where they
changed the same lines differently, both stand in the text between marks, for a person to choose.
Lines beside each other are no conflict: in the files of a scenario each key has lines of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_LINES = 20_000
"""Longer texts are not compared line by line: it would take too long."""
OPENS, MIDDLE, CLOSES = "<<<<<<<", "=======", ">>>>>>>"
"""The marks that version control uses too, so that editors know them."""


@dataclass(frozen=True, slots=True)
class Put:
    """The text put together, and at how many places a person must choose."""

    text: str
    clashes: int


@dataclass(frozen=True, slots=True)
class _Edit:
    lo: int
    hi: int
    lines: Sequence[str]


def put_together(base: str, own: str, there: str, names: tuple[str, str]) -> Put | None:
    """The two texts as one; None where they are too long. ``names`` label own and there."""
    lines, mine, theirs = (text.splitlines(keepends=True) for text in (base, own, there))
    if max(len(lines), len(mine), len(theirs)) > MAX_LINES:
        return None
    out: list[str] = []
    clashes = at = 0
    for lo, hi, a, b in _places(_edits(lines, mine), _edits(lines, theirs)):
        out += lines[at:lo]
        at = hi
        left, right = _version(lines, lo, hi, a), _version(lines, lo, hi, b)
        if not b or left == right:
            out += left
        elif not a:
            out += right
        else:
            clashes += 1
            out += _marked(left, right, names)
    return Put("".join(out + lines[at:]), clashes)


def first_mark(text: str) -> int | None:
    """The number of the first line that still is a mark, from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith((OPENS + " ", CLOSES + " ")) or line == MIDDLE:
            return number
    return None


def _edits(base: Sequence[str], other: Sequence[str]) -> list[_Edit]:
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [_Edit(lo, hi, other[j:k]) for tag, lo, hi, j, k in codes if tag != "equal"]


def _places(
    own: list[_Edit], there: list[_Edit]
) -> Iterator[tuple[int, int, list[_Edit], list[_Edit]]]:
    """Edits in order, those of both sides that touch the same lines together."""
    left, right = list(own), list(there)
    while left or right:
        lo, hi = _next(left, right)
        a: list[_Edit] = []
        b: list[_Edit] = []
        grown = True
        while grown:
            grown = False
            for waiting, taken in ((left, a), (right, b)):
                while waiting and _touches(waiting[0], lo, hi):
                    edit = waiting.pop(0)
                    taken.append(edit)
                    lo, hi, grown = min(lo, edit.lo), max(hi, edit.hi), True
        yield lo, hi, a, b


def _next(left: list[_Edit], right: list[_Edit]) -> tuple[int, int]:
    first = min((side[0] for side in (left, right) if side), key=lambda edit: (edit.lo, edit.hi))
    return first.lo, first.hi


def _touches(edit: _Edit, lo: int, hi: int) -> bool:
    if edit.lo == edit.hi or lo == hi:  # something put in between two lines
        return (edit.lo, edit.hi) == (lo, hi) or lo < edit.lo < hi
    return edit.lo < hi and lo < edit.hi


def _version(base: Sequence[str], lo: int, hi: int, edits: list[_Edit]) -> list[str]:
    out: list[str] = []
    at = lo
    for edit in edits:
        out += [*base[at : edit.lo], *edit.lines]
        at = edit.hi
    return out + list(base[at:hi])


def _marked(left: list[str], right: list[str], names: tuple[str, str]) -> list[str]:
    def ended(lines: list[str]) -> list[str]:
        return [line if line.endswith(("\n", "\r")) else line + "\n" for line in lines]

    return [
        f"{OPENS} {names[0]}\n", *ended(left), MIDDLE + "\n", *ended(right),
        f"{CLOSES} {names[1]}\n",
    ]  # fmt: skip
