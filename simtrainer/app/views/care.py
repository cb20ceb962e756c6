"""View states of planning and following up: care plan, work list, shift report.

They are lists of the same kind of item, so that they read alike and are drawn by one painter.
"""

from dataclasses import dataclass

from simtrainer.app.views.record import FormView, Option, RowAction
from simtrainer.app.views.shell import Tone


@dataclass(frozen=True, slots=True)
class CareItem:
    """One item, with what can be done about it."""

    entry: str
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
