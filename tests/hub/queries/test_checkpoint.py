"""What is stored on SQLite comes to its places in the file beside those who store."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from simtrainer.base.problem import Problem
from simtrainer.hub.queries import checkpoint, upkeep
from simtrainer.hub.queries.checkpoint import Beside
from simtrainer.hub.queries.connect import Database, opened


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(f"sqlite:///{tmp_path / 'store.sqlite3'}") as made:
        made.write(lambda c: c.exec_driver_sql("create table t (word text)") and None)
        yield made


def put(connection: Connection) -> None:
    connection.exec_driver_sql("insert into t values ('word')")


def in_place(database: Database) -> bool:
    """Whether the file by itself has all there is: what its log adds is nothing more."""
    file = Path(str(database.url.database))
    copy = file.with_name("by-itself.sqlite3")
    copy.write_bytes(file.read_bytes())
    with sqlite3.connect(f"file:{copy}?immutable=1", uri=True) as alone:
        try:
            found = alone.execute("select count(*) from t").fetchone()
        except sqlite3.OperationalError:
            return False
    alone.close()
    return bool(
        found == database.glance(lambda raw: raw.execute("select count(*) from t").fetchone())
    )


def test_it_is_copied_once_it_is_stored(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoint, "PAUSE_S", 0.0)
    copied = threading.Event()

    class Told(Beside):
        def copy(self) -> None:
            super().copy()
            copied.set()

    database.wrote.clear()
    beside = Told(database)
    try:
        for _ in range(3):
            copied.clear()
            database.write(put)
            assert copied.wait(30)
    finally:
        beside.close()
    assert in_place(database)
    database.write(put)
    assert not in_place(database), "nobody does it any more"


def test_whoever_reads_an_older_moment_still_does(database: Database) -> None:
    beside = Beside(database)
    beside.close()

    def work(connection: Connection) -> None:
        before = connection.exec_driver_sql("select count(*) from t").scalar_one()
        database.write(put)
        beside.copy()
        assert connection.exec_driver_sql("select count(*) from t").scalar_one() == before

    database.read(work)
    beside.copy()
    assert in_place(database)


def test_a_long_log_is_begun_anew(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """For that nobody may store meanwhile; a short one keeps nobody waiting."""
    beside, taken = Beside(database), list[str]()
    beside.close()
    place = database.writers_place

    def noted() -> Any:
        taken.append("place")
        return place()

    monkeypatch.setattr(database, "writers_place", noted)
    beside.copy()
    assert taken == []
    monkeypatch.setattr(checkpoint, "LONG_LOG", 1)
    beside.copy()
    assert taken == ["place"]
    monkeypatch.setattr(database, "glance", lambda _: (True, 1_000))
    beside.copy()
    assert taken == ["place"], "another is at it"


def test_a_disk_that_fails_does_not_end_it(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    beside = Beside(database)
    beside.close()
    for failure in (Problem("hub.store_full", retry=True), RuntimeError("a bug")):

        def fails(_work: Any, failure: Exception = failure) -> None:
            raise failure

        monkeypatch.setattr(database, "glance", fails)
        beside.copy()
    assert [one.message for one in caplog.records] == [
        "what is stored could not be copied to its places"
    ]


def test_what_is_erased_waits_until_the_log_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    slept = list[float]()
    monkeypatch.setattr(upkeep.time, "sleep", slept.append)

    class Raw:
        busy = 3

        def execute(self, _sql: str) -> "Raw":
            return self

        def fetchone(self) -> tuple[int, int, int]:
            self.busy -= 1
            return (int(self.busy >= 0), 0, 0)

    upkeep._empty_log(Raw())
    assert len(slept) == 3
