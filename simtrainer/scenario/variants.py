"""The variants of a scenario: each as a folder of its own, as an author would have written it, and
all of them as the part of the program that the engine makes them from.

That both come to the same is checked, so that what is linted is what is played.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from simtrainer.base.problem import Problem, Problems
from simtrainer.engine.variant import SLOT, pick, rename, renaming, vary
from simtrainer.scenario.files import VARIANTS, Folder, Written, refilled
from simtrainer.scenario.slots import Values
from simtrainer.scenario.source import VariantsSource, WorldSource

Make = Callable[[Folder], dict[str, Any]]
"""A folder to its program, without the part that is made here."""
Change = tuple[list[str | int], Any]


def numbers(variants: VariantsSource | None) -> range:
    """The variants that together have every name and every set once, beside number 1."""
    if variants is None:
        return range(2, 2)
    lengths = [len(sets) for sets in variants.values.values()]
    lengths += [1 + len(others) for others in variants.names.values()]
    return range(2, max(lengths, default=1) + 1)


def as_variant(source: Folder, number: int) -> Folder:
    """The scenario as it would stand if this variant, and no other, had been written.

    Raises ``Problems`` where a value does not do in its place.
    """
    variants = source.variants
    if variants is None:
        return source
    values = {axis: sets[pick(axis, len(sets), number)] for axis, sets in variants.values.items()}
    written = _renamed(source, renaming(all_names(source), number))
    return replace(refilled(source, written, values), variants=None)


def all_names(source: Folder) -> dict[str, list[str]]:
    """Each person whose name changes to all the names, the written one first."""
    variants, world = source.variants, source.world
    return {
        key: [own_name(world, key), *others]
        for key, others in (variants.names.items() if variants else ())
    }


def own_name(world: WorldSource, key: str) -> str:
    """The written full name of a patient or a member of staff. Raises ``KeyError``."""
    if key in world.patients:
        return f"{world.patients[key].given} {world.patients[key].family}"
    return world.staff[key].name


def own_people(source: Folder) -> list[str]:
    """Those whom the author wrote: whoever is made up around them keeps the name."""
    return [*source.world.patients, *source.world.staff]


def _renamed(source: Folder, names: Mapping[str, str]) -> Written:
    written = source.written
    world = written.files["world.yaml"]
    data = deepcopy(world.data)
    tables = {language: dict(table.data) for language, table in written.texts.items()}
    rename(data, tables, names, own_people(source))
    texts = {lang: replace(table, data=tables[lang]) for lang, table in written.texts.items()}
    files = {**written.files, "world.yaml": replace(world, data=data)}
    return Written(written.name, files, texts)


def program_part(source: Folder, make: Make) -> dict[str, Any]:
    """``variants`` of a program: names, sets of values, what each set changes in the program, and
    the texts that speak of values. Empty where the scenario has none."""
    variants = source.variants
    if variants is None:
        return {}
    first = {axis: sets[0] for axis, sets in variants.values.items()}
    base = make(_alone(source))
    changes = {
        axis: [_changes(source, base, {**first, axis: chosen}, make) for chosen in sets]
        for axis, sets in variants.values.items()
    }
    texts = {
        language: {key: text for key, text in table.data.items() if SLOT.search(text)}
        for language, table in source.written.texts.items()
    }
    values = {axis: [dict(chosen) for chosen in sets] for axis, sets in variants.values.items()}
    return {
        "people": own_people(source),
        "names": all_names(source),
        "values": values,
        "changes": changes,
        "texts": texts,
    }


def _alone(source: Folder) -> Folder:
    """Without the people around it, whom no variant changes."""
    return replace(source, world=source.world.model_copy(update={"population": None}))


def _changes(source: Folder, base: Mapping[str, Any], values: Values, make: Make) -> list[Change]:
    made = make(_alone(refilled(source, source.written, values)))
    untold = {"texts": None}  # texts are filled when a variant is made
    return list(_differences({**base, **untold}, {**made, **untold}, []))


def _differences(old: Any, new: Any, path: list[str | int]) -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        for key, value in old.items():
            yield from _differences(value, new[key], [*path, key])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, value in enumerate(old):
            yield from _differences(value, new[index], [*path, index])
    elif old != new or type(old) is not type(new):
        yield path, new


def check_variants(
    source: Folder, judge: Callable[[Folder], list[Problem]], make: Make
) -> Iterator[Problem]:
    """What is wrong with a variant and not with the scenario as written."""
    base = make(_alone(source))
    part = program_part(source, make)
    known = {_known_by(problem) for problem in judge(source)}
    for number in numbers(source.variants):
        try:
            variant = as_variant(source, number)
        except Problems as found:
            yield from found.problems
            continue
        for problem in judge(variant):
            if _known_by(problem) not in known:
                known.add(_known_by(problem))
                yield problem
        data = deepcopy({**base, "variants": part})
        vary(data, number)
        if {key: data[key] for key in base} != make(_alone(variant)):
            place = source.written.files[VARIANTS].place("values")
            yield Problem("variant.entangled", place=place, number=number)


def _known_by(problem: Problem) -> tuple[str, str]:
    return problem.code, str(problem.place)
