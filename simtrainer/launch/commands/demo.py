"""``demo``: the whole loop on this machine."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from simtrainer.base.text import percent_of

Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som ett JSON-objekt.")]
HEADINGS = ("Enhet", "Ansatte", "Fullført", "Snitt")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", help="Hele løypa av seg selv: spill, debrief, levering og ledertall.")(demo)


def demo(
    out: Annotated[Path | None, typer.Option(help="Mappe for skjermbilder.")] = None,
    as_json: Json = False,
) -> int:
    """Play, deliver, show the leader's figures; exit 1 where anything was lost."""
    from simtrainer.launch.demo import run

    story = run(out)
    if as_json:
        print(json.dumps(story.answer, ensure_ascii=False))
    else:
        _table(story.answer, story.figures)
    lossless = story.answer["statements_sent"] == story.answer["statements_stored"]
    return 0 if lossless else 1


def _table(answer: dict[str, Any], figures: Any) -> None:
    checks = answer["checks"]
    print(
        f"Øvingen {answer['scenario']}: {answer['score']} av {answer['max_score']} poeng. "
        f"{checks['passed']} oppdrag klart, {checks['failed']} feil, {checks['omitted']} utelatt."
    )
    print("\nLedertall")
    rows = [HEADINGS, *(_row(unit) for unit in figures["units"])]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *numbers in rows:
        cells = [f"{n:>{width}}" for n, width in zip(numbers, widths[1:], strict=True)]
        print("  ".join([f"{name:<{widths[0]}}", *cells]))
    print(
        f"\nSendt {answer['statements_sent']}, lagret {answer['statements_stored']}. "
        f"Ledernes side var på {answer['leader_url']} ({answer['seconds']} s)."
    )
    for path in answer["screenshots"]:
        print(path)


def _row(unit: Mapping[str, Any]) -> tuple[str, ...]:
    mean = unit["mean_scaled"]
    share = "skjult" if mean is None else f"{percent_of(mean)} %"
    return unit["name"], str(unit["members"]), str(unit["completed"]), share
