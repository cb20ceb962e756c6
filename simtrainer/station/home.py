"""The data folder of this PC: where it is, and what lies where in it.

The folder is machine-wide, so that results outlive a deleted user profile.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simtrainer.base.problem import Problem


@dataclass(frozen=True, slots=True)
class Home:
    """Layout of the data folder under ``root``."""

    root: Path

    @property
    def database(self) -> Path:
        """Runs, events, programs and outbox."""
        return self.root / "store.sqlite3"

    @property
    def made(self) -> Path:
        """Exists once a store has been made, so that a vanished one is noticed."""
        return self.root / "store.made"

    @property
    def rescued(self) -> Path:
        """A new store on its way to replace a damaged one."""
        return self.root / "store.rescued.sqlite3"

    @property
    def suspect(self) -> Path:
        """Left by whoever met damage in the store but may not move it."""
        return self.root / "store.suspect"

    @property
    def settings(self) -> Path:
        """Settings with the credential; readable by its owner only."""
        return self.root / "settings.json"

    @property
    def roster(self) -> tuple[Path, Path]:
        """Where an imported roster may lie, the first that exists counts."""
        return self.root / "roster.csv", self.root / "roster.json"

    @property
    def plan(self) -> Path:
        """What the municipality wants taken, and by when."""
        return self.root / "plan.csv"

    @property
    def batches(self) -> Path:
        """Who comes when, by code."""
        return self.root / "batches.csv"

    @property
    def assigned(self) -> Path:
        """What the hub has said of this PC: people, plan and batches; see ``station.assigned``."""
        return self.root / "assigned"

    @property
    def running(self) -> Path:
        """Lock held by the one running app."""
        return self.root / "running.lock"

    @property
    def uploading(self) -> Path:
        """Lock held while somebody sends."""
        return self.root / "uploading.lock"

    @property
    def damaged(self) -> Path:
        """What could not be read any more is kept here."""
        return self.root / "damaged"

    @property
    def crash(self) -> Path:
        """What went wrong in the program itself, for whoever mends it; may name people."""
        return self.root / "crash"

    @property
    def cache(self) -> Path:
        """Compiled programs and the index of scenarios; can be deleted at any time."""
        return self.root / "cache"

    @property
    def packages(self) -> Path:
        """Scenarios that the hub has handed out, a folder each, and a list of them."""
        return self.root / "packages"

    def prepare(self) -> None:
        """Make the folder. Raises ``Problem("store.read_only")``."""
        try:
            if not self.root.is_dir():
                self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Problem("store.read_only", retry=True, path=str(self.root)) from error


def locate(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Home:
    """The data folder: ``SIMTRAINER_HOME``, else the machine-wide place of this platform."""
    chosen = environ.get("SIMTRAINER_HOME")
    return Home(Path(chosen).expanduser().absolute() if chosen else _default(environ, platform))


def _default(environ: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        return Path(environ.get("PROGRAMDATA", r"C:\ProgramData")) / "simtrainer"
    if platform == "darwin":
        return Path("/Users/Shared/simtrainer")
    machine = Path("/var/lib/simtrainer")
    if machine.is_dir() and os.access(machine, os.W_OK):
        return machine
    data = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "simtrainer"
