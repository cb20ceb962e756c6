"""Files that are whole or not there."""

from pathlib import Path

import pytest

from simtrainer.station.files import free_name, write_whole


def test_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(path, b"not over a folder")
    assert list(tmp_path.iterdir()) == [path]


def test_names_that_are_free(tmp_path: Path) -> None:
    assert free_name(tmp_path, "a", ".json") == tmp_path / "a-1.json"
    (tmp_path / "a-1.json").touch()
    assert free_name(tmp_path, "a", ".json") == tmp_path / "a-2.json"
