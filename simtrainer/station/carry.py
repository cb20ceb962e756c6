"""A run that is not finished, carried to another PC on a memory stick.

The file holds the run as it stands on the disk: head, program and every event, byte for byte. Here
the run stays, marked as carried, so that it is not played on in two places by mistake; nothing is
lost if the stick is.
"""

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from simtrainer.app.carrying import CARRIED
from simtrainer.app.entrance import GUEST
from simtrainer.app.ports import RunInfo, RunStore
from simtrainer.base.ports import Clock
from simtrainer.base.problem import Problem
from simtrainer.station.files import is_full, write_whole
from simtrainer.station.home import Home
from simtrainer.station.lock import Running
from simtrainer.station.settings import Settings
from simtrainer.station.store.runs import RunFile

KIND, VERSION, SUFFIX = "simtrainer-run", 1, ".simrun"
_BEGINS = json.dumps({"kind": KIND})[:-1].encode()
_LARGEST = 64_000_000
"""No run of two hours comes near this; a file that says so is not one of ours."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file holds."""

    info: RunInfo
    program: bytes
    events: list[bytes]
    guest: Mapping[str, Any]
    """Name and unit of a guest, whom the other PC does not know; empty for one on the roster."""


def take(store: RunStore, run: str, path: Path, at: str) -> RunInfo:
    """Write a run to a file, whole or not at all; ``at`` is the time now.

    Raises ``Problem("run.unknown" | "run.damaged" | "run.finished" | "carry.not_written" |
    "carry.full")``.
    """
    info, program, events = store.load(run)
    if info.state == "finished":
        raise Problem("run.finished", run=run)
    guest = store.kept("", GUEST).get(info.person, {})
    data = written(Carried(info, program, events, guest))
    try:
        write_whole(path, data)
    except OSError as error:
        code = "carry.full" if is_full(error) else "carry.not_written"
        raise Problem(code, retry=True, file=str(path)) from error
    store.keep(info.person, CARRIED, run, {"at": at, "events": len(events)})
    return info


def bring(store: RunStore, path: Path) -> RunInfo:
    """Take up a run from a file. One that is here already is only added to, never changed.

    Raises ``Problem("carry.no_file" | "carry.not_ours" | "carry.broken" | "carry.newer")``,
    ``Problem("carry.finished")`` where it has been finished here, or ``Problem("carry.other")``
    where both PCs have gone on with it, each in its way.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Problem("carry.no_file", file=path.name) from error
    found = read(data, path.name)
    info, run = found.info, found.info.run
    here = _here(store, run, path.name)
    if found.guest:
        store.keep("", GUEST, info.person, found.guest)
    if here is None:
        store.create(info, found.program)
        here = []
    if here[: len(found.events)] != found.events[: len(here)]:
        raise Problem("carry.other", file=path.name)
    if len(found.events) > len(here):
        store.append(run, 0, found.events)
        store.head(run, info.clock_ms, info.head or {})
    store.keep(info.person, CARRIED, run, {})
    return info


def take_newest(home: Home, settings: Settings, person: str, path: Path, at: str) -> RunInfo:
    """``take`` for the newest unfinished run of a person, while the app is closed.

    Raises also ``Problem("carry.nothing" | "station.already_running")``.
    """
    with _store(home, settings) as store:
        runs = [run for run in store.runs(person) if run.state == "open"]
        if not runs:
            raise Problem("carry.nothing", person=person)
        return take(store, runs[0].run, path, at)


def bring_here(home: Home, settings: Settings, path: Path) -> RunInfo:
    """``bring``, while the app is closed. Raises also ``Problem("station.already_running")``."""
    with _store(home, settings) as store:
        return bring(store, path)


@contextmanager
def _store(home: Home, settings: Settings) -> Iterator[RunStore]:
    """The store of this PC, which nobody else has open."""
    home.prepare()
    with Running(home.running):
        store = RunFile(home, lambda: settings.enrolled)
        try:
            yield store
        finally:
            store.close()


class StickCarrier:
    """``Carrier`` over this PC's store."""

    def __init__(self, store: RunStore, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def take(self, run: str, path: str) -> None:
        """See ``Carrier``."""
        take(self._store, run, Path(path), self._clock.utc_iso())

    def bring(self, path: str) -> str:
        """See ``Carrier``."""
        return bring(self._store, Path(path)).person


def _here(store: RunStore, run: str, file: str) -> list[bytes] | None:
    """Its events where it is here too."""
    try:
        info, _, events = store.load(run)
    except Problem as problem:
        if problem.code == "run.unknown":
            return None
        raise
    if info.state == "finished":
        raise Problem("carry.finished", file=file)
    return events


def written(carried: Carried) -> bytes:
    """The file's bytes."""
    body = zlib.compress(
        json.dumps(
            {
                "run": {**asdict(carried.info), "head": _plain(carried.info.head)},
                "program": _text(carried.program),
                "events": [_text(event) for event in carried.events],
                "guest": {**carried.guest},
            },
            ensure_ascii=False,
        ).encode()
    )
    head = {"kind": KIND, "version": VERSION, "sha256": hashlib.sha256(body).hexdigest()}
    return json.dumps({**head, "body": _text(body)}).encode() + b"\n"


def read(data: bytes, name: str) -> Carried:
    """What is in a file; a single flipped bit is noticed."""
    try:
        outer = json.loads(data)
        if outer["kind"] != KIND:
            raise ValueError(outer["kind"])
        if outer["version"] > VERSION:
            raise Problem("carry.newer", file=name)
        packed = base64.b64decode(outer["body"], validate=True)
        if hashlib.sha256(packed).hexdigest() != outer["sha256"]:
            raise ValueError("sha256")
        return _inner(packed)
    except (ValueError, KeyError, TypeError, binascii.Error, zlib.error) as error:
        ours = name.endswith(SUFFIX) or data.startswith(_BEGINS)
        raise Problem("carry.broken" if ours else "carry.not_ours", file=name) from error


def _inner(packed: bytes) -> Carried:
    opener = zlib.decompressobj()
    body = opener.decompress(packed, _LARGEST)
    if opener.unconsumed_tail or not opener.eof:
        raise ValueError("size")
    inner = json.loads(body)
    head = inner["run"]
    if set(head) - {each.name for each in fields(RunInfo)}:
        raise ValueError("run")
    events = [base64.b64decode(event, validate=True) for event in inner["events"]]
    program = base64.b64decode(inner["program"], validate=True)
    info = RunInfo(**head)
    if hashlib.sha256(program).hexdigest() != info.program:
        raise ValueError("program")
    return Carried(info, program, events, inner["guest"] or {})


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _plain(value: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if value is None else {**value}
