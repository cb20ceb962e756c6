"""The wide proof: what it finds, at its place, and that a sound scenario passes it."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.engine.program import Program
from simtrainer.scenario.check import check_scenario
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.survey import Loss, Survey, faults, survey
from tests.scenario.folders import PACKS, SMALL, change, copy


def made(folder: Path) -> Program:
    return Program(compile_folder(folder, PACKS)[0])


def checked(folder: Path) -> list[Problem]:
    found = check_scenario(folder, PACKS)
    return [problem for problem in found if problem.code.startswith("prove.")]


def test_the_small_scenario_is_proved_widely() -> None:
    program = made(SMALL)
    found = survey(program)
    assert list(faults(program, found)) == []
    plain = found.plain()
    assert (plain["points"], plain["routes"], plain["routes_full"]) == (70, 200, 200)
    assert (plain["mutants"], plain["own"], plain["exact"]) == (14, 14, 1.0)
    assert (plain["exact_entry"], plain["forgiven"]) == (1.0, 1)
    assert plain["minutes"]["expert"] <= plain["minutes"]["careful-slow"]


def test_quick_leaves_the_wide_proof_out() -> None:
    """Without it, what the bots showed is told: see the command's own test."""
    told: list[Survey] = []
    assert check_scenario(SMALL, PACKS, quick=True, told=told.append) == []
    assert told == []


def test_a_route_that_loses_points_is_told_at_its_check(tmp_path: Path) -> None:
    """The expert signs at once; who begins with a draft is punished for it."""
    folder = change(
        copy(tmp_path), "script.yaml", "    wrong: {opened: {unassigned: true}}\n",
        "    wrong: {entry: {type: note, author: me, status: draft}}\n",
    )  # fmt: skip
    codes = {problem.code: problem for problem in checked(folder)}
    assert codes["prove.route"].params["checks"] == "own"
    assert 0 < codes["prove.route"].params["n"] < 200
    place, script = codes["prove.route"].place, (folder / "script.yaml").read_text("utf-8")
    assert place is not None and "id: own" in script.splitlines()[place.line - 1]


def test_a_mistake_that_no_condition_sees_is_not_planted(tmp_path: Path) -> None:
    wanted = 'fields: {scale: "2", supply: air, spo2: {between: [86, 91]}}'
    folder = change(copy(tmp_path), "script.yaml", wanted, f"status: [signed, draft], {wanted}")
    found = survey(made(folder), 1)
    unsigned = [loss for loss in found.mutants if loss.name == "mutant:measure:unsigned"]
    assert unsigned == []


def test_a_beat_that_never_comes_is_a_warning(tmp_path: Path) -> None:
    folder = change(
        copy(tmp_path), "script.yaml", "when: {said: {dialogue: wife, choice: gossip}}",
        "when: {all: [{said: {dialogue: wife, choice: gossip}}, {opened: {patient: ODD}}, "
        "{minutes_since: {said: {dialogue: wife, choice: gossip}, at_least: 600}}]}",
    )  # fmt: skip
    (found,) = checked(folder)
    assert (found.code, found.params["beat"]) == ("prove.beat_never", "gossip-heard")


READ = "require: {acknowledged: rep-odd}"
MEASURED = "{entry: {type: news2, patient: ODD, author: me}}"


@pytest.mark.parametrize(
    ("wanted", "code", "check", "mistake"),
    [
        ("all", "prove.mistake_elsewhere", "measure", "mutant:measure:omitted"),
        ("any", "prove.mistake_covered", "read", "mutant:read:omitted"),
    ],
    ids=["one slip costs two checks", "one check is done by another's steps"],
)
def test_a_planted_entanglement_is_named_at_its_check(
    tmp_path: Path, wanted: str, code: str, check: str, mistake: str
) -> None:
    both = f"require: {{{wanted}: [{{acknowledged: rep-odd}}, {MEASURED}]}}"
    folder = change(copy(tmp_path), "script.yaml", READ, both)
    (folder / "proof.yaml").write_text(
        "format: 1\nruns: [{bot: expert, points: 70}]\n", encoding="utf-8"
    )
    found = checked(folder)
    named = [problem for problem in found if problem.params["bot"] == mistake]
    assert [problem.params["check"] for problem in named] == [check]
    place, script = named[0].place, (folder / "script.yaml").read_text("utf-8")
    assert place is not None and f"id: {check}" in script.splitlines()[place.line - 1]
    assert {problem.code for problem in found} == {code}


def test_a_slip_taken_back_that_costs_all_the_same_is_a_lost_route(tmp_path: Path) -> None:
    """The check itself calls the slip no mistake, and another takes points for it."""
    folder = change(
        copy(tmp_path), "script.yaml", "    wrong: {opened: {unassigned: true}}\n",
        "    wrong: {entry: {type: administration, author: me, status: [invalid]}}\n",
    )  # fmt: skip
    codes = {problem.code: problem for problem in checked(folder)}
    assert codes["prove.route"].params["name"] == "mutant:dose:corrected"


def test_shares_count_every_mistake() -> None:
    """What is covered or hits the same entry is not told away."""
    found = Survey()
    for lost in ({"a": 5}, {"a": 5, "b": 1}, {}, {"c": 1}):
        found.mutants.append(Loss("m", "a", "omitted", lost, frozenset({"b"})))
    assert (found.exact, found.exact_entry) == (0.25, 0.5)
    assert Survey().exact == 1.0


@pytest.mark.parametrize(
    ("lost", "kind", "verdict"),
    [
        ({"a": 5}, "omitted", "own"),
        ({"a": 5, "b": 1}, "omitted", "same"),
        ({"b": 1}, "late", "same"),
        ({"a": 5, "c": 1}, "omitted", "other"),
        ({}, "wrong_value", "free"),
        ({}, "omitted", "covered"),
        ({}, "corrected", "free"),
        ({}, "late", "covered"),
    ],
)
def test_what_a_mistake_came_to(lost: dict[str, int], kind: str, verdict: str) -> None:
    assert Loss("m", "a", kind, lost, frozenset({"b"})).verdict == verdict


def test_what_a_survey_finds_becomes_problems() -> None:
    program = made(SMALL)
    found = Survey(points=70, routes=2, beats={beat.id for beat in program.beats})
    found.lost_routes.append(Loss("route 2", "", "route", {"dose": 5}, frozenset()))
    found.mutants.append(Loss("mutant:read:unsigned", "read", "unsigned", {}, frozenset()))
    found.mutants.append(Loss("mutant:dose:late", "dose", "late", {"read": 1}, frozenset()))
    found.mutants.append(Loss("mutant:read:omitted", "read", "omitted", {}, frozenset()))
    found.above.append("mutant:dose:late")
    found.raised.append(("random 3", Problem("record.no_entry", entry="x")))
    codes = [problem.code for problem in faults(program, found)]
    assert codes == [
        "prove.raised", "prove.route", "prove.mistake_pays", "prove.mistake_free",
        "prove.mistake_elsewhere", "prove.mistake_covered",
    ]  # fmt: skip
