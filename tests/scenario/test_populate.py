"""Invented people as a file that an author can go on with."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.record.people.municipality import UnitPlan, settle
from simtrainer.record.yaml_source import read_yaml
from simtrainer.scenario.populate import as_json, as_yaml, world_of
from tests.record.people.town import START, book, dices


def test_what_is_written_is_read_back_value_for_value(tmp_path: Path) -> None:
    plans = [UnitPlan("ward", 6), UnitPlan("zone", 6)]
    data = world_of(settle(book(), dices(3), START, plans, each=80))
    path = tmp_path / "world.yaml"
    path.write_text(as_yaml(data, "Hei\nder"), encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("# Hei\n# der\nformat: 1\n")
    assert read_yaml(path).data == data
    assert "".join(as_json(data).split())[:11] == '{"format":1'


def test_numbers_in_quotes_stay_texts(tmp_path: Path) -> None:
    data = {"a": ["05923249631", "08", "07:30", "1", "-2", ".5", "ja", "no", "2026-05-12"]}
    path = tmp_path / "x.yaml"
    path.write_text(as_yaml(data, ""), encoding="utf-8")
    assert read_yaml(path).data == data


def test_a_file_too_large_for_a_scenario_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        as_yaml({"a": "x" * 4_000_001}, "")
    assert caught.value.code == "people.too_large"
