"""A lock between processes that vanishes with the process that held it."""

import os
import sys
from pathlib import Path
from types import TracebackType

from simtrainer.base.problem import Problem

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held by one process at a time; ``try_acquire`` never waits."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def try_acquire(self) -> bool:
        """Take the lock, or say False where another holds it."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            path = str(self._path.parent)
            raise Problem("store.read_only", retry=True, path=path) from error
        try:
            _take(file)
        except OSError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Give the lock back. The file stays: removing it would let two hold it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class Running:
    """This PC runs the app once. As a context manager around everything else."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path)

    def __enter__(self) -> "Running":
        """Raises ``Problem("station.already_running")``."""
        if not self._lock.try_acquire():
            raise Problem("station.already_running")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()
