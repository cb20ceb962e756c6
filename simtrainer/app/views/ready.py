"""What the page "Klar for økt?" draws."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """One thing that was looked at; ``state`` is ``good``, ``warn`` or ``bad``."""

    check: str
    state: str
    name: str
    found: str
    cure: str
    """What to do; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class ReadyView:
    """``state`` is the worst of the lines, ``wait`` while they are looked for."""

    state: str
    title: str
    lines: tuple[ReadyLine, ...]
