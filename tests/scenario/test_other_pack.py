"""A scenario plays on another screen pack than its own, unchanged, to the same score."""

import json
from pathlib import Path

import pytest

from simtrainer.base.problem import Problems
from simtrainer.engine.program import Program
from simtrainer.launch.commands import dispatch
from simtrainer.record.pack import Pack
from simtrainer.record.pack_source import read_pack
from simtrainer.scenario.check import check_scenario
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.prove import play
from tests.scenario.folders import PACKS, ROOT, SMALL

SCENARIOS = sorted(path.parent for path in (ROOT / "scenarios").glob("*/scenario.yaml"))


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda path: path.name)
def test_the_expert_gets_full_score_on_both_packs(folder: Path) -> None:
    compiled = [compile_folder(folder, PACKS, pack)[0] for pack in ("", "kommune-fane")]
    assert not any(b"[[term:" in raw for raw in compiled), "said in the words of the pack"
    own, other = (Program(raw) for raw in compiled)
    assert (own.pack.id, other.pack.id) == ("kommune-standard", "kommune-fane")
    for program in (own, other):
        finished = play(program, "expert").history.finished
        assert finished is not None
        assert finished["points"] == program.max_points == own.max_points


def test_the_other_pack_is_another_record_to_look_at() -> None:
    standard = Pack.from_data(read_pack(PACKS / "kommune-standard"))
    other = Pack.from_data(read_pack(PACKS / "kommune-fane"))
    assert (standard.navigation, other.navigation) == ("left_tree", "top_tabs")
    assert set(standard.modules) == set(other.modules)
    assert list(standard.modules) != list(other.modules)
    named = [key for key in standard.terms["nb"] if key in {f"module.{m}" for m in other.modules}]
    assert all(standard.terms["nb"][key] != other.terms["nb"][key] for key in named)
    assert list(standard.types["news2"].fields) != list(other.types["news2"].fields)


def test_an_unknown_pack_is_told_without_a_place() -> None:
    with pytest.raises(Problems) as caught:
        compile_folder(SMALL, PACKS, "gone")
    (found,) = caught.value.problems
    assert (found.code, found.place, found.params["pack"]) == ("pack.unknown", None, "gone")


def test_check_and_play_take_the_other_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_scenario(SMALL, PACKS, quick=True, other_pack="kommune-fane") == []
    assert dispatch(["check", str(SMALL), "--pack", "gone", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert [p["code"] for p in answer["problems"]] == ["pack.unknown"]
    asked = ["play", str(SMALL), "--bot", "expert", "--pack", "kommune-fane", "--json"]
    assert dispatch(asked) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["score"] == answer["max_score"] > 0
