"""``station``: this PC's enrolment, delivery, export and return."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simtrainer.base.problem import Problem, Problems
from simtrainer.launch.commands.answer import show
from simtrainer.launch.words import texts
from simtrainer.station.clock import SystemClock
from simtrainer.station.home import Home, locate
from simtrainer.station.ids import SystemDice, UniqueIds
from simtrainer.station.settings import CHOICES, SettingsFile

if TYPE_CHECKING:
    from simtrainer.base.text import Texts
    from simtrainer.station.store.session_list import Sitting

Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som ett JSON-objekt.")]
OPEN_SETTINGS = tuple(name for name in CHOICES if name != "upload")
"""What is chosen for a PC and for everybody who sits down there."""
cli = typer.Typer(help="Denne PC-en: kobling til sentralen, levering og innlevering.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(cli, name="station", no_args_is_help=True)


def _here() -> tuple[Home, SettingsFile]:
    home = locate()
    return home, SettingsFile(home.settings, UniqueIds())


@cli.command("enrol")
def enrol(url: str, token: str, name: Annotated[str, typer.Option()] = "") -> int:
    """Koble PC-en til en sentral med koden derfra, eller til et annet xAPI-lager."""
    from simtrainer.station.enrolment import enrol as couple

    home, settings = _here()
    found = couple(home, settings, url, token, name)
    print(texts()("cli.station.enrolled", hub=found.hub))
    return 0


@cli.command("status")
def status(as_json: Json = False) -> int:
    """Vis hva som ligger på PC-en."""
    from simtrainer.launch import places
    from simtrainer.station.handover import status as look
    from simtrainer.station.listed import listed

    home, settings = _here()
    found = look(home, settings.current)
    lists = asdict(listed(home, places.sample_roster(), settings.current.enrolled))
    show({**asdict(found), "lists": lists if as_json else _told(lists)}, as_json)
    return 0


def _told(lists: dict[str, Any]) -> dict[str, Any]:
    """The same, with words for what stands for something."""
    told = {key: texts()(f"cli.list.{lists[key]}") for key in ("roster", "plan", "meetings")}
    told["assigned"] = texts()(f"cli.list.{lists['assigned'] or 'nothing'}")
    if lists["refused"]:
        told["refused"] = texts()(f"problem.{lists['refused']}")
    return lists | told


@cli.command("session")
def session(as_json: Json = False) -> int:
    """For superbrukeren: hvem har varmet opp her, hvor langt er de, hvem bruker ekstra tid."""
    from simtrainer.launch import places
    from simtrainer.station.roster import RosterFile
    from simtrainer.station.store.session_list import sitting

    home, settings = _here()
    roster = RosterFile(home, places.sample_roster(), lambda: settings.current.enrolled)
    found = sitting(home, roster)
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        print("\n".join(session_lines(found, texts())))
    return 0


def session_lines(found: "Sitting", words: "Texts") -> list[str]:
    """In words, one line for each."""
    lines = [
        words(
            "cli.session.skilled" if one.skilled else "cli.session.warm_up",
            name=one.name or one.person,
            done=one.done,
            of=one.done + len(one.left),
            minutes=one.minutes,
            helped=one.helped,
        )
        for one in found.warmed_up
    ]
    for run in found.playing:
        state = "finished" if run.finished else "hand" if run.hand_up else "playing"
        parts = [words(f"cli.session.{state}", name=run.name or run.person, title=run.title,
                       minutes=run.minutes)]  # fmt: skip
        if run.extra_time:
            parts.append(words("cli.session.extra", n=run.extra_time))
        if run.stands:
            parts.append(words("cli.session.stands"))
        lines.append(" ".join(parts))
    return lines or [words("cli.session.nobody")]


@cli.command("upload")
def upload(as_json: Json = False) -> int:
    """Send det som venter. Svaret er nei (1) så lenge noe venter."""
    from simtrainer.station.outbox import Outbox

    home, settings = _here()
    outbox = Outbox(home, lambda: settings.current, SystemDice())
    delivery = outbox.deliver(SystemClock().utc_iso(), force=True)
    show(asdict(delivery), as_json)
    return 1 if delivery.waiting or delivery.quarantined else 0


@cli.command("fetch")
def fetch(as_json: Json = False) -> int:
    """Hent navn, plan, puljer og øvinger fra sentralen nå. Ellers går det av seg selv."""
    from simtrainer.launch import places
    from simtrainer.launch.installing import install
    from simtrainer.station import assignment, packages
    from simtrainer.station.listed import listed

    home, settings = _here()
    trouble: Problem | Problems | None = None
    try:
        assignment.fetch(home, settings.current, SystemClock().utc_iso(), by_hand=True)
    except (Problem, Problems) as met:
        trouble = met  # the exercises do not wait for the names
    found = packages.fetch(home, settings.current, install)
    if trouble is not None:
        raise trouble
    lists = listed(home, places.sample_roster(), settings.current.enrolled)
    if as_json:
        print(json.dumps({**asdict(found), "lists": asdict(lists)}, ensure_ascii=False))
        return 0
    key = f"cli.station.people.{lists.assigned}"
    print(texts()(key, n=lists.listed_people, units=lists.listed_units))
    print(texts()("cli.station.fetched", n=len(found.new), gone=len(found.gone)))
    return 0


@cli.command("import-roster")
def import_roster(file: Path, as_json: Json = False) -> int:
    """Legg inn dem som kan velge navnet sitt her. Har filen én feil, endres ingenting."""
    from simtrainer.station.roster import bring_in

    home, _ = _here()
    found = bring_in(home, file)
    people = sum(len(unit.people) for unit in found)
    show({"units": len(found), "people": people}, as_json)
    return 0


@cli.command("import-plan")
def import_plan(file: Path, as_json: Json = False) -> int:
    """Legg inn hva som skal tas, av hvem og innen når: øving, obligatorisk, frist, rolle."""
    from simtrainer.station.plan import bring_in

    home, _ = _here()
    found = bring_in(home, file)
    show({"lines": len(found), "mandatory": sum(one.mandatory for one in found)}, as_json)
    return 0


@cli.command("import-batches")
def import_batches(file: Path, as_json: Json = False) -> int:
    """Legg inn puljene, samme fil som sentralen tar: da ser hver person sin neste gruppeøving."""
    from simtrainer.station.batches import bring_in

    home, _ = _here()
    found = bring_in(home, file)
    show({"people": len(found), "batches": sum(len(own) for own in found.values())}, as_json)
    return 0


@cli.command("export")
def export(file: Path) -> int:
    """Skriv alt som ikke er levert, til en fil."""
    from simtrainer.station.handover import export as write

    home, settings = _here()
    count = write(home, settings.current, file)
    print(texts()("cli.station.exported", n=count, file=str(file)))
    return 0


@cli.command("take")
def take(person: str, file: Path) -> int:
    """Ta med en persons uferdige øving til en annen PC, i en fil på en minnepinne."""
    from simtrainer.station.carry import take_newest

    home, settings = _here()
    info = take_newest(home, settings.current, person, file, SystemClock().utc_iso())
    print(texts()("cli.station.taken", title=info.title, file=str(file)))
    return 0


@cli.command("bring")
def bring(file: Path) -> int:
    """Ta imot en uferdig øving fra en minnepinne."""
    from simtrainer.station.carry import bring_here

    home, settings = _here()
    info = bring_here(home, settings.current, file)
    print(texts()("cli.station.brought", title=info.title, person=info.person))
    return 0


@cli.command("set")
def set_(key: str, value: str) -> int:
    """Velg hvordan PC-en er fra start: language, theme, text, sound, screen
    eller purpose."""
    _, settings = _here()
    if key not in OPEN_SETTINGS:
        raise Problem("settings.invalid", key="set", value=key, choices=", ".join(OPEN_SETTINGS))
    settings.change(**{key: value})
    print(texts()("cli.station.set", key=key, value=value))
    return 0


@cli.command("wipe")
def wipe(
    abandon: Annotated[bool, typer.Option(help="Gi opp øvinger som ikke er ferdige.")] = False,
    refused: Annotated[
        Path | None,
        typer.Option(help="Skriv det sentralen ikke tok imot, til denne filen, og tøm likevel."),
    ] = None,
) -> int:
    """Tøm PC-en før den leveres tilbake. Nektes så lenge noe ikke er levert."""
    from simtrainer.station.handover import wipe as remove

    home, settings = _here()
    remove(home, settings.current, abandon=abandon, refused=refused)
    print(texts()("cli.station.wiped"))
    return 0
