"""The statement profile: exact, repeatable, and valid by the hub's own strict validator."""

from typing import Any
from uuid import UUID, uuid5

import pytest
from pydantic import ValidationError

from simtrainer.hub.shapes.statement import Version, a_statement
from simtrainer.wire import profile
from simtrainer.wire.statement import RunSummary, statements, survey

RUN = UUID("6f7f4d0c-43a1-4d5f-8c9b-6f6f2d1f0001")


def summary(**changes: Any) -> RunSummary:
    """A run with one solved and one late check."""
    check = {
        "event_no": 7,
        "id": "levodopa",
        "title": "Tidskritisk medisin",
        "goals": ["legemidler"],
        "state": "met",
        "points": 10,
        "max_points": 10,
        "critical": True,
        "dimensions": {"tid": {"points": 10, "max": 10}},
        "at": "2026-05-12T06:01:00Z",
    }
    late = check | {"id": "isbar", "state": "late", "points": 4, "goals": []}
    base: dict[str, Any] = {
        "run_id": RUN,
        "person_code": "P-0001",
        "unit_id": "solglott-2",
        "scenario_id": "morgenvakt",
        "scenario_version": "1.0.0",
        "scenario_title": "Morgenvakt",
        "program_hash": "ab" * 32,
        "mode": "spill",
        "purpose": "utvikling",
        "station_id": "PC-07",
        "started_at": "2026-05-12T05:30:00.000Z",
        "finished_at": "2026-05-12T06:02:03.450Z",
        "max_points": 20,
        "points": 14,
        "passed": True,
        "dimensions": {"tid": {"points": 14, "max": 20}},
        "checks": [check, late],
    }
    return RunSummary.model_validate(base | changes)


def test_a_run_is_told_as_start_checks_and_end_in_order() -> None:
    verbs = [s["verb"]["id"] for s in statements(summary())]
    assert verbs == [profile.INITIALIZED, profile.PASSED, profile.FAILED, profile.COMPLETED]


def test_ids_come_from_run_and_event_so_that_a_repeat_is_the_same() -> None:
    once, again = statements(summary()), statements(summary())
    assert once == again
    assert once[0]["id"] == str(uuid5(RUN, "0:initialized"))
    assert once[-1]["id"] == str(uuid5(RUN, "8:completed"))


def test_two_checks_settled_by_one_event_get_two_ids() -> None:
    check = summary().checks[0]
    told = statements(summary(checks=[check, check.model_copy(update={"id": "other"})]))
    assert len({s["id"] for s in told}) == 4


def test_the_end_carries_score_duration_and_dimensions() -> None:
    result = statements(summary())[-1]["result"]
    assert result["score"] == {"scaled": 0.7, "raw": 14, "min": 0, "max": 20}
    assert result["duration"] == "PT1923.45S"
    assert result["extensions"][profile.DIMENSIONS_EXTENSION] == {"tid": {"points": 14, "max": 20}}


def test_a_check_names_scenario_goal_state_and_run() -> None:
    passed, late = statements(summary())[1:3]
    context = passed["context"]
    assert context["registration"] == str(RUN)
    assert context["contextActivities"]["parent"] == [{"id": profile.scenario_iri("morgenvakt")}]
    assert context["contextActivities"]["grouping"][0]["id"] == profile.goal_iri("legemidler")
    assert "grouping" not in late["context"]["contextActivities"]
    assert late["result"]["extensions"][profile.STATE_EXTENSION] == "late"
    assert late["result"]["success"] is False


@pytest.mark.parametrize(
    ("points", "most", "scaled"), [(-5.0, 20.0, -0.25), (0.0, 0.0, 0.0), (25.0, 20.0, 1.0)]
)
def test_odd_scores_stay_inside_what_xapi_allows(points: float, most: float, scaled: float) -> None:
    score = statements(summary(points=points, max_points=most))[-1]["result"]["score"]
    assert score["scaled"] == scaled
    if "max" in score:
        assert score["min"] <= score["raw"] <= score["max"] and score["min"] < score["max"]


@pytest.mark.parametrize(
    "change",
    [
        {"started_at": "2026-05-12T05:30:00"},
        {"finished_at": "i går"},
        {"scenario_id": "to ord"},
        {"person_code": ""},
        {"points": float("nan")},
        {"unknown": 1},
    ],
)
def test_bad_input_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        summary(**change)


def test_an_answer_without_a_name_is_valid_too() -> None:
    told = survey(str(RUN), "morgenvakt", "Morgenvakt", "2026-05-12", {"learned": "much"}, "Fint")
    versions: list[Version] = ["1.0.3", "2.0.0"]
    for version in versions:
        a_statement(told, version)
    assert told["object"]["id"] == profile.survey_iri("morgenvakt")
    assert "registration" not in told["context"]
    assert "response" not in survey(str(RUN), "m", "M", "2026-05-12", {}, "")["result"]


@pytest.mark.parametrize(("kind", "verb"), [("hand", "asked"), ("flag", "commented")])
def test_a_word_is_no_result(kind: str, verb: str) -> None:
    """A raised hand or a word about a step carries the place, and no score that a figure could
    be made of."""
    from simtrainer.wire.statement import RunHead, Word, word_statement

    head = RunHead(
        run_id=RUN,
        person_code="P1",
        unit_id="u",
        scenario_id="s",
        scenario_version="1",
        scenario_title="S",
        program_hash="0" * 64,
        mode="spill",
        purpose="utvikling",
        station_id="PC",
    )
    said = {"event_no": 7, "kind": kind, "state": {"module": "inbox"}, "at": "2026-05-12T08:30:00Z"}
    word = Word.model_validate({**said, "check": "a1", "text": "Uklart"})
    made = word_statement(head, word)
    versions: list[Version] = ["1.0.3", "2.0.0"]
    for version in versions:
        a_statement(made, version)
    assert made["verb"]["id"].endswith(f"/{verb}")
    assert "score" not in made["result"] and "success" not in made["result"]
    assert made["result"]["response"] == "Uklart"
    assert list(made["result"]["extensions"].values()) == [{"module": "inbox"}]
    assert made["object"]["id"].endswith("/scenario/s/check/a1")
    assert made == word_statement(head, word)


@pytest.mark.parametrize("check", ["a1", ""])
def test_a_word_from_private_practice_is_told_by_nobody(check: str) -> None:
    from simtrainer.wire.statement import nameless_word

    place = {"module": "inbox", "clock": "07:42"}
    made = nameless_word(str(RUN), "s", "S", "2026-05-12", "Uklart", check, place)
    versions: list[Version] = ["1.0.3", "2.0.0"]
    for version in versions:
        a_statement(made, version)
    assert made["actor"]["account"]["name"] == profile.NOBODY
    assert "registration" not in made["context"] and "score" not in made["result"]
    assert made["object"]["id"].endswith("/scenario/s/check/a1" if check else "/scenario/s")
