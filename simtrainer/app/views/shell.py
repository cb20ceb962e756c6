"""View states outside the record: home, debrief and the training frame around a run.

All strings are drawn already, in the person's language. Times are clock texts (``10:42``).
Shares are 0.0 to 1.0.
"""

from dataclasses import dataclass
from typing import Literal

from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.practice import OwnDataView, RefresherRow, SurveyView
from simtrainer.app.views.run import ChoiceView


@dataclass(frozen=True, slots=True)
class Stop:
    """A dot on the shift line."""

    share: float
    state: Literal["done", "now", "next", "late"]
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShiftLineView:
    """The shift line: dots, the now-marker, and clock texts under it."""

    stops: tuple[Stop, ...]
    now: float
    start_text: str
    now_text: str
    end_text: str
    marks: tuple[tuple[float, str], ...] = ()
    """Clock texts between the ends: (share, text)."""


@dataclass(frozen=True, slots=True)
class ResumeView:
    """The dark card "Fortsett" on home."""

    run: str
    title: str
    stopped: str
    points: str
    stars: int
    line: ShiftLineView
    progress: str
    scenario: str = ""
    """What "Start på nytt" leads to; empty: the button is not drawn."""
    scored: bool = True
    """Stars and points are drawn."""


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """One row under "Anbefalt neste"."""

    id: str
    title: str
    tags: str
    why: str
    icon: str
    badge: str
    mandatory: bool


@dataclass(frozen=True, slots=True)
class RingView:
    """A competence ring. ``share`` is None where nothing has been played for that goal yet."""

    label: str
    share: float | None
    goal: float


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A finished run under "Mine resultater"."""

    run: str
    title: str
    when: str
    result: str
    stars: int
    beside: str = ""
    """How it stands beside one's own earlier ones; empty the first time."""
    scored: bool = True
    """Stars are drawn."""


@dataclass(frozen=True, slots=True)
class SessionView:
    """The next group session: ("torsdag", "14", "mai") on the leaf, then when and where."""

    weekday: str
    day: str
    month: str
    title: str
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """Home after sign-in."""

    person: str
    initials: str
    unit: str
    greeting: str
    subtitle: str
    mandatory_done: int
    mandatory_total: int
    mandatory_text: str
    resume: ResumeView | None
    recommended: tuple[ScenarioCard, ...]
    scenarios: tuple[ScenarioCard, ...]
    """All of them, for "Alle øvinger"."""
    rings: tuple[RingView, ...]
    rings_note: str
    history: tuple[HistoryRow, ...]
    status: StatusView
    page: Literal["home", "scenarios", "results", "choose"] = "home"
    refreshers: tuple[RefresherRow, ...] = ()
    own: OwnDataView | None = None
    """On the page of results only."""
    warm_up: str = ""
    """The scenario to warm up with; empty: the card is not drawn."""
    choice: ChoiceView | None = None
    """The scenario on the page ``choose``."""
    session: SessionView | None = None
    """The next group session the person is expected at."""


@dataclass(frozen=True, slots=True)
class FrameView:
    """The dark bar above the record while playing. The play screen and only it ticks."""

    title: str
    place: str
    clock: str
    remaining: str
    line: ShiftLineView
    stars: int
    points: str
    paused: bool
    skip: str
    """Label of the "go on to the next event" button; empty while there is something to do."""
    saved: str
    """Such as "Alt er lagret kl. 10:41"."""
    tasks_left: str = ""
    """Such as "17 oppdrag"."""
    mode: str = ""
    """Such as "Spill"."""
    scored: bool = True
    """Stars and points are drawn."""
    frozen: str = ""
    """Such as "Tiden står"; empty while it goes."""
    hand: str = ""
    """Such as "Hånden er oppe"; empty while it is down."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One module in the record's navigation."""

    id: str
    label: str
    icon: str
    badge: int
    current: bool
    enabled: bool


@dataclass(frozen=True, slots=True)
class NavView:
    """Groups of modules under a small heading (empty for none)."""

    groups: tuple[tuple[str, tuple[NavItem, ...]], ...]
    foot: str
    layout: str = "left_tree"
    """``top_tabs`` for a line of tabs at the top for each group, ``ribbon`` for icons over words
    at the top; a tree at the left for others."""
    search: str = ""
    """The module that the key for searching opens; empty where the pack has none."""


@dataclass(frozen=True, slots=True)
class BannerView:
    """Who the record on the screen belongs to. Never scrolls."""

    patient: str
    name: str
    about: str
    """Such as "87 år, kvinne"."""
    identity: str
    """Such as "148338 49892", always shown with the mark ``synthetic``."""
    synthetic: str
    place: str
    cave_label: str
    cave: tuple[str, ...]
    """Such as ("CAVE Penicillin",); empty means none known and ``cave_none`` is shown."""
    cave_none: str
    cells: tuple[tuple[str, str, str], ...]
    """(label, bold value, small text), in the order of the pack."""
    icons: tuple[str, ...] = ()
    """The icon of each cell, empty for none."""


@dataclass(frozen=True, slots=True)
class TaskView:
    """One line in the task panel."""

    check: str
    title: str
    text: str
    state: Literal["done", "current", "next", "late"]
    clock: str
    """When it was done, or its deadline."""
    left: str
    """Such as "8 min igjen" or "12 min over"; empty where there is no deadline or it is done."""
    help_price: str
    """What the next help step costs ("Vis hvor: 4 poeng"), empty where none is left."""
    help_label: str
    hint: str
    """The help already given, to be shown under the task."""
    late: bool = False
    """Past its deadline and not done; the current task may be late too."""


@dataclass(frozen=True, slots=True)
class TaskPanelView:
    """As in "Oppdrag" on the right."""

    heading: str
    count: str
    tasks: tuple[TaskView, ...]
    empty: str = ""
    """What stands there while there are none."""


@dataclass(frozen=True, slots=True)
class CardChoice:
    """One numbered answer on a call card."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A phone call, somebody who comes, an alarm or a notice; docks under the tasks, never over a
    form."""

    id: str
    kind: Literal["phone", "person", "door", "colleague", "alarm", "notice"]
    who: str
    detail: str
    text: str
    ringing: bool
    answer: str
    """Label of the answer button while ringing."""
    wait: str
    """Label of the "Vent" button, empty where waiting is not possible."""
    choices: tuple[CardChoice, ...]


@dataclass(frozen=True, slots=True)
class PathPoint:
    """One check on the two paths: clock shares; ``own`` is None where it was omitted."""

    label: str
    expert: float
    own: float | None
    state: Literal["good", "late", "missed"]
    note: str


@dataclass(frozen=True, slots=True)
class DimensionView:
    """One bar of the score; ``previous`` is the tick of the last run or of the goal, None for
    none."""

    label: str
    share: float
    previous: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check, told to the trainee."""

    check: str
    title: str
    state: Literal["good", "late", "missed"]
    points: str
    what: str
    """What was done and when, or that it was left out."""
    feedback: str
    source: str
    expert: str = ""
    """When the expert did it, and where in the record; empty where it went well."""
    seen: str = ""
    """Label of the way to the record as it was then; empty where there is nothing to see."""


@dataclass(frozen=True, slots=True)
class DebriefView:
    """After the run."""

    run: str
    person: str
    initials: str
    unit: str
    heading: str
    subtitle: str
    percent: str
    stars: int
    points: str
    cap: str
    """Why the result was capped, empty where it was not."""
    dimensions: tuple[DimensionView, ...]
    previous_note: str
    paths: tuple[PathPoint, ...]
    ticks: tuple[tuple[float, str], ...]
    went_well: tuple[str, ...]
    practise: tuple[str, ...]
    believed: tuple[str, ...]
    """What the next shift would have believed, where that differs from what is true."""
    verdicts: tuple[Verdict, ...]
    status: StatusView
    scenario: str = ""
    """What "Øv en gang til" leads to; empty: the button is not drawn."""
    refreshers: tuple[RefresherRow, ...] = ()
    survey: SurveyView | None = None
    scored: bool = True
    """Percent, stars and dimensions are drawn."""
    shown: bool = False
    """The autopilot played: there is nothing of the person's own to tell."""
    private: str = ""
    """Who has seen a run that is not scored, and what to do next."""
    goals: tuple[DimensionView, ...] = ()
    """One bar for each competence goal of the exercise, the weakest first."""
    goals_note: str = ""
    """What the mark on the bars is."""
    title: str = ""
    """The exercise."""
    mode: str = ""
    when: str = ""
    """Day and times on the wall: for the paper, which lies about for long."""
