"""``pack``, ``unpack``, ``keys`` and ``overlay``: scenarios that travel between municipalities."""

import json
from pathlib import Path
from typing import Annotated

import typer

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.launch import places
from simtrainer.launch.words import texts
from simtrainer.station.home import locate

Out = Annotated[Path, typer.Option("-o", "--out", help="Hvor det skal skrives.")]
Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som ett JSON-objekt.")]
Trust = Annotated[
    list[Path] | None, typer.Option("--trust", help="Offentlig nøkkel som du stoler på nå.")
]
Unsigned = Annotated[bool, typer.Option("--unsigned", help="Ta imot en pakke uten underskrift.")]
keys = typer.Typer(help="Nøkler: hvem som har laget en pakke, og hvem du stoler på.")
overlay = typer.Typer(help="Egne endringer, holdt for seg selv.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("pack", help="Pakk en øving i én fil som kan deles.")(pack)
    app.command("unpack", help="Pakk ut en øving, når alt ved den stemmer.")(unpack)
    app.add_typer(keys, name="keys", no_args_is_help=True)
    app.add_typer(overlay, name="overlay", no_args_is_help=True)


def _today() -> str:
    from simtrainer.station.clock import SystemClock

    return SystemClock().utc_iso()[:10]


def trusted(extra: list[Path] | None) -> dict[str, str]:
    """Public keys that this machine trusts, and those named now, with their owners' names."""
    from simtrainer.scenario import keys as stored

    return {**stored.trusted(locate().root / "keys"), **dict(map(stored.read_public, extra or []))}


def _say(key: str, as_json: bool, **answer: object) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(texts()(key, **answer))


def _write(path: Path, raw: bytes) -> None:
    """Whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(raw)
        partial.replace(path)
    except OSError as error:
        raise Problem("package.write", place=Place(str(path)), detail=error.strerror) from error


def pack(
    scenario: Path,
    out: Out,
    key: Annotated[Path | None, typer.Option(help="Privat nøkkel som underskriver.")] = None,
    as_json: Json = False,
) -> int:
    """Pack a scenario that has no errors, if its licence allows it."""
    from simtrainer.scenario.check import find_errors
    from simtrainer.scenario.files import read_folder
    from simtrainer.scenario.keys import read_private
    from simtrainer.scenario.package import export, read_files
    from simtrainer.scenario.package_rights import rights_of

    source = read_folder(scenario, places.resources() / "packs")
    wrong = find_errors(source)
    if wrong:
        raise Problems(wrong)
    rights = rights_of(scenario, source.scenario.licence)
    signing = read_private(key) if key else None
    raw = export(source.scenario, rights, read_files(scenario), signing, _today())
    _write(out, raw)
    code = "cli.pack.signed" if signing else "cli.pack.unsigned"
    _say(code, as_json, file=str(out), bytes=len(raw), signed=signing is not None)
    return 0


def unpack(
    file: Path,
    out: Out = Path(),
    trust: Trust = None,
    unsigned: Unsigned = False,
    as_json: Json = False,
) -> int:
    """Check everything, then write a folder named after the scenario."""
    from simtrainer.scenario.package_read import load, write_files

    known = trusted(trust)
    found = load(file, known, unsigned=unsigned)
    head = found.manifest
    if head.expires and head.expires < _today():
        raise Problem("package.expired", place=Place(file.name), expires=head.expires)
    folder = write_files(found, out)
    by = known.get(found.signer, "")
    code = "cli.pack.unpacked" if by else "cli.pack.unpacked_unsigned"
    _say(code, as_json, folder=str(folder), id=head.id, version=head.version, signed_by=by)
    return 0


@keys.command("new")
def new_key(file: Path, name: Annotated[str, typer.Option(help="Navnet andre ser.")] = "") -> int:
    """Lag en nøkkel: FIL er hemmelig, FIL.pub deles."""
    from nacl.utils import random as fresh

    from simtrainer.scenario.keys import SEED_BYTES, SigningKey

    public = file.with_name(f"{file.name}.pub")
    if file.exists() or public.exists():
        raise Problem("package.exists", place=Place(str(file)))
    made = SigningKey(fresh(SEED_BYTES))
    file.touch(mode=0o600)
    file.write_text(made.private_line(), encoding="utf-8")
    public.write_text(made.public_line(name or file.stem), encoding="utf-8")
    print(texts()("cli.pack.key", file=file, public=public))
    return 0


@keys.command("trust")
def trust_key(file: Path) -> int:
    """Stol på pakker fra den som har denne nøkkelen."""
    from simtrainer.scenario.keys import PUBLIC, read_public

    key, name = read_public(file)
    folder = locate().root / "keys"
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"{key[:16]}.pub", f"{PUBLIC} {key} {name}\n".encode())
    print(texts()("cli.pack.trusted", name=name))
    return 0


@keys.command("list")
def list_keys(as_json: Json = False) -> int:
    """Vis hvem du stoler på."""
    known = trusted(None)
    if as_json:
        print(json.dumps({"keys": [{"key": k, "name": n} for k, n in known.items()]}))
    else:
        for key, name in known.items():
            print(f"{key[:16]}  {name}")
    return 0


@overlay.command("make")
def make_overlay(base: Path, folder: Path, out: Out, trust: Trust = None) -> int:
    """Ta vare på det som er endret i FOLDER, sammenlignet med pakken BASE."""
    from simtrainer.scenario.overlay import difference, save
    from simtrainer.scenario.package import read_files
    from simtrainer.scenario.package_read import load

    shared = load(base, trusted(trust))
    found = difference(shared.manifest, shared.files, read_files(folder))
    save(found, out)
    print(texts()("cli.pack.overlay", n=len(found.changes), folder=out))
    return 0


@overlay.command("apply")
def apply_overlay(base: Path, changes: Path, out: Out, trust: Trust = None) -> int:
    """Skriv øvingen slik den er med egne endringer, i mappen -o."""
    from simtrainer.scenario.overlay import laid_on, read_overlay
    from simtrainer.scenario.package_read import load

    shared = load(base, trusted(trust))
    files = laid_on(shared.files, read_overlay(changes))
    if out.exists():
        raise Problem("package.exists", place=Place(str(out)))
    for name, content in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    print(texts()("cli.pack.applied", folder=out))
    return 0


@overlay.command("carry")
def carry_overlay(
    changes: Path, base: Path, out: Out, trust: Trust = None, as_json: Json = False
) -> int:
    """Flytt egne endringer over på en ny utgave. Svaret er nei (1) når noe må løses for hånd."""
    from simtrainer.scenario.overlay import carried, read_overlay, save
    from simtrainer.scenario.package_read import load

    shared = load(base, trusted(trust))
    table = texts()
    names = table("cli.pack.own"), table("cli.pack.new", version=shared.manifest.version)
    found, conflicts = carried(read_overlay(changes), shared.manifest, shared.files, names)
    save(found, out)
    if as_json:
        plain = [{"file": c.file, "kind": c.kind} for c in conflicts]
        kept = sorted(name for name, change in found.changes.items() if not change.open)
        print(json.dumps({"carried": kept, "conflicts": plain}))
    else:
        print(table("cli.pack.overlay", n=len(found.changes), folder=out))
        for conflict in conflicts:
            print(f"{conflict.file} {table(f'cli.pack.conflict.{conflict.kind}')}")
        if conflicts:
            print(table("cli.pack.solve", folder=out))
    return 1 if conflicts else 0


@overlay.command("solve")
def solve_overlay(
    changes: Path,
    files: Annotated[
        list[str] | None, typer.Argument(help="Filene det gjelder. Ellers alle.")
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Følg den delte utgaven, og gi opp egen endring.")
    ] = False,
) -> int:
    """Si at filene er i orden slik de nå ligger i mappen CHANGES, etter at du har valgt."""
    from simtrainer.scenario.overlay import solved

    for name in solved(changes, files or [], follow=follow):
        print(texts()("cli.pack.solved", name=name))
    return 0
