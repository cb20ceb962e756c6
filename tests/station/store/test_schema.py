"""Upgrades: the tables that the code believes in are those that the steps make."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from simtrainer.station.store.schema import STEPS, VERSION
from simtrainer.station.store.table import metadata

MUSEUM = Path(__file__).parents[2] / "formats" / "station-store"


def test_the_code_and_the_file_agree(home: Home, store: RunFile) -> None:
    store.open()
    with closing(sqlite3.connect(home.database)) as connection:
        there = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert set(metadata.tables) == {name for (name,) in there}
        for table in metadata.tables.values():
            rows = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
            stored = {name: (kind, bool(key)) for _, name, kind, _, _, key in rows}
            believed = {
                column.name: (str(column.type), column.primary_key) for column in table.columns
            }
            assert stored == believed, table.name


def test_a_newer_store_is_left_alone(home: Home, store: RunFile) -> None:
    store.open()
    store.close()
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = home.database.read_bytes()
    with pytest.raises(Problem) as caught:
        store.runs("P0101")
    assert caught.value.code == "store.newer"
    assert home.database.read_bytes() == before


def test_a_missing_table_is_damage(home: Home, store: RunFile) -> None:
    store.open()
    store.close()
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute("DROP TABLE events")
    store.open()
    assert [notice.code for notice in store.notices()] == ["store.damaged"]


def test_there_is_a_sample_of_each_version() -> None:
    assert sorted(path.name for path in MUSEUM.iterdir()) == [
        f"{version}.sql" for version in range(1, len(STEPS) + 1)
    ]


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_old_stores_are_read(home: Home, store: RunFile, version: int) -> None:
    home.prepare()
    with closing(sqlite3.connect(home.database)) as connection:
        connection.executescript((MUSEUM / f"{version}.sql").read_text())
    newest, oldest = store.runs("P0101")
    assert (newest.run, newest.state, newest.head) == ("run-2", "open", {"points": 4, "å": "ja"})
    assert (oldest.run, oldest.state, oldest.finished_at) == (
        "run-1",
        "finished",
        "2026-05-12T10:30:00.000Z",
    )
    assert store.load("run-1")[1:] == (b'{"format": 1}', [b'{"n":0}', b'{"n":1}'])
    assert store.delivery().waiting == 1
    assert store.delivery().delivered_at == "2026-05-11T07:00:00.000Z"
    kept = {"run-1": {"learned": 2, "å": "ja"}} if version >= 2 else {}
    assert store.kept("P0101", "survey") == kept
    store.append("run-2", 1, [b"next"])
    assert store.notices() == []
