"""How a run's head and events stand in the store, with checksums that notice a flipped bit."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import NamedTuple

from simtrainer.app.ports import RunInfo


class StoredEvent(NamedTuple):
    """One row of the events of a run."""

    n: int
    bytes: bytes
    crc32: int


def encode(info: RunInfo, events: int) -> bytes:
    """The head as JSON, with the number of events stored so far."""
    fields = asdict(replace(info, head=None))
    fields["head"] = None if info.head is None else dict(info.head)
    return json.dumps({**fields, "events": events}, ensure_ascii=False).encode()


def decode(data: bytes, crc32: int) -> tuple[RunInfo, int] | None:
    """Head and number of events; None where they are not what was written."""
    if zlib.crc32(data) != crc32:
        return None
    fields = json.loads(data)
    events = fields.pop("events")
    return RunInfo(**fields), events


def place(key: int, n: int) -> int:
    """Where event ``n`` of the run with this key stands among all events."""
    return (key << 32) + n


def as_bytes(value: object) -> bytes:
    """A stored value whose type may be damaged too; the checksum judges the rest."""
    return value if isinstance(value, bytes) else repr(value).encode()


def as_number(value: object) -> int:
    """A stored number, 0 where it is none any more."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (ValueError, TypeError):
        return 0


def event_crc(run: str, n: int, data: bytes) -> int:
    """Covers run and number too: a row that turns up in another's place is noticed."""
    return zlib.crc32(data, zlib.crc32(f"{run}:{n}:".encode()))


def keepsake_crc(person: str, kind: str, name: str, data: bytes) -> int:
    """Covers whose it is and what it is called too."""
    return zlib.crc32(data, zlib.crc32(f"{person}:{kind}:{name}:".encode()))


def first_bad(run: str, rows: Sequence[StoredEvent], expected: int) -> int | None:
    """Number of the first event that is missing or not what was written, None for none."""
    for n, row in enumerate(rows):
        if row.n != n or row.crc32 != event_crc(run, n, row.bytes):
            return n
    return len(rows) if len(rows) < expected else None
