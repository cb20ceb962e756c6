"""Can answers be stored? Room, a file that is really written, and a store that can be read."""

import errno
import os
import shutil
import time

from simtrainer.app.ready import Finding
from simtrainer.base.problem import Problem
from simtrainer.base.text import Text
from simtrainer.station.files import write_whole
from simtrainer.station.home import Home

LEAST_MB = 100
SHORT_MB = 1000
SLOW_MS = 500
"""Each answer waits for the disk; slower than this is felt."""
_MB = 1_000_000
_GB = 1000
"""In megabytes."""


def disk(home: Home, broken: Problem | None = None) -> Finding:
    """The data folder: may we write, is there room, are settings and store whole? ``broken`` is
    what is wrong with the settings."""
    try:
        home.prepare()
        free = shutil.disk_usage(home.root).free // _MB
        took_ms = _write(home)
    except Problem:
        return _read_only(home)
    except OSError as error:
        return _full(home, 0) if error.errno == errno.ENOSPC else _read_only(home)
    if broken is not None:
        return _told(broken)
    return _store(home) or judged(home, free, took_ms)


def judged(home: Home, free_mb: int, took_ms: int) -> Finding:
    """What the room and the speed come to."""
    if free_mb < LEAST_MB:
        return _full(home, free_mb)
    said = _room(home, free_mb)
    if free_mb < SHORT_MB:
        return Finding("disk", "warn", said, Text("app.ready.disk.short.cure"))
    if took_ms > SLOW_MS:
        slow = Text("app.ready.disk.slow", {"ms": took_ms})
        return Finding("disk", "warn", slow, Text("app.ready.disk.slow.cure"))
    return Finding("disk", "good", said)


def _write(home: Home) -> int:
    """Write as an answer is written; how many milliseconds until it was on the disk."""
    probe = home.root / f"doctor-{os.getpid()}.tmp"
    started = time.monotonic()
    try:
        write_whole(probe, b"x" * 4096, mode=0o600)
    finally:
        probe.unlink(missing_ok=True)
    return round((time.monotonic() - started) * 1000)


def _store(home: Home) -> Finding | None:
    """What is wrong with the store; None where nothing is, or where there is none yet."""
    from simtrainer.station.store import held
    from simtrainer.station.store.database import Database

    if not home.database.exists():
        return None
    database = Database(home, busy_ms=2_000)
    try:
        with database.reading() as connection:
            held.unfinished(connection)
    except Problem as problem:
        return _told(problem)
    finally:
        database.close()
    return None


def _told(problem: Problem) -> Finding:
    said = Text(f"problem.{problem.code}", dict(problem.params))
    return Finding("disk", "bad", said, Text("app.ready.disk.store.cure"))


def _read_only(home: Home) -> Finding:
    said = Text("app.ready.disk.read_only", {"folder": str(home.root)})
    return Finding("disk", "bad", said, Text("app.ready.disk.read_only.cure"))


def _full(home: Home, free_mb: int) -> Finding:
    return Finding("disk", "bad", _room(home, free_mb), Text("app.ready.disk.full.cure"))


def _room(home: Home, free_mb: int) -> Text:
    """As one would say it."""
    if free_mb == 0:
        return Text("app.ready.disk.full", {"folder": str(home.root)})
    unit, n = ("gb", free_mb // _GB) if free_mb >= _GB else ("mb", free_mb)
    return Text(f"app.ready.disk.room.{unit}", {"n": n, "folder": str(home.root)})
