"""``doctor``: is this PC ready for a session?"""

import json
from typing import Annotated

import typer

from simtrainer.launch.words import texts
from simtrainer.station.home import locate

MARKS = {"good": "✓", "warn": "!", "bad": "✗"}


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Skriv svaret som ett JSON-objekt.")] = (
        False
    ),
) -> int:
    """Se om PC-en er klar for økt: skjerm, lyd, disk, klokke, nett, utgave og batteri.

    Svaret er nei (1) når noe må ordnes først.
    """
    from simtrainer.app.ready import view
    from simtrainer.launch.checkup import check_up, screen_of_system

    findings = check_up(locate(), screen_of_system)
    said = view(texts(), findings)
    if as_json:
        lines = [
            {"check": line.check, "state": line.state, "found": line.found, "cure": line.cure}
            for line in said.lines
        ]
        print(
            json.dumps(
                {"ready": said.state != "bad", "state": said.state, "checks": lines},
                ensure_ascii=False,
            )
        )
    else:
        print(said.title)
        for line in said.lines:
            print(f"{MARKS[line.state]} {line.name}: {line.found}")
            if line.cure:
                print(f"    {line.cure}")
    return 1 if said.state == "bad" else 0
