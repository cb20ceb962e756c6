"""A damaged run set aside: all that can still be read of it, in a file of its own."""

import base64
import json
from collections.abc import Sequence
from pathlib import Path

from simtrainer.station.files import free_name, write_whole
from simtrainer.station.home import Home
from simtrainer.station.store.coding import StoredEvent, event_crc

FORMAT = "simtrainer-damaged-run"
VERSION = 1


def set_aside(
    home: Home,
    run: str,
    info: bytes,
    rows: Sequence[StoredEvent],
    program: bytes | None,
    bad: int,
) -> Path:
    """Write what can be read of a run; returns the file, which never replaces an older one."""
    home.damaged.mkdir(exist_ok=True)
    kept = {
        "format": FORMAT,
        "version": VERSION,
        "run": run,
        "first_bad": bad,
        "info": _text(info),
        "program": None if program is None else _text(program),
        "events": [
            {"n": row.n, "whole": row.crc32 == event_crc(run, row.n, row.bytes)}
            | {"bytes": _text(row.bytes)}
            for row in rows
        ],
    }
    path = free_name(home.damaged, f"run-{_safe(run)}", ".json")
    write_whole(path, json.dumps(kept, indent=1).encode())
    return path


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _safe(name: str) -> str:
    """A damaged id must not become a path."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in name)[:64]
