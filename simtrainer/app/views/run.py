"""View states around one run that are no part of the record: the choice of mode, the word after a
task, the help sheet and the break.

All strings are drawn already, in the person's language.
"""

from dataclasses import dataclass
from typing import Literal

from simtrainer.app.ports import Mode


@dataclass(frozen=True, slots=True)
class ModeView:
    """One way of playing a scenario, in plain words."""

    mode: Mode
    title: str
    what: str
    seen_by: str
    """Who will see it."""
    icon: str
    badge: str
    """As in "Vi anbefaler", on the next step of the ladder; empty on the others."""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A scenario and the four ways of playing it."""

    scenario: str
    title: str
    summary: str
    about: str
    modes: tuple[ModeView, ...]


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """How the last task went, told at once; ``short`` is all that a narrow place says of it."""

    title: str
    text: str
    tone: Literal["good", "warn"]
    close: str
    short: str


@dataclass(frozen=True, slots=True)
class BreakView:
    """The card between two chapters. ``lines`` say what is behind and what comes."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """The help sheet: the ladder with its price, the superuser, extra time, and a word about the
    exercise itself."""

    task: str
    """The task the ladder is about; empty where none is open."""
    hint: str
    ladder: str
    """Label of the ladder's next step; empty where none is left."""
    price: str
    hand_up: bool
    hand: str
    """What the raised hand means now."""
    hand_action: str
    frozen: bool
    time: str
    time_action: str
    flag: str
    """What sending a word does, or that it was sent."""
    share: str = ""
    """Label of the button that lets a private word go on; empty where there is none."""
