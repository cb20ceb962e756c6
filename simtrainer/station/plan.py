"""What the municipality wants taken, and by when: a table that Excel can write.

Columns ``scenario``, ``mandatory`` (yes or no), ``deadline`` (2026-05-31 or 31.05.2026, may be
empty), ``role`` and ``unit`` (empty for everybody), under their English or Norwegian names.
Mistakes are collected with line and column. The hub takes the same table, and hands it out.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from simtrainer.base.problem import Place, Problem
from simtrainer.base.text import day_from
from simtrainer.station.assigned import Newest, by_hand
from simtrainer.station.files import write_whole
from simtrainer.station.home import Home
from simtrainer.station.table import Columns, Line, raise_any, read_table

if TYPE_CHECKING:
    from simtrainer.app.route import Demand

COLUMNS: Columns = {
    "scenario": ("øving",),
    "mandatory": ("obligatorisk",),
    "deadline": ("frist",),
    "role": ("rolle",),
    "unit": ("enhet", "enhetskode"),
}
_YES, _NO = ("ja", "yes", "x", "1"), ("nei", "no", "", "0")


class PlanFile:
    """``Plan``: what the hub has said or what was imported by hand, whichever is newer; nothing is
    demanded where there is neither."""

    def __init__(self, home: Home) -> None:
        self._newest = Newest(home, "plan", read)

    def demands(self) -> list["Demand"]:
        """See ``Plan``."""
        with suppress(OSError):
            return self._newest.get() or []
        return []


def bring_in(home: Home, path: Path) -> list["Demand"]:
    """Make this file the plan of the PC, whole or not at all; what it demands.

    Raises what ``read`` does, or ``Problem("store.read_only")``.
    """
    found = read(path)
    with by_hand(home, "plan"):
        write_whole(home.plan, path.read_bytes())
    return found


def read(path: Path) -> list["Demand"]:
    """Read a plan. Raises ``Problem`` or ``Problems``, with their places."""
    if not path.is_file():
        raise Problem("plan.missing", place=Place(str(path)))
    table = read_table(path, COLUMNS)
    if "scenario" not in table.names:
        raise Problem("plan.columns", place=Place(str(path), 1, 1), wanted=", ".join(COLUMNS))
    problems = table.problems
    found = [demand for line in table.lines for demand in _demand(line, problems)]
    raise_any(problems)
    return found


def _demand(line: Line, problems: list[Problem]) -> Iterator["Demand"]:
    """One line; nothing where something is wrong with it."""
    from simtrainer.app.route import Demand

    before = len(problems)
    told: dict[str, str] = dict.fromkeys(COLUMNS, "")
    for name, cell in line.items():
        if name not in COLUMNS:
            continue
        value = _READ[name](cell.text)
        if value is None:
            problems.append(Problem(_WRONG[name], place=cell.place, value=cell.text))
        told[name] = value or ""
    if len(problems) == before:
        mandatory = "mandatory" not in line or told["mandatory"] == "yes"
        yield Demand(told["scenario"], mandatory, told["deadline"], told["role"], told["unit"])


def _yes(text: str) -> str | None:
    word = text.casefold()
    return "yes" if word in _YES else "no" if word in _NO else None


_READ: Mapping[str, Callable[[str], str | None]] = {
    "scenario": lambda text: text or None,
    "mandatory": _yes,
    "deadline": day_from,
    "role": str,
    "unit": str,
}
"""Column to how its text is read; None for what it cannot be."""
_WRONG: Mapping[str, str] = {
    "scenario": "plan.scenario",
    "mandatory": "plan.mandatory",
    "deadline": "plan.deadline",
}
"""Column to what is said of a text it cannot be."""
