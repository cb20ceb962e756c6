"""Who may open whose record, and what it takes: a reason, an emergency access, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from simtrainer.base.problem import Problem
from simtrainer.record.entry import Patient
from simtrainer.record.fields import check_text
from simtrainer.record.pack import Pack

Need = Literal["", "reason", "emergency"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is said when a record is opened."""

    reason: str = ""
    emergency: bool = False

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Wish":
        """From an input's data."""
        return Wish(str(data.get("reason") or "").strip(), data.get("emergency") is True)


def need(pack: Pack, patient: Patient) -> Need:
    """What opening this record takes: nothing, a reason, or an emergency access with one."""
    rules = pack.access
    if patient.restricted and rules.restricted != "open":
        return rules.restricted
    if rules.reason == "always" or (rules.reason == "outside" and not patient.assigned):
        return "reason"
    return ""


def check_access(pack: Pack, patient: Patient, wish: Wish) -> None:
    """Raises ``Problem`` where the record is not opened so."""
    needed = need(pack, patient)
    if wish.emergency and not pack.access.emergency:
        raise Problem("access.no_emergency")
    if needed == "emergency" and not wish.emergency:
        raise Problem("access.restricted")
    if (needed or wish.emergency) and not wish.reason:
        raise Problem("access.reason")
    items = pack.lists.get(pack.access.reasons, {})
    listed = wish.reason in items
    if wish.emergency and listed:
        raise Problem("access.own_words")
    own_words = not items or any(item.own_words for item in items.values())
    if wish.reason and not (listed or own_words or wish.emergency):
        raise Problem("record.reason_unknown", reason=wish.reason)
    check_text(wish.reason)


def first_reason(pack: Pack, patient: Patient) -> dict[str, Any]:
    """What a bot says when it opens a record: the first reason there is, in its own words where
    it must be."""
    needed = need(pack, patient)
    if not needed:
        return {}
    if needed == "emergency":
        return {"reason": WORDS, "emergency": True}
    return {"reason": next(iter(pack.lists.get(pack.access.reasons, {})), WORDS)}


WORDS = "Pasienten trenger hjelp nå"
"""A bot's own words."""
