"""The index of words in a file: made once, made anew where it is broken, and made by somebody else
where it is large."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simtrainer.station.store.word_index import KEPT, WordIndexFiles
from tests.app.port_contracts import TEXTS, WordIndexesContract


def at_once(work: Callable[[], None]) -> None:
    work()


class TestWordIndexFiles(WordIndexesContract):
    @pytest.fixture
    def indexes(self, tmp_path: Path) -> WordIndexFiles:
        return WordIndexFiles(tmp_path / "cache", at_once)


def test_another_process_finds_it_made(tmp_path: Path) -> None:
    assert WordIndexFiles(tmp_path, at_once).of("x", 4, lambda: TEXTS) is not None

    def never() -> list[tuple[int, str, str]]:
        raise AssertionError("made twice")

    index = WordIndexFiles(tmp_path, at_once).of("x", 4, never)
    assert index is not None
    assert [entry for _, entry in index.find((("vekt",),), 0, 9)] == ["c", "a"]


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    WordIndexFiles(tmp_path, at_once).of("x", 4, lambda: TEXTS)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"not a database at all, and long enough to be looked at" * 9)
    index = WordIndexFiles(tmp_path, at_once).of("x", 4, lambda: TEXTS)
    assert index is not None
    assert [entry for _, entry in index.find((("sov",),), 0, 9)] == ["b"]


def test_nobody_waits_for_a_large_one(tmp_path: Path) -> None:
    started: list[Callable[[], None]] = []
    indexes = WordIndexFiles(tmp_path, started.append, at_once=3)
    assert indexes.of("x", 4, lambda: TEXTS) is None
    assert indexes.of("x", 4, lambda: TEXTS) is None
    (work,) = started
    work()
    assert indexes.of("x", 4, lambda: TEXTS) is not None


def test_old_ones_make_room(tmp_path: Path) -> None:
    indexes = WordIndexFiles(tmp_path, at_once)
    for number in range(KEPT + 3):
        indexes.of(f"n{number}", 1, lambda: TEXTS)
    assert len(list(tmp_path.iterdir())) == KEPT
