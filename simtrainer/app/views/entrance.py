"""View states of the page to sign in on, and of the bottom line that stands on every page.

Apart from the others: this page is waited for, and each view state takes half a millisecond to
define.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["neutral", "good", "warn", "bad", "info"]


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """One name on the sign-in list."""

    code: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """One unit on the sign-in list and the people in it."""

    id: str
    name: str
    people: tuple[PersonChoice, ...]


@dataclass(frozen=True, slots=True)
class StatusView:
    """The bottom line: has everything been delivered?"""

    icon: str
    """QtAwesome name without the ``mdi6.`` prefix, such as ``cloud-check-outline``."""
    tone: Tone
    text: str
    detail: str
    person: str
    station: str
    action: str = ""
    """Label of the one thing to do about it ("Send nå"), empty where there is nothing."""
    give_back: str = ""
    """Label of the way to giving this PC back; empty where it is not offered."""


@dataclass(frozen=True, slots=True)
class SigninView:
    """Pick unit, then name. ``purpose`` tells in short sentences who will see what."""

    units: tuple[UnitChoice, ...]
    unit: str
    """Id of the chosen unit, empty until one is chosen."""
    purpose: tuple[str, ...]
    status: StatusView
    invented: bool = False
    """Whether the people are made up, to try the program with."""
