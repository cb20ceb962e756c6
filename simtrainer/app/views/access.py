"""The view state of the question that is asked before a record is opened."""

from dataclasses import dataclass

from simtrainer.app.views.record import Option


@dataclass(frozen=True, slots=True)
class AccessView:
    """Why does one open this record? Nothing is opened until it is answered."""

    patient: str
    title: str
    detail: str
    """What an answer leads to: that it is logged."""
    reasons: tuple[Option, ...]
    """What the answer is chosen from; none for own words."""
    own_words: tuple[str, ...]
    """Those of the reasons that are told in own words."""
    open: str
    """Label of the button that opens the record."""
    cancel: str
    emergency: bool = False
    """By the emergency access."""
