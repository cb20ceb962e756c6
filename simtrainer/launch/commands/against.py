"""``check --against``: which scenarios and checks a changed screen pack touches."""

import json
import sys
from pathlib import Path
from typing import Any

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.launch import places
from simtrainer.launch.words import in_words, lines, texts
from simtrainer.record.pack_source import read_pack
from simtrainer.record.yaml_source import read_yaml
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.pack_change import differences
from simtrainer.scenario.pack_uses import Touched, touched


def against(old: Path, new: Path, scenarios: list[Path], as_json: bool) -> int:
    """Tell what is touched; exit 1 where anything is."""
    before = read_pack(old)
    changes = differences(before, read_pack(new))
    found: dict[str, list[Touched]] = {}
    for folder in scenarios or _shipped():
        if (
            read_yaml(folder / "scenario.yaml", f"{folder.name}/scenario.yaml").data.get("pack")
            == before["id"]
        ):
            found[folder.name] = touched(read_folder(folder, old.parent, old.name), changes)
    met = {name: hits for name, hits in found.items() if hits}
    if as_json:
        answer = {
            "ok": not met,
            "changes": [change.plain() for change in changes],
            "scenarios": [_plain(name, hits) for name, hits in met.items()],
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _print(met, len(found))
    return 1 if met else 0


def _shipped() -> list[Path]:
    return sorted(path.parent for path in places.scenarios().glob("*/scenario.yaml"))


def _checks(hits: list[Touched]) -> list[str]:
    return list(dict.fromkeys(hit.use.id for hit in hits if hit.use.part == "checks"))


def _plain(name: str, hits: list[Touched]) -> dict[str, Any]:
    problems = [(hit, hit.problem) for hit in hits]
    return {
        "scenario": name,
        "checks": _checks(hits),
        "places": [_place(hit, problem) for hit, problem in problems],
    }


def _place(hit: Touched, problem: Problem) -> dict[str, Any]:
    place = problem.place or Place("")
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "part": hit.use.part,
        "id": hit.use.id,
        "code": problem.code,
        "message": in_words(problem, texts()),
    }


def _print(met: dict[str, list[Touched]], asked: int) -> None:
    table = texts()
    for name, hits in met.items():
        print(table("cli.against.scenario", name=name, checks=", ".join(_checks(hits)) or "–"))
        for line in lines(Problems([hit.problem for hit in hits]), table):
            print(f"  {line}")
    print(table("cli.against.sum", n=len(met), of=asked), file=sys.stderr)
