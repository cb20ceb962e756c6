"""Where things lie: what came with the program, and what this PC keeps.

A checkout has ``resources/`` and ``scenarios/`` beside the package; an installed wheel and a
bundle carry both inside it, under ``simtrainer/_data``. Everyone else is handed a path and need
not know which of the three is running.
"""

import os
import sys
from collections.abc import Mapping
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


def own_command() -> list[str]:
    """How to start this same program as a process of its own, without arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", _APP]


def _machine_wide(environ: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        return Path(environ.get("PROGRAMDATA") or "C:/ProgramData") / _APP
    if platform == "darwin":
        return Path("/Library/Application Support") / _APP
    return Path("/var/lib") / _APP


def _of_this_user(environ: Mapping[str, str], platform: str) -> Path:
    home = Path(environ.get("HOME") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / _APP
    if platform == "darwin":
        return home / "Library" / "Application Support" / _APP
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / _APP


def _can_keep(folder: Path) -> bool:
    """Whether files can be kept there, now or after making the folder."""
    nearest = folder if folder.exists() else folder.parent
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def data_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Folder for runs, outbox and settings; not yet made.

    ``SIMTRAINER_HOME`` wins. Else it is machine-wide, so that a deleted user profile takes no
    unsent result with it. Where this user may not write there (the program was started without
    being installed), it is the user's own.
    """
    environ = os.environ if environ is None else environ
    if chosen := environ.get("SIMTRAINER_HOME"):
        return Path(chosen).expanduser().absolute()
    machine_wide = _machine_wide(environ, platform)
    return machine_wide if _can_keep(machine_wide) else _of_this_user(environ, platform)
