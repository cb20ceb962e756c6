"""View states of what is offered after a run: short refreshers, and three questions. All strings
are drawn already, in the person's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RefresherRow:
    """A three-minute refresher that may be begun: the cards of one competence goal."""

    goal: str
    title: str
    detail: str
    action: str


@dataclass(frozen=True, slots=True)
class OwnDataView:
    """What is stored about the person, in sentences; ``asked`` once erasure was asked for."""

    lines: tuple[str, ...]
    asked: bool
    may_take_back: bool = False


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """One question with its choices as (value, label); ``chosen`` is empty before an answer."""

    id: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class SurveyView:
    """Three quick questions, and room for a sentence. ``thanks`` stands alone when it is sent."""

    questions: tuple[SurveyQuestion, ...]
    thanks: str
