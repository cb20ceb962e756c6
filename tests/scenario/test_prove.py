"""The proof: bots play, and what they get must be what the author wrote down."""

import json
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.engine.dice import SeededDice
from simtrainer.engine.program import Program
from simtrainer.scenario.check import check_scenario
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.lint.catalogue import errors
from simtrainer.scenario.prove import play, prove, report
from tests.scenario.folders import PACKS, ROOT, SMALL, change, copy

SHIPPED = sorted(f.parent for f in (ROOT / "scenarios").glob("*/scenario.yaml"))


def proved(folder: Path) -> list[Problem]:
    return prove(read_folder(folder, PACKS), Program(compile_folder(folder, PACKS)[0]))


@pytest.mark.parametrize("folder", SHIPPED, ids=[f.name for f in SHIPPED])
def test_every_shipped_scenario_holds_and_can_be_won(folder: Path) -> None:
    assert [str(p) for p in errors(check_scenario(folder, PACKS, quick=True))] == []
    program = Program(compile_folder(folder, PACKS)[0])
    best = report(play(program, "expert"))
    assert best["score"] == best["max_score"] == program.max_points
    assert (best["passed"], best["critical_missed"]) == (True, [])
    worst = report(play(program, "lazy"))
    assert not worst["passed"] and worst["score"] < program.pass_share * program.max_points


def test_the_long_shift_takes_either_way_and_is_worth_the_same() -> None:
    """Given at once, or held until the doctor has answered: both are right, and both are asked
    for what follows from them."""
    folder = ROOT / "scenarios" / "dagvakt-solglott"
    program = Program(compile_folder(folder, PACKS)[0])
    ways: dict[str, set[tuple[int, str, str]]] = {}
    for seed in range(1, 9):
        run = play(program, "route", seed)
        now = run.history
        states = now.check_states["a3-effect"], now.check_states["a3-held"]
        ways.setdefault(now.ways["levodopa"], set()).add(((now.finished or {})["points"], *states))
    assert ways == {"given": {(840, "met", "void")}, "held": {(840, "void", "met")}}


def test_the_small_scenario_proves() -> None:
    assert proved(SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("points: 70", "points: 71", "points"),
        ("critical_missed: 0", "critical_missed: 1", "critical_missed"),
        ("missed: []", "missed: [read]", "missed"),
        ("missed: [measure, dose]", "missed: [dose]", "missed"),
    ],
)
def test_a_proof_that_says_otherwise_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    folder = change(copy(tmp_path), "proof.yaml", old, new)
    (found,) = proved(folder)
    assert (found.code, found.params["what"]) == ("proof.differs", what)
    lines = (folder / "proof.yaml").read_text("utf-8").splitlines()
    assert found.place is not None and new in lines[found.place.line - 1]
    assert lines[found.place.line - 1][found.place.column - 1 :].startswith(what)


def test_a_bot_nobody_knows_is_told_at_its_place(tmp_path: Path) -> None:
    (found,) = proved(change(copy(tmp_path), "proof.yaml", "bot: lazy", "bot: sleepy"))
    assert (found.code, found.params["bot"]) == ("bot.unknown", "sleepy")
    assert str(found.place).startswith("liten-vakt/proof.yaml:4:")


def test_what_the_record_refuses_of_the_expert_is_told(tmp_path: Path) -> None:
    """The prover says it at its run, also where nothing else has found it."""
    source = read_folder(SMALL, PACKS)
    data = json.loads(compile_folder(SMALL, PACKS)[0])
    steps = next(c["steps"] for c in data["checks"] if c["id"] == "measure")
    step = next(s["create"] for s in steps if "create" in s)
    step["fields"]["temperature"] = 374
    (found,) = prove(source, Program(json.dumps(data).encode()))
    assert (found.code, found.params["because"]) == ("bot.refused", "field.limits")
    assert str(found.place).startswith("liten-vakt/proof.yaml:3:")


def test_a_scenario_without_a_proof_is_told(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / "proof.yaml").unlink()
    assert [p.code for p in proved(folder)] == ["proof.missing"]


def test_a_report_counts_what_the_verdicts_say() -> None:
    program = Program(compile_folder(SMALL, PACKS)[0])
    for bot in ("expert", "lazy"):
        found = report(play(program, bot))
        assert sum(found["checks"].values()) == len(program.checks) == len(found["states"])
        assert found["max_score"] == program.max_points
        assert found["events"] > 0 and found["minutes"] <= program.length_ms / 60_000


def test_a_bot_plays_the_same_with_the_same_seed() -> None:
    program = Program(compile_folder(SMALL, PACKS)[0])
    one, two = (play(program, "expert", seed=3) for _ in range(2))
    assert [e.encode() for e in one.log] == [e.encode() for e in two.log]


def test_dice_are_the_same_on_every_machine_and_stay_below() -> None:
    dice, again = SeededDice(7), SeededDice(7)
    falls = [dice.below(6) for _ in range(60)]
    assert falls == [again.below(6) for _ in range(60)]
    assert set(falls) == set(range(6))
    assert [SeededDice(8).below(6) for _ in range(3)] != falls[:3]
    assert dice.below(1) == 0
