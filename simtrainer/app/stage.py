"""What a trainer stands on, and what it tells: the ports of this PC, the screens there are, and
the parts of them that a change can name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from simtrainer.app.carrying import NOWHERE, Carrier
from simtrainer.app.looks import Outfit
from simtrainer.app.ports import Catalog, Purpose, Roster, RunStore, WordIndexes
from simtrainer.base.ports import Clock, Ids
from simtrainer.base.text import Texts

if TYPE_CHECKING:
    from simtrainer.app.ready import CheckUp
    from simtrainer.app.returning import LoanedPc
    from simtrainer.app.route import Meetings, Plan

Screen = Literal["signin", "home", "play", "debrief", "refresher", "settings", "ready", "return"]


@dataclass(frozen=True, slots=True)
class Change:
    """Which parts of the screen a command or a tick has changed."""

    parts: frozenset[str]


Listener = Callable[[Change], None]
EVERYTHING = frozenset(
    {"screen", "signin", "home", "frame", "nav", "banner", "access", "tasks", "card", "module",
     "status", "debrief", "lookback", "refresher", "settings", "ready", "return", "feedback",
     "sheet"}
)  # fmt: skip
LOOK = frozenset({"look"})
"""The whole screen is to be made anew: it looks or speaks in another way."""
PLAY_PARTS = frozenset({
    "frame", "nav", "banner", "access", "tasks", "card", "module", "feedback", "sheet",
})  # fmt: skip


class Showing:
    """Which screen is shown; the door and the one who sits here both lead on to others."""

    def __init__(self) -> None:
        self.screen: Screen = "signin"

    def go(self, screen: Screen) -> frozenset[str]:
        """Show it; the answer is what has changed."""
        self.screen = screen
        return EVERYTHING


@dataclass(frozen=True, slots=True)
class Desktop:
    """What the trainer runs on."""

    store: RunStore
    catalog: Catalog
    roster: Roster
    clock: Clock
    ids: Ids
    texts: Texts
    station: str = ""
    station_name: str = ""
    purpose: Purpose = "utvikling"
    words: WordIndexes | None = None
    """Where the indexes of words are kept; None for in memory."""
    outfit: Outfit = field(default_factory=Outfit)
    check_up: "CheckUp | None" = None
    """Looks this PC over in the background; None where there is nobody to do it."""
    carrier: Carrier = NOWHERE
    plan: "Plan | None" = None
    meetings: "Meetings | None" = None
    pc: "LoanedPc | None" = None
    """This PC as whoever lends it out sees it; None where it is nobody's to give back."""
    deliver: Callable[[], None] | None = None
    """Starts a delivery in the background; None where there is nothing to deliver with."""
