"""``hub``: loaned PCs and the scenario packages that they fetch."""

import json
from pathlib import Path
from typing import Annotated

import typer

from simtrainer.base.problem import Problem
from simtrainer.launch.commands.hub import Json, Url, database
from simtrainer.launch.commands.package import Trust, Unsigned, trusted
from simtrainer.launch.words import texts

Units = Annotated[
    list[str] | None,
    typer.Option("--unit", help="Enheten PC-en hører til, som i ansattlisten. Kan gjentas."),
]
Batches = Annotated[
    list[str] | None, typer.Option("--batch", help="Puljen PC-en skal brukes av. Kan gjentas.")
]


def add_to(hub: typer.Typer) -> None:
    """Add the commands to those of ``hub``."""
    hub.command("tokens")(tokens)
    hub.command("stations")(stations)
    hub.command("assign")(assign)
    hub.command("revoke")(revoke)
    hub.command("add-package")(add_package)
    hub.command("pin")(pin)
    hub.command("packages")(packages)


def tokens(
    names: Annotated[list[str], typer.Argument(metavar="NAVN...", help="Hva PC-ene heter.")],
    days: Annotated[int, typer.Option(min=1, max=365, help="Hvor lenge kodene gjelder.")] = 30,
    unit: Units = None,
    batch: Batches = None,
    database_url: Url = "",
    as_json: Json = False,
) -> int:
    """Lag én koblingskode per PC. Koden virker én gang og vises bare nå."""
    from simtrainer.hub import commands

    made = commands.enrolment_tokens(
        database(database_url), names, days, units=unit or (), batches=batch or ()
    )
    if as_json:
        print(json.dumps({"tokens": made}, ensure_ascii=False))
    else:
        print(*(f"{one['token']}  {one['name']}" for one in made), sep="\n")
    return 0


def stations(database_url: Url = "", as_json: Json = False) -> int:
    """Vis PC-ene som er koblet til, og hvor de hører til."""
    from simtrainer.hub import commands

    found = commands.stations(database(database_url))
    if as_json:
        print(json.dumps({"stations": found}, ensure_ascii=False))
        return 0
    for one in found:
        state = "cli.hub.revoked" if one["revoked_at"] else "cli.hub.enrolled"
        at = str(one["revoked_at"] or one["enrolled_at"])[:10]
        belongs = ", ".join([*one["units"], *one["batches"]])
        where = texts()("cli.hub.belongs", where=belongs) if belongs else texts()("cli.hub.nowhere")
        seen = texts()("cli.hub.seen", at=one["seen_at"][:10]) if one["seen_at"] else ""
        told = () if one["revoked_at"] else filter(None, (where, seen))
        print(one["station"], one["name"], texts()(state, at=at), *told, sep="  ")
    return 0


def assign(
    pcs: Annotated[list[str], typer.Argument(metavar="PC...", help="Navn eller id fra stations.")],
    unit: Units = None,
    batch: Batches = None,
    nowhere: Annotated[bool, typer.Option(help="PC-ene skal ikke høre til noe sted.")] = False,
    database_url: Url = "",
) -> int:
    """Si hvilke enheter og puljer PC-er hører til. Det som ikke nevnes, gjelder ikke lenger."""
    from simtrainer.hub import commands

    if bool(unit or batch) == nowhere:
        raise Problem("hub.assign_what")
    commands.assign_stations(database(database_url), pcs, unit or (), batch or ())
    where = ", ".join([*(unit or ()), *(batch or ())])
    key = "cli.hub.assigned_nowhere" if nowhere else "cli.hub.assigned"
    print(texts()(key, n=len(pcs), where=where))
    return 0


def revoke(station: str, database_url: Url = "") -> int:
    """Steng ute en PC som er tapt, med navn eller id fra stations."""
    from simtrainer.hub import commands

    commands.revoke_station(database(database_url), station)
    print(texts()("cli.hub.station_revoked"))
    return 0


def add_package(
    file: Path,
    trust: Trust = None,
    unsigned: Unsigned = False,
    database_url: Url = "",
    as_json: Json = False,
) -> int:
    """Del ut en øving til alle PC-ene, når alt ved pakken stemmer."""
    from simtrainer.hub import commands
    from simtrainer.scenario.package_read import load

    head = load(file, trusted(trust), unsigned=unsigned).manifest
    made = commands.add_package(database(database_url), file, head.id, head.version)
    if as_json:
        print(json.dumps(made, ensure_ascii=False))
    else:
        print(texts()("cli.hub.package_added", scenario=head.id, version=head.version))
    return 0


def pin(scenario: str, version: str, database_url: Url = "") -> int:
    """Del ut en annen versjon som er lagt inn før: framover eller tilbake."""
    from simtrainer.hub import commands

    commands.pin_package(database(database_url), scenario, version)
    print(texts()("cli.hub.package_added", scenario=scenario, version=version))
    return 0


def packages(database_url: Url = "", as_json: Json = False) -> int:
    """Vis hva som deles ut nå."""
    from simtrainer.hub import commands

    found = commands.packages(database(database_url))
    if as_json:
        print(json.dumps({"packages": found}, ensure_ascii=False))
    else:
        print(*(f"{one['scenario']}  {one['version']}" for one in found), sep="\n")
    return 0
