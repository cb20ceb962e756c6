"""The commands that can be given before anybody has signed in, and those about the PC itself.

``app.commands`` hands them on. They stand apart since each takes half a millisecond to define, and
the page to sign in on is waited for.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ChooseUnit:
    """Show the names of one unit on the sign-in screen."""

    unit: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person sits down: a code from the list, or from a slip as it was typed."""

    slow: ClassVar[bool] = True
    """It may take a while: the first to sign in on a PC waits for scenarios to be made ready."""
    person: str


@dataclass(frozen=True, slots=True)
class JoinAsGuest:
    """A person who is on no list sits down, as a guest of the chosen unit."""

    slow: ClassVar[bool] = True
    name: str


@dataclass(frozen=True, slots=True)
class SignOut:
    """As in "Bytt bruker": the screen is cleared at once, the run stays paused on disk."""


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Open the settings; a run on the screen is paused meanwhile."""


@dataclass(frozen=True, slots=True)
class ShowReady:
    """Open the page "Klar for økt?" and look this PC over."""


@dataclass(frozen=True, slots=True)
class ShowReturn:
    """Open the page for giving this PC back; only while nobody is signed in."""


@dataclass(frozen=True, slots=True)
class TakeOutResults:
    """Write all results that nobody has acknowledged to a file."""

    path: str


@dataclass(frozen=True, slots=True)
class EmptyPc:
    """Remove everything from this PC. ``word`` is what was asked for; ``abandon`` gives up runs
    that nobody finished."""

    slow: ClassVar[bool] = True
    word: str
    abandon: bool = False


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Look this PC over once more."""


@dataclass(frozen=True, slots=True)
class LeaveSettings:
    """Back to where the settings, or a page about this PC, were opened from."""


@dataclass(frozen=True, slots=True)
class SetLook:
    """Another language, theme or size of text, or sound; what is empty stays as it is."""

    language: str = ""
    theme: str = ""
    text: str = ""
    sound: str = ""


@dataclass(frozen=True, slots=True)
class ShowPage:
    """A page of home: ``home``, ``scenarios`` or ``results``."""

    page: str


@dataclass(frozen=True, slots=True)
class SendResults:
    """Try the delivery now."""


@dataclass(frozen=True, slots=True)
class BringRun:
    """Take up a run from a file that came from another PC, and sign in whose it is."""

    slow: ClassVar[bool] = True
    path: str
