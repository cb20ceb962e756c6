"""Results as a file or as one request to the hub.

One JSON object per line: a header, then one line per envelope with its bytes as text, so that the
reader can check them against the id.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from simtrainer.base.problem import Place, Problem
from simtrainer.station.files import is_full, write_whole
from simtrainer.station.sealing import is_whole
from simtrainer.station.upload.receipt import Parcel

FORMAT = "simtrainer-results"
VERSION = 1
SUFFIX = ".simresultater"


def write_results(path: Path, station: str, name: str, parcels: Sequence[Parcel]) -> None:
    """Write a whole file, or none. Raises ``Problem("upload.no_file" | "upload.no_room")``."""
    data = b"".join([header(station, name), *map(line, parcels)])
    try:
        write_whole(path, data)
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> Problem:
    """Why a file could not be written."""
    code = "upload.no_room" if is_full(error) else "upload.no_file"
    return Problem(code, retry=True, path=str(path))


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
        if not is_whole(value["id"], value["run"], body):
            raise ValueError
        return Parcel(value["id"], value["run"], body)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem("upload.file_broken", place=Place(str(path), number, 1)) from error
