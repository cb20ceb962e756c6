"""Named calculators: what an entry's derived fields are, computed from the inputs and never
stored. The table ``CALCULATORS`` is the extension point."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from simtrainer.record import news2, visit

if TYPE_CHECKING:
    from simtrainer.record.entry import Entry

Derived = Mapping[str, Any]
Calculator = Callable[["Entry", Iterable["Entry"]], Derived]
"""(entry, the valid entries of its type before it, oldest first) to derived values."""

_SIGNS = {"receive": 1, "withdraw": -1, "destroy": -1}


def _news2(entry: "Entry", earlier: Iterable["Entry"]) -> Derived:
    scored = news2.score(entry.fields)
    return {"score": scored.total, "risk": scored.risk, "points": dict(scored.points)}


def _after(balance: int, fields: Mapping[str, Any]) -> int:
    """A count changes nothing; a discrepancy line sets the balance to what was counted."""
    action = str(fields.get("action"))
    if action == "discrepancy":
        return int(news2.number(fields.get("counted")) or 0)
    return balance + _SIGNS.get(action, 0) * int(news2.number(fields.get("amount")) or 0)


def _balance(entry: "Entry", earlier: Iterable["Entry"]) -> Derived:
    """Controlled-drug register: running balance per order, and by how much a count differs."""
    order, before = entry.fields.get("order"), 0
    for other in earlier:
        if other.fields.get("order") == order:
            before = _after(before, other.fields)
    counted = news2.number(entry.fields.get("counted"))
    looked = entry.fields.get("action") in ("count", "discrepancy") and counted is not None
    return {
        "before": before,
        "balance": _after(before, entry.fields),
        "difference": int(counted) - before if looked and counted is not None else 0,
    }


def _visit(entry: "Entry", earlier: Iterable["Entry"]) -> Derived:
    """Minutes from arriving to leaving."""
    return {"used": visit.minutes_used(entry.fields)}


CALCULATORS: Mapping[str, Calculator] = {"news2": _news2, "balance": _balance, "visit": _visit}
DERIVED: Mapping[str, tuple[str, ...]] = {
    "visit": ("used",),
    "news2": ("score", "risk", "points"),
    "balance": ("before", "balance", "difference"),
}
"""The derived fields of each calculator."""
