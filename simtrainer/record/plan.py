"""The care plan's arithmetic: which evaluations a plan has, when it is due and whether it ended."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from simtrainer.record.entry import Entry

RESULTS = ("reached", "partly", "not_reached")
ENDED = "ended"
YES = (True, "yes")
_DAY = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")


def day_of(value: object) -> date | None:
    """A day as people write it or as files do, or None."""
    text = str(value or "").strip()
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            return date.fromisoformat(text)
        return date(*(int(found[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None


def evaluations(plan: Entry, found: Iterable[Entry]) -> list[Entry]:
    """Those of a plan that count, oldest first."""
    return [e for e in found if e.valid and e.fields.get("plan") == plan.id]


def has_ended(evaluated: Sequence[Entry]) -> bool:
    """Whether the last evaluation ended the plan."""
    return bool(evaluated) and evaluated[-1].fields.get("ends") in YES


def due(plan: Entry, evaluated: Sequence[Entry]) -> date | None:
    """When the plan is to be evaluated next: as the last evaluation says, else as the plan does."""
    last = day_of(evaluated[-1].fields.get("next")) if evaluated else None
    return last or day_of(plan.fields.get("evaluate_by"))
