"""The prover: bots play the program, and the scores must be what ``proof.yaml`` says; then the
wide proof of routes and mistakes, with each fault told at the check or beat it speaks of."""

from collections.abc import Callable
from typing import Any

from simtrainer.base.problem import Place, Problem
from simtrainer.engine.event import decode
from simtrainer.engine.program import MINUTE_MS, Program
from simtrainer.engine.replay import first_difference, replay
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import GOOD, VOID
from simtrainer.scenario.files import Folder
from simtrainer.scenario.source import ProofRun
from simtrainer.scenario.survey import Survey, faults, play, survey

__all__ = ["play", "prove", "prove_widely", "report"]


def report(run: Run) -> dict[str, Any]:
    """What a run came to: points, verdict counts, minutes until the last thing was done."""
    now = run.history
    found = {name: now.check_states.get(name, "missed") for name in run.program.checks}
    states = {name: state for name, state in found.items() if state != VOID}
    last = max((e.t for e in run.log if e.by == "me"), default=0)
    result = now.finished or {}
    return {
        "scenario": run.program.id,
        "score": result.get("points", 0),
        "max_score": run.program.max_points,
        "passed": bool(result.get("passed")),
        "critical_missed": result.get("capped", []),
        "checks": {
            "passed": sum(s in GOOD for s in states.values()),
            "failed": sum(s in ("wrong", "violated") for s in states.values()),
            "omitted": sum(s == "missed" for s in states.values()),
        },
        "states": states,
        "minutes": round(last / MINUTE_MS, 1),
        "events": len(run.log),
    }


def prove(source: Folder, program: Program) -> list[Problem]:
    """Play every run of the proof; a missing proof is a fault of its own."""
    if source.proof is None or source.proof_file is None:
        return [Problem("proof.missing", place=source.scenario_file.place())]
    problems = []
    for index, wanted in enumerate(source.proof.runs):
        try:
            run = play(program, wanted.bot, wanted.seed)
        except Problem as problem:
            problem.place = problem.place or source.proof_file.place("runs", index)
            problems.append(problem)
            continue
        problems += _compare(source, index, wanted, run)
    return problems


def _compare(source: Folder, index: int, wanted: ProofRun, run: Run) -> list[Problem]:
    found, problems = report(run), []
    assert source.proof_file is not None

    def differs(key: str, expected: Any, actual: Any) -> None:
        place = source.proof_file.place("runs", index, key) if source.proof_file else None
        problems.append(
            Problem(
                "proof.differs",
                place=place,
                bot=wanted.bot,
                what=key,
                expected=expected,
                found=actual,
            )
        )

    if wanted.points is not None and wanted.points != found["score"]:
        bad = [name for name, state in found["states"].items() if state != "met"]
        differs("points", wanted.points, f"{found['score']} ({', '.join(bad)})")
    critical = len(found["critical_missed"])
    if wanted.critical_missed is not None and wanted.critical_missed != critical:
        differs("critical_missed", wanted.critical_missed, ", ".join(found["critical_missed"]))
    missed = sorted(name for name, state in found["states"].items() if state == "missed")
    if wanted.missed is not None and sorted(wanted.missed) != missed:
        differs("missed", ", ".join(sorted(wanted.missed)), ", ".join(missed))
    stored = [event.encode() for event in run.log]
    different = first_difference(stored, replay(run.program, [decode(line) for line in stored]))
    if different is not None:
        differs("bot", "replay", f"event {different}")
    return problems


def prove_widely(
    source: Folder, program: Program, told: Callable[[Survey], None] = lambda found: None
) -> list[Problem]:
    """Play routes, mistakes and all bots. ``told`` is given all that the runs showed."""
    found = survey(program)
    told(found)
    problems = list(faults(program, found))
    for problem in problems:
        problem.place = _place(source, problem)
    return problems


def _place(source: Folder, problem: Problem) -> Place:
    """The check or beat that the problem speaks of, else the script."""
    file, script = source.script_file, source.script
    named = {
        "checks": [check.id for check in script.checks],
        "beats": [beat.id for beat in script.beats],
    }
    for name, ids in named.items():
        wanted = problem.params.get(name.removesuffix("s"))
        if wanted in ids:
            return file.place(name, ids.index(wanted), "id")
    return file.place()
