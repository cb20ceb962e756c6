"""View states of looking something up: the search, and who has been in a record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A person, or an entry about one."""

    patient: str
    entry: str
    """Empty for a person."""
    title: str
    meta: str
    text: str
    """Of an entry, the place where the word stands."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """View kind ``search``."""

    title: str
    text: str
    placeholder: str
    status: str
    """What came of it, or what to do."""
    rows: tuple[FoundRow, ...]
    sections: tuple[tuple[str, int], ...] = ()
    """(heading, number of rows): people first, then texts."""
    more: bool = False
    """There are more texts than these; ``ShowMore`` draws the next."""


@dataclass(frozen=True, slots=True)
class AccessRow:
    """Somebody was in the record."""

    key: str
    clock: str
    day: str
    who: str
    what: str
    """What was done or read there."""
    reason: str
    mine: bool


@dataclass(frozen=True, slots=True)
class AccessLogView:
    """View kind ``access_log``: who has been in the patient's record, newest first."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[AccessRow, ...]
    empty: str
    more: bool = False
