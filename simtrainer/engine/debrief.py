"""What a debrief is made of: each check beside the expert's run, what the next shift would believe
against how it was, how each goal went, and what to do again.

Pure readers of how a run ended; the words belong to whoever draws them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from simtrainer.engine.course import shown
from simtrainer.engine.history import History
from simtrainer.engine.program import Check, Observation
from simtrainer.engine.scoring import GOOD, VOID
from simtrainer.engine.steps import Step, steps_of
from simtrainer.record.entry import Entry

MOST = 5
"""Checks to do again."""
WELL = frozenset({"met", "corrected"})
"""States that leave nothing to practise; what was done late was done, but is worth doing again."""


@dataclass(frozen=True, slots=True)
class Account:
    """One check: what was done and when, beside what was right."""

    check: Check
    state: str
    done_ms: int | None
    expert_ms: int | None
    """When the expert had done it, None for what is only forbidden."""
    points: int
    did: tuple[str, ...]
    """Entries that the trainee made or changed for it, oldest first; those that settled it."""
    right: tuple[Step, ...]
    """What the expert does."""
    harm: bool


@dataclass(frozen=True, slots=True)
class Belief:
    """How somebody was at the end, and what the record says of it. ``entry`` is None where it says
    nothing."""

    patient: str
    observation: str
    type: str
    """The entry type that would say it."""
    entry: Entry | None
    differs: Mapping[str, tuple[Any, Any]]
    """Field to (as it was, as it is written; None for nothing)."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One competence goal."""

    id: str
    points: int
    most: int
    again: tuple[str, ...]
    """Checks of it that did not go well."""

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.points / self.most if self.most else 0.0


def judged(now: History) -> list[Check]:
    """All checks but those of a way that the run did not take."""
    return [c for c in now.program.checks.values() if now.check_states.get(c.id) != VOID]


def came(now: History) -> list[Check]:
    """Those of them that the person met: who ends early has missed nothing of the rest."""
    return [check for check in judged(now) if _is_met(now, check)]


def _is_met(now: History, check: Check) -> bool:
    verdict = now.verdicts.get(check.id, {})
    return (
        check.require is None
        or check.id in now.opened_checks
        or verdict.get("done_ms") is not None
        or now.check_states.get(check.id, "missed") != "missed"
    )


def accounts(now: History, expert: History) -> list[Account]:
    """Every check that came, in the script's order."""
    return [_account(now, expert, check) for check in came(now)]


def _account(now: History, expert: History, check: Check) -> Account:
    verdict = now.verdicts.get(check.id, {})
    best = expert.verdicts.get(check.id, {}).get("done_ms") if check.require else None
    return Account(
        check=check,
        state=now.check_states.get(check.id, "missed"),
        done_ms=verdict.get("done_ms"),
        expert_ms=best,
        points=sum(verdict.get("points", {}).values()),
        did=did(now, check),
        right=tuple(steps_of(check, now.program.texts)),
        harm=bool(verdict.get("harm")),
    )


def did(now: History, check: Check) -> tuple[str, ...]:
    """The entry that a verdict hangs on, and those whose words earned it, oldest first."""
    verdict = now.verdicts.get(check.id, {})
    because = verdict.get("because", -1)
    named = {word["entry"] for word in verdict.get("words", ())}
    found = [
        entry.id
        for entry in _touched(now)
        if entry.id in named or (because >= 0 and any(v.event == because for v in entry.versions))
    ]
    return tuple(found)


def _touched(now: History) -> Iterable[Entry]:
    return (entry for name in now.record.touched if (entry := now.record.get(name)) is not None)


# What the next shift would believe ---------------------------------------------------------------


def beliefs(now: History) -> list[Belief]:
    """Where the newest that the record says of somebody is not how it was."""
    found = (_belief(now, item) for item in now.program.observations.values() if item.patient)
    return [belief for belief in found if belief is not None and belief.differs]


def _belief(now: History, item: Observation) -> Belief | None:
    true = {name: v for name, v in _truth(now, item).items() if not name.startswith("$")}
    kind = _written_as(now, set(true))
    if not kind:
        return None
    entries = [e for e in now.record.entries(kind, item.patient) if e.valid]
    newest = entries[-1] if entries else None
    written = newest.fields if newest else {}
    noise = now.program.trajectories[item.trajectory].noise if item.trajectory else {}
    differs = {
        name: (value, written.get(name))
        for name, value in true.items()
        if name in now.program.pack.types[kind].fields
        and not _agree(written.get(name), value, noise.get(name, 0))
    }
    return Belief(item.patient, item.id, kind, newest, differs)


def _agree(written: Any, true: Any, noise: float) -> bool:
    """Whether an instrument could have shown what is written."""
    if isinstance(written, int | float) and isinstance(true, int | float):
        return abs(Decimal(str(written)) - Decimal(str(true))) <= Decimal(str(noise))
    return bool(written == true)


def _truth(now: History, item: Observation) -> dict[str, Any]:
    """How it is now, without the instrument's noise."""
    values = {
        name: shown(value, now.now_ms) if isinstance(value, list | tuple) else value
        for name, value in item.values.items()
    }
    if item.trajectory:
        courses = now.courses_of(item.trajectory)
        names = item.parameters or tuple(courses)
        values |= {name: shown(courses[name], now.now_ms) for name in names}
    return values


def _written_as(now: History, names: set[str]) -> str:
    """The entry type that holds most of these, at least half of them."""
    kinds = now.program.pack.types.values()
    best = max(kinds, key=lambda kind: len(names & set(kind.fields)), default=None)
    held = len(names & set(best.fields)) if best is not None else 0
    return best.id if best is not None and held and 2 * held >= len(names) else ""


# How the goals went, and what to do again --------------------------------------------------------


def goals(now: History) -> list[Goal]:
    """The weakest first."""
    found = []
    for goal in now.program.goals:
        checks = [check for check in judged(now) if goal in check.goals]
        earned = (sum(now.verdicts.get(c.id, {}).get("points", {}).values()) for c in checks)
        again = tuple(c.id for c in checks if now.check_states.get(c.id, "missed") not in GOOD)
        most = sum(check.total for check in checks)
        if most:
            found.append(Goal(goal, sum(earned), most, again))
    return sorted(found, key=lambda goal: goal.share)


def to_repeat(now: History) -> list[Check]:
    """What is most worth doing again: critical ones, those that did harm, then by points lost."""

    def weight(check: Check) -> tuple[bool, bool, int]:
        verdict = now.verdicts.get(check.id, {})
        lost = check.total - sum(verdict.get("points", {}).values())
        return check.critical, bool(verdict.get("harm")), lost

    bad = [c for c in came(now) if now.check_states.get(c.id, "missed") not in WELL]
    return sorted(bad, key=weight, reverse=True)[:MOST]
