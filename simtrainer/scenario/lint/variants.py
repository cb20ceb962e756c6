"""Faults of variants: names that do not fit into the sentences, and values that nobody uses."""

import re
from collections.abc import Iterator
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.engine.variant import parted
from simtrainer.record.yaml_source import Source
from simtrainer.scenario.files import VARIANTS
from simtrainer.scenario.lint.people import COMMON_FAMILY_NAMES
from simtrainer.scenario.lint.subject import Subject
from simtrainer.scenario.slots import slots
from simtrainer.scenario.source import VariantsSource
from simtrainer.scenario.variants import own_name

_NAME = re.compile(r"[A-ZÆØÅ][\w-]*( [A-ZÆØÅ][\w-]*)+")
_HISSING = ("s", "x", "z")
"""Endings after which the genitive, which the texts make with s, is written in another way."""
_BORNE = ("given", "family", "name")
"""Keys under which people bear their names; elsewhere a name belongs in the texts."""


def variants(subject: Subject) -> Iterator[Problem]:
    """Faults of ``variants.yaml``, each at its place."""
    found = subject.s.variants
    if found is None:
        return
    file = subject.s.written.files[VARIANTS]
    yield from _unused(subject, found, file)
    yield from _names(subject, found, file)


def _unused(subject: Subject, found: VariantsSource, file: Source) -> Iterator[Problem]:
    written = subject.s.written
    used = {
        name
        for source in (*written.files.values(), *written.texts.values())
        for name, _ in slots(source.data)
    }
    for axis, sets in found.values.items():
        for key in sets[0]:
            if f"{axis}.{key}" not in used:
                place = file.place("values", axis, 0, key)
                yield Problem("variant.unused", place=place, name=f"{axis}.{key}")


def _names(subject: Subject, found: VariantsSource, file: Source) -> Iterator[Problem]:
    people = {*subject.s.world.patients, *subject.s.world.staff}
    taken = _words(subject)
    for key, others in found.names.items():
        if key not in people:
            place = file.place("names", key)
            yield Problem("variant.no_person", place=place, person=key)
            continue
        for index, full in enumerate(others):
            place = file.place("names", key, index)
            parts = parted(full)
            if not _NAME.fullmatch(full) or any(part.endswith(_HISSING) for part in parts):
                yield Problem("variant.name_form", place=place, name=full)
            elif parts[1].casefold() in COMMON_FAMILY_NAMES:
                yield Problem("lint.common_name", place=place, name=full)
            elif taken & {part.casefold() for part in parts}:
                yield Problem("variant.name_taken", place=place, name=full)
            taken |= {part.casefold() for part in parts}
        yield from _written_out(subject, own_name(subject.s.world, key))


def _words(subject: Subject) -> set[str]:
    """Every word of the texts and every name: a new name that is one of them would be mistaken
    for it, or be changed with it."""
    tables = [text for table in subject.s.texts.values() for text in table.data.values()]
    world = subject.s.world
    names = [p.given for p in world.patients.values()] + [p.family for p in world.patients.values()]
    names += [p.contact.name for p in world.patients.values()]
    names += [member.name for member in world.staff.values()]
    return {word.casefold() for text in (*tables, *names) for word in re.findall(r"\w+", text)}


def _written_out(subject: Subject, full: str) -> Iterator[Problem]:
    """The name written into the script itself, where it would stay."""
    parts = "|".join(map(re.escape, filter(None, parted(full))))
    pattern = re.compile(rf"(?<!\w)(?:{parts})s?(?!\w)")

    def look(file: Source, value: Any, path: tuple[Any, ...]) -> Iterator[Problem]:
        if isinstance(value, dict):
            for key, child in value.items():
                if key not in _BORNE or not isinstance(child, str):
                    yield from look(file, child, (*path, key))
        elif isinstance(value, list):
            for index, child in enumerate(value):
                yield from look(file, child, (*path, index))
        elif isinstance(value, str) and not value.startswith("$") and pattern.search(value):
            yield Problem("variant.name_written", place=file.place(*path), name=value)

    for file in (subject.s.scenario_file, subject.s.world_file, subject.s.script_file):
        yield from look(file, file.data, ())
