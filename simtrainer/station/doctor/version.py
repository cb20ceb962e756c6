"""Is the program here whole, and are there exercises to take?"""

from pathlib import Path

from simtrainer.app.ready import Finding
from simtrainer.base.text import Text
from simtrainer.station.home import Home


def version(home: Home, scenarios: Path, program: str) -> Finding:
    """The program's version and how many exercises it has."""
    count = len(list(scenarios.glob("*/scenario.yaml"))) + _packages(home)
    said = Text("app.ready.version.good", {"version": program, "n": count})
    if count:
        return Finding("version", "good", said)
    return Finding("version", "bad", said, Text("app.ready.version.cure"))


def _packages(home: Home) -> int:
    """Exercises that the hub has handed out."""
    return len(list(home.packages.glob("*/scenario.yaml"))) if home.packages.is_dir() else 0
