"""Levels, what is filled in, and the means of the groups."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.record.levels import LEVELS, NOT_RELEVANT, filled, level_of, profile, variables
from simtrainer.record.pack import EntryType, Field, Pack
from simtrainer.record.pack_source import read_pack
from tests.scenario.folders import PACKS

SHIPPED = Pack.from_data(read_pack(PACKS / "kommune-standard"))
IPLOS = SHIPPED.types["iplos"]
SMALL = EntryType(
    "small",
    SHIPPED.lifecycles["signed"],
    {name: Field(name, "choice", group=name[0]) for name in ("a1", "a2", "b1")}
    | {"comment": Field("comment", "long")},
)


def test_the_shipped_variables_are_those_of_the_guide_and_no_more() -> None:
    names = [item.id for item in variables(IPLOS)]
    assert len(names) == 17
    assert all(item.values == {*LEVELS, NOT_RELEVANT} for item in variables(IPLOS))
    assert all(item.required for item in variables(IPLOS))


@pytest.mark.parametrize("value", ["9", "0", "6", "", None, "x", "1.5"])
def test_what_is_no_level(value: object) -> None:
    assert level_of(value) is None


def test_nine_is_filled_in_but_not_in_the_mean() -> None:
    fields = {"a1": "9", "a2": "4", "b1": "9"}
    assert filled(SMALL, fields) == 3
    assert profile(SMALL, fields) == {"a": Decimal("4.0"), "b": None}


def test_means_are_rounded_half_up() -> None:
    wide = {name: Field(name, "choice", group="g") for name in ("a", "b", "c", "d")}
    kind = EntryType("wide", SHIPPED.lifecycles["signed"], wide)
    assert profile(kind, {"a": "1", "b": "1", "c": "1", "d": "2"})["g"] == Decimal("1.3")


@given(st.lists(st.sampled_from([*LEVELS, NOT_RELEVANT, ""]), min_size=17, max_size=17))
def test_a_mean_lies_between_its_lowest_and_highest_level(values: list[str]) -> None:
    fields = dict(zip((item.id for item in variables(IPLOS)), values, strict=True))
    assert filled(IPLOS, fields) == sum(bool(value) for value in values)
    for group, mean in profile(IPLOS, fields).items():
        own = [level_of(fields[i.id]) for i in variables(IPLOS) if i.group == group]
        levels = [level for level in own if level is not None]
        assert (mean is None) == (not levels)
        if mean is not None:
            assert min(levels) <= mean <= max(levels)
