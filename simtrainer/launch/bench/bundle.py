"""The bundle beside a bundle of a bare window: its size, and its start to the first painted frame
and to the page to sign in on.

Both are built by ``make bundle`` from this checkout, anew where something is newer than they are.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from simtrainer.base.problem import Problem
from simtrainer.launch.bench.figure import Figure, ratio
from simtrainer.launch.desktop_app import PAINTED

ROUNDS = 15
MOST = 1.25
MOST_UNTIL_SIGNIN = 2.5
ROOT = Path(__file__).resolve().parents[3]
APP, BARE = "simtrainer", "bare-window"
SOURCES = ("simtrainer", "resources", "scenarios", "installer", "requirements.lock")


def run() -> list[Figure]:
    """Size and start, each against the bare window's."""
    folder = built(ROOT)
    bare, window, signin = _starts(folder)
    sizes = [size(folder / name) / 2**20 for name in (APP, BARE)]
    return [
        ratio("bundle.size", sizes[0], "MiB", sizes[1], MOST),
        ratio("bundle.first_frame", window, "ms", bare, MOST),
        ratio("bundle.signin", signin, "ms", bare, MOST_UNTIL_SIGNIN),
    ]


def built(root: Path) -> Path:
    """The folder with both bundles. Raises ``Problem`` where they cannot be built."""
    folder = root / "dist"
    if not is_fresh(folder, root):
        _build(root)
    return folder


def is_fresh(folder: Path, root: Path) -> bool:
    """Whether both are there and nothing they are made from is newer."""
    made = [_program(folder, name) for name in (APP, BARE)]
    if not all(program.is_file() for program in made):
        return False
    oldest = min(program.stat().st_mtime for program in made)
    return all(file.stat().st_mtime <= oldest for name in SOURCES for file in _files(root / name))


def size(folder: Path) -> int:
    """Bytes in all its files; a link to one of them counts nothing."""
    return sum(file.stat().st_size for file in _files(folder) if not file.is_symlink())


def _files(place: Path) -> Iterator[Path]:
    found = place.rglob("*") if place.is_dir() else [place]
    return (f for f in found if f.is_file() and f.parent.name != "__pycache__")


def _program(folder: Path, name: str) -> Path:
    return folder / name / (f"{name}.exe" if sys.platform == "win32" else name)


def _build(root: Path) -> None:
    if not (root / "Makefile").is_file():
        raise Problem("bench.checkout")
    try:
        subprocess.run(["make", "--directory", str(root), "bundle"], stdout=sys.stderr, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Problem("bench.build", detail=str(error)) from error


def _starts(folder: Path) -> list[float]:
    """Milliseconds to the frame of the bare window, the program's, and its page to sign in on. They
    are started in turn, so that a busy minute falls on all of them."""
    ways = ((BARE, "window"), (APP, "window"), (APP, "signin"))
    found: list[list[float]] = [[], [], []]
    with tempfile.TemporaryDirectory(prefix="simtrainer-bench-") as home:
        for turn in range(ROUNDS + 1):
            for times, (name, what) in zip(found, ways, strict=True):
                spent = _painted(_program(folder, name), what, home)
                if turn:  # the first round warms the disk cache
                    times.append(spent)
    return [statistics.median(times) for times in found]


def _painted(program: Path, what: str, home: str) -> float:
    environment = {**os.environ, "SIMTRAINER_HOME": home, PAINTED: what}
    if "DISPLAY" not in environment and sys.platform == "linux":
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.monotonic_ns()
    try:
        done = subprocess.run(
            [str(program)], env=environment, capture_output=True, timeout=60, check=True
        )
        return (int(done.stdout) - begun) / 1e6
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Problem("bench.build", detail=f"{program.name}: {error}") from error
