"""What the hub has said of this PC, as it lies here: people, plan and batches, a file each as they
are imported by hand, in one folder for each answer; and one small file that says which folder
counts. That file is replaced in one step, so an answer counts whole or not at all.

The newest act wins: an import by hand counts until the hub's answer has changed, or somebody
fetches it by hand.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Generic, Literal, TypeVar

from simtrainer.base.problem import Problem, Problems
from simtrainer.station.files import write_whole
from simtrainer.station.home import Home
from simtrainer.station.lock import FileLock

T = TypeVar("T")
VERSION = 1
Kind = Literal["roster", "plan", "batches"]
FILES: dict[Kind, str] = {"roster": "roster.json", "plan": "plan.csv", "batches": "batches.csv"}
"""Kind to its file's name in the folder of an answer."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """The last answer. Times are UTC."""

    state: str
    """``assigned``, ``unassigned`` or ``empty``, as the hub says it; ``shut_out`` where it knows
    this PC no more; empty before any answer."""
    tag: str = ""
    """What the hub calls this answer."""
    folder: str = ""
    fetched_at: str = ""
    """When this answer came."""
    asked_at: str = ""
    """When the hub last said that it still holds, or gave it."""
    counts: tuple[Kind, ...] = field(default=())
    """For which kinds this answer is the newest act."""
    trouble: str = ""
    """Code of what was wrong with a later answer, which was refused; empty for nothing."""


def read(home: Home) -> Assigned | None:
    """What counts now; none where the hub has said nothing, or the file is not to be read: it is
    fetched anew then."""
    try:
        found = json.loads((home.assigned / "now.json").read_bytes())
        if found.pop("version") != VERSION:
            return None
        known = {one.name for one in fields(Assigned)}
        made = Assigned(**{key: value for key, value in found.items() if key in known})
        return replace(made, counts=tuple(kind for kind in FILES if kind in made.counts))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def imported(home: Home, kind: Kind) -> tuple[Path, ...]:
    """Where an import by hand may lie, the first that exists counts."""
    found = {"roster": home.roster, "plan": (home.plan,), "batches": (home.batches,)}
    return found[kind]


def file_of(home: Home, kind: Kind) -> Path | None:
    """The file that the hub's answer is for that kind; none where another act is newer."""
    found = read(home)
    if found is None or not found.folder or kind not in found.counts:
        return None
    path = home.assigned / found.folder / FILES[kind]
    return path if path.is_file() else None


class Newest(Generic[T]):
    """What the newest act says of one kind, by its reader; read again when it has changed."""

    def __init__(self, home: Home, kind: Kind, read: Callable[[Path], T]) -> None:
        self._home, self._kind, self._reader = home, kind, read
        self._held: tuple[Path, int, T] | None = None

    def get(self, otherwise: Path | None = None) -> T | None:
        """None where there is nothing, and nothing ``otherwise``. Raises ``OSError`` and what the
        reader does; an answer of the hub's that is no longer to be read is fetched anew, and until
        then as if it were not."""
        for _ in range(2):  # it may be replaced while it is read
            given = file_of(self._home, self._kind)
            if given is not None:
                with suppress(Problem, Problems, OSError):
                    return self._of(given)
        by_hand = next(filter(Path.exists, imported(self._home, self._kind)), otherwise)
        return self._of(by_hand) if by_hand is not None else None

    @property
    def stands(self) -> bool:
        """Whether there is anything, read or not."""
        files = (file_of(self._home, self._kind), *imported(self._home, self._kind))
        return any(path is not None and path.exists() for path in files)

    def _of(self, path: Path) -> T:
        changed = path.stat().st_mtime_ns
        if self._held is None or self._held[:2] != (path, changed):
            self._held = path, changed, self._reader(path)
        return self._held[2]


def write(home: Home, made: Assigned) -> None:
    """Let this count from now on. Raises ``OSError``."""
    text = json.dumps({"version": VERSION, **asdict(made)}, indent=1)
    write_whole(home.assigned / "now.json", text.encode(), mode=0o600)


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """One at a time changes what counts. Raises ``Problem("station.fetching")``."""
    home.prepare()
    lock = FileLock(home.assigned.with_suffix(".lock"))
    if not lock.try_acquire():
        raise Problem("station.fetching", retry=True)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def by_hand(home: Home, kind: Kind) -> Iterator[None]:
    """That kind is imported by hand within, and is then the newest act.

    Raises ``Problem("station.fetching" | "store.read_only")``.
    """
    with alone(home):
        try:
            yield
            found = read(home)
            if found is not None and kind in found.counts:
                kept = tuple(one for one in found.counts if one != kind)
                write(home, replace(found, counts=kept))
        except OSError as error:
            raise Problem("store.read_only", retry=True, path=str(home.root)) from error
