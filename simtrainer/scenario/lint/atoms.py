"""Conditions as facts that must hold and facts that are enough: how contradictions are found.

What cannot be decided this way is taken as possible: the linter does not guess.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from simtrainer.record.yaml_source import Path_
from simtrainer.scenario.lint.matching import canonical, implies
from simtrainer.scenario.lint.subject import bounds


@dataclass(frozen=True, slots=True)
class Atom:
    """One statement, said to be true (``positive``) or false."""

    kind: str
    value: Any
    path: Path_
    positive: bool


def _atom(kind: str, value: Any, path: Path_, positive: bool) -> Atom:
    """``exactly: 0`` and ``at_most: 0`` are denials."""
    if kind == "entry" and bounds(value)[1] == 0:
        return Atom(kind, {k: v for k, v in value.items() if k != "count"}, path, not positive)
    return Atom(kind, value, path, positive)


def _gather(data: Any, path: Path_, positive: bool, every: bool) -> Iterator[Atom]:
    """``every``: all that is known when it holds; else all that is enough, each by itself."""
    if len(data) > 1 and positive != every:
        return
    for kind, value in data.items():
        here: Path_ = (*path, kind)
        if kind == "not":
            yield from _gather(value, here, not positive, every)
        elif kind in ("all", "any"):
            joined = (kind == "all") == positive
            if joined == every or len(value) == 1:
                for index, part in enumerate(value):
                    yield from _gather(part, (*here, index), positive, every)
        else:
            yield _atom(kind, value, here, positive)


def needed(data: Mapping[str, Any], path: Path_) -> list[Atom]:
    """What holds whenever the condition does."""
    return list(_gather(data, path, True, True))


def enough(data: Mapping[str, Any], path: Path_) -> list[Atom]:
    """What makes the condition hold, each by itself."""
    return list(_gather(data, path, True, False))


def alternatives(data: Mapping[str, Any], path: Path_) -> list[list[Atom]]:
    """The ways of an ``any`` at the top, each as what it needs; else the one way there is."""
    if set(data) == {"any"}:
        return [needed(part, (*path, "any", i)) for i, part in enumerate(data["any"])]
    return [needed(data, path)]


def follows(left: Atom, right: Atom) -> bool:
    """Whether ``right`` holds whenever ``left`` does. A denial follows from a wider denial."""
    if left.kind != right.kind or left.positive != right.positive:
        return False
    if not left.positive:
        left, right = right, left
    return _KINDS.get(left.kind, _same)(left.value, right.value)


def clashes(left: Atom, right: Atom) -> bool:
    """Whether the two can never hold at once."""
    if left.positive == right.positive:
        return False
    said, denied = (left, right) if left.positive else (right, left)
    return follows(said, Atom(denied.kind, denied.value, denied.path, True))


def key_of(atom: Atom) -> str:
    """Only atoms of one key can clash."""
    value = atom.value
    if atom.kind == "entry":
        return f"entry {value['type']}"
    if atom.kind == "said":
        return f"said {value['dialogue']}"
    return f"check {value['id']}" if atom.kind == "check" else f"{atom.kind} {canonical(value)}"


def contradiction(data: Mapping[str, Any], path: Path_) -> Path_ | None:
    """Where a condition denies what it demands, also deep inside; None where it does not."""
    said: dict[str, list[Atom]] = {}
    denied = []
    for atom in needed(data, path):
        if atom.positive:
            said.setdefault(key_of(atom), []).append(atom)
        else:
            denied.append(atom)
    for denial in denied:
        if any(clashes(atom, denial) for atom in said.get(key_of(denial), ())):
            return denial.path
    for kind in ("all", "any"):
        for index, part in enumerate(data.get(kind, ())):
            found = contradiction(part, (*path, kind, index))
            if found is not None:
                return found
    return None


def _same(left: Any, right: Any) -> bool:
    return canonical(left) == canonical(right)


def _entry(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Every demand of ``right`` is one of ``left``'s, and it wants no more of them."""
    (low, _), (other_low, other_high) = bounds(left), bounds(right)
    if other_high is not None or low < other_low:
        return False
    for key, wanted in right.items():
        if key not in ("fields", "count") and not _same(left.get(key), wanted):
            return False
    if "status" in left and "status" not in right:
        return False
    fields = left.get("fields", {})
    return all(
        name in fields and implies(fields[name], wanted)
        for name, wanted in right.get("fields", {}).items()
    )


def _said(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    return left["dialogue"] == right["dialogue"] and _names(left["choice"]) <= _names(
        right["choice"]
    )


def _check(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    return left["id"] == right["id"] and _names(left["state"]) <= _names(right["state"])


def _names(value: Any) -> frozenset[str]:
    return frozenset(value if isinstance(value, list) else [value])


_KINDS: Mapping[str, Callable[[Any, Any], bool]] = {"entry": _entry, "said": _said, "check": _check}
