"""A finished run told as xAPI statements that any conformant store takes.

The same run always gives the same statements, id for id, so that sending it twice, from two PCs
or by file as well, stores it once (STYLE rule 12). Valid xAPI 1.0.3 and 2.0.0 alike.
"""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from simtrainer.wire import profile

Statement = dict[str, Any]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._~-]+$", max_length=120)]
"""A part of an activity's address: what needs no escaping."""


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _zoned(value: str) -> str:
    if _instant(value).tzinfo is None:
        raise ValueError("a time zone is needed, as in 2026-05-12T08:30:00Z")
    return value


Moment = Annotated[str, AfterValidator(_zoned)]
"""A time with its zone, kept as written."""
CheckState = Literal["met", "late", "missed", "corrected", "violated"]
PASSING: frozenset[CheckState] = frozenset(("met", "corrected"))
"""States that count as solved; ``late`` gives points but is told as failed."""


class Points(BaseModel):
    """Points got of points to get."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    points: float = Field(allow_inf_nan=False)
    max: float = Field(ge=0, allow_inf_nan=False)


class CheckSummary(BaseModel):
    """How one check went. ``event_no`` is the number of the log event that settled it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    event_no: int = Field(ge=0)
    id: Key
    title: str | dict[str, str]
    """One title, or one per language tag."""
    goals: list[Key] = []
    state: CheckState
    points: float = Field(allow_inf_nan=False)
    max_points: float = Field(ge=0, allow_inf_nan=False)
    critical: bool = False
    dimensions: dict[str, Points] = {}
    at: Moment


class RunHead(BaseModel):
    """Which run a result or a word belongs to."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    run_id: UUID
    person_code: str = Field(min_length=1, max_length=200)
    unit_id: str = Field(max_length=200)
    scenario_id: Key
    scenario_version: str
    scenario_title: str | dict[str, str]
    program_hash: str
    mode: Literal["vis", "prov", "ov", "spill", "kan"]
    purpose: Literal["utvikling", "dokumentasjon"]
    station_id: str


class RunSummary(RunHead):
    """All that leaves the PC about a finished run."""

    started_at: Moment
    finished_at: Moment
    max_points: float = Field(ge=0, allow_inf_nan=False)
    points: float = Field(allow_inf_nan=False)
    passed: bool
    dimensions: dict[str, Points] = {}
    checks: list[CheckSummary] = []
    goal_titles: dict[Key, str | dict[str, str]] = {}
    """What competence goals are called; a goal without a title is shown by its key."""


class Word(BaseModel):
    """Something a person says while playing: a raised hand, or a word about the exercise."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    event_no: int = Field(ge=0)
    kind: Literal["hand", "flag"]
    up: bool = True
    """Of a hand: raised, or taken down again."""
    text: str = ""
    check: Key | Literal[""] = ""
    state: dict[str, Any]
    at: Moment


def word_statement(run: RunHead, word: Word) -> Statement:
    """A word as a statement. It is no result: no figure is made of it."""
    hand = word.kind == "hand"
    verb, iri = ("asked", profile.ASKED) if hand else ("commented", profile.COMMENTED)
    result: dict[str, Any] = {"extensions": {profile.STATE_OF_RUN_EXTENSION: word.state}}
    if word.text:
        result["response"] = word.text
    if hand:
        result["completion"] = not word.up
    target = _scenario(run)
    if word.check:
        check = profile.check_iri(run.scenario_id, word.check)
        target = {
            "objectType": "Activity", "id": check, "definition": {"type": profile.CHECK_TYPE}
        }  # fmt: skip
    head = _head(run, word.event_no, verb, iri, word.at, word.check)
    return head | {"object": target, "result": result, "context": _context(run)}


def statements(summary: RunSummary) -> list[Statement]:
    """The run's statements in order: initialized, one per check, completed."""
    return [
        _started(summary),
        *(_check(summary, check) for check in summary.checks),
        _completed(summary),
    ]


def survey(
    key: str, scenario: str, title: str, day: str, answers: Mapping[str, str], comment: str
) -> Statement:
    """What somebody thought of a scenario, told by nobody: no code, unit, run or time of day.

    ``key`` is a fresh UUID, ``day`` an ISO date.
    """
    account = {"homePage": profile.PERSON_HOME_PAGE, "name": profile.NOBODY}
    result: dict[str, Any] = {"extensions": {profile.ANSWERS_EXTENSION: dict(answers)}}
    if comment:
        result["response"] = comment
    return {
        "id": key,
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": profile.RESPONDED, "display": {"en": "responded"}},
        "object": _activity(profile.survey_iri(scenario), profile.SURVEY_TYPE, title),
        "result": result,
        "context": {
            "platform": profile.PLATFORM,
            "language": profile.LANGUAGE,
            "contextActivities": {"parent": [{"id": profile.scenario_iri(scenario)}]},
            "extensions": {profile.FORMAT_EXTENSION: profile.FORMAT},
        },
        "timestamp": f"{day}T00:00:00Z",
    }


def nameless_word(
    key: str, scenario: str, title: str, day: str, text: str, check: str, place: Mapping[str, str]
) -> Statement:
    """A word about a step from somebody who practised in private and let it go on: no code, unit,
    run or time of day, and nothing of what they had written. ``place`` says where in the exercise.

    ``key`` is a fresh UUID, ``day`` an ISO date.
    """
    account = {"homePage": profile.PERSON_HOME_PAGE, "name": profile.NOBODY}
    target = _activity(profile.scenario_iri(scenario), profile.SCENARIO_TYPE, title)
    if check:
        address = profile.check_iri(scenario, check)
        target = {
            "objectType": "Activity", "id": address, "definition": {"type": profile.CHECK_TYPE}
        }  # fmt: skip
    return {
        "id": key,
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": profile.COMMENTED, "display": {"en": "commented"}},
        "object": target,
        "result": {
            "response": text,
            "extensions": {profile.STATE_OF_RUN_EXTENSION: dict(place)},
        },
        "context": {
            "platform": profile.PLATFORM,
            "language": profile.LANGUAGE,
            "extensions": {profile.FORMAT_EXTENSION: profile.FORMAT},
        },
        "timestamp": f"{day}T00:00:00Z",
    }


def erasure_wish(person: str, at: str) -> Statement:
    """A person asks to have everything about them erased; the same wish has the same id."""
    account = {"homePage": profile.PERSON_HOME_PAGE, "name": person}
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{profile.ERASURE}/{person}/{at}")),
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": profile.ERASURE_WISHED, "display": {"en": "requested erasure"}},
        "object": {"objectType": "Activity", "id": profile.ERASURE},
        "timestamp": at,
    }


def erasure_taken_back(person: str, wish: str, at: str) -> Statement:
    """The person has thought again: the wish with this id no longer holds."""
    account = {"homePage": profile.PERSON_HOME_PAGE, "name": person}
    return {
        "id": str(uuid5(UUID(wish), "taken-back")),
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": profile.VOIDED, "display": {"en": "voided"}},
        "object": {"objectType": "StatementRef", "id": wish},
        "timestamp": at,
    }


def statement_id(run: UUID, event_no: int, verb: str, check: str = "") -> str:
    """Id derived from run and event, and from the check: one event may settle several."""
    name = f"{event_no}:{verb}:{check}" if check else f"{event_no}:{verb}"
    return str(uuid5(run, name))


def _started(run: RunSummary) -> Statement:
    head = _head(run, 0, "initialized", profile.INITIALIZED, run.started_at)
    return head | {"object": _scenario(run), "context": _context(run)}


def _completed(run: RunSummary) -> Statement:
    last = max((check.event_no for check in run.checks), default=0)
    extensions = {profile.DIMENSIONS_EXTENSION: _dimensions(run.dimensions)}
    result = {
        "score": _score(run.points, run.max_points),
        "success": run.passed,
        "completion": True,
        "duration": _duration(run.started_at, run.finished_at),
        "extensions": extensions,
    }
    head = _head(run, last + 1, "completed", profile.COMPLETED, run.finished_at)
    return head | {"object": _scenario(run), "result": result, "context": _context(run)}


def _check(run: RunSummary, check: CheckSummary) -> Statement:
    success = check.state in PASSING
    verb, iri = ("passed", profile.PASSED) if success else ("failed", profile.FAILED)
    result = {
        "score": _score(check.points, check.max_points),
        "success": success,
        "extensions": {
            profile.STATE_EXTENSION: check.state,
            profile.CRITICAL_EXTENSION: check.critical,
            profile.EVENT_EXTENSION: check.event_no,
            profile.DIMENSIONS_EXTENSION: _dimensions(check.dimensions),
        },
    }
    activities: dict[str, Any] = {"parent": [{"id": profile.scenario_iri(run.scenario_id)}]}
    if check.goals:
        activities["grouping"] = [_goal(goal, run.goal_titles.get(goal)) for goal in check.goals]
    target = _activity(
        profile.check_iri(run.scenario_id, check.id), profile.CHECK_TYPE, check.title
    )
    head = _head(run, check.event_no, verb, iri, check.at, check.id)
    context = _context(run) | {"contextActivities": activities}
    return head | {"object": target, "result": result, "context": context}


def _head(run: RunHead, event_no: int, verb: str, iri: str, at: str, check: str = "") -> Statement:
    account = {"homePage": profile.PERSON_HOME_PAGE, "name": run.person_code}
    return {
        "id": statement_id(run.run_id, event_no, verb, check),
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": iri, "display": {"en": verb}},
        "timestamp": at,
    }


def _context(run: RunHead) -> dict[str, Any]:
    return {
        "registration": str(run.run_id),
        "platform": profile.PLATFORM,
        "language": profile.LANGUAGE,
        "extensions": {
            profile.FORMAT_EXTENSION: profile.FORMAT,
            profile.UNIT_EXTENSION: run.unit_id,
            profile.PURPOSE_EXTENSION: run.purpose,
            profile.MODE_EXTENSION: run.mode,
            profile.SCENARIO_VERSION_EXTENSION: run.scenario_version,
            profile.PROGRAM_EXTENSION: run.program_hash,
            profile.STATION_EXTENSION: run.station_id,
        },
    }


def _scenario(run: RunHead) -> dict[str, Any]:
    iri = profile.scenario_iri(run.scenario_id)
    return _activity(iri, profile.SCENARIO_TYPE, run.scenario_title)


def _goal(goal: str, title: str | dict[str, str] | None) -> dict[str, Any]:
    if title is not None:
        return _activity(profile.goal_iri(goal), profile.GOAL_TYPE, title)
    return {"id": profile.goal_iri(goal), "definition": {"type": profile.GOAL_TYPE}}


def _activity(iri: str, kind: str, title: str | dict[str, str]) -> dict[str, Any]:
    name = {profile.LANGUAGE: title} if isinstance(title, str) else dict(title)
    return {"objectType": "Activity", "id": iri, "definition": {"type": kind, "name": name}}


def _score(points: float, most: float) -> dict[str, float]:
    """The standard wants min ≤ raw ≤ max and -1 ≤ scaled ≤ 1; a run below zero widens ``min``."""
    scaled = points / most if most else 0.0
    score = {"raw": points, "min": min(0.0, points), "max": max(most, points)}
    if score["min"] == score["max"]:
        del score["min"], score["max"]
    return {"scaled": round(max(-1.0, min(1.0, scaled)), 6), **score}


def _dimensions(dimensions: dict[str, Points]) -> dict[str, Any]:
    return {name: {"points": d.points, "max": d.max} for name, d in dimensions.items()}


def _duration(started_at: str, finished_at: str) -> str:
    seconds = (_instant(finished_at) - _instant(started_at)).total_seconds()
    hundredths = max(0, math.floor(seconds * 100))
    return f"PT{hundredths // 100}.{hundredths % 100:02d}S"
