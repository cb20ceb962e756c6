"""Results as a file: written whole, read with a check on every line."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.station.sealing import envelope_id
from simtrainer.station.upload.file import FileBackend
from simtrainer.station.upload.receipt import Parcel
from simtrainer.station.upload.results_file import read_results, write_results


def parcel(run: str) -> Parcel:
    body = f'[{{"id": "{run}", "æ": "\u2028\\n"}}]'.encode()
    return Parcel(envelope_id(run, body), run, body)


def test_bytes_come_back(tmp_path: Path) -> None:
    path = tmp_path / "results"
    write_results(path, "pc", "Låne-PC", [parcel("r1"), parcel("r2")])
    assert read_results(path) == [parcel("r1"), parcel("r2")]


def test_one_by_one_and_each_once(tmp_path: Path) -> None:
    for run in ("r1", "r2", "r1"):
        backend = FileBackend.in_folder(str(tmp_path), "pc", "Låne-PC")
        assert not backend.send(parcel(run)).stored
        assert not backend.send(parcel(run)).stored
        backend.close()
    (path,) = tmp_path.iterdir()
    assert read_results(path) == [parcel("r1"), parcel("r2")]


def test_a_file_that_was_torn_off_is_not_touched(tmp_path: Path) -> None:
    FileBackend.in_folder(str(tmp_path), "pc", "").send(parcel("r1"))
    (torn,) = tmp_path.iterdir()
    data = torn.read_bytes()[:-20]
    torn.write_bytes(data)
    FileBackend.in_folder(str(tmp_path), "pc", "").send(parcel("r1"))
    assert torn.read_bytes() == data
    (other,) = set(tmp_path.iterdir()) - {torn}
    assert read_results(other) == [parcel("r1")]


@pytest.mark.parametrize(
    ("change", "line", "code"),
    [
        (lambda lines: [], 1, "upload.file_broken"),
        (lambda lines: lines[1:], 1, "upload.file_broken"),
        (lambda lines: [b"[]", *lines[1:]], 1, "upload.file_broken"),
        (lambda lines: [lines[0].replace(b"1,", b"2,"), *lines[1:]], 1, "upload.file_newer"),
        (lambda lines: [*lines[:2], lines[2].replace(b"r2", b"r3", 1)], 3, "upload.file_broken"),
        (lambda lines: [*lines[:2], b"{}"], 3, "upload.file_broken"),
        (lambda lines: [*lines[:2], b"[1]"], 3, "upload.file_broken"),
        (lambda lines: [*lines[:2], lines[2][:-9]], 3, "upload.file_broken"),
    ],
)
def test_broken_files(tmp_path: Path, change: object, line: int, code: str) -> None:
    path = tmp_path / "results"
    write_results(path, "pc", "", [parcel("r1"), parcel("r2")])
    assert callable(change)
    path.write_bytes(b"\n".join(change(path.read_bytes().splitlines())))
    with pytest.raises(Problem) as caught:
        read_results(path)
    assert caught.value.code == code
    assert caught.value.place is not None and caught.value.place.line == line


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"upload\.file_broken"):
        read_results(tmp_path / "nothing")
