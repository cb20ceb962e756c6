"""What the screen of one session remembers that is no part of the log: forms, filters, the dose
that is being signed, the search text. Lost in a crash without harm, since drafts are logged."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from simtrainer.app.finding import Finder
from simtrainer.app.forms import Forms
from simtrainer.app.session import Session
from simtrainer.engine.event import Event
from simtrainer.record.entry import Entry


@dataclass(frozen=True, slots=True)
class Rewriting:
    """An entry that is written in again: the verb it is done with, and why."""

    entry: str
    verb: str
    reason: str = ""


@dataclass(slots=True)
class Desk:
    """The working surface around a session."""

    session: Session
    forms: Forms
    finder: Finder
    form_types: dict[str, str] = field(default_factory=dict)
    """Module to the entry type chosen for its form."""
    rewriting: dict[str, Rewriting] = field(default_factory=dict)
    """Module to the entry that its form changes, instead of making a new one."""
    filters: dict[str, str] = field(default_factory=dict)
    narrowed: dict[str, dict[str, str]] = field(default_factory=dict)
    """Module to what its rows are narrowed by, field by field."""
    search: str = ""
    """What the ward list is narrowed by."""
    found: str = ""
    """What was last searched for in the whole record."""
    asked_patient: str = ""
    """Whose record waits for a reason."""
    asked_entry: str = ""
    """What a search has found there, and is gone to when the reason is given."""
    dose: tuple[str, str] | None = None
    """(order, planned) in the sign-out panel."""
    rights: set[str] = field(default_factory=set)
    pages: int = 1
    """How many pages of the list on the screen have been asked for."""
    shown_help: str = ""
    sheet: bool = False
    """The help sheet is open."""
    flagged: bool = False
    """A word about the step was sent while the sheet was open."""
    shared: bool = False
    """The person let it go on from private practice."""
    feedback_read: int = -1
    """Number of the event up to which feedback has been read."""
    break_before: str = ""
    """The chapter before which a break is held; empty for none."""
    wished_ms: int = 0
    """When something was last pressed or written on the screen."""
    stopped_at: Sequence[Event] = ()
    """What happened where going ahead stopped, until it has been told."""
    refused: bool = False
    """The disk would not take writing that nobody has signed: it is tried again."""
    signed_ms: dict[str, int] = field(default_factory=dict)
    """Form to when it was last signed: the form empties, so it says that it worked."""

    def draft(self, form: str) -> dict[str, object]:
        """What a form holds, begun from the draft on the log, or from the entry it changes."""
        stored = self.session.history.drafts.fields.get(form)
        entry = self.session.history.record.get(self.forms.parts(form).entry)
        if entry is not None:
            return self.forms.values(form, {**entry.fields, **(stored or {})})
        return self.forms.values(form, stored)

    def form_of(self, entry_type: str) -> str:
        """Key of the form for a new entry of a type in the module on the screen."""
        history = self.session.history
        module = history.program.pack.modules[history.module]
        return self.forms.key(entry_type, history.patient if module.group == "patient" else "")

    def point(self, form: str, field: str, about: Entry) -> None:
        """Let a form point at an entry, and begin with what is carried over from it; writing that
        points there already is left alone."""
        if self.draft(form).get(field) == about.id:
            return
        self.forms.edit(form, field, about.id)
        for item in self.forms.type_of(form).fields.values():
            if item.carried in about.fields:
                self.forms.edit(form, item.id, about.fields[item.carried])

    def about(self, module: str) -> dict[str, str]:
        """The entries that the form on the screen points at, by field."""
        pack = self.session.program.pack
        name = self.form_types.get(module) or next(iter(pack.modules[module].forms), "")
        if name not in pack.types:
            return {}
        values = self.draft(self.form_of(name))
        pointers = (f.id for f in pack.types[name].fields.values() if f.kind == "entry")
        return {field: str(values[field]) for field in pointers if values.get(field)}
