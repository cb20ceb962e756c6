"""Statements for tests, small and whole."""

from typing import Any
from uuid import UUID, uuid5

SPACE = UUID("11111111-1111-4111-8111-111111111111")


def uid(name: object) -> str:
    """A UUID that belongs to a name."""
    return str(uuid5(SPACE, str(name)))


def agent(name: str = "ida") -> dict[str, Any]:
    """An agent by account."""
    return {"account": {"homePage": "https://simtrainer.example/person", "name": name}}


def statement(name: object = None, **changes: Any) -> dict[str, Any]:
    """A small statement, with an id where a name is given."""
    base: dict[str, Any] = {
        "actor": agent(),
        "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced", "display": {"en": "did"}},
        "object": {"id": "https://simtrainer.example/thing"},
    }
    if name is not None:
        base["id"] = uid(name)
    return base | changes


def whole() -> dict[str, Any]:
    """A statement with every property that both versions have."""
    activity = {
        "objectType": "Activity",
        "id": "https://simtrainer.example/question",
        "definition": {
            "name": {"nb": "Spørsmål", "en-GB": "Question"},
            "description": {"nb": "Hva ser du?"},
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "moreInfo": "https://simtrainer.example/more",
            "interactionType": "choice",
            "correctResponsesPattern": ["a"],
            "choices": [{"id": "a", "description": {"nb": "A"}}, {"id": "b"}],
            "extensions": {"https://simtrainer.example/ext": None},
        },
    }
    group = {"objectType": "Group", "name": "Laget", "member": [agent("a"), agent("b")]}
    return {
        "id": uid("whole"),
        "actor": {"objectType": "Agent", "name": "Ida", "mbox": "mailto:ida@simtrainer.example"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"nb": "svarte"}},
        "object": activity,
        "result": {
            "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10},
            "success": True,
            "completion": True,
            "response": "a",
            "duration": "PT1H30M2.5S",
            "extensions": {"https://simtrainer.example/ext": {"x": [1, None]}},
        },
        "context": {
            "registration": uid("registration"),
            "instructor": {"openid": "https://simtrainer.example/openid/leif"},
            "team": group,
            "contextActivities": {
                "parent": {"id": "https://simtrainer.example/parent"},
                "grouping": [{"id": "https://simtrainer.example/grouping"}],
                "category": [{"id": "https://simtrainer.example/category"}],
                "other": [{"id": "https://simtrainer.example/other"}],
            },
            "revision": "1",
            "platform": "simtrainer",
            "language": "nb-NO",
            "statement": {"objectType": "StatementRef", "id": uid("other")},
            "extensions": {"https://simtrainer.example/ext": 1},
        },
        "timestamp": "2026-05-12T08:30:00.123+02:00",
        "attachments": [
            {
                "usageType": "https://simtrainer.example/usage",
                "display": {"nb": "Vedlegg"},
                "description": {"nb": "Et vedlegg"},
                "contentType": "text/plain; charset=utf-8",
                "length": 3,
                "sha2": "ab" * 32,
                "fileUrl": "https://simtrainer.example/file",
            }
        ],
    }


def void(target: str, name: object = None) -> dict[str, Any]:
    """A statement that voids another."""
    return statement(
        name,
        verb={"id": "http://adlnet.gov/expapi/verbs/voided"},
        object={"objectType": "StatementRef", "id": target},
    )


def pointer(target: str, name: object, **changes: Any) -> dict[str, Any]:
    """A statement about another statement."""
    return statement(name, object={"objectType": "StatementRef", "id": target}, **changes)
