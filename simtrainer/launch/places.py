"""Where things lie that came with the program; what this PC keeps is in ``station.home``.

A checkout has ``resources/`` and ``scenarios/`` beside the package; an installed wheel and a
bundle carry both inside it, under ``simtrainer/_data``. Everyone else is handed a path and need
not know which of the three is running.
"""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_APP = "simtrainer"


def _shipped(package: Path, name: str) -> Path:
    carried = package / "_data"
    return (carried if carried.is_dir() else package.parent) / name


def resources() -> Path:
    """Folder with screen packs, texts, fonts and the leaders' web files."""
    return _shipped(_PACKAGE, "resources")


def scenarios() -> Path:
    """Folder with one folder per scenario that came with the program."""
    return _shipped(_PACKAGE, "scenarios")


def sample_roster() -> Path:
    """The people that are on the list of a PC until somebody says otherwise."""
    return resources() / "roster" / "sample.csv"


def own_command() -> list[str]:
    """How to start this same program as a process of its own, without arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", _APP]
