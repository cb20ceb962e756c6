"""The shape of what the models leave open: conditions, steps, values and dates.

Everything that reads sources after this may take for granted that a list is a list. What has a
name unknown here is left to ``references``, which knows the tables.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.engine.conditions.timing import BOUNDS
from simtrainer.engine.isbar import PARTS
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.source import (
    BeatSource,
    EffectSource,
    EntrySource,
    ScenarioSource,
    ScriptSource,
    TrajectorySource,
    WorldSource,
)

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
LONGEST_PATTERN = 200
Test = Callable[[Any], bool]


def text(value: Any) -> bool:
    """A text."""
    return isinstance(value, str)


def flag(value: Any) -> bool:
    """Yes or no."""
    return isinstance(value, bool)


def figure(value: Any) -> bool:
    """A finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def single(value: Any) -> bool:
    """One plain value; none counts too."""
    return value is None or text(value) or flag(value) or figure(value)


def several(of: Test) -> Test:
    """A list of such."""
    return lambda value: isinstance(value, list) and all(map(of, value))


def either(*tests: Test) -> Test:
    """One or the other."""
    return lambda value: any(test(value) for test in tests)


def table(required: Mapping[str, Test], optional: Mapping[str, Test]) -> Test:
    """A mapping with these keys. Keys unknown here are for others to judge."""

    def test(value: Any) -> bool:
        if not isinstance(value, dict) or not all(key in value for key in required):
            return False
        known = {**required, **optional}
        return all(known[key](found) for key, found in value.items() if key in known)

    return test


def _pattern(value: Any) -> bool:
    if not text(value) or len(value) > LONGEST_PATTERN:
        return False
    try:
        re.compile(value)
    except re.error:
        return False
    return True


def _pair(value: Any) -> bool:
    return several(figure)(value) and len(value) == 2


VALUE = either(single, several(single))
MATCHER = {
    "one_of": several(single),
    "between": _pair,
    "after": text,
    "before": text,
    "pattern": _pattern,
    "mentions": several(text),
    "avoids": several(text),
    "names": several(text),
    "denies": several(text),
    "isbar": lambda value: (
        isinstance(value, dict)
        and bool(value)
        and set(value) <= set(PARTS)
        and all(map(several(text), value.values()))
    ),
    "ordered": flag,
    "reading": text,
    "parameter": text,
    "within": figure,
    "filled": flag,
}


def _matcher(value: Any) -> bool:
    return VALUE(value) or (bool(value) and table({}, MATCHER)(value))


def _some(value: Any) -> bool:
    return isinstance(value, dict) and bool(value)


def _fields(of: Test) -> Test:
    return lambda value: isinstance(value, dict) and all(map(of, value.values()))


def _count(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(n, int) and not flag(n) for n in value.values()
    )


NAMES = either(text, several(text))
_ENTRY: dict[str, Test] = {
    "patient": text,
    "author": text,
    "status": NAMES,
    "fields": _fields(_matcher),
    "cosigned": flag,
    "cosigner": text,
    "count": _count,
    "forbidden": several(text),
}
_ENTRY["linked_to"] = either(text, table({"type": text}, _ENTRY))
CONDITION: Mapping[str, Test] = {
    "entry": table({"type": text}, _ENTRY),
    "opened": lambda value: (
        bool(value)
        and table({}, {"patient": text, "entry": text, "unassigned": flag, "emergency": flag})(
            value
        )
    ),
    "acknowledged": text,
    "observed": text,
    "said": table({"dialogue": text, "choice": NAMES}, {}),
    "check": table({"id": text, "state": NAMES}, {}),
    "beat": text,
    "call": table({"dialogue": text, "state": NAMES}, {}),
    "way": table({"branch": text, "way": text}, {}),
    "value": table(
        {"trajectory": text, "parameter": text},
        {"between": _pair, "at_least": figure, "at_most": figure, "is": NAMES},
    ),
    "minutes_since": table({}, {"at_least": figure, "at_most": figure, "first": flag}),
    "within": table(
        {"that": _some}, {"of": _some, "from": figure, "minutes": figure, "between": _pair}
    ),
}
TAKEN = either(
    table({"now": lambda value: value is True}, {}), table({"reading": text}, {"parameter": text})
)
"""A field's value that is taken when the step is done: the clock, or what was read off."""
_FIELDS = _fields(either(VALUE, TAKEN))
_MOVE = table({"entry": text}, {"fields": _FIELDS, "reason": text, "cosigner": text})
STEP: Mapping[str, Test] = {
    **dict.fromkeys(
        (
            "open_patient",
            "open_module",
            "observe",
            "answer",
            "read",
            "acknowledge",
            "complete",
            "sign",
        ),
        text,
    ),
    "say": table({"dialogue": text, "choice": text}, {}),
    "create": table(
        {"type": text, "fields": _fields(either(VALUE, TAKEN))},
        {"patient": text, "cosigner": text, "as": text, "sign": flag},
    ),
    "move": table({"entry": text, "verb": text}, {"fields": _FIELDS, "reason": text}),
    "amend": _MOVE,
    "invalidate": _MOVE,
}


def shape(
    head: tuple[ScenarioSource, Source],
    world: tuple[WorldSource, Source],
    script: tuple[ScriptSource, Source],
) -> list[Problem]:
    """All faults of shape that the models let through."""
    return [*_head(*head), *_world(*world), *_script(*script)]


def _head(head: ScenarioSource, file: Source) -> Iterator[Problem]:
    if not _is_date(head.start, "%Y-%m-%d %H:%M"):
        yield Problem("lint.date", place=file.place("start"), value=head.start)
    seen: set[str] = set()
    for index, language in enumerate(head.languages):
        place = file.place("languages", index)
        if not LANGUAGE.fullmatch(language):
            yield Problem("lint.language_form", place=place, language=language)
        elif language in seen:
            yield Problem("source.twice", place=place, id=language)
        seen.add(language)


def _is_date(value: str, form: str) -> bool:
    try:
        return bool(datetime.strptime(value, form))  # noqa: DTZ007 - a world of its own
    except ValueError:
        return False


def _world(world: WorldSource, file: Source) -> Iterator[Problem]:
    for key, patient in world.patients.items():
        if not _is_date(patient.born, "%Y-%m-%d"):
            place = file.place("patients", key, "born")
            yield Problem("lint.date", place=place, value=patient.born)
    for index, entry in enumerate(world.entries):
        yield from _entry(entry, file, ("entries", index))
    for index, opening in enumerate(world.openings):
        if not _is_date(opening.at, "%Y-%m-%d %H:%M"):
            place = file.place("openings", index, "at")
            yield Problem("lint.date", place=place, value=opening.at)


def _entry(entry: EntrySource, file: Source, at: Path_) -> Iterator[Problem]:
    if entry.at is not None and not _is_date(entry.at, "%Y-%m-%d %H:%M"):
        yield Problem("lint.date", place=file.place(*at, "at"), value=entry.at)
    for name, value in entry.fields.items():
        if not either(VALUE, TAKEN)(value):
            yield Problem("lint.value_shape", place=file.place(*at, "fields", name), field=name)


def _script(script: ScriptSource, file: Source) -> Iterator[Problem]:
    for name, item in script.observations.items():
        for key, value in item.values.items():
            if not (single(value) or _course(value)):
                place = file.place("observations", name, "values", key)
                yield Problem("lint.value_shape", place=place, field=key)
    for name, trajectory in script.trajectories.items():
        yield from _trajectory(trajectory, file, ("trajectories", name))
    for index, branch in enumerate(script.branches):
        yield from _condition(branch.when, file, ("branches", index, "when"))
        for number, way in enumerate(branch.ways):
            yield from _condition(way.when, file, ("branches", index, "ways", number, "when"))
    for index, beat in enumerate(script.beats):
        yield from _beat(beat, file, ("beats", index))
    yield from _checks(script, file)


def _checks(script: ScriptSource, file: Source) -> Iterator[Problem]:
    for index, check in enumerate(script.checks):
        for role in ("require", "wrong", "harm"):
            yield from _condition(getattr(check, role), file, ("checks", index, role))
        for number, step in enumerate(check.do):
            yield from _step(step, file, ("checks", index, "do", number))
        for other, steps in enumerate(check.or_do):
            for number, step in enumerate(steps):
                yield from _step(step, file, ("checks", index, "or_do", other, number))


def _trajectory(item: TrajectorySource, file: Source, at: Path_) -> Iterator[Problem]:
    for name, course in item.courses.items():
        for parameter, points in course.items():
            if not _course(points):
                place = file.place(*at, "courses", name, parameter)
                yield Problem("lint.value_shape", place=place, field=parameter)
    for number, bend in enumerate(item.bends):
        yield from _condition(bend.when, file, (*at, "bends", number, "when"))


def _beat(beat: BeatSource, file: Source, at: Path_) -> Iterator[Problem]:
    for role in ("when", "unless", "stop"):
        yield from _condition(getattr(beat, role), file, (*at, role))
    yield from _effects(beat.do, file, (*at, "do"))
    for number, other in enumerate(beat.instead):
        yield from _condition(other.when, file, (*at, "instead", number, "when"))
        yield from _effects(other.do, file, (*at, "instead", number, "do"))


def _effects(effects: Sequence[EffectSource], file: Source, at: Path_) -> Iterator[Problem]:
    for number, effect in enumerate(effects):
        if effect.create is not None:
            yield from _entry(effect.create, file, (*at, number, "create"))
        if effect.receipt is not None:
            told = {"entry": effect.receipt.entry}
            yield from _condition(told, file, (*at, number, "receipt"))


def _course(value: Any) -> bool:
    return bool(value) and several(
        lambda point: (
            isinstance(point, list)
            and len(point) == 2
            and figure(point[0])
            and 0 <= point[0] <= 24 * 60
            and single(point[1])
        )
    )(value)


def _condition(data: Any, file: Source, at: Path_) -> Iterator[Problem]:
    if data is None:
        return
    if not isinstance(data, dict) or not data:
        yield Problem("condition.shape", place=file.place(*at))
        return
    for kind, value in data.items():
        here: Path_ = (*at, kind)
        if kind in ("all", "any", "order"):
            if not isinstance(value, list) or not value:
                yield Problem("condition.shape", place=file.place(*here))
                continue
            for index, part in enumerate(value):
                yield from _condition({} if part is None else part, file, (*here, index))
        elif kind == "not":
            yield from _condition({} if value is None else value, file, here)
        elif kind in CONDITION and not CONDITION[kind](value):
            yield from _inside(kind, value, file, here)
        elif kind in ("minutes_since", "within"):
            yield from _counted(kind, value, file, here)


def _counted(kind: str, value: Any, file: Source, at: Path_) -> Iterator[Problem]:
    """The conditions that time is counted from."""
    if kind == "minutes_since":
        what = {key: part for key, part in value.items() if key not in BOUNDS}
        yield from _condition(what, file, at)
        return
    for name in ("that", "of"):
        if name in value:
            yield from _condition(value[name], file, (*at, name))


def _inside(kind: str, value: Any, file: Source, at: Path_) -> Iterator[Problem]:
    """At the field where it is a field's fault, else at the statement."""
    fields = value.get("fields") if isinstance(value, dict) and kind == "entry" else None
    bad = [k for k, v in fields.items() if not _matcher(v)] if isinstance(fields, dict) else []
    for name in bad:
        place = file.place(*at, "fields", name)
        yield Problem("condition.matcher", place=place, matcher=fields[name] if fields else "")
    if not bad:
        yield Problem("condition.shape", place=file.place(*at))


def _step(step: Mapping[str, Any], file: Source, at: Path_) -> Iterator[Problem]:
    for verb, value in step.items():
        if verb in STEP and not STEP[verb](value):
            yield Problem("lint.step_shape", place=file.place(*at, verb), verb=verb)
    if not step:
        yield Problem("lint.step_shape", place=file.place(*at), verb="")
