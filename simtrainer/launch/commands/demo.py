"""``demo``: the whole loop on this machine."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som ett JSON-objekt.")]


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
    from rich.console import Console
    from rich.table import Table

    console = Console()
    checks = answer["checks"]
    table = Table(title="Ledertall", title_justify="left")
    for heading in ("Enhet", "Ansatte", "Fullført", "Snitt"):
        table.add_column(heading, justify="left" if heading == "Enhet" else "right")
    for unit in figures["units"]:
        mean = unit["mean_scaled"]
        share = "skjult" if mean is None else f"{round(mean * 100)} %"
        table.add_row(unit["name"], str(unit["members"]), str(unit["completed"]), share)
    console.print(
        f"Øvingen {answer['scenario']}: {answer['score']} av {answer['max_score']} poeng. "
        f"{checks['passed']} oppdrag klart, {checks['failed']} feil, {checks['omitted']} utelatt."
    )
    console.print(table)
    console.print(
        f"Sendt {answer['statements_sent']}, lagret {answer['statements_stored']}. "
        f"Ledernes side var på {answer['leader_url']} ({answer['seconds']} s)."
    )
    for path in answer["screenshots"]:
        console.print(path, soft_wrap=True)
