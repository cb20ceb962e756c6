"""The compiler: source models to a program's bytes. Deterministic, so that equal sources have
equal hashes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from simtrainer.base.problem import Problems
from simtrainer.engine.program import FORMAT, MINUTE_MS
from simtrainer.scenario.files import Folder, read_folder
from simtrainer.scenario.population import with_population
from simtrainer.scenario.references import references
from simtrainer.scenario.source import (
    BeatRef,
    BeatSource,
    BranchSource,
    CheckSource,
    DialogueSource,
    EffectSource,
    EntrySource,
    Node,
    ObservationSource,
    OpeningSource,
    TrajectorySource,
    WaySource,
)
from simtrainer.scenario.variants import program_part


def compile_folder(folder: Path, packs: Path, other_pack: str = "") -> tuple[bytes, dict[str, Any]]:
    """(program bytes, what the list of scenarios shows). ``other_pack`` takes the place of the
    scenario's own screen pack.

    Raises ``Problems`` where the sources have faults of shape or refer to what is not there.
    """
    source = read_folder(folder, packs, other_pack)
    problems = references(source)
    if problems:
        raise Problems(problems)
    return compile_source(source), listing(source)


def compile_source(source: Folder) -> bytes:
    """The program of checked sources.

    Keys keep the author's order: it is the order of form fields, modules and answers.
    """
    variants = program_part(source, program_data)
    return orjson.dumps({**program_data(source), **_said(variants=variants)})


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


def program_data(source: Folder) -> dict[str, Any]:
    """A program's data, as written: without its variants."""
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
            **_said(position=head.position),
            "chapters": [chapter.model_dump(mode="json") for chapter in head.chapters],
        },
        "pack": source.pack,
        "texts": {lang: dict(table.data) for lang, table in source.texts.items()},
        "world": with_population(
            source.people,
            source.world.population,
            source.pack,
            start,
            {
                "units": world["units"],
                "staff": world["staff"],
                "patients": world["patients"],
                "entries": sorted(
                    (_entry(e, source.pack, start) for e in source.world.entries),
                    key=lambda e: (e["at_ms"], e["id"]),
                ),
                **_said(openings=_openings(source.world.openings, start)),
            },
        ),
        "observations": {k: _observation(v) for k, v in source.script.observations.items()},
        "dialogues": {k: _dialogue(v) for k, v in source.script.dialogues.items()},
        "beats": [_beat(beat, source.pack) for beat in source.script.beats],
        "checks": [_check(check) for check in source.script.checks],
        **_said(
            branches=[_branch(branch) for branch in source.script.branches],
            trajectories={k: _trajectory(v) for k, v in source.script.trajectories.items()},
        ),
    }


def _said(**parts: Any) -> dict[str, Any]:
    """The parts that an author wrote: what was left out takes no room in a program."""
    return {name: value for name, value in parts.items() if value}


def _status(entry: EntrySource, pack: Mapping[str, Any]) -> str:
    life = pack["lifecycles"][pack["types"][entry.type]["lifecycle"]]
    found: str = entry.status or life.get("received") or life["start"]
    return found


def _since(stamp: str, start: datetime) -> int:
    at = datetime.strptime(stamp, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a world of its own
    return round((at - start).total_seconds() * 1000)


def _entry(entry: EntrySource, pack: Mapping[str, Any], start: datetime) -> dict[str, Any]:
    return {
        "id": entry.id,
        "type": entry.type,
        "patient": entry.patient,
        "author": entry.author,
        "status": _status(entry, pack),
        "cosigner": entry.cosigner,
        "fields": entry.fields,
        "at_ms": _since(entry.at or "", start),
    }


def _openings(openings: list[OpeningSource], start: datetime) -> list[dict[str, Any]]:
    made = [
        {"patient": o.patient, "at_ms": _since(o.at, start), "by": o.by, "reason": o.reason}
        for o in openings
    ]
    return sorted(made, key=lambda o: o["at_ms"])


def _observation(item: ObservationSource) -> dict[str, Any]:
    values = {
        name: _points(value) if isinstance(value, list) else value
        for name, value in item.values.items()
    }
    return {
        "patient": item.patient,
        "module": item.module,
        "label": item.label,
        "values": values,
        **_said(trajectory=item.trajectory, parameters=item.parameters),
    }


def _points(course: list[Any]) -> list[list[Any]]:
    return [[_ms(minute), value] for minute, value in course]


def _trajectory(item: TrajectorySource) -> dict[str, Any]:
    courses = {
        name: {parameter: _points(points) for parameter, points in course.items()}
        for name, course in item.courses.items()
    }
    bends = [{"to": b.to, "when": b.when, "after_ms": _ms(b.after)} for b in item.bends]
    return {"patient": item.patient, "courses": courses, **_said(noise=item.noise, bends=bends)}


def _branch(branch: BranchSource) -> dict[str, Any]:
    ways = [{"id": way.id, **_said(when=way.when)} for way in branch.ways]
    return {"id": branch.id, "at_ms": _ms(branch.at), "when": branch.when, "ways": ways}


def _way(way: WaySource | None) -> dict[str, Any]:
    return {} if way is None else {"way": [way.branch, way.way]}


def _dialogue(item: DialogueSource) -> dict[str, Any]:
    return {
        "kind": "phone" if item.kind == "phone" else "person",
        "who": item.who,
        "detail": item.detail,
        "patient": item.patient,
        "start": item.start,
        "wait_ms": _ms(item.wait_minutes),
        "missed_ms": _ms(item.missed_after),
        "nodes": {k: _node(node) for k, node in item.nodes.items()},
        **_said(
            channel="" if item.kind in ("phone", "person") else item.kind,
            missed=item.missed,
            again_ms=_ms(item.again_minutes) if item.again_minutes != 2 else None,
        ),
    }


def _node(node: Node) -> dict[str, Any]:
    said = node.model_dump(mode="json", exclude={"silence"})
    if node.silence is not None:
        said["silence"] = {"after_ms": _ms(node.silence.minutes), "next": node.silence.next}
    return said


def _beat(beat: BeatSource, pack: Mapping[str, Any]) -> dict[str, Any]:
    instead = [{"when": i.when, "effects": _effects(i.do, pack)} for i in beat.instead]
    return {
        "id": beat.id,
        "at_ms": _ms(beat.at),
        "when": beat.when,
        "after_ms": _ms(beat.after),
        "unless": beat.unless,
        "effects": _effects(beat.do, pack),
        **_said(every_ms=_ms(beat.every), times=beat.times, stop=beat.stop, instead=instead),
        **_way(beat.way),
    }


def _effects(effects: list[EffectSource], pack: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_effect(effect, pack) for effect in effects]


def _effect(effect: EffectSource, pack: Mapping[str, Any]) -> dict[str, Any]:
    made = effect.create
    if made is None:
        return effect.model_dump(mode="json", exclude_none=True)
    return {
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
        **_said(other_ways=check.or_do, correct_ms=_ms(check.correct_within), harm=check.harm),
        **_way(check.way),
    }
