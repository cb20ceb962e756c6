"""The commands of the contract, one file per family. Heavy imports stay inside the commands."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import typer

from simtrainer.base.problem import Problem, Problems
from simtrainer.launch.commands import (
    bench,
    demo,
    doctor,
    hub,
    hub_pcs,
    people,
    scenario,
    station,
    wrong_use,
)
from simtrainer.launch.words import lines, texts, with_hub

app = typer.Typer(
    name="simtrainer",
    help="Øv på arbeidet i en ny journal. Uten kommando åpnes skrivebordsprogrammet.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
scenario.add_to(app)
demo.add_to(app)
bench.add_to(app)
station.add_to(app)
doctor.add_to(app)
hub.add_to(app)
hub_pcs.add_to(hub.cli)
people.add_to(app)


_WRONG_USE: Any = typer.BadParameter.__mro__[2]
"""The parent of all usage errors; it has no public name in typer."""


def dispatch(arguments: Sequence[str]) -> int:
    """Run one command. A ``Problem`` ends in words on standard error and exit code 1."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        answer = app(list(arguments), standalone_mode=False)
        return answer if isinstance(answer, int) else 0
    except _WRONG_USE as wrong:
        print(wrong_use.in_words(wrong, texts()), file=sys.stderr)
        return 2
    except typer.Abort:
        return 1
    except (Problem, Problems) as problem:
        _tell(problem, as_json="--json" in arguments)
        return 1


def _tell(problem: Problem | Problems, as_json: bool) -> None:
    for line in lines(problem, with_hub(texts())):
        print(line, file=sys.stderr)
    if as_json:
        found = problem.problems if isinstance(problem, Problems) else [problem]
        answer: dict[str, Any] = {"problems": [_plain(p) for p in found]}
        print(json.dumps(answer, ensure_ascii=False, default=str))


def _plain(problem: Problem) -> dict[str, Any]:
    place = problem.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    return {"code": problem.code, "params": dict(problem.params), **where}
