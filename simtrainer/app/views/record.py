"""View states of the record's modules, one dataclass per view kind.

All strings are drawn. ``key`` and ``id`` values are stable names that widgets use as object
names, so that the autopilot, the tests and a screen reader find the same things.
"""

from dataclasses import dataclass
from typing import Any, Literal

from simtrainer.app.views.entrance import Tone

FieldKind = Literal[
    "text", "long", "number", "choice", "multi", "date", "time", "person", "entry", "drug",
    "code", "yesno", "file",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """One value a field may have."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a form. ``value`` is what the form holds now: str, list of str, or None."""

    id: str
    kind: FieldKind
    label: str
    question: str
    """The plain-language question beside the label ("Hva ser du?")."""
    value: Any
    options: tuple[Option, ...] = ()
    unit: str = ""
    placeholder: str = ""
    error: str = ""
    segmented: bool = False
    """Draw the options as segments instead of a list."""
    lines: int = 1
    half: bool = False
    """May share a row with the next half field."""
    today: str = ""
    """The day it is in the scenario, as in "12.05.2026"; only for a date."""


@dataclass(frozen=True, slots=True)
class FormView:
    """A form being filled in. ``form`` is the key that Edit, Save and Clear commands carry."""

    form: str
    title: str
    fields: tuple[FieldView, ...]
    saved: str
    """Such as "Kladd lagret 10:41", or empty."""
    types: tuple[Option, ...]
    """Entry types this form can be switched to; one or none: no selector is drawn."""
    type: str
    type_label: str
    sign: str
    """Label of the filled button."""
    draft: str
    """Label of "Lagre kladd", empty where a draft makes no sense."""
    clear: str
    note: str = ""
    warning: str = ""
    """Such as a CAVE conflict; shown in words, left to the trainee to act on."""
    room: str = ""
    """The longest that ``saved`` will say: its room is kept, so that nothing moves under who
    writes."""


@dataclass(frozen=True, slots=True)
class RowAction:
    """A button on a row: what is sent when it is pressed is decided by ``verb``."""

    verb: str
    """A verb of the pack, or what a screen does by itself: open, patient, reply, write."""
    label: str
    entry: str
    type: str = ""
    """For ``write``: the entry type whose form is begun, pointing at this entry."""
    asks: bool = False
    """Why is asked before it is sent."""
    reasons: tuple[Option, ...] = ()
    """What the reason is chosen from; none: own words."""

    @property
    def key(self) -> str:
        """The name it is found by on the screen."""
        about = f"{self.type}." if self.type else ""
        return f"row.{self.verb}.{about}{self.entry}"


@dataclass(frozen=True, slots=True)
class WardRow:
    """One patient on the ward list."""

    patient: str
    cells: tuple[str, ...]
    marks: tuple[tuple[str, Tone], ...]
    """Short marks with their tone: CAVE, HLR−, NEWS2 4."""
    current: bool


@dataclass(frozen=True, slots=True)
class WardListView:
    """View kind ``ward_list``."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[WardRow, ...]
    search: str
    search_placeholder: str
    empty: str
    sections: tuple[tuple[str, int], ...] = ()
    """(heading, number of rows): own patients first, then the rest."""
    more: bool = False
    """There are more rows than these; ``ShowMore`` draws the next."""
    strong: int = 1
    """Number of the column with the names."""


@dataclass(frozen=True, slots=True)
class OverviewView:
    """View kind ``overview``: cards of (heading, lines, tone)."""

    title: str
    cards: tuple[tuple[str, tuple[str, ...], Tone], ...]


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One journal entry."""

    entry: str
    clock: str
    title: str
    author: str
    text: str
    score: str
    """NEWS2 badge, empty for none."""
    score_tone: Literal["n0", "n1", "n2", "n3", ""]
    struck: bool
    """Marked wrong: drawn struck through, still readable."""
    status: str
    """Such as "Kladd", "Rettet", "Feilført": empty for a plain signed entry."""
    fresh: bool
    actions: tuple[RowAction, ...]
    current: bool = False
    """The entry that is being read."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """View kind ``timeline``."""

    title: str
    filters: tuple[Option, ...]
    filter: str
    days: tuple[tuple[str, tuple[TimelineItem, ...]], ...]
    more: str
    """Label of "Vis eldre", empty when all is shown."""
    form: FormView | None
    empty: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a NEWS2 zone scale, in the parameter's unit, with its points 0 to 3."""

    low: float
    high: float
    points: int


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One parameter of a NEWS2 set."""

    field: FieldView
    zones: tuple[Zone, ...]
    ticks: tuple[float, ...]
    position: float | None
    points: int | None


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One point of the NEWS2 curve; ``share`` is its place on the time axis."""

    share: float
    score: int
    label: str
    saved: bool


@dataclass(frozen=True, slots=True)
class HistoryCell:
    """A value and its points in the history grid."""

    text: str
    points: int | None


@dataclass(frozen=True, slots=True)
class FormLink:
    """A button that leads to where an entry of a type is written."""

    type: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class MeasurementView:
    """View kind ``measurement``. While nothing is written, ``total`` and what follows from it are
    those of the last set."""

    title: str
    when: str
    form: FormView
    """Scale, values and comment; the rows below hold the same fields for drawing."""
    rows: tuple[MeasureRow, ...]
    extra: tuple[FieldView, ...]
    """Fields of the form that score nothing (scale, flow, comment)."""
    total: str
    """The number, or "Ufullstendig (5 av 7)"."""
    total_tone: Literal["n0", "n1", "n2", "n3", ""]
    risk: str
    advice: str
    filled: str
    device: tuple[tuple[str, str], ...]
    """What the instruments show, (label, value); empty until they have been used."""
    observe: tuple[Option, ...]
    """Things that can be looked at here: (observation id, button label)."""
    trend_title: str
    trend: tuple[TrendPoint, ...]
    trend_ticks: tuple[tuple[float, str], ...]
    history_columns: tuple[str, ...]
    history: tuple[tuple[str, tuple[HistoryCell, ...]], ...]
    credit: str
    asks: tuple[str, ...] = ()
    """Questions about what is written, for the trainee to think over."""
    steps: tuple[FormLink, ...] = ()
    """What to write next, where the score asks for something."""


@dataclass(frozen=True, slots=True)
class DoseCell:
    """One dose of one order at one time."""

    order: str
    planned: str
    """Such as "08:00"."""
    state: Literal["none", "later", "due", "late", "given", "not_given", "paused", "missed"]
    text: str
    selected: bool


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One regular order of the chart."""

    order: str
    name: str
    detail: str
    cells: tuple[DoseCell, ...]
    warning: str
    """CAVE conflict or other warning; shown in words, left to the trainee to act on."""
    selected: bool


@dataclass(frozen=True, slots=True)
class PrnRow:
    """One as-needed order."""

    order: str
    name: str
    detail: str
    indication: str
    used: str
    selected: bool
    note: str = ""
    """When the next may be given, that the day's doses are used, or how the last one worked."""
    note_tone: Tone = "neutral"
    actions: tuple[RowAction, ...] = ()
    warning: str = ""
    """CAVE conflict in words."""


@dataclass(frozen=True, slots=True)
class SignOutView:
    """The panel "Signer utdeling" beside the chart."""

    title: str
    drug: str
    late: str
    checked: str
    rights: tuple[tuple[str, str, str, bool], ...]
    """(id, label, detail, ticked)."""
    form: FormView
    warning: str = ""
    """What speaks against giving it now."""
    signed: str = ""
    """How the dose has been signed already, empty while it has not."""
    before: str = ""
    """Of a drug that is given as needed, how the last dose was signed."""
    actions: tuple[RowAction, ...] = ()
    """What can be done with that entry: correct it, mark it wrong."""


@dataclass(frozen=True, slots=True)
class MedicationView:
    """View kind ``medication``."""

    title: str
    times: tuple[str, ...]
    now: float
    """Where the now-line stands, as a column index with fraction (2.3 = 30 % into column 2)."""
    now_text: str
    legend: tuple[tuple[str, str], ...]
    """(icon, text)."""
    regular: tuple[OrderRow, ...]
    prn_title: str
    prn_columns: tuple[str, ...]
    prn: tuple[PrnRow, ...]
    give: str
    """Label of the give buttons."""
    sign_out: SignOutView | None
    empty: str
    follow_up: FormView | None = None
    """How an as-needed dose worked, where the panel would be."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message in the list."""

    entry: str
    sender: str
    subject: str
    clock: str
    unread: bool
    current: bool
    kind: str = ""
    """What kind of message it is, empty where there is only one."""
    mark: tuple[str, Tone] | None = None
    """Where it stands: a receipt that is waited for, accepted, rejected; being handled."""
    form_type: str = ""
    """Of a draft: the type whose form it is; pressing the row goes on writing it."""


@dataclass(frozen=True, slots=True)
class MessageView:
    """The message that is open."""

    entry: str
    subject: str
    meta: str
    text: str
    actions: tuple[RowAction, ...]
    kind: str = ""
    mark: tuple[str, Tone] | None = None
    facts: tuple[tuple[str, str], ...] = ()
    """(label, text) of all it says beside subject and text."""
    thread: tuple[MessageRow, ...] = ()
    """The other messages of the same conversation, oldest first."""
    thread_title: str = ""


@dataclass(frozen=True, slots=True)
class InboxView:
    """View kind ``inbox``."""

    title: str
    rows: tuple[MessageRow, ...]
    message: MessageView | None
    empty: str
    compose: str = ""
    """Label of the button that opens the form for a new message; empty for none."""
    form: FormView | None = None
    """The form for a new message, shown where the message would be; None while one is read."""
    boxes: tuple[Option, ...] = ()
    """The boxes with how many in each want something done; none: there is only one."""
    box: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One entry as a row."""

    entry: str
    cells: tuple[str, ...]
    tone: Tone
    struck: bool
    actions: tuple[RowAction, ...]
    heading: str = ""
    """Of the group that begins here; drawn above the row."""


@dataclass(frozen=True, slots=True)
class TableView:
    """View kind ``table``: entries as rows, and the form for a new one."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    empty: str
    form: FormView | None
    observe: tuple[Option, ...] = ()
    device: tuple[tuple[str, str], ...] = ()
    filters: tuple[FieldView, ...] = ()
    """What the rows can be narrowed by; ``Narrow`` carries the field and what is chosen."""
    more: bool = False
    """There are more rows than these; ``ShowMore`` draws the next."""
