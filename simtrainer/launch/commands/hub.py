"""``hub``: the central store. The hub's libraries are imported when a command runs."""

import json
import os
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from simtrainer.launch import places
from simtrainer.launch.commands.answer import show
from simtrainer.launch.words import texts
from simtrainer.station.home import locate

Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som ett JSON-objekt.")]
Url = Annotated[
    str,
    typer.Option(
        "--database-url",
        envvar="SIMTRAINER_DATABASE_URL",
        help="Uten denne brukes SQLite i SIMTRAINER_HOME.",
    ),
]
cli = typer.Typer(help="Kommunens sentral: resultater, stab og ledernes sider.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(cli, name="hub", no_args_is_help=True)


def database(given: str) -> str:
    """The database's address: what was given, else SQLite in this machine's data folder."""
    if given:
        return given
    home = locate()
    home.prepare()
    return f"sqlite:///{home.root / 'hub.sqlite3'}"


@cli.command("init")
def init(database_url: Url = "") -> int:
    """Lag tabellene og en første kommune. Gjør ingenting om de finnes."""
    from simtrainer.hub import commands

    commands.init(database(database_url))
    return 0


@cli.command("upgrade")
def upgrade(database_url: Url = "") -> int:
    """Løft tabellene til denne utgaven."""
    from simtrainer.hub import commands

    commands.upgrade(database(database_url))
    return 0


@cli.command("serve")
def serve(
    database_url: Url = "",
    host: Annotated[str | None, typer.Option(help="127.0.0.1 når ingenting er sagt.")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="8080 når ingenting er sagt; 0 velger en ledig port."),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64)] = None,
    config: Annotated[
        Path | None,
        typer.Option(envvar="SIMTRAINER_CONFIG", help="Fil med innstillinger (TOML)."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Ta imot resultater (xAPI på /xapi) og vis ledernes sider (på /)."""
    from simtrainer.hub import commands

    commands.serve(
        database_url,
        places.resources(),
        config,
        os.environ,
        own_database_url=lambda: database(""),
        listens=partial(_listens, as_json=as_json),
        host=host,
        port=port,
        workers=workers,
    )
    return 0


def _listens(address: str, *, as_json: bool) -> None:
    """Say once where the hub is and how it is stopped."""
    if as_json:
        print(json.dumps({"address": address}), flush=True)
    else:
        print(texts()("cli.hub.listens", address=address), file=sys.stderr, flush=True)


@cli.command("credentials")
def credentials(
    name: str,
    scope: Annotated[str, typer.Option(help="all, station, leader:<enhet>, leader:*, admin")] = (
        "all"
    ),
    database_url: Url = "",
    as_json: Json = False,
) -> int:
    """Lag et nytt passord. Det vises bare nå."""
    from simtrainer.hub import commands

    made = commands.credentials(database(database_url), name, scope)
    print(json.dumps(made) if as_json else f"{made['user']}:{made['password']}")
    return 0


@cli.command("import-roster")
def import_roster(
    file: Path,
    dry_run: Annotated[bool, typer.Option(help="Bare sjekk filen.")] = False,
    database_url: Url = "",
    as_json: Json = False,
) -> int:
    """Les inn enheter og ansatte. Har filen én feil, endres ingenting."""
    from simtrainer.hub import commands

    report = asdict(commands.import_roster(database(database_url), file, dry_run=dry_run))
    show(report, as_json)
    return 0


@cli.command("import-results")
def import_results(file: Path, database_url: Url = "", as_json: Json = False) -> int:
    """Les inn resultater fra en fil eller en mappe, for eksempel fra USB."""
    from simtrainer.hub import commands

    show(asdict(commands.import_results(database(database_url), file)), as_json)
    return 0


@cli.command("import-batches")
def import_batches(
    file: Path,
    dry_run: Annotated[bool, typer.Option(help="Bare sjekk filen.")] = False,
    database_url: Url = "",
    as_json: Json = False,
) -> int:
    """Les inn puljer: hvem, når, hvor og på hvilken PC."""
    from simtrainer.hub import commands

    report = commands.import_batches(database(database_url), file, dry_run=dry_run)
    show(asdict(report), as_json)
    return 0


@cli.command("import-plan")
def import_plan(
    file: Path,
    dry_run: Annotated[bool, typer.Option(help="Bare sjekk filen.")] = False,
    database_url: Url = "",
    as_json: Json = False,
) -> int:
    """Les inn planen: hva som skal tas, av hvem og innen når. PC-ene henter den."""
    from simtrainer.hub import commands

    show(asdict(commands.import_plan(database(database_url), file, dry_run=dry_run)), as_json)
    return 0


@cli.command("calendar")
def calendar(file: Path, database_url: Url = "", as_json: Json = False) -> int:
    """Skriv puljene til en kalenderfil."""
    from simtrainer.hub import commands

    count = commands.write_calendar(database(database_url), file)
    _written("batches", count, file, as_json)
    return 0


@cli.command("export")
def export(
    file: Path,
    person: Annotated[str, typer.Option(help="Bare denne koden.")] = "",
    database_url: Url = "",
    as_json: Json = False,
) -> int:
    """Skriv lagrede resultater til en fil."""
    from simtrainer.hub import commands

    count = commands.export(database(database_url), file, person)
    _written("statements", count, file, as_json)
    return 0


def _written(what: str, count: int, file: Path, as_json: bool) -> None:
    """How many of what a file holds."""
    if as_json:
        print(json.dumps({what: count, "file": str(file)}, ensure_ascii=False))
    else:
        print(texts()(f"cli.hub.written.{what}", n=count, file=str(file)))


@cli.command("about")
def about(code: str, database_url: Url = "") -> int:
    """Vis alt som er lagret om en person."""
    from simtrainer.hub import commands

    print(json.dumps(commands.about(database(database_url), code), ensure_ascii=False, indent=1))
    return 0


@cli.command("erase")
def erase(code: str, database_url: Url = "", as_json: Json = False) -> int:
    """Slett en person, og vis hva som ble borte."""
    from simtrainer.hub import commands

    show(asdict(commands.erase(database(database_url), code)), as_json)
    return 0


@cli.command("wishes")
def wishes(database_url: Url = "", as_json: Json = False) -> int:
    """Vis hvem som har bedt om å bli slettet. Slett dem med erase."""
    from simtrainer.hub import commands

    found = commands.erasure_wishes(database(database_url))
    if as_json:
        print(json.dumps({"wishes": found}, ensure_ascii=False))
    else:
        for one in found:
            print(f"{one['code']}  {one['at'][:10]}")
    return 0


@cli.command("purge")
def purge(database_url: Url = "", as_json: Json = False) -> int:
    """Slett det som er eldre enn lagringstiden for sitt formål."""
    from simtrainer.hub import commands

    show(asdict(commands.purge(database(database_url))), as_json)
    return 0


@cli.command("backup")
def backup(file: Path, database_url: Url = "") -> int:
    """Ta en hel kopi mens sentralen er i drift."""
    from simtrainer.hub import commands

    commands.backup(database(database_url), file)
    return 0


@cli.command("verify")
def verify(database_url: Url = "", as_json: Json = False) -> int:
    """Sjekk at det som er lagret, henger sammen. Svaret er nei (1) der noe ikke gjør det."""
    from simtrainer.hub import commands

    report = commands.verify(database(database_url))
    show({**asdict(report), "sound": report.sound}, as_json)
    return 0 if report.sound else 1
