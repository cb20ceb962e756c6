"""Where a source leaves a value to the variant: ``{vary: axis.name}`` in the script, the world and
the manifest, ``[[axis.name]]`` in a text. Here the values are put in their places, and in a text
the words of the screen pack where it has ``[[term:module.inbox]]``: what a text sends somebody to
must be called what the screen calls it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from simtrainer.base.problem import Problem, Problems
from simtrainer.engine.variant import SLOT, written
from simtrainer.record.yaml_source import Path_, Source

VARY = "vary"
TERM = re.compile(r"\[\[term:([^\[\]]*)\]\]")
"""Where a text speaks of something on the screen by the pack's own name for it."""
Values = Mapping[str, Mapping[str, Any]]
"""Axis to the set of values that it takes."""


def slots(value: Any, path: Path_ = ()) -> Iterator[tuple[str, Path_]]:
    """Every ``axis.name`` that is left open, and where."""
    name = _named(value)
    if name is not None:
        yield name, path
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from slots(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from slots(child, (*path, index))
    elif isinstance(value, str):
        for found in SLOT.finditer(value):
            yield f"{found[1]}.{found[2]}", path


def filled_in(source: Source, values: Values, language: str = "") -> Source:
    """The source with every slot filled; ``language`` for a table of texts.

    Raises ``Problems`` with ``variant.unknown`` at each that has no value.
    """
    open_slots = list(slots(source.data))
    if not open_slots:
        return source
    lost = [
        Problem("variant.unknown", place=source.place(*path), name=name)
        for name, path in open_slots
        if not _is_known(name, values)
    ]
    if lost:
        raise Problems(lost)
    return replace(source, data=_filled(source.data, values, language))


def _named(value: Any) -> str | None:
    return str(value[VARY]) if isinstance(value, dict) and set(value) == {VARY} else None


def _is_known(name: str, values: Values) -> bool:
    axis, _, key = name.partition(".")
    return key in values.get(axis, ())


def _value(name: str, values: Values) -> Any:
    axis, _, key = name.partition(".")
    return values[axis][key]


def _filled(value: Any, values: Values, language: str) -> Any:
    name = _named(value)
    if name is not None:
        return _value(name, values)
    if isinstance(value, dict):
        return {key: _filled(child, values, language) for key, child in value.items()}
    if isinstance(value, list):
        return [_filled(child, values, language) for child in value]
    if isinstance(value, str):
        return SLOT.sub(lambda slot: written(values[slot[1]][slot[2]], language), value)
    return value


def with_terms(table: Source, terms: Mapping[str, str]) -> Source:
    """A table of texts with a pack's words in it.

    Raises ``Problems`` with ``source.term`` at each that the pack does not have.
    """
    texts = table.data
    lost = [
        Problem("source.term", place=table.place(key), name=name)
        for key, text in texts.items()
        for name in TERM.findall(text)
        if name not in terms
    ]
    if lost:
        raise Problems(lost)
    said = {key: TERM.sub(lambda found: terms[found[1]], text) for key, text in texts.items()}
    return replace(table, data=said)
