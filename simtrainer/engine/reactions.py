"""What each change can alter: an index from triggers to the checks, beats, bends and branch
points that must be looked at again, so that an action's cost does not grow with the script."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simtrainer.engine.conditions import Condition, Trigger

if TYPE_CHECKING:
    from simtrainer.engine.program import Program

Subject = tuple[str, str]
"""(beat, branch or bend; its id). A bend's id is ``trajectory:number``."""


@dataclass(frozen=True, slots=True)
class Reactions:
    """The index. ``timed`` names the checks and subjects that passing time alone can alter."""

    checks: Mapping[Trigger, tuple[str, ...]]
    subjects: Mapping[Trigger, tuple[Subject, ...]]
    timed_checks: frozenset[str]
    timed_subjects: frozenset[Subject]

    @staticmethod
    def of(program: "Program") -> "Reactions":
        """Work it out."""
        checks: dict[Trigger, list[str]] = {}
        timed_checks = set()
        for check in program.checks.values():
            both = [c for c in (check.require, check.wrong) if c is not None]
            for trigger in _triggers(both):
                checks.setdefault(trigger, []).append(check.id)
            if any(condition.timed for condition in both):
                timed_checks.add(check.id)
        subjects: dict[Trigger, list[Subject]] = {}
        timed_subjects = set()
        for subject, condition in waiting(program):
            for trigger in condition.triggers():
                subjects.setdefault(trigger, []).append(subject)
            if condition.timed:
                timed_subjects.add(subject)
        return Reactions(
            {trigger: tuple(names) for trigger, names in checks.items()},
            {trigger: tuple(names) for trigger, names in subjects.items()},
            frozenset(timed_checks),
            frozenset(timed_subjects),
        )


def waiting(program: "Program") -> Iterable[tuple[Subject, Condition]]:
    """Everything that waits for a condition: beats, branch points and bends."""
    for beat in program.beats:
        if beat.when is not None:
            yield ("beat", beat.id), beat.when
    for branch in program.branches.values():
        if branch.when is not None:
            yield ("branch", branch.id), branch.when
    for trajectory in program.trajectories.values():
        for number, bend in enumerate(trajectory.bends):
            yield ("bend", f"{trajectory.id}:{number}"), bend.when


def _triggers(conditions: Iterable[Condition]) -> list[Trigger]:
    """Each once, in a settled order: it decides in which order checks are looked at."""
    return sorted({trigger for condition in conditions for trigger in condition.triggers()})
