"""View states of planning and following up: care plan, work list, shift report.

They are lists of the same kind of item, so that they read alike and are drawn by one painter.
"""

from dataclasses import dataclass

from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import FieldView, FormView, Option, RowAction


@dataclass(frozen=True, slots=True)
class CareItem:
    """One item, with what can be done about it."""

    entry: str
    """Empty for words that are no entry."""
    lead: str
    """Clock or date at the left, empty for none."""
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    """(label, text); the label may be empty."""
    tags: tuple[tuple[str, Tone], ...] = ()
    figures: tuple[str, ...] = ()
    """The right-hand columns of a list that has them."""
    actions: tuple[RowAction, ...] = ()
    struck: bool = False
    """Marked wrong: drawn struck through, still readable."""
    selected: bool = False
    patient: str = ""
    """Pressing the row opens this patient; empty: it opens the entry."""


@dataclass(frozen=True, slots=True)
class CareSection:
    """Items under a heading, with a note at its right end."""

    heading: str
    note: str
    items: tuple[CareItem, ...]


@dataclass(frozen=True, slots=True)
class CarePlanView:
    """View kind ``care_plan``: problem, goal, interventions and evaluations by area, and the form
    for a new one or for the evaluation of one."""

    title: str
    filters: tuple[Option, ...]
    filter: str
    sections: tuple[CareSection, ...]
    form: FormView | None
    empty: str


@dataclass(frozen=True, slots=True)
class SectionsView(CarePlanView):
    """View kind ``sections``: what is known of a patient, under a heading for each kind of thing;
    drawn as the care plan is."""


@dataclass(frozen=True, slots=True)
class WorkListView:
    """View kind ``work_list``: visits with planned and real time."""

    title: str
    summary: str
    """How much is done, and the time planned and used."""
    filters: tuple[Option, ...]
    filter: str
    heads: tuple[str, ...]
    """Headings of the figures."""
    sections: tuple[CareSection, ...]
    form: FormView | None
    """For what came of the visit that is being signed off."""
    empty: str


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One variable: its levels, what the chosen one means, and what stood there before."""

    field: FieldView
    meaning: str
    before: str
    ask: str
    """What a careful colleague would ask, empty for nothing."""


@dataclass(frozen=True, slots=True)
class AssessmentGroup:
    """Variables under a heading."""

    heading: str
    rows: tuple[AssessmentRow, ...]


@dataclass(frozen=True, slots=True)
class GroupBar:
    """The mean of a group, as a share from level 1 (0.0) to 5 (1.0); None for not scored."""

    label: str
    share: float | None
    before: float | None
    text: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """View kind ``assessment``: function on levels."""

    title: str
    status: str
    status_tone: Tone
    form: FormView
    groups: tuple[AssessmentGroup, ...]
    extra: tuple[FieldView, ...]
    """Fields of the form that are not scored."""
    levels_title: str
    levels: tuple[tuple[str, str], ...]
    """(level, what it means)."""
    profile_title: str
    profile: tuple[GroupBar, ...]
    profile_note: str
    asks_title: str
    asks: tuple[str, ...]
    before: str
    """When the last assessment was made, and by whom."""


@dataclass(frozen=True, slots=True)
class ShiftReportView(CarePlanView):
    """View kind ``shift_report``: reports, then what happened by patient, and the form."""
