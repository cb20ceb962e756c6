"""What a person, a bot, the autopilot or the room may wish: frozen, imperative, one door.

Widgets emit these; ``Trainer.do`` is the only place that carries them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from simtrainer.app.arrival import *  # noqa: F403 - the rest of the one list of commands
from simtrainer.app.ports import Mode


@dataclass(frozen=True, slots=True)
class ChooseMode:
    """Show a scenario and the four ways of playing it."""

    scenario: str


@dataclass(frozen=True, slots=True)
class StartRun:
    """Begin a scenario in one of its modes."""

    slow: ClassVar[bool] = True
    scenario: str
    mode: Mode = "spill"


@dataclass(frozen=True, slots=True)
class ContinueRun:
    """Take up a stored run where it stopped."""

    slow: ClassVar[bool] = True
    run: str


@dataclass(frozen=True, slots=True)
class ShowDebrief:
    """Open the debrief of a finished run."""

    slow: ClassVar[bool] = True
    run: str


@dataclass(frozen=True, slots=True)
class LookBack:
    """Open the record as it was when a check of the debrief was settled."""

    check: str


@dataclass(frozen=True, slots=True)
class LeaveLookback:
    """Back to the debrief, where it was left."""


@dataclass(frozen=True, slots=True)
class StartRefresher:
    """Begin the cards of one competence goal that are due, or of all."""

    goal: str = ""


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """Turn the card on the screen."""


@dataclass(frozen=True, slots=True)
class RateRefresher:
    """Say how the card was remembered: ``no``, ``partly`` or ``yes``; the next one comes."""

    how: str


@dataclass(frozen=True, slots=True)
class AskErasure:
    """Ask to have all that is stored about oneself erased at the hub."""


@dataclass(frozen=True, slots=True)
class TakeBackErasure:
    """Think again of that: nothing is to be erased."""


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Choose an answer to one of the three questions after a run."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class SendSurvey:
    """Hand in the answers, with a sentence or without."""

    comment: str = ""


@dataclass(frozen=True, slots=True)
class OpenModule:
    """Go to a module of the record."""

    module: str


@dataclass(frozen=True, slots=True)
class OpenPatient:
    """Open a patient's record; a reason is asked for where the pack says so."""

    patient: str
    reason: str = ""
    emergency: bool = False
    """By the emergency access."""


@dataclass(frozen=True, slots=True)
class LeaveRecordShut:
    """Think again: the record that was asked about is not opened."""


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Read one entry (a message, a note)."""

    entry: str


@dataclass(frozen=True, slots=True)
class Search:
    """Look for a patient by name, number or room."""

    text: str


@dataclass(frozen=True, slots=True)
class Find:
    """Search the whole record for people and texts; what was searched for is logged."""

    text: str


@dataclass(frozen=True, slots=True)
class OpenFound:
    """Go to what a search has found: a person's record, and in it an entry."""

    patient: str
    entry: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Narrow:
    """Show only rows of the module on the screen whose field has this value; ``*`` for all."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Choose a filter of the module on the screen."""

    filter: str


@dataclass(frozen=True, slots=True)
class ShowMore:
    """The end of a long list has come into sight: draw one page more of it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of a form changed; kept in memory until SaveDraft or Save."""

    form: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class ChangeType:
    """Use another entry type in the same form."""

    form: str
    type: str


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Put unsigned writing on disk."""

    form: str


@dataclass(frozen=True, slots=True)
class Save:
    """Sign what the form holds: the entry becomes part of the record."""

    form: str


@dataclass(frozen=True, slots=True)
class Clear:
    """Empty the form."""

    form: str


@dataclass(frozen=True, slots=True)
class SelectDose:
    """Open the sign-out panel for one dose; ``planned`` is empty for an as-needed order."""

    order: str
    planned: str


@dataclass(frozen=True, slots=True)
class TickRight:
    """Tick or untick one of the rights in the sign-out panel."""

    right: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class CancelDose:
    """Close the sign-out panel."""


@dataclass(frozen=True, slots=True)
class RowWish:
    """A row action was pressed; ``reason`` is filled for actions that need one.

    One that ``asks`` has no reason yet: the screen asks, with ``title`` as the action's name and
    ``reasons`` (value, label) to choose from where there are some.
    """

    verb: str
    entry: str
    reason: str = ""
    asks: bool = False
    title: str = ""
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WriteAbout:
    """Begin the form of a type that points at an entry: an evaluation of a plan, what came of a
    visit."""

    entry: str
    type: str


@dataclass(frozen=True, slots=True)
class StartForm:
    """Go to where an entry of a type is written, with its form open."""

    type: str


@dataclass(frozen=True, slots=True)
class Observe:
    """Look at something in the world: take vital signs, count the cabinet."""

    observation: str


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """Pick up the phone."""

    card: str


@dataclass(frozen=True, slots=True)
class PostponeCard:
    """As in "Vent": the caller comes back."""

    card: str


@dataclass(frozen=True, slots=True)
class ChooseOnCard:
    """Say one of the answers."""

    card: str
    choice: str


@dataclass(frozen=True, slots=True)
class AskHelp:
    """Take the next step of the help ladder for a task; an empty check means the current one."""

    check: str = ""


@dataclass(frozen=True, slots=True)
class CloseFeedback:
    """The word about the last task has been read."""


@dataclass(frozen=True, slots=True)
class FreezeTime:
    """Let the simulated clock stand while one works on: extra time, at no price."""


@dataclass(frozen=True, slots=True)
class ThawTime:
    """Let it go again."""


@dataclass(frozen=True, slots=True)
class RaiseHand:
    """As in "Jeg trenger hjelp": tell the superuser where one is; or take the hand down."""

    up: bool = True


@dataclass(frozen=True, slots=True)
class FlagStep:
    """As in "Meld fra om dette steget": something about the exercise is not right. The state
    goes with it."""

    text: str


@dataclass(frozen=True, slots=True)
class ShareFlag:
    """Let the word about the step go on from private practice, without a name."""


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """Open the help sheet."""


@dataclass(frozen=True, slots=True)
class CloseSheet:
    """Close it."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the simulated clock."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the simulated clock run again."""


@dataclass(frozen=True, slots=True)
class SkipAhead:
    """Go on to the next event of the shift when nothing is left to do."""


@dataclass(frozen=True, slots=True)
class FinishRun:
    """End the run and show the debrief."""


@dataclass(frozen=True, slots=True)
class TakeAlong:
    """Write the run on the screen to a file, to go on with it on another PC."""

    path: str


@dataclass(frozen=True, slots=True)
class LeaveRun:
    """Back to home; the run waits on disk."""


@dataclass(frozen=True, slots=True)
class Act:
    """A record verb straight from a bot or a test: the same input a form would give."""

    verb: str
    data: Mapping[str, Any] = field(default_factory=dict)
