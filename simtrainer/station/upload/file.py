"""Results appended to a file, for a stick or a shared folder.

A file is no acknowledgement: what is in it stays in the outbox until the central store has
answered, and sending it both ways is harmless.
"""

import os
from pathlib import Path

from simtrainer.base.problem import Problem
from simtrainer.station.files import free_name
from simtrainer.station.upload.receipt import Parcel, Receipt
from simtrainer.station.upload.results_file import SUFFIX, header, line, not_written, read_results


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
            raise not_written(self._path, error) from error
        self._inside.add(parcel.id)
        return Receipt(parcel.id, stored=False)

    def close(self) -> None:
        """Nothing is held between envelopes."""
