"""``people``: invented people for a scenario's world."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simtrainer.base.problem import Place, Problem
from simtrainer.launch import populated
from simtrainer.launch.words import texts

if TYPE_CHECKING:
    from simtrainer.record.people.municipality import UnitPlan


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("people", help="Lag oppdiktede personer til en øving, eller bytt ut ekte.")(people)


def people(
    out: Annotated[Path, typer.Option("-o", "--out", help="world.yaml eller .json.")],
    units: Annotated[int, typer.Option(min=0, max=400, help="Avdelinger på sykehjem.")] = 1,
    zones: Annotated[int, typer.Option(min=0, max=400, help="Soner i hjemmetjenesten.")] = 0,
    size: Annotated[
        int, typer.Option(min=0, max=999, help="Personer i hver; 0 for 32 og 140.")
    ] = 0,
    entries: Annotated[int, typer.Option(min=40, max=5000, help="Oppføringer på hver.")] = 45,
    dose_days: Annotated[int, typer.Option(min=0, help="Døgn tilbake med utdelinger.")] = 2,
    seed: Annotated[int, typer.Option(min=0, help="Samme tall gir de samme personene.")] = 1,
    start: Annotated[str, typer.Option(help="Når vakten begynner, som i scenario.yaml.")] = "",
    fhir: Annotated[
        Path | None, typer.Option(help="FHIR R4 Bundle; navn og nummer blir byttet ut.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ett JSON-objekt.")] = False,
) -> int:
    """Write a world of invented people; the same seed gives the same bytes."""
    from simtrainer.scenario.populate import as_json as plain
    from simtrainer.scenario.populate import as_yaml

    begins = _start(start)
    answer: dict[str, Any] = {"file": str(out), "seed": seed}
    if fhir is not None:
        data, told = _imported(fhir, seed, begins)
        answer.update(told)
    else:
        data = _drawn(_plans(units, zones, size), seed, begins, entries, dose_days)
    heading = texts()("cli.people.heading", seed=seed, start=f"{begins:%Y-%m-%d %H:%M}")
    _write(out, plain(data) if out.suffix == ".json" else as_yaml(data, heading))
    answer.update(people=len(data["patients"]), entries=len(data["entries"]))
    _tell(answer, as_json)
    return 0


def _start(text: str) -> datetime:
    if not text:
        return populated.START
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a world of its own
    except ValueError as error:
        raise Problem("people.start", start=text) from error


def _plans(units: int, zones: int, size: int) -> "list[UnitPlan]":
    from simtrainer.record.people.municipality import WARD_SIZE, ZONE_SIZE, UnitPlan

    if units + zones == 0:
        raise Problem("people.nobody")
    wards = [UnitPlan("ward", size or WARD_SIZE)] * units
    return wards + [UnitPlan("zone", size or ZONE_SIZE)] * zones


def _drawn(
    plans: "list[UnitPlan]", seed: int, start: datetime, entries: int, dose_days: int
) -> dict[str, Any]:
    from simtrainer.record.people.municipality import settle
    from simtrainer.scenario.populate import world_of

    book, dices = populated.book(), populated.dices(seed)
    return world_of(settle(book, dices, start, plans, each=entries, dose_days=dose_days))


def _imported(file: Path, seed: int, start: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    from simtrainer.record.fhir.bring_in import bring_in
    from simtrainer.scenario.populate import world

    found = bring_in(file, populated.folder(), populated.book(), populated.dices(seed), start)
    data = world(found.units, found.staff, found.patients, found.entries, start)
    left_out = [{"what": what, "count": n} for what, n in found.left_out.items()]
    return data, {"left_out": left_out}


def _write(out: Path, text: str) -> None:
    """Whole or not at all."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(out)
    except OSError as error:
        raise Problem("people.write", place=Place(str(out)), detail=error.strerror) from error


def _tell(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
        return
    table = texts()
    print(table("cli.people.written", **answer))
    for item in answer.get("left_out", []):
        print(table("cli.people.left_out", **item))
