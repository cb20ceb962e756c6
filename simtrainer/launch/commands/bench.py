"""``bench``: figures beside their floors."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from simtrainer.base.problem import Problem
from simtrainer.launch.bench import BENCHES, bench
from simtrainer.launch.bench.figure import Figure


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bench", help="Mål fart og minne, hvert tall ved siden av sitt gulv.")(run)


def run(
    names: Annotated[list[str] | None, typer.Argument(help=", ".join(BENCHES))] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ett JSON-objekt.")] = False,
) -> int:
    """Measure; exit 1 where a goal does not hold."""
    chosen = names or list(BENCHES)
    unknown = [name for name in chosen if name not in BENCHES]
    if unknown:
        raise Problem("bench.unknown", name=", ".join(unknown), known=", ".join(BENCHES))
    figures: list[Figure] = []
    for name in chosen:
        print(f"Måler {name} …", file=sys.stderr, flush=True)
        figures += bench(name)
    if as_json:
        print(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False))
    else:
        for figure in figures:
            _tell(figure)
    return 0 if all(figure.holds for figure in figures) else 1


def _tell(figure: Figure) -> None:
    mark = "ja " if figure.holds else "NEI"
    print(
        f"{mark} {figure.name}: {figure.value:g} {figure.unit} "
        f"(gulv {figure.floor:g}, {figure.ratio:g} ganger, mål {figure.goal})"
    )
