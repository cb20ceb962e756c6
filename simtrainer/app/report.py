"""What leaves this PC about a finished run: xAPI statements, as bytes for the outbox."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import orjson

from simtrainer.app.ports import RunInfo
from simtrainer.engine.event import Event
from simtrainer.engine.history import History
from simtrainer.engine.program import Program
from simtrainer.engine.scoring import VOID
from simtrainer.engine.variant import AS_WRITTEN

STATES = {"wrong": "violated", "open": "missed"}
"""Engine states that the statement profile tells as another."""


def envelope(info: RunInfo, history: History, station: str, finished_at: str) -> bytes:
    """A JSON list of statements; the same run always gives the same bytes."""
    from simtrainer.wire.statement import RunSummary, statements  # pydantic: not before play

    summary = RunSummary.model_validate(_summary(info, history, station, finished_at))
    return orjson.dumps(statements(summary))


def word(info: RunInfo, history: History, event: Event, station: str, at: str) -> bytes:
    """A raised hand or a word about a step, as a JSON list of one statement."""
    from simtrainer.wire.statement import RunHead, Word, word_statement

    data = event.data
    state = {k: data[k] for k in ("module", "patient", "entry", "open", "drafts")}
    said = {
        "event_no": event.n,
        "kind": event.kind,
        "up": data.get("up", True),
        "text": data.get("text", ""),
        "check": data.get("task", ""),
        "state": {**state, "clock": history.program.clock(event.t)},
        "at": at,
    }
    head = RunHead.model_validate(_which(info, station))
    return orjson.dumps([word_statement(head, Word.model_validate(said))])


def nameless_word(info: RunInfo, history: History, event: Event, key: str, day: str) -> bytes:
    """A word about a step from private practice, told by nobody: where in the exercise it was, and
    nothing of the person or of what they had written."""
    from simtrainer.wire import statement

    data = event.data
    place = {"module": data["module"], "clock": history.program.clock(event.t)}
    return orjson.dumps(
        [
            statement.nameless_word(
                key, info.scenario, info.title, day, data["text"], data.get("task", ""), place
            )
        ]
    )


def _which(info: RunInfo, station: str) -> dict[str, Any]:
    return {
        "run_id": info.run,
        "person_code": info.person,
        "unit_id": info.unit,
        "scenario_id": info.scenario,
        "scenario_version": info.scenario_version,
        "scenario_title": info.title,
        "program_hash": info.program,
        "mode": info.mode,
        "purpose": info.purpose,
        "station_id": station,
    }


def _summary(info: RunInfo, history: History, station: str, finished_at: str) -> dict[str, Any]:
    outcome: Mapping[str, Any] = history.finished or {}
    started = datetime.fromisoformat(info.started_at)
    latest = datetime.fromisoformat(finished_at)
    written = history.program.varied(AS_WRITTEN)  # a check is called the same in every variant
    return {
        **_which(info, station),
        "started_at": info.started_at,
        "finished_at": finished_at,
        "max_points": outcome["max_points"],
        "points": outcome["points"],
        "passed": outcome["passed"],
        "dimensions": outcome["dimensions"],
        "goal_titles": {g: _named(written, key) for g, key in written.goals.items()},
        "checks": [
            _check(history, written, name, started, latest)
            for name in history.program.checks
            if history.check_states.get(name) != VOID
        ],
    }


def _named(program: Program, key: str) -> dict[str, str]:
    """An author's text by language tag."""
    return {
        f"{lang}-NO" if lang in ("nb", "nn") else lang: table.get(key.removeprefix("$"), key)
        for lang, table in program.texts.items()
    }


def _check(
    history: History, written: Program, name: str, started: datetime, latest: datetime
) -> dict[str, Any]:
    check, verdict = written.checks[name], history.verdicts[name]
    at = min(started + timedelta(milliseconds=history.verdict_ms[name]), latest)
    return {
        "event_no": max(verdict["because"], 0),
        "id": name,
        "title": _named(written, check.title),
        "goals": list(check.goals),
        "state": STATES.get(verdict["state"], verdict["state"]),
        "points": sum(verdict["points"].values()),
        "max_points": check.total,
        "critical": check.critical,
        "dimensions": {
            d: {"points": verdict["points"].get(d, 0), "max": most}
            for d, most in check.points.items()
        },
        "at": at.isoformat(timespec="milliseconds"),
    }
