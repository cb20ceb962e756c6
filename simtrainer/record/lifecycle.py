"""How an entry lives: its statuses, and the verbs that lead from one to the next. Data of a pack.

Verbs that the engine has an input of its own for (``CORE``) are sent as that; any other verb of a
pack goes through the one input ``move``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

By = Literal["any", "author", "system"]
CORE = ("amend", "sign", "invalidate", "acknowledge", "complete")
"""Verbs with an input of their own."""
CHANGING = "amend"
"""The one verb that may change any field."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where an entry may stand."""

    id: str
    counts: bool = True
    """Part of the record as it now is: not a draft, not marked wrong, not rejected."""
    struck: bool = False
    """Drawn struck through, still readable."""
    end: bool = False
    """Nothing leads from here, and nothing need."""
    tone: str = "neutral"
    late_minutes: int = 0
    """After so long here something is wrong; 0 for never."""


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be done with an entry."""

    id: str
    moves: Mapping[str, str]
    """Status to the next."""
    by: By = "any"
    """Who may: anyone at work, only the one who made the entry, or the system itself."""
    reason: bool = False
    """Why must be said."""
    reasons: str = ""
    """The list it is chosen from; empty for own words."""
    fields: tuple[str, ...] = ()
    """Fields that are written along with it."""
    needs: tuple[str, ...] = ()
    """Fields that must be filled in before or along with it."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Where an entry starts and which verbs lead from which status to which."""

    id: str
    start: str
    """Status of an entry that was created and signed in one go."""
    draft: str
    """Status of one that was not; empty where there are no drafts."""
    received: str
    """Status of one that came from somebody else."""
    statuses: Mapping[str, Status]
    verbs: Mapping[str, Verb]
    moves: Mapping[tuple[str, str], str]
    """(status, verb) to the next status."""
    counting: frozenset[str]
    """Statuses that count."""
    heard: frozenset[str]
    """Where ``acknowledge`` and ``complete`` lead."""

    @staticmethod
    def from_data(key: str, data: Mapping[str, Any]) -> "Lifecycle":
        """From the plain data of a pack."""
        statuses = {name: Status(name, **(value or {})) for name, value in data["statuses"].items()}
        verbs = {name: _verb(name, value) for name, value in data["verbs"].items()}
        return Lifecycle(
            id=key,
            start=data["start"],
            draft=data.get("draft", ""),
            received=data.get("received") or data["start"],
            statuses=statuses,
            verbs=verbs,
            moves={(at, v.id): to for v in verbs.values() for at, to in v.moves.items()},
            counting=frozenset(s.id for s in statuses.values() if s.counts),
            heard=frozenset(
                to
                for name in ("acknowledge", "complete")
                if name in verbs
                for to in verbs[name].moves.values()
            ),
        )

    def open_to(self, status: str, author: bool) -> list[Verb]:
        """Verbs that a person may use on an entry that stands so, in the pack's order."""
        return [
            verb
            for verb in self.verbs.values()
            if status in verb.moves and (verb.by == "any" or (verb.by == "author" and author))
        ]


def _verb(key: str, data: Mapping[str, Any]) -> Verb:
    lists: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return Verb(key, **lists)
