"""Whatever stands in a scenario's files, the answer is problems with places, never a crash."""

import copy as deep
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simtrainer.base.problem import Problem, Problems
from simtrainer.scenario.check import check_scenario
from simtrainer.scenario.lint.catalogue import errors
from tests.scenario.folders import FILES, PACKS, SMALL, data_of

ODD: list[Any] = [
    "", "x", "-1", "0", "99999999", "1e9", "[a", "$", "$gone", "ODD", "me", "true", "07:30",
    "2026-02-30 10:00", "\u00b2", "(", [], {}, ["a"], [["a"]], [[0, 1]], {"a": "b"},
    {"type": "note"}, 7, -1, 0.5, True, {"entry": {"type": "note"}}, {"not": {}},
    {"mentions": "x"}, {"between": ["1"]}, [{}], None,
]  # fmt: skip


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in the data, also the inner ones."""
    if here:
        yield here
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(child, (*here, key))


PLACES = [(file, path) for file in FILES for path in paths(data_of(file))]
CHANGES = st.tuples(st.sampled_from(PLACES), st.sampled_from(ODD), st.sampled_from("vkd"))
"""A place, what to put there, and whether to change the value, the key, or to drop both."""


def changed(data: Any, path: tuple[Any, ...], odd: Any, what: str) -> Any:
    data = deep.deepcopy(data)
    around = data
    for step in path[:-1]:
        around = around[step]
    if what == "v":
        around[path[-1]] = odd
    else:
        old = around.pop(path[-1])
        if what == "k" and isinstance(around, dict):
            around[str(odd)] = old
    return data


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def written(folder: Path, file: str, data: Any) -> Path:
    """The small scenario with this in one of its files."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    (folder / file).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("file", FILES)
def test_written_anew_it_is_still_right(tmp_path: Path, file: str) -> None:
    folder = written(tmp_path / SMALL.name, file, data_of(file))
    assert errors(check_scenario(folder, PACKS, quick=True)) == []


def told(ground: Path, change: Any) -> list[Problem]:
    """What is said of the small scenario with this change in it."""
    (file, path), odd, what = change
    folder = written(ground / SMALL.name, file, changed(data_of(file), path, odd, what))
    try:
        return check_scenario(folder, PACKS, quick=True)
    except Problems as several:
        return several.problems
    except Problem as single:
        return [single]


@settings(max_examples=25)
@given(CHANGES)
def test_any_change_is_right_or_told(ground: Path, change: Any) -> None:
    assert all(p.place is not None for p in told(ground, change))


@pytest.mark.soak
@given(CHANGES)
def test_many_changes_are_right_or_told(ground: Path, change: Any) -> None:
    assert all(p.place is not None for p in told(ground, change))


@pytest.mark.parametrize(
    "change",
    [
        (("script.yaml", ("checks", 3, "do", 0, "open_patient")), "", "v"),
        (("script.yaml", ("checks", 3, "require", "all", 0, "entry", "fields", "order")), [], "v"),
        (("world.yaml", ("entries", 1, "fields", "times")), 7, "v"),
    ],
    ids=str,
)
def test_what_once_was_a_crash_is_told(ground: Path, change: Any) -> None:
    assert errors(told(ground, change))
