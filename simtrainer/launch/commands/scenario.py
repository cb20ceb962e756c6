"""``check``, ``play`` and ``replay``: scenarios without a screen."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.launch import places
from simtrainer.launch.commands import package
from simtrainer.launch.words import in_words, lines, texts

Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som ett JSON-objekt.")]
OtherPack = Annotated[
    str, typer.Option("--pack", help="Skjermpakke som tar plassen til øvingens egen.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("check", help="Sjekk at øvinger og skjermpakker holder, og at de kan vinnes.")(
        check
    )
    app.command("play", help="La en bot spille en øving.")(play)
    package.add_to(app)
    app.command("replay", help="Spill en lagret øving på nytt og se at den blir lik.")(replay)


def check(
    paths: Annotated[
        list[Path], typer.Argument(help="Øvinger og skjermpakker, eller koder til --explain.")
    ] = [],  # noqa: B006 - typer reads it and changes nothing
    strict: Annotated[bool, typer.Option(help="La advarsler telle som feil.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Forklar koder; alle når ingen er nevnt.")
    ] = False,
    as_page: Annotated[
        bool, typer.Option("--page", help="Skriv forklaringene som en nettside (Markdown).")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Spill bare rundene i proof.yaml.")
    ] = False,
    pack: OtherPack = "",
    page_of: Annotated[
        str, typer.Option("--format", help="Skriv siden om et format: pack eller scenario.")
    ] = "",
    against: Annotated[
        Path | None,
        typer.Option(
            help="Skjermpakken slik den var. Nevn så den nye, og øvinger om ikke alle skal ses på."
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    """Compile, lint and prove; exit 1 on errors."""
    if as_page:
        from simtrainer.scenario.lint.explain import page

        print(page(texts()), end="")
        return 0
    if page_of:
        from simtrainer.scenario.reference import PAGES

        if page_of not in PAGES:
            raise typer.BadParameter("Formatet er pack eller scenario.")
        print(PAGES[page_of](), end="")
        return 0
    if explain:
        return _explain([str(path) for path in paths], as_json)
    if against is not None and paths:
        from simtrainer.launch.commands.against import against as compare

        scenarios = [folder for path in paths[1:] for folder in _folders(path)]
        return compare(against, paths[0], scenarios, as_json)
    if not paths:
        raise typer.BadParameter("Pek på en øving, en skjermpakke eller en mappe med slike.")
    from simtrainer.scenario.lint.catalogue import errors

    proved: dict[str, Any] = {}
    folders = [folder for path in paths for folder in _folders(path)]
    found = [problem for folder in folders for problem in _check(folder, quick, pack, proved)]
    wrong = found if strict else errors(found)
    if as_json:
        problems = [_plain(problem) for problem in found]
        answer = {"ok": not wrong, "problems": problems, "proved": proved}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _print(found)
        for name, figures in proved.items():
            print(_proved(name, figures), file=sys.stderr)
    return 1 if wrong else 0


def _proved(name: str, figures: dict[str, Any]) -> str:
    """What the bots showed, on one line; shares rounded down."""
    return texts()(
        "cli.check.proved",
        name=name,
        full=figures["routes_full"],
        routes=figures["routes"],
        mutants=figures["mutants"],
        exact=int(100 * figures["exact"]),
        exact_entry=int(100 * figures["exact_entry"]),
    )


def _plain(problem: Problem) -> dict[str, Any]:
    from simtrainer.scenario.lint.catalogue import is_warning

    place = problem.place or Place("")
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "level": "warning" if is_warning(problem) else "error",
        "code": problem.code,
        "message": in_words(problem, texts()),
    }


def _print(found: list[Problem]) -> None:
    """One line for each; a warning says so before its message."""
    from simtrainer.scenario.lint.catalogue import errors, is_warning

    table = texts()
    for problem, line in zip(found, lines(Problems(found), table), strict=True):
        code = problem.code
        mark = f"{code} {table('cli.check.warning')}" if is_warning(problem) else code
        print(line.replace(code, mark, 1))
    wrong = len(errors(found))
    counts = (("cli.check.errors", wrong), ("cli.check.warnings", len(found) - wrong))
    told = [table(key, n=n) for key, n in counts if n]
    print(" ".join(told) or table("cli.check.none"), file=sys.stderr)


def _explain(codes: list[str], as_json: bool) -> int:
    """Cause, cure and example of codes; a code that is not known is an error of its own."""
    from simtrainer.scenario.lint.explain import explanation, known

    table = texts()
    found = [explanation(code, table) for code in codes or known(table)]
    if as_json:
        print(json.dumps({"codes": [item.plain() for item in found]}, ensure_ascii=False))
    elif codes:
        print("\n\n".join(item.in_full(table) for item in found))
    else:
        for item in found:
            print(item.in_short(table))
    return 0


def _folders(path: Path) -> list[Path]:
    """The path itself where it is a scenario or a pack, else those in it."""
    if not path.exists():
        raise Problem("file.missing", place=Place(str(path)))
    if _is_one(path):
        return [path]
    inside = sorted(child for child in path.iterdir() if _is_one(child)) if path.is_dir() else []
    if not inside:
        raise Problem("check.nothing", place=Place(str(path)))
    return inside


def _is_one(path: Path) -> bool:
    return (path / "scenario.yaml").exists() or (path / "pack.yaml").exists()


def _check(folder: Path, quick: bool, pack: str, proved: dict[str, Any]) -> list[Problem]:
    """What is found in one folder; what the wide proof showed is put into ``proved``."""
    from simtrainer.record.pack_source import read_pack
    from simtrainer.scenario.check import check_scenario
    from simtrainer.scenario.survey import Survey

    try:
        if (folder / "pack.yaml").exists():
            read_pack(folder)
            return []

        def told(survey: Survey) -> None:
            proved[folder.name] = survey.plain()

        packs = places.resources() / "packs"
        return check_scenario(folder, packs, quick=quick, other_pack=pack, told=told)
    except Problems as found:
        return found.problems
    except Problem as found:
        return [found]


def play(
    scenario: str,
    bot: Annotated[str, typer.Option(help="expert, lazy, careful-slow, hasty, random …")],
    seed: Annotated[
        int, typer.Option(help="Terningen, og hvilken variant av øvingen. 1 er slik den står.")
    ] = 1,
    headless: Annotated[bool, typer.Option(help="Uten vindu (det eneste boten trenger).")] = True,
    pack: OtherPack = "",
    as_json: Json = False,
) -> int:
    """One bot's run, from start to end."""
    from simtrainer.engine.program import Program
    from simtrainer.scenario.compile import compile_folder
    from simtrainer.scenario.prove import play as play_bot
    from simtrainer.scenario.prove import report

    raw, info = compile_folder(_scenario_folder(scenario), places.resources() / "packs", pack)
    program = Program(raw)
    run = play_bot(program, bot, seed)
    told = {"bot": bot, "seed": seed, "variant": run.program.variant}
    answer: dict[str, Any] = {**told, **report(run)}
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        done = answer["checks"]
        print(f"{info['title']['nb']}: {answer['score']} av {answer['max_score']} poeng")
        print(f"{done['passed']} klart, {done['failed']} feil, {done['omitted']} utelatt")
        for name, state in answer["states"].items():
            print(f"  {name}: {state}")
    return 0


def _scenario_folder(scenario: str) -> Path:
    """A folder, or the id of one that came with the program."""
    path = Path(scenario)
    if (path / "scenario.yaml").exists():
        return path
    shipped = places.scenarios() / scenario
    if not (shipped / "scenario.yaml").exists():
        raise Problem("scenario.unknown", scenario=scenario)
    return shipped


def replay(run: str, as_json: Json = False) -> int:
    """Play a stored run's inputs again; exit 1 where a byte differs."""
    from simtrainer.engine.event import decode
    from simtrainer.engine.program import Program
    from simtrainer.engine.replay import first_difference
    from simtrainer.engine.replay import replay as play_again
    from simtrainer.station.home import locate
    from simtrainer.station.store.runs import RunFile

    store = RunFile(locate(), lambda: False)
    try:
        info, program, events = store.load(run)
    finally:
        store.close()
    again = play_again(Program(program), [decode(line) for line in events])
    different = first_difference(events, again)
    answer = {
        "run": run,
        "scenario": info.scenario,
        "events": len(events),
        "same": different is None,
        "first_difference": different,
    }
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    elif different is None:
        print(f"{info.title}: {len(events)} hendelser, alle like.")
    else:
        print(f"{info.title}: hendelse {different} er ikke lik.")
    return 0 if different is None else 1
