"""What the screen of one session remembers that is no part of the log: forms, filters, the dose
that is being signed, the search text. Lost in a crash without harm, since drafts are logged."""

from dataclasses import dataclass, field

from simtrainer.app.forms import Forms
from simtrainer.app.session import Session


@dataclass(slots=True)
class Desk:
    """The working surface around a session."""

    session: Session
    forms: Forms
    form_types: dict[str, str] = field(default_factory=dict)
    """Module to the entry type chosen for its form."""
    filters: dict[str, str] = field(default_factory=dict)
    search: str = ""
    dose: tuple[str, str] | None = None
    """(order, planned) in the sign-out panel."""
    rights: set[str] = field(default_factory=set)
    older: bool = False
    shown_help: str = ""
    signed_ms: dict[str, int] = field(default_factory=dict)
    """Form to when it was last signed: the form empties, so it says that it worked."""

    def draft(self, form: str) -> dict[str, object]:
        """What a form holds, begun from the draft on the log."""
        stored = self.session.history.drafts.fields.get(form)
        return self.forms.values(form, stored)
