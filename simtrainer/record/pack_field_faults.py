"""What can be wrong with a field of a pack: limits that let nothing through, a default that the
record would refuse, rules that can never hold, a list that is not there."""

from collections.abc import Iterator, Mapping
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.fields import field_problem
from simtrainer.record.pack import DEFAULTS, Field
from simtrainer.record.pack_model import FieldSource, ListSource, PackSource
from simtrainer.record.yaml_source import Path_, Source

LISTED = ("choice", "multi", "drug", "code", "file")
"""Kinds of field whose value may be taken from a reference list."""
OFFERING = ("choice", "file")
"""Kinds that cannot be filled in with nothing to choose from."""
PLAIN = ("text", "code")
"""Keys of an item that ``fills`` may always ask for, beside those under ``more``."""


def field_faults(
    source: Source, pack: PackSource, lists: Mapping[str, ListSource], kind: str, name: str
) -> Iterator[Problem]:
    """All faults of one field, each at its place."""
    at: Path_ = ("types", kind, "fields", name)
    item = pack.types[kind].fields[name]
    walk = _Field(source, pack, lists, kind, at)
    yield from walk.rules(item, name)
    yield from walk.offers(item, name)
    yield from walk.numbers(item, name)
    yield from walk.default(item, name)


class _Field:
    """One field under the eye."""

    def __init__(
        self,
        source: Source,
        pack: PackSource,
        lists: Mapping[str, ListSource],
        kind: str,
        at: Path_,
    ) -> None:
        self.s = source
        self.pack = pack
        self.lists = lists
        self.kind = kind
        self.at = at

    def _told(self, code: str, *path: str | int, **params: Any) -> Problem:
        return Problem(code, place=self.s.place(*self.at, *path), **params)

    def rules(self, item: FieldSource, name: str) -> Iterator[Problem]:
        """Fields and values that its rules name."""
        known = self.pack.types[self.kind].fields
        for part in ("required_when", "visible_when"):
            for other, wanted in getattr(item, part).items():
                if other not in known:
                    yield self._told("pack.no_field", part, other, type=self.kind, field=other)
                elif other == name:
                    yield self._told("pack.rule_itself", part, other, field=name)
                else:
                    yield from self._values(known[other], wanted, part, other)

    def _values(self, item: FieldSource, wanted: Any, part: str, other: str) -> Iterator[Problem]:
        known = self._known(item)
        for value in wanted if isinstance(wanted, list) else [wanted]:
            if known is not None and value is not None and value not in known:
                yield self._told("pack.rule_value", part, other, field=other, value=value)

    def _known(self, item: FieldSource) -> set[Any] | None:
        """What a field can hold, where that is known beforehand."""
        if item.kind == "yesno":
            return {True, False}
        if item.kind != "choice":
            return None
        found = self.lists.get(item.from_list)
        return set(item.choices) if found is None else {*item.choices, *found.items}

    def offers(self, item: FieldSource, name: str) -> Iterator[Problem]:
        """What it is chosen from, and what the choice writes elsewhere."""
        if item.kind in OFFERING and not (item.choices or item.from_list):
            yield self._told("pack.no_choices", field=name)
        for index, choice in enumerate(item.choices):
            if choice in item.choices[:index]:
                yield self._told("source.twice", "choices", index, id=choice)
        if item.kind == "entry" and not item.of:
            yield self._told("pack.no_of", field=name)
        if item.of and item.of not in self.pack.types:
            yield self._told("pack.no_type", "of", type=item.of)
        yield from self._only(item)
        if item.from_list and item.from_list not in self.lists:
            yield self._told("pack.no_list", "from_list", list=item.from_list)
        elif item.from_list and item.kind not in LISTED:
            yield self._told("pack.list_kind", "from_list", field=name, kind=item.kind)
        yield from self._fills(item, name)

    def _only(self, item: FieldSource) -> Iterator[Problem]:
        target = self.pack.types.get(item.of)
        for other in item.only if target is not None else ():
            if target is not None and other not in target.fields:
                yield self._told("pack.no_field", "only", other, type=item.of, field=other)

    def _fills(self, item: FieldSource, name: str) -> Iterator[Problem]:
        if item.fills and not item.from_list:
            yield self._told("pack.no_list", "fills", list="")
        found = self.lists.get(item.from_list)
        keys = {key for one in found.items.values() for key in one.more} if found else set()
        for other, key in item.fills.items():
            if other not in self.pack.types[self.kind].fields or other == name:
                yield self._told("pack.no_field", "fills", other, type=self.kind, field=other)
            elif found is not None and key not in {*PLAIN, *keys}:
                yield self._told("pack.no_item_key", "fills", other, key=key, list=item.from_list)

    def numbers(self, item: FieldSource, name: str) -> Iterator[Problem]:
        """Limits in order: hard, soft, soft, hard."""
        order = ("min", "soft_min", "soft_max", "max")
        before = None
        for part in order:
            limit = getattr(item, part)
            if limit is None:
                continue
            if item.kind != "number":
                yield self._told("pack.limit_kind", part, field=name)
            elif before is not None and limit < before:
                yield self._told("pack.limit_order", part, field=name)
            before = limit

    def default(self, item: FieldSource, name: str) -> Iterator[Problem]:
        """A default must be a value that can be signed."""
        if item.default is None or DEFAULTS.get(str(item.default)) == item.kind:
            return
        offered = self._known(item) or set()
        field = Field(
            name, item.kind, choices=tuple(item.choices), min=item.min, max=item.max,
            decimals=item.decimals, step=item.step, values=frozenset(map(str, offered)),
        )  # fmt: skip
        if item.kind in ("person", "entry") or field_problem(field, item.default) is not None:
            yield self._told("pack.default", "default", field=name, value=item.default)
