"""Which words a pack must have in each of its languages."""

from collections.abc import Iterator, Mapping

from simtrainer.base.problem import Problem
from simtrainer.record.pack_model import (
    OWN_COLUMNS,
    CellSource,
    ItemSource,
    LifecycleSource,
    ListSource,
    ModuleSource,
    PackSource,
    TypeSource,
)
from simtrainer.record.yaml_source import Source

SECTIONED = ("sections", "case")
"""View kinds with a heading over the entries of each type."""


def term_keys(pack: PackSource, lists: Mapping[str, ListSource]) -> list[str]:
    """Every term that a language must have for this pack."""
    keys: list[str] = []
    for name, life in pack.lifecycles.items():
        keys += _life_keys(name, life)
    for kind, item in pack.types.items():
        keys.append(f"type.{kind}")
        keys += template_keys(item, lists)
        for name, field in item.fields.items():
            keys.append(f"field.{kind}.{name}")
            keys += [f"choice.{kind}.{name}.{value}" for value in field.choices]
            keys += [f"part.{kind}.{field.group}"] if field.group else []
    for module, entry in pack.modules.items():
        keys += _module_keys(module, entry, pack)
    keys += ["banner.cave", "banner.cave.none"]
    keys += [f"banner.{c.id if isinstance(c, CellSource) else c}" for c in pack.banner.cells]
    for name, found in lists.items():
        keys += [f"list.{name}.{key}" for key, value in found.items.items() if _unnamed(value)]
    return list(dict.fromkeys(keys))


def template_keys(kind: TypeSource, lists: Mapping[str, ListSource]) -> list[str]:
    """The texts of the letters that a type can be."""
    chosen = kind.fields.get(kind.template)
    found = lists.get(chosen.from_list) if chosen is not None else None
    if chosen is None or found is None:
        return []
    return [f"template.{chosen.from_list}.{item}" for item in found.items]


def _unnamed(item: ItemSource) -> bool:
    return not item.text


def _life_keys(name: str, life: LifecycleSource) -> Iterator[str]:
    yield from (f"status.{name}.{status}" for status in life.statuses)
    yield from (
        f"status.{name}.{s}.late" for s, found in life.statuses.items() if found.late_minutes
    )
    yield from (f"verb.{name}.{verb}" for verb, found in life.verbs.items() if found.by != "system")


def _module_keys(module: str, entry: ModuleSource, pack: PackSource) -> list[str]:
    keys = [f"module.{module}", *(f"type.{k}.new" for k in (*entry.forms, *entry.then))]
    if entry.group:
        keys.append(f"group.{entry.group}")
    if entry.view not in ("overview", "measurement", "assessment"):
        keys.append(f"module.{module}.empty")
    if entry.view in SECTIONED and not entry.group_by:
        first = 1 if entry.view == "case" else 0
        keys += [f"section.{module}.{kind}" for kind in entry.types[first:]]
    keys += [f"box.{module}.{box}" for box in entry.boxes]
    if entry.view == "timeline":
        keys += [f"filter.{module}.{name}" for name in ("all", *entry.filters)]
    if entry.view == "ward_list" or not entry.types:
        return keys + [f"column.{module}.{name}" for name in entry.columns]
    fields = {name for kind in entry.types for name in pack.types[kind].fields}
    named = (name for name in entry.columns if name in fields or name not in OWN_COLUMNS)
    return keys + [_heading(module, entry, pack, name) for name in named]


def _heading(module: str, entry: ModuleSource, pack: PackSource, column: str) -> str:
    """The word over a column: that of the field in the first type that has it."""
    having = (kind for kind in entry.types if column in pack.types[kind].fields)
    return f"field.{next(having, entry.types[0])}.{column}"


def terms_missing(
    pack: PackSource, lists: Mapping[str, ListSource], terms: Mapping[str, Source]
) -> list[Problem]:
    """A problem for each word that a language lacks."""
    return [
        Problem("pack.no_term", place=source.place(), key=key, language=language)
        for language, source in terms.items()
        for key in term_keys(pack, lists)
        if key not in source.data
    ]
