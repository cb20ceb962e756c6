"""Checks that judge the same thing twice, and checks that cannot both be satisfied."""

from collections.abc import Iterator, Mapping, Sequence

from simtrainer.base.problem import Problem
from simtrainer.scenario.lint.atoms import (
    Atom,
    alternatives,
    clashes,
    enough,
    follows,
    key_of,
    needed,
)
from simtrainer.scenario.lint.matching import canonical
from simtrainer.scenario.lint.subject import Subject
from simtrainer.scenario.source import CheckSource


def overlap(subject: Subject) -> Iterator[Problem]:
    """Faults between checks, and between a check's two sides."""
    yield from _twice(subject)
    yield from _against_itself(subject)
    yield from _against_others(subject)


def _twice(subject: Subject) -> Iterator[Problem]:
    for role in ("require", "wrong"):
        seen: dict[str, list[CheckSource]] = {}
        for index, check in enumerate(subject.s.script.checks):
            data = getattr(check, role)
            if data is None:
                continue
            known = seen.setdefault(canonical(data), [])
            other = next((c for c in known if _meet(subject, c, check, role)), None)
            if other is not None:
                place = subject.s.script_file.place("checks", index, role)
                yield Problem("lint.checks_overlap", place=place, check=check.id, other=other.id)
            known.append(check)


def _meet(subject: Subject, left: CheckSource, right: CheckSource, role: str) -> bool:
    """Whether the windows share a moment; a window that a beat opens may be anywhere."""
    if _never_both(left, right):
        return False
    spans = []
    for check in (left, right):
        if role == "wrong" or not isinstance(check.opens, float):
            return True
        length = subject.end if check.closes is None else check.closes
        spans.append((check.opens, min(check.opens + length, subject.end)))
    return spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]


def _never_both(left: CheckSource, right: CheckSource) -> bool:
    """Whether they stand on two ways of one branch point."""
    if left.way is None or right.way is None or left.way.branch != right.way.branch:
        return False
    return left.way != right.way


def _against_itself(subject: Subject) -> Iterator[Problem]:
    """A way of doing it right that counts as wrong."""
    file = subject.s.script_file
    for index, check in enumerate(subject.s.script.checks):
        if check.require is None or check.wrong is None:
            continue
        wrong = enough(check.wrong, ("checks", index, "wrong"))
        for way in alternatives(check.require, ("checks", index, "require")):
            for atom in way:
                if any(follows(atom, other) for other in wrong):
                    place = file.place(*atom.path)
                    yield Problem("lint.right_is_wrong", place=place, check=check.id)
                    break


def _against_others(subject: Subject) -> Iterator[Problem]:
    """What one check demands, another denies or counts as wrong."""
    file = subject.s.script_file
    demanded: dict[str, list[tuple[str, Atom]]] = {}
    denied: dict[str, list[tuple[str, Atom]]] = {}
    for index, check in enumerate(subject.s.script.checks):
        for role in ("require", "wrong"):
            data = getattr(check, role)
            for atom in _stated(data, (index, role)) if data else ():
                kept = demanded if role == "require" and atom.positive else denied
                kept.setdefault(key_of(atom), []).append((check.id, atom))
    checks = {check.id: check for check in subject.s.script.checks}
    for key, atoms in demanded.items():
        for owner, atom in atoms:
            others = [
                pair
                for pair in denied.get(key, ())
                if not _never_both(checks[owner], checks[pair[0]])
            ]
            other = _enemy(owner, atom, others)
            if other:
                place = file.place(*atom.path)
                yield Problem("lint.checks_contradict", place=place, check=owner, other=other)


def _stated(data: Mapping[str, object], at: tuple[int, str]) -> list[Atom]:
    """A demand as what it needs; a mistake as the denial of what is enough for it."""
    path = ("checks", *at)
    if at[1] == "require":
        return needed(data, path)
    found = enough(data, path)
    return [Atom(a.kind, a.value, a.path, not a.positive) for a in found if a.positive]


def _enemy(owner: str, atom: Atom, against: Sequence[tuple[str, Atom]]) -> str:
    return next((other for other, x in against if other != owner and clashes(atom, x)), "")
