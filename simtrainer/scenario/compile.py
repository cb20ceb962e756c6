"""The compiler: source models to a program's bytes. Deterministic, so that equal sources have
equal hashes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from simtrainer.base.problem import Problems
from simtrainer.engine.program import FORMAT, MINUTE_MS
from simtrainer.record.pack import LIFECYCLES
from simtrainer.scenario.files import Folder, read_folder
from simtrainer.scenario.references import references
from simtrainer.scenario.source import (
    BeatRef,
    BeatSource,
    CheckSource,
    DialogueSource,
    EntrySource,
    ObservationSource,
)


def compile_folder(folder: Path, packs: Path) -> tuple[bytes, dict[str, Any]]:
    """(program bytes, what the list of scenarios shows).

    Raises ``Problems`` where the sources have faults of shape or refer to what is not there.
    """
    source = read_folder(folder, packs)
    problems = references(source)
    if problems:
        raise Problems(problems)
    return compile_source(source), listing(source)


def compile_source(source: Folder) -> bytes:
    """The program of checked sources.

    Keys keep the author's order: it is the order of form fields, modules and answers.
    """
    return orjson.dumps(_program(source))


def listing(source: Folder) -> dict[str, Any]:
    """Id, version, titles and the like, by language where they are texts."""
    head = source.scenario
    by_language = {lang: table.data for lang, table in source.texts.items()}

    def text(key: str) -> dict[str, str]:
        name = key.removeprefix("$")
        return {lang: table.get(name, key) for lang, table in by_language.items()}

    return {
        "id": head.id,
        "version": head.version,
        "title": text(head.title),
        "summary": text(head.summary),
        "minutes": head.minutes,
        "goals": list(head.goals),
        "goal_titles": {goal: text(key) for goal, key in head.goals.items()},
        "icon": head.icon,
        "mandatory": head.mandatory,
        "languages": list(head.languages),
    }


def _ms(minutes: float | None) -> int | None:
    return None if minutes is None else round(minutes * MINUTE_MS)


def _program(source: Folder) -> dict[str, Any]:
    head = source.scenario
    start = datetime.strptime(head.start, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a world of its own
    world = source.world.model_dump(mode="json")
    return {
        "format": FORMAT,
        "scenario": {
            "id": head.id,
            "version": head.version,
            "title": head.title,
            "place": head.place,
            "start": start.isoformat(),
            "length_ms": head.minutes * MINUTE_MS,
            "pass_share": head.pass_share,
            "stars": head.stars,
            "help_prices": dict(head.help_prices),
            "goals": head.goals,
            "chapters": [chapter.model_dump(mode="json") for chapter in head.chapters],
        },
        "pack": source.pack,
        "texts": {lang: dict(table.data) for lang, table in source.texts.items()},
        "world": {
            "units": world["units"],
            "staff": world["staff"],
            "patients": world["patients"],
            "entries": sorted(
                (_entry(e, source.pack, start) for e in source.world.entries),
                key=lambda e: (e["at_ms"], e["id"]),
            ),
        },
        "observations": {k: _observation(v) for k, v in source.script.observations.items()},
        "dialogues": {k: _dialogue(v) for k, v in source.script.dialogues.items()},
        "beats": [_beat(beat, source.pack) for beat in source.script.beats],
        "checks": [_check(check) for check in source.script.checks],
    }


def _status(entry: EntrySource, pack: Mapping[str, Any]) -> str:
    lifecycle = pack["types"][entry.type]["lifecycle"]
    return entry.status or ("received" if lifecycle == "message" else LIFECYCLES[lifecycle].start)


def _entry(entry: EntrySource, pack: Mapping[str, Any], start: datetime) -> dict[str, Any]:
    at = datetime.strptime(entry.at or "", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a world of its own
    return {
        "id": entry.id,
        "type": entry.type,
        "patient": entry.patient,
        "author": entry.author,
        "status": _status(entry, pack),
        "cosigner": entry.cosigner,
        "fields": entry.fields,
        "at_ms": round((at - start).total_seconds() * 1000),
    }


def _observation(item: ObservationSource) -> dict[str, Any]:
    values = {
        name: [[_ms(minute), found] for minute, found in value]
        if isinstance(value, list)
        else value
        for name, value in item.values.items()
    }
    return {
        "patient": item.patient,
        "module": item.module,
        "label": item.label,
        "values": values,
    }


def _dialogue(item: DialogueSource) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "who": item.who,
        "detail": item.detail,
        "patient": item.patient,
        "start": item.start,
        "wait_ms": _ms(item.wait_minutes),
        "missed_ms": _ms(item.missed_after),
        "nodes": {k: node.model_dump(mode="json") for k, node in item.nodes.items()},
    }


def _beat(beat: BeatSource, pack: Mapping[str, Any]) -> dict[str, Any]:
    effects: list[dict[str, Any]] = []
    for effect in beat.do:
        if effect.create is not None:
            made = effect.create
            effects.append(
                {
                    "create": {
                        "entry": made.id,
                        "type": made.type,
                        "patient": made.patient,
                        "author": made.author,
                        "status": _status(made, pack),
                        "cosigner": made.cosigner,
                        "fields": made.fields,
                    }
                }
            )
        else:
            effects.append(effect.model_dump(mode="json", exclude_none=True))
    return {
        "id": beat.id,
        "at_ms": _ms(beat.at),
        "when": beat.when,
        "after_ms": _ms(beat.after),
        "unless": beat.unless,
        "effects": effects,
    }


def _check(check: CheckSource) -> dict[str, Any]:
    beat = check.opens.beat if isinstance(check.opens, BeatRef) else ""
    opens = None if isinstance(check.opens, BeatRef) else _ms(check.opens)
    return {
        "id": check.id,
        "title": check.title,
        "short": check.short,
        "task": check.task,
        "text": check.text,
        "points": check.points,
        "goals": check.goals,
        "critical": check.critical,
        "opens_ms": opens,
        "opens_beat": beat,
        "due_ms": _ms(check.due),
        "closes_ms": _ms(check.closes),
        "late_share": check.late_share,
        "corrected_share": check.corrected_share,
        "require": check.require,
        "wrong": check.wrong,
        "hint": check.hint,
        "where": check.where,
        "feedback": check.feedback,
        "source": check.source,
        "believed": check.believed,
        "steps": check.do,
    }
