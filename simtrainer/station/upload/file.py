"""Results as a file, for a stick or a shared folder.

One JSON object per line: a header, then one line per envelope with its bytes as text, so that the
reader can check them against the id. A file is no acknowledgement: what is in it stays in the
outbox until the central store has answered, and sending it both ways is harmless.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from simtrainer.base.problem import Place, Problem
from simtrainer.station.files import free_name, write_whole
from simtrainer.station.upload.receipt import Parcel, Receipt

FORMAT = "simtrainer-results"
VERSION = 1
SUFFIX = ".simresultater"


class FileBackend:
    """Appends to one file; what is in it already is not written again."""

    def __init__(self, path: Path, station: str, name: str) -> None:
        self._path = path
        self._header = header(station, name)
        self._inside = {parcel.id for parcel in read_results(path)} if path.exists() else set()

    @classmethod
    def in_folder(cls, folder: str, station: str, name: str) -> "FileBackend":
        """This PC's file in ``folder``; a new one where the old one was torn off halfway."""
        path = Path(folder) / f"simtrainer-{station}{SUFFIX}"
        try:
            return cls(path, station, name)
        except Problem:
            return cls(free_name(path.parent, path.stem, SUFFIX), station, name)

    def send(self, parcel: Parcel) -> Receipt:
        """Add the envelope; it is on the stick when this returns."""
        if parcel.id in self._inside:
            return Receipt(parcel.id, stored=False)
        first = b"" if self._path.exists() else self._header
        try:
            with self._path.open("ab") as stream:
                stream.write(first + line(parcel))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise Problem("upload.no_file", retry=True, path=str(self._path)) from error
        self._inside.add(parcel.id)
        return Receipt(parcel.id, stored=False)

    def close(self) -> None:
        """Nothing is held between envelopes."""


def write_results(path: Path, station: str, name: str, parcels: Sequence[Parcel]) -> None:
    """Write a whole file, or none. Raises ``Problem("upload.no_file")``."""
    data = b"".join([header(station, name), *map(line, parcels)])
    try:
        write_whole(path, data)
    except OSError as error:
        raise Problem("upload.no_file", retry=True, path=str(path)) from error


def read_results(path: Path) -> list[Parcel]:
    """The envelopes in a file. Raises ``Problem("upload.file_broken")`` with the line."""
    try:
        head, *lines = path.read_bytes().splitlines()
        if json.loads(head)["format"] != FORMAT:
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem("upload.file_broken", place=Place(str(path), 1, 1)) from error
    if json.loads(head)["version"] != VERSION:
        raise Problem("upload.file_newer", place=Place(str(path), 1, 1))
    return [_parcel(path, number, each) for number, each in enumerate(lines, 2)]


def header(station: str, name: str) -> bytes:
    """The first line: what the file is and which PC wrote it."""
    return _line({"format": FORMAT, "version": VERSION, "station": station, "name": name})


def line(parcel: Parcel) -> bytes:
    """An envelope's line."""
    return _line({"id": parcel.id, "run": parcel.run, "body": parcel.body.decode()})


def _line(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _parcel(path: Path, number: int, data: bytes) -> Parcel:
    try:
        value = json.loads(data)
        body = value["body"].encode()
        if value["id"] != f"{value['run']}-{hashlib.sha256(body).hexdigest()}":
            raise ValueError
        return Parcel(value["id"], value["run"], body)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem("upload.file_broken", place=Place(str(path), number, 1)) from error
