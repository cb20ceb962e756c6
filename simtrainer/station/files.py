"""Files that are whole or not there at all, also after a power cut."""

import errno
import os
from pathlib import Path

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Replace the file's content in one step, on disk when this returns. Raises ``OSError``."""
    part = path.with_name(path.name + ".part")
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def is_full(error: OSError) -> bool:
    """Whether it went wrong because there is no room left."""
    return error.errno in _FULL


def sync_folder(folder: Path) -> None:
    """Put the folder's own entries on disk; Windows neither needs nor allows it."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def free_name(folder: Path, stem: str, suffix: str = "") -> Path:
    """A path in ``folder`` where nothing lies yet: ``stem-1``, ``stem-2`` …"""
    number = 1
    while (path := folder / f"{stem}-{number}{suffix}").exists():
        number += 1
    return path
