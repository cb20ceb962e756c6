"""Is the program here whole, and are there exercises to take, those of the plan among them?"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from simtrainer.app.ready import Finding
from simtrainer.base.problem import Problem, Problems
from simtrainer.base.text import Text
from simtrainer.station.home import Home
from simtrainer.station.plan import PlanFile


def version(home: Home, scenarios: Path, program: str) -> Finding:
    """The program's version and how many exercises it has."""
    here = {file.parent.name for folder in (scenarios, home.packages) for file in _inside(folder)}
    said = Text("app.ready.version.good", {"version": program, "n": len(here)})
    if not here:
        return Finding("version", "bad", said, Text("app.ready.version.cure"))
    if missing := sorted(_wanted(home) - here):
        told = {"n": len(missing), "which": ", ".join(missing)}
        return Finding("version", "warn", said, Text("app.ready.version.plan.cure", told))
    return Finding("version", "good", said)


def _inside(folder: Path) -> Iterator[Path]:
    return folder.glob("*/scenario.yaml") if folder.is_dir() else iter(())


def _wanted(home: Home) -> set[str]:
    """What the plan says must be taken; nothing where it cannot be read."""
    with suppress(Problem, Problems):
        return {demand.scenario for demand in PlanFile(home).demands() if demand.mandatory}
    return set()
