"""The way through the exercises: what comes next, why, and own results beside own earlier ones."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.app import commands as c
from simtrainer.app.ports import RunInfo, ScenarioInfo
from simtrainer.app.present.home import goal_titles
from simtrainer.app.present.route import card, history
from simtrainer.app.route import Demand, Meeting, levels, next_meeting, route, why
from simtrainer.launch.words import texts
from tests.app.port_contracts import run_info, scenario_info
from tests.app.rig import SCENARIO, Rig

TODAY = "2026-05-12"
TITLES = {"legemidler": "Legemidler", "news": "NEWS2"}


def scenario(name: str, mandatory: bool = False, goals: Sequence[str] = ()) -> ScenarioInfo:
    return replace(scenario_info(name, mandatory), goals=tuple(goals))


def result(name: str, share: float, day: int = 1, **more: Any) -> RunInfo:
    goals = more.pop("goals", {})
    head = {"share": share, "passed": share >= 0.7, "goals": goals, "points": 1, "max": 2}
    return run_info(
        more.pop("run", f"{name}-{day}"),
        scenario=name,
        state="finished",
        finished_at=f"2026-05-{day:02d}T10:00:00.000Z",
        head=head,
        **more,
    )


def order(*args: Any) -> list[str]:
    scenarios, runs, demands, *role = args
    return [leg.info.id for leg in route(scenarios, runs, demands, *(role or [""]))]


def test_mandatory_first_then_the_nearest_deadline_then_what_one_is_weakest_at() -> None:
    scenarios = [
        scenario("free", goals=["legemidler"]), scenario("weak", goals=["news"]),
        scenario("must", True), scenario("late", True), scenario("soon", True),
    ]  # fmt: skip
    demands = [Demand("late", True, "2026-06-30"), Demand("soon", True, "2026-05-20")]
    goals = {"news": {"points": 1, "max": 5}, "legemidler": {"points": 3, "max": 5}}
    runs = [result("elsewhere", 0.4, goals=goals)]
    assert order(scenarios, runs, demands) == ["soon", "late", "must", "weak", "free"]
    passed = [result("soon", 0.9, 2), *runs]
    assert order(scenarios, passed, demands)[-1] == "soon"


def test_what_is_passed_comes_back_while_its_goal_is_not_reached() -> None:
    scenarios = [scenario("one", True, ["news"]), scenario("two", True, ["legemidler"])]
    goals = {"news": {"points": 4, "max": 5}, "legemidler": {"points": 2, "max": 5}}
    runs = [result("one", 0.9, 1), result("two", 0.75, 2, goals=goals)]
    assert order(scenarios, runs, []) == ["two", "one"]
    two, one = route(scenarios, runs, [], "")
    assert (two.open, one.open) == (True, False)
    assert (why(two, TODAY), why(one, TODAY)) == ("weak", "passed")


def test_the_plan_is_by_role_and_over_what_the_scenario_says() -> None:
    scenarios = [scenario("a", True), scenario("b")]
    demands = [Demand("a", False), Demand("b", True, "2026-05-31", "Sykepleier")]
    for role, must in (("sykepleier", {"b"}), ("Assistent", set())):
        legs = route(scenarios, [], demands, role)
        assert {leg.info.id for leg in legs if leg.mandatory} == must


def test_what_a_plan_says_of_the_fewest_counts() -> None:
    demands = [
        Demand("a", True, "2026-05-01"),
        Demand("a", True, "2026-05-02", unit="e1"),
        Demand("a", True, "2026-05-03", "Lege"),
        Demand("a", True, "2026-05-04", "Lege", "e1"),
    ]
    told = {
        (role, unit): route([scenario("a")], [], demands, role, unit)[0].deadline[-1:]
        for role in ("Lege", "Vikar")
        for unit in ("e1", "e2")
    }
    assert told == {
        ("Lege", "e1"): "4", ("Lege", "e2"): "3", ("Vikar", "e1"): "2", ("Vikar", "e2"): "1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("deadline", "runs", "reason", "told"),
    [
        ("2026-05-01", [], "overdue", "Fristen var 1. mai."),
        ("2026-05-12", [], "today", "Fristen er i dag"),
        ("2026-05-13", [], "soon", "Fristen er i morgen"),
        ("2026-05-17", [], "soon", "Fristen er om 5 dager"),
        ("2026-05-31", [], "must", "alle på avdelingen"),
        ("2026-05-31", [("spill", 0.5)], "tried", "Du fikk 50 % sist."),
        ("2026-05-31", [("spill", 0.699)], "tried", "Du fikk 69 % sist."),
        ("2026-05-31", [("ov", 0.5)], "practised", "Du har øvd på den."),
        ("2026-05-01", [("spill", 0.9)], "passed", "Bestått med 90 %."),
    ],
)
def test_the_card_says_why(
    deadline: str, runs: list[tuple[Any, float]], reason: str, told: str
) -> None:
    played = [result("a", share, day, mode=mode) for day, (mode, share) in enumerate(runs, 1)]
    (leg,) = route([scenario("a", True, ["news"])], played, [Demand("a", True, deadline)], "")
    assert why(leg, TODAY) == reason
    drawn = card(texts(), leg, TITLES, TODAY)
    assert told in drawn.why
    frist = "frist" in drawn.badge
    assert frist == (reason != "passed") and drawn.badge.startswith("Obligatorisk")


def test_the_weakest_goal_is_named_in_the_middle_of_a_sentence() -> None:
    goals = {"news": {"points": 41, "max": 100}, "legemidler": {"points": 60, "max": 100}}
    runs = [result("b", 0.5, goals=goals)]
    for goal, told in (("news", "41 % på NEWS2"), ("legemidler", "60 % på legemidler")):
        (leg,) = route([scenario("a", goals=[goal])], runs, [], "")
        assert told in card(texts(), leg, TITLES, TODAY).why


@pytest.mark.parametrize("turned", [False, True])
def test_a_goal_is_named_in_ones_own_language_where_any_exercise_has_it(turned: bool) -> None:
    one = replace(
        scenario_info("a", mandatory=False), goal_titles={"privacy": {"nb": "Personvern"}}
    )
    both = replace(one, goal_titles={"privacy": {"nb": "Personvern", "en": "Privacy"}})
    listed = (both, one) if turned else (one, both)
    assert goal_titles(listed, "en") == {"privacy": "Privacy"}
    assert goal_titles((one,), "en") == {"privacy": "Personvern"}


def test_a_goal_stands_where_the_latest_run_put_it_and_practice_puts_it_nowhere() -> None:
    one, two = {"news": {"points": 1, "max": 2}}, {"news": {"points": 2, "max": 2}}
    runs = [
        result("a", 1.0, 2, goals=two), result("a", 0.5, 1, goals=one),
        result("a", 0.0, 3, mode="ov", goals=one),
    ]  # fmt: skip
    assert levels(runs) == {"news": 1.0}


def test_practice_is_remembered_for_the_person_alone_and_what_was_shown_is_not() -> None:
    runs = [result("a", 0.9, 3, mode="ov"), result("a", 0.5, 2), result("a", 1.0, 1, mode="vis")]
    practice, scored = history(texts(), [*runs, run_info("open")])
    assert (practice.result, practice.scored) == ("Øv · bare du ser denne", False)
    assert (scored.beside, scored.scored) == ("", True)
    again = history(texts(), [result("a", 0.5, 4), *runs])
    assert again[0].beside == "Like bra som ditt beste."


def test_each_result_stands_beside_ones_own_earlier_ones() -> None:
    shares = (0.5, 0.6, 0.55, 0.58, 0.4, 0.9)
    runs = [result("a", share, day) for day, share in enumerate(shares, 1)]
    other = result("b", 0.7, 9)
    rows = history(texts(), [other, *reversed(runs)])
    assert [row.beside for row in rows] == [
        "", "Ditt beste hittil. Før var det 60 %.", "Ditt beste er 90 %.",
        "Bedre enn gangen før, da var det 55 %.", "Ditt beste er 90 %.",
        "Ditt beste hittil. Før var det 50 %.", "",
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.floats(0, 1), st.sampled_from(["spill", "ov", "vis"])),
        max_size=8,
    ),
    st.sets(st.sampled_from("abc")),
)
def test_every_exercise_is_on_the_way_once_and_nothing_passed_comes_before_what_is_not(
    played: list[tuple[str, float, Any]], must: set[str]
) -> None:
    scenarios = [scenario(name, name in must) for name in "abc"]
    runs = [result(n, s, day, mode=mode) for day, (n, s, mode) in enumerate(played, 1)]
    legs = route(scenarios, runs, [], "")
    assert sorted(leg.info.id for leg in legs) == ["a", "b", "c"]
    assert [leg.passed for leg in legs] == sorted(leg.passed for leg in legs)
    for leg in legs:
        assert card(texts(), leg, TITLES, TODAY).why


def test_home_follows_the_plan_of_the_pc() -> None:
    class Wanted:
        def demands(self) -> Sequence[Demand]:
            return [Demand(SCENARIO, True, "2026-05-31", "Sykepleier")]

    rig = Rig(plan=Wanted())
    rig.do(c.SignIn("P-1"))
    home = rig.trainer.home()
    assert home.recommended[0].badge == "Obligatorisk, frist 31. mai"
    rig.do(c.SignOut())
    rig.do(c.SignIn("P-3"))
    assert rig.trainer.home().mandatory_total == 1


@pytest.mark.parametrize(
    ("day", "clock", "start"),
    [
        ("2026-05-13", "23:00", "08:00"), ("2026-05-14", "09:59", "08:00"),
        ("2026-05-14", "10:00", "13:00"), ("2026-05-14", "15:00", ""),
    ],
)  # fmt: skip
def test_the_next_session_is_the_first_that_is_not_over(day: str, clock: str, start: str) -> None:
    meetings = [
        Meeting("2026-05-14", "13:00", "15:00", "Fjorden"),
        Meeting("2026-05-14", "08:00", "10:00", "Fjorden"),
    ]
    found = next_meeting(meetings, day, clock)
    assert (found.start if found else "") == start


def test_home_tells_when_and_where() -> None:
    class Expected:
        def of(self, person: str) -> Sequence[Meeting]:
            return [Meeting("2026-05-14", "13:00", "15:00", "Møterom Fjorden")] * (person == "P-1")

    rig = Rig(meetings=Expected())
    rig.do(c.SignIn("P-1"))
    session = rig.trainer.home().session
    assert session is not None
    assert (session.weekday, session.day, session.month) == ("torsdag", "14", "mai")
    assert session.title == "Gruppeøving kl. 13:00"
    assert session.where == "Møterom Fjorden, varer til 15:00"
    rig.do(c.SignOut())
    rig.do(c.SignIn("P-3"))
    assert rig.trainer.home().session is None
