"""View states of the office's work: cases step by step, and letters with merged fields."""

from dataclasses import dataclass
from typing import Literal

from simtrainer.app.views.care import CareSection
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import FormView, Option, RowAction


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step on a case's way."""

    id: str
    label: str
    detail: str
    """The day it was reached, empty for one that lies ahead."""
    state: Literal["done", "current", "next", "aside"]
    """``aside``: off the straight way, such as an appeal."""
    tone: Tone


@dataclass(frozen=True, slots=True)
class CaseView:
    """View kind ``case``: all cases, or the one that is open with its steps, deadlines and what is
    written in it; and the form for a new case or for the next thing in the open one."""

    title: str
    filters: tuple[Option, ...]
    filter: str
    sections: tuple[CareSection, ...]
    form: FormView | None
    empty: str
    back: str = ""
    """Label of the way back to all cases; empty while none is open."""
    steps: tuple[CaseStep, ...] = ()
    actions: tuple[RowAction, ...] = ()
    """What can be done with the open case; the first one is what comes next."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """A letter as it will be read."""

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    date: str
    heading: str
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]
    missing: str
    """What the letter lacks, empty for nothing."""
    state: tuple[str, Tone]
    """Where it stands: a preview, signed, sent."""


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """View kind ``documents``: the letters, and the one that is open or being written."""

    title: str
    filters: tuple[Option, ...]
    filter: str
    sections: tuple[CareSection, ...]
    empty: str
    compose: str
    """Label of the button for a new letter; empty while one is written."""
    form: FormView | None
    paper: PaperView | None
    actions: tuple[RowAction, ...] = ()
