"""What a statement is about, and when two of one id are the same."""

from typing import Any

import pytest

from simtrainer.hub.shapes.incoming import (
    ACTIVITY_OBJECT,
    ACTOR,
    INSTRUCTOR,
    PARENT,
    SUB_ACTIVITY,
    SUB_AGENT,
    TEAM,
    digest,
    prepare,
)
from tests.hub.samples import agent, statement, uid, whole
from tests.hub.shapes.test_statement import SUB, broken


def test_every_person_and_activity_is_found_with_its_use() -> None:
    found = prepare(whole(), uid(1))
    assert found.agents["mbox:mailto:ida@simtrainer.example"] == ACTOR
    assert found.agents["openid:https://simtrainer.example/openid/leif"] == INSTRUCTOR
    assert found.agents["account:https://simtrainer.example/person|a"] == TEAM
    assert found.activities["https://simtrainer.example/question"] == ACTIVITY_OBJECT
    assert found.activities["https://simtrainer.example/parent"] == PARENT
    assert found.registration == uid("registration")
    assert found.body["context"]["contextActivities"]["parent"] == [
        {"id": "https://simtrainer.example/parent"}
    ]


def test_a_sub_statement_counts_as_related_only() -> None:
    inner = SUB | {"object": {"id": "https://simtrainer.example/inner"}, "actor": agent("x")}
    found = prepare(statement(object=inner), uid(1))
    assert found.agents["account:https://simtrainer.example/person|x"] == SUB_AGENT
    assert found.activities == {"https://simtrainer.example/inner": SUB_ACTIVITY}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("stored", "2026-01-01T00:00:00Z"),
        ("authority", agent("other")),
        ("version", "1.0.0"),
        ("verb.display", {"en": "another word"}),
        ("object.definition.name", {"en": "another name"}),
        ("actor.objectType", ...),
        ("object.objectType", ...),
        ("result.score.raw", 5.0),
        ("context.team.member", [agent("b"), agent("a")]),
    ],
)
def test_what_does_not_make_a_statement_another(path: str, value: Any) -> None:
    assert digest(prepare(broken(path, value), uid(1)).body) == digest(
        prepare(whole(), uid(1)).body
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("actor.mbox", "mailto:per@simtrainer.example"),
        ("verb.id", "http://x.example/other"),
        ("object.id", "http://x.example/other"),
        ("result.response", "b"),
        ("result.score.raw", 6),
        ("result.duration", "PT1H30M2.51S"),
        ("context.registration", uid(9)),
        ("context.extensions", {}),
        ("attachments", ...),
    ],
)
def test_what_makes_a_statement_another(path: str, value: Any) -> None:
    assert digest(prepare(broken(path, value), uid(1)).body) != digest(
        prepare(whole(), uid(1)).body
    )


def test_a_duration_counts_to_the_hundredth_of_a_second() -> None:
    def told(duration: str) -> bytes:
        return digest(prepare(statement(1, result={"duration": duration}), uid(1)).body)

    assert told("PT1M2.519S") == told("PT1M2.51S") != told("PT1M2.52S")
    assert told("PT1.2345M") != told("PT1.23M")
