"""Named calculators: what an entry's derived fields are, computed from the inputs and never
stored. The table ``CALCULATORS`` is the extension point."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from simtrainer.record import news2

if TYPE_CHECKING:
    from simtrainer.record.entry import Entry

Derived = Mapping[str, Any]
Calculator = Callable[["Entry", Iterable["Entry"]], Derived]
"""(entry, the valid entries of its type before it, oldest first) to derived values."""

_SIGNS = {"receive": 1, "withdraw": -1, "destroy": -1, "discrepancy": 1, "count": 0}


def _news2(entry: "Entry", earlier: Iterable["Entry"]) -> Derived:
    scored = news2.score(entry.fields)
    return {"score": scored.total, "risk": scored.risk, "points": dict(scored.points)}


def _change(fields: Mapping[str, Any]) -> int:
    amount = news2.number(fields.get("amount")) or 0
    return _SIGNS.get(str(fields.get("action")), 0) * int(amount)


def _balance(entry: "Entry", earlier: Iterable["Entry"]) -> Derived:
    """Controlled-drug register: running balance per order; a count never changes it."""
    order = entry.fields.get("order")
    before = sum(_change(e.fields) for e in earlier if e.fields.get("order") == order)
    return {"before": before, "balance": before + _change(entry.fields)}


CALCULATORS: Mapping[str, Calculator] = {"news2": _news2, "balance": _balance}
