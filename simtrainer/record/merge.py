"""Letters from templates: a text with gaps such as ``<patient.name>``, and what fills them.

A gap that nothing fills is told, never left out: a letter with a hole in it is seen before it is
sent.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_GAP = re.compile(r"<([a-z_]+(?:\.[a-z_]+)?)>")


@dataclass(frozen=True, slots=True)
class Merged:
    """A template with its gaps filled."""

    paragraphs: tuple[str, ...]
    missing: tuple[str, ...]
    """Names of the gaps that nothing fills, each once."""


def gaps(text: str) -> tuple[str, ...]:
    """The names of a template's gaps, each once."""
    return tuple(dict.fromkeys(_GAP.findall(text)))


def merged(text: str, fill: Callable[[str], str | None], hole: Callable[[str], str]) -> Merged:
    """Fill a template. ``fill`` answers with the words, with "" for what may be left out, and
    with None for what is missing; ``hole`` draws the gap that stays. A line whose gaps may all be
    left out goes with them, and so does a paragraph that holds nothing."""
    missing: dict[str, None] = {}

    def put(found: re.Match[str]) -> str:
        words = fill(found[1])
        if words is None:
            missing[found[1]] = None
            return hole(found[1])
        return words

    def lines(part: str) -> str:
        kept = (line for line in part.split("\n") if _says(line, fill))
        return "\n".join(_GAP.sub(put, line) for line in kept).strip()

    parts = (lines(part) for part in text.split("\n\n"))
    return Merged(tuple(part for part in parts if part), tuple(missing))


def _says(line: str, fill: Callable[[str], str | None]) -> bool:
    """Whether a line has words of its own, or a gap that says something or should."""
    names = _GAP.findall(line)
    return not names or any(fill(name) != "" for name in names)
