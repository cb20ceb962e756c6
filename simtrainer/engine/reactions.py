"""What each change can alter: an index from triggers to the checks, beats, bends and branch
points that must be looked at again, so that an action's cost does not grow with the script."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simtrainer.engine.conditions import Condition, Trigger

Subject = tuple[str, str]
"""(beat, branch or bend; its id). A bend's id is ``trajectory:number``."""


@dataclass(frozen=True, slots=True)
class Reactions:
    """The index. ``timed`` names the checks and subjects that passing time alone can alter."""

    checks: Mapping[Trigger, tuple[str, ...]]
    subjects: Mapping[Trigger, tuple[Subject, ...]]
    timed_checks: frozenset[str]
    timed_subjects: frozenset[Subject]
    asked: Mapping[str, tuple[str, ...]]
    """Entry type to the fields whose values triggers name."""

    @staticmethod
    def of(
        judged: Iterable[tuple[str, Sequence[Condition]]],
        waiting: Iterable[tuple[Subject, Condition]],
    ) -> "Reactions":
        """Work it out from the checks' conditions and from all that waits for one."""
        checks: dict[Trigger, list[str]] = {}
        timed_checks = set()
        for check, conditions in judged:
            for trigger in _triggers(conditions):
                checks.setdefault(trigger, []).append(check)
            if any(condition.timed for condition in conditions):
                timed_checks.add(check)
        subjects: dict[Trigger, list[Subject]] = {}
        timed_subjects = set()
        for subject, condition in waiting:
            for trigger in condition.triggers():
                subjects.setdefault(trigger, []).append(subject)
            if condition.timed:
                timed_subjects.add(subject)
        return Reactions(
            {trigger: tuple(names) for trigger, names in checks.items()},
            {trigger: tuple(names) for trigger, names in subjects.items()},
            frozenset(timed_checks),
            frozenset(timed_subjects),
            _asked({*checks, *subjects}),
        )


def _asked(triggers: Iterable[Trigger]) -> dict[str, tuple[str, ...]]:
    """From triggers of the form ("entry", type, patient, field, value)."""
    found: dict[str, set[str]] = {}
    for trigger in triggers:
        if trigger[0] == "entry" and len(trigger) == 5:
            found.setdefault(str(trigger[1]), set()).add(str(trigger[3]))
    return {kind: tuple(sorted(names)) for kind, names in found.items()}


def _triggers(conditions: Iterable[Condition]) -> list[Trigger]:
    """Each once, in a settled order: it decides in which order checks are looked at."""
    return sorted({trigger for condition in conditions for trigger in condition.triggers()})
