"""What can be wrong with a pack whose shape is right: names that lead nowhere, lifecycles without
a way out, rules that can never hold. Each fault is told where its author wrote it."""

from collections.abc import Iterator
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.calculators import CALCULATORS, DERIVED
from simtrainer.record.identity import find_real_numbers
from simtrainer.record.lifecycle import CHANGING
from simtrainer.record.logic import LOGIC
from simtrainer.record.pack_field_faults import field_faults
from simtrainer.record.pack_model import (
    COLUMNED,
    LATE,
    LISTING,
    OWN_COLUMNS,
    SORT_KEYS,
    VIEW_TYPES,
    WARD_COLUMNS,
    WARD_GROUPS,
    CellSource,
    LifecycleSource,
    ListsSource,
    ModuleSource,
    PackSource,
    TypeSource,
)
from simtrainer.record.yaml_source import Path_, Source


def faults(
    source: Source, pack: PackSource, lists_source: Source, lists: ListsSource
) -> list[Problem]:
    """All of them, in the order of the files."""
    found = list(_Walk(source, pack, lists).faults())
    return [*found, *real_numbers(source), *real_numbers(lists_source)]


def real_numbers(source: Source) -> Iterator[Problem]:
    """Texts that hold what looks like a living person's number."""
    yield from _real_numbers(source, source.data, ())


def _real_numbers(source: Source, value: Any, at: Path_) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _real_numbers(source, child, (*at, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _real_numbers(source, child, (*at, index))
    elif isinstance(value, str | int) and find_real_numbers(str(value)):
        yield Problem("text.real_identity", place=source.place(*at))


class _Walk:
    """The walk through all of a pack."""

    def __init__(self, source: Source, pack: PackSource, lists: ListsSource) -> None:
        self.s = source
        self.pack = pack
        self.lists = lists.lists

    def faults(self) -> Iterator[Problem]:
        for name, life in self.pack.lifecycles.items():
            yield from self._lifecycle(life, ("lifecycles", name))
        for name, kind in self.pack.types.items():
            yield from self._type(name, kind, ("types", name))
        for name, module in self.pack.modules.items():
            yield from self._module(name, module, ("modules", name))
        yield from self._list(self.pack.access.reasons, ("access", "reasons"))
        if self.pack.access.restricted == "emergency" and not self.pack.access.emergency:
            yield self._at("pack.no_emergency", "access", "restricted")
        yield from self._order()
        for index, cell in enumerate(self.pack.banner.cells):
            if isinstance(cell, CellSource):
                yield from self._cell(cell, ("banner", "cells", index))

    def _at(self, code: str, *path: str | int, **params: Any) -> Problem:
        return Problem(code, place=self.s.place(*path), **params)

    # Lifecycles ------------------------------------------------------------------------------

    def _lifecycle(self, life: LifecycleSource, at: Path_) -> Iterator[Problem]:
        named = ("start", "draft", "received")
        for part in named:
            status = getattr(life, part)
            if status and status not in life.statuses:
                yield self._at("pack.no_status", *at, part, status=status)
        begun = {getattr(life, part) for part in named}
        for verb, found in life.verbs.items():
            here: Path_ = (*at, "verbs", verb)
            for before, after in found.moves.items():
                for status in dict.fromkeys((before, after)):
                    if status not in life.statuses:
                        path = (*here, "moves", before)
                        yield self._at("pack.no_status", *path, status=status)
            yield from self._list(found.reasons, (*here, "reasons"))
        yield from _ends(self, life, begun, at)

    # Types -----------------------------------------------------------------------------------

    def _type(self, name: str, kind: TypeSource, at: Path_) -> Iterator[Problem]:
        if kind.calculator and kind.calculator not in CALCULATORS:
            yield self._at("pack.no_calculator", *at, "calculator", name=kind.calculator)
        for check in kind.checks:
            if check not in LOGIC:
                yield self._at("pack.no_check", *at, "checks", check, name=check)
        if kind.template and kind.template not in kind.fields:
            yield self._at("pack.no_field", *at, "template", type=name, field=kind.template)
        for part in ("summary", "order"):
            for index, field in enumerate(getattr(kind, part)):
                if field not in kind.fields:
                    yield self._at("pack.no_field", *at, part, index, type=name, field=field)
        for field in kind.fields:
            yield from field_faults(self.s, self.pack, self.lists, name, field)
        yield from self._signed_twice(name, kind, at)
        if kind.lifecycle not in self.pack.lifecycles:
            yield self._at("pack.no_lifecycle", *at, "lifecycle", name=kind.lifecycle)
        else:
            yield from self._written(name, kind)

    def _signed_twice(self, name: str, kind: TypeSource, at: Path_) -> Iterator[Problem]:
        """Fields that decide on a second signature, and the one that it is written in."""
        for rule in kind.cosign_when:
            own, _, other = rule.partition(".")
            item = kind.fields.get(own)
            target = self.pack.types.get(item.of) if item is not None else None
            here: Path_ = (*at, "cosign_when", rule)
            if item is None:
                yield self._at("pack.no_field", *here, type=name, field=own)
            elif other and (target is None or other not in target.fields):
                yield self._at("pack.no_field", *here, type=item.of or name, field=other)
        if kind.cosign_when and "cosigner" not in kind.fields:
            yield self._at("pack.no_field", *at, "cosign_when", type=name, field="cosigner")
        if kind.delegates and kind.delegates not in kind.fields:
            yield self._at("pack.no_field", *at, "delegates", type=name, field=kind.delegates)

    def _written(self, name: str, kind: TypeSource) -> Iterator[Problem]:
        """Fields that the verbs of its lifecycle write or need."""
        for verb, found in self.pack.lifecycles[kind.lifecycle].verbs.items():
            for part in ("fields", "needs"):
                for index, field in enumerate(getattr(found, part)):
                    if field not in kind.fields:
                        path = ("lifecycles", kind.lifecycle, "verbs", verb, part, index)
                        yield self._at("pack.no_field", *path, type=name, field=field)

    def _list(self, name: str, at: Path_) -> Iterator[Problem]:
        if name and name not in self.lists:
            yield self._at("pack.no_list", *at, list=name)

    # Modules ---------------------------------------------------------------------------------

    def _module(self, name: str, module: ModuleSource, at: Path_) -> Iterator[Problem]:
        for part in ("types", "forms", "then"):
            for index, kind in enumerate(getattr(module, part)):
                if kind not in self.pack.types:
                    yield self._at("pack.no_type", *at, part, index, type=kind)
        needed = VIEW_TYPES.get(module.view, ())
        missing = [kind for kind in needed if kind not in self.pack.types]
        if module.view in LISTING and not module.types:
            missing.append("")
        yield from (self._at("pack.no_type", *at, type=kind) for kind in missing)
        if module.view in COLUMNED and not module.columns:
            yield self._at("pack.no_columns", *at, module=name)
        elif module.view in COLUMNED:
            yield from self._columns(module, at)
        yield from self._filters(module, at)
        yield from self._shown(module, at)
        yield from self._list(module.deadlines, (*at, "deadlines"))
        yield from self._ways(module, at)

    def _ways(self, module: ModuleSource, at: Path_) -> Iterator[Problem]:
        """Statuses that boxes and steps name."""
        known = {s for life in self._lives(module) for s in life.statuses}
        places = [((*at, "steps", n), status) for n, status in enumerate(module.steps)]
        for box, statuses in module.boxes.items():
            places += [
                ((*at, "boxes", box, n), status)
                for n, status in enumerate(statuses)
                if status != LATE
            ]
        for place, status in places:
            if status not in known:
                yield self._at("pack.no_status", *place, status=status)

    def _lives(self, module: ModuleSource) -> list[LifecycleSource]:
        return [
            self.pack.lifecycles[self.pack.types[kind].lifecycle]
            for kind in module.types
            if kind in self.pack.types and self.pack.types[kind].lifecycle in self.pack.lifecycles
        ]

    def _known(self, module: ModuleSource) -> set[str]:
        """Fields, also derived ones, of the module's types."""
        found: set[str] = set()
        for kind in (self.pack.types[name] for name in module.types if name in self.pack.types):
            found |= {*kind.fields, *DERIVED.get(kind.calculator, ())}
        return found

    def _columns(self, module: ModuleSource, at: Path_) -> Iterator[Problem]:
        own = {*OWN_COLUMNS, *self._known(module)}
        known = set(WARD_COLUMNS) if module.view == "ward_list" else own
        for index, name in enumerate(module.columns):
            if name not in known:
                yield self._at("pack.no_column", *at, "columns", index, column=name)

    def _filters(self, module: ModuleSource, at: Path_) -> Iterator[Problem]:
        fields = {"status", "author", *self._known(module)}
        for index, name in enumerate(module.filters):
            here = (*at, "filters", index)
            if module.view == "table":
                if name not in fields:
                    yield self._at("pack.no_column", *here, column=name)
            elif name not in self.pack.types:
                yield self._at("pack.no_type", *here, type=name)

    def _shown(self, module: ModuleSource, at: Path_) -> Iterator[Problem]:
        """Which entries, in what order, with which buttons."""
        fields = self._known(module)
        for name in module.only:
            if name not in fields:
                yield self._at("pack.no_column", *at, "only", name, column=name)
        groups = {*WARD_GROUPS} if module.view == "ward_list" else {*SORT_KEYS, *fields}
        if module.group_by and module.group_by not in groups:
            yield self._at("pack.no_column", *at, "group_by", column=module.group_by)
        for index, name in enumerate(module.sort):
            if name.removeprefix("-") not in {*SORT_KEYS, *fields}:
                yield self._at("pack.no_column", *at, "sort", index, column=name)
        lives = self._lives(module)
        for part, code, key in (
            ("statuses", "pack.no_status", "status"),
            ("actions", "pack.no_verb", "verb"),
        ):
            known = {
                name
                for life in lives
                for name in (life.statuses if part == "statuses" else life.verbs)
            }
            for index, name in enumerate(getattr(module, part) or ()):
                if name not in known:
                    yield self._at(code, *at, part, index, **{key: name})

    def _order(self) -> Iterator[Problem]:
        for index, module in enumerate(self.pack.order):
            if module not in self.pack.modules:
                yield self._at("pack.no_module", "order", index, module=module)
        first = next(iter((*self.pack.order, *self.pack.modules)))
        if first in self.pack.modules and self.pack.modules[first].group == "patient":
            yield self._at("pack.first_module", "modules", first)

    def _cell(self, cell: CellSource, at: Path_) -> Iterator[Problem]:
        kind = self.pack.types.get(cell.type)
        if kind is None:
            yield self._at("pack.no_type", *at, "type", type=cell.type)
        elif cell.field not in {*kind.fields, *DERIVED.get(kind.calculator, ())}:
            yield self._at("pack.no_field", *at, "field", type=cell.type, field=cell.field)


def _ends(walk: _Walk, life: LifecycleSource, begun: set[str], at: Path_) -> Iterator[Problem]:
    """Statuses that an entry is stuck in, and those it never comes to."""
    ways: dict[str, set[str]] = {status: set() for status in life.statuses}
    for verb, found in life.verbs.items():
        for before, after in found.moves.items():
            if before in ways and (verb != CHANGING or before != after):
                ways[before].add(after)
    reached, waiting = set(), [status for status in begun if status in ways]
    while waiting:
        status = waiting.pop()
        if status not in reached:
            reached.add(status)
            waiting += [after for after in ways[status] if after in ways]
    for status, found_status in life.statuses.items():
        here = (*at, "statuses", status)
        if status not in reached:
            yield walk._at("pack.no_way_in", *here, status=status)
        if not (found_status.end or ways[status] - {status}):
            yield walk._at("pack.no_way_out", *here, status=status)
