"""Routes are as right as the expert's; each mistake costs what it was made in and nothing else."""

from typing import Any

import pytest

from simtrainer.base.problem import Problem
from simtrainer.engine.bots import BOTS, bot_named
from simtrainer.engine.bots.mutant import flawless, play_mutation
from simtrainer.engine.bots.mutation import KINDS, mutation, mutations
from simtrainer.engine.dice import SeededDice, throw
from simtrainer.engine.event import Event
from simtrainer.engine.program import Program
from simtrainer.engine.replay import first_difference, replay
from simtrainer.engine.run import Run
from tests.engine.conftest import Build, Load, compiled
from tests.engine.programs import check, dialogue, entry


@pytest.fixture(scope="module")
def shipped(load: Load) -> Program:
    return load(compiled("morgenvakt-solglott"))


def played(program: Program, bot: str, seed: int = 1) -> Run:
    run = Run(program)
    run.start({"seed": seed})
    bot_named(bot)(run, SeededDice(seed))
    return run


def small(build: Build) -> Program:
    """A note to write, a message to read, a call to answer, and a record not to open."""
    write = {"create": {"type": "note", "patient": "ODD", "fields": {"text": "Han hoster"}}}
    cough = {"text": {"mentions": ["$concept.cough"]}}
    return build(
        entries=[entry("msg", "message", {"body": "a"}, "", status="received")],
        dialogues={"d": dialogue({"hello": {"rude": "", "kind": ""}}, missed=4)},
        beats=[{"id": "rings", "at_ms": 240_000, "effects": [{"call": "d"}]}],
        checks=[
            check("note", {"entry": {"type": "note", "patient": "ODD", "fields": cough}}, due=10,
                  steps=[{"open_patient": "ODD"}, write]),
            check("read", {"acknowledged": "msg"}, due=12,
                  steps=[{"read": "msg"}, {"acknowledge": "msg"}]),
            check("talk", {"said": {"dialogue": "d", "choice": "kind"}},
                  {"said": {"dialogue": "d", "choice": "rude"}}, opens_beat="rings",
                  steps=[{"answer": "d"}, {"say": {"dialogue": "d", "choice": "kind"}}]),
            check("own", None, {"opened": {"unassigned": True}}, goals=["privacy"]),
        ],
    )  # fmt: skip


def test_every_route_of_the_shipped_scenario_gets_all_points(shipped: Program) -> None:
    points = {seed: played(shipped, "route", seed).history.finished for seed in range(1, 41)}
    assert {seed: p["points"] for seed, p in points.items() if p} == dict.fromkeys(
        range(1, 41), shipped.max_points
    )


def test_routes_differ_in_order_and_ways(shipped: Program) -> None:
    def inputs(run: Run) -> tuple[Any, ...]:
        return tuple((e.kind, str(e.data)) for e in run.log if e.by == "me" and e.kind != "start")

    runs = [played(shipped, "route", seed) for seed in range(1, 21)]
    assert len({inputs(run) for run in runs}) == 20
    kinds = {e.kind for run in runs for e in run.log if e.by == "me"}
    assert {"search", "amend", "sign", "invalidate"} <= kinds
    early = [
        e
        for run in runs
        for e in run.log
        if e.kind == "check" and e.by == "script" and e.data["done_ms"] is not None
        and e.data["check"] not in run.history.opened_checks
    ]  # fmt: skip
    assert not early or all(isinstance(e, Event) for e in early)


def test_a_route_is_the_same_for_the_same_seed(shipped: Program) -> None:
    one, two = (played(shipped, "route", 7) for _ in range(2))
    assert [e.encode() for e in one.log] == [e.encode() for e in two.log]
    assert first_difference([e.encode() for e in one.log], replay(shipped, one.log)) is None


def test_work_is_done_before_its_time_where_only_the_clock_holds_it_back(build: Build) -> None:
    write = {"create": {"type": "note", "patient": "ODD", "fields": {"text": "Han hoster"}}}
    made = build(checks=[check("n", {"entry": {"type": "note"}}, opens=30, due=5, steps=[write])])
    times = set()
    for seed in range(1, 30):
        run = played(made, "route", seed)
        assert run.history.check_states == {"n": "met"}
        times.add(next(e.t for e in run.log if e.kind == "create") < 30 * 60_000)
    assert times == {True, False}


def test_another_way_that_is_as_right_is_taken_too(build: Build) -> None:
    one = {"create": {"type": "note", "patient": "ODD", "fields": {"text": "Han hoster"}}}
    two = {"create": {"type": "task", "fields": {"title": "Sjekk hosten"}}}
    right = {"any": [{"entry": {"type": "note"}}, {"entry": {"type": "task"}}]}
    made = build(checks=[check("n", right, steps=[one]) | {"other_ways": [[two]]}])
    runs = [played(made, "route", seed) for seed in range(1, 20)]
    assert {run.history.check_states["n"] for run in runs} == {"met"}
    types = {e.data["type"] for run in runs for e in run.log if e.kind == "create"}
    assert types == {"note", "task"}


def test_each_mistake_of_a_small_script_costs_its_own_check(build: Build) -> None:
    made = small(build)
    best = flawless(made)
    assert set(best.check_states.values()) == {"met"}
    planned = mutations(made, best)
    assert {(m.check, m.kind) for m in planned} == {
        ("note", "omitted"), ("note", "late"), ("note", "wrong_patient"), ("note", "wrong_value"),
        ("note", "unsigned"), ("note", "corrected"), ("read", "omitted"), ("read", "late"),
        ("talk", "omitted"), ("talk", "wrong_value"), ("own", "snooped"),
    }  # fmt: skip
    for mistake in planned:
        run = Run(made)
        run.start({"seed": 1})
        play_mutation(run, mistake)
        states = run.history.check_states
        others = {name: state for name, state in states.items() if name != mistake.check}
        assert set(others.values()) == {"met"}, mistake.name
        expected = {"late": "late", "snooped": "violated", "corrected": "met"}.get(mistake.kind)
        assert states[mistake.check] == (expected or states[mistake.check])
        assert (states[mistake.check] == "met") is (mistake.kind == "corrected"), mistake.name


def test_every_kind_of_mistake_is_made_in_the_shipped_scenario(shipped: Program) -> None:
    planned = mutations(shipped, flawless(shipped))
    assert {m.kind for m in planned} == set(KINDS)
    assert len(planned) > 60


def test_a_mutant_is_played_by_its_name(shipped: Program) -> None:
    run = played(shipped, "mutant:a5-news2:late")
    assert run.history.check_states["a5-news2"] == "late"
    assert run.history.finished and run.history.finished["points"] < shipped.max_points


@pytest.mark.parametrize("name", ["nobody", "mutant:a5-news2:dreamt", "mutant:late", ""])
def test_a_name_that_is_no_bot_is_refused(name: str) -> None:
    with pytest.raises(Problem) as caught:
        bot_named(name)
    assert caught.value.code == "bot.unknown"


@pytest.mark.parametrize("name", ["mutant:a1-own:late", "mutant:nothing:omitted"])
def test_a_mistake_that_cannot_be_made_is_told(shipped: Program, name: str) -> None:
    with pytest.raises(Problem) as caught:
        played(shipped, name)
    assert caught.value.code == "bot.no_mistake"


def test_checks_that_judge_the_same_entry_are_named(load: Load) -> None:
    """The effect is counted from the dose, so both look at it."""
    program = load(compiled("dagvakt-solglott"))
    found = mutation(program, flawless(program), "a15-dose", "omitted")
    assert found is not None and found.same == {"a16-effect"}


def test_a_slip_taken_back_that_nothing_calls_a_mistake_is_forgiven(shipped: Program) -> None:
    best = flawless(shipped)
    note = mutation(shipped, best, "a6-note", "corrected")
    assert note is not None and note.forgiven
    register = mutation(shipped, best, "a8-count", "corrected")
    assert register is None or not register.forgiven
    assert [m.name for m in mutations(shipped, best) if m.forgiven and m.kind != "corrected"] == []


@pytest.mark.parametrize("bot", BOTS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_bot_breaks_a_run_and_all_replay(shipped: Program, bot: str, seed: int) -> None:
    run = played(shipped, bot, seed)
    assert run.history.finished is not None
    assert run.history.finished["points"] <= shipped.max_points
    lines = [event.encode() for event in run.log]
    assert first_difference(lines, replay(shipped, run.log)) is None


def test_the_bots_stand_in_the_order_one_would_expect(shipped: Program) -> None:
    def points(bot: str) -> int:
        return int((played(shipped, bot).history.finished or {})["points"])

    assert points("expert") == shipped.max_points >= points("careful-slow") > points("hasty")
    assert points("hasty") > points("lazy")
    assert points("hint-dependent") < points("hasty"), "all the help has its price"


def test_a_throw_depends_on_nothing_but_what_is_asked() -> None:
    assert throw(1, "a", 100) == throw(1, "a", 100)
    assert len({throw(seed, "a", 1000) for seed in range(50)}) > 40
    assert len({throw(1, name, 1000) for name in "abcdefghij"}) > 7
    assert {throw(seed, "x", 3) for seed in range(40)} == {0, 1, 2}
