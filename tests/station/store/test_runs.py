"""``RunFile``: the contract on a real file, durability settings, damage to single runs."""

import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from simtrainer.app.ports import Delivery
from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.store import envelope
from simtrainer.station.store.database import Database
from simtrainer.station.store.driver import raw
from simtrainer.station.store.runs import RunFile
from tests.app.port_contracts import PROGRAM, RunStoreContract, code_of, run_info


class TestRunFile(RunStoreContract):
    pass


class TestRunFileReopenedEachTime(RunStoreContract):
    """The same, with nothing remembered between the calls."""

    @pytest.fixture
    def store(self, home: Home) -> "Reopening":
        return Reopening(home)


class Reopening:
    def __init__(self, home: Home) -> None:
        self._home = home

    def __getattr__(self, name: str) -> object:
        def call(*args: object) -> object:
            store = RunFile(self._home, lambda: False)
            try:
                return getattr(store, name)(*args)
            finally:
                store.close()

        return call


def change(home: Home, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(home.database, isolation_level=None)) as connection:
        connection.execute(statement, values)


def three_runs(store: RunFile) -> None:
    for run in ("run-1", "run-2", "run-3"):
        store.create(run_info(run), PROGRAM)
        store.append(run, 0, [f"{run} event {n}".encode() for n in range(10)])
        store.head(run, 5, {"points": 1})


def test_a_commit_is_on_disk(store: RunFile) -> None:
    store.open()
    driver = raw(store._db.open())
    assert driver.execute("PRAGMA synchronous").fetchone() == (2,)
    assert driver.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert driver.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_making_one_imports_and_touches_nothing(home: Home) -> None:
    RunFile(home, lambda: False)
    assert not home.root.exists()


def test_delivery_before_opening(home: Home, store: RunFile) -> None:
    assert store.delivery() == Delivery(0, "", "")
    assert not home.root.exists()
    store.create(run_info(), PROGRAM)
    store.finish("run-1", "now", {}, b"[1]")
    fresh = RunFile(home, lambda: True)
    assert fresh.delivery() == Delivery(1, "", "", enrolled=True)
    assert not fresh._db.is_open


@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("UPDATE events SET bytes = x'78' WHERE place = (2 << 32) + 4", 4),
        ("UPDATE events SET crc32 = crc32 + 1 WHERE place = 2 << 32", 0),
        ("DELETE FROM events WHERE place = (2 << 32) + 6", 6),
        ("DELETE FROM events WHERE place >= (2 << 32) + 7 AND place < 3 << 32", 7),
        ("UPDATE events SET place = place + 3 WHERE place = (2 << 32) + 9", 9),
        ("UPDATE runs SET info = x'7b7d' WHERE key = 2", 0),
    ],
)
def test_a_damaged_run_is_set_aside_and_the_others_go_on(
    home: Home, store: RunFile, statement: str, first_bad: int
) -> None:
    three_runs(store)
    change(home, statement)
    for _ in range(2):
        with pytest.raises(Problem) as caught:
            store.load("run-2")
        assert caught.value.code == "run.damaged"
        assert caught.value.params["first_bad"] == first_bad
    assert [info.run for info in store.runs("P0101")] == ["run-3", "run-1"]
    assert code_of(store.append, "run-2", 10, [b"more"]) in ("run.damaged", "run.gap")
    store.append("run-1", 10, [b"more"])
    assert len(store.load("run-1")[2]) == 11
    (kept,) = home.damaged.iterdir()
    told = json.loads(kept.read_text())
    assert (told["format"], told["version"]) == ("simtrainer-damaged-run", 1)
    assert told["run"] == "run-2" and told["first_bad"] == first_bad
    assert sum(event["whole"] for event in told["events"]) >= 7


def test_events_swapped_between_runs_are_noticed(home: Home, store: RunFile) -> None:
    three_runs(store)
    change(
        home,
        "UPDATE events SET (bytes, crc32) = "
        "(SELECT bytes, crc32 FROM events WHERE place = (1 << 32) + 3) WHERE place = (2 << 32) + 3",
    )
    assert code_of(store.load, "run-2") == "run.damaged"


def test_a_head_that_is_unreadable_is_told_once(home: Home, store: RunFile) -> None:
    three_runs(store)
    change(home, "UPDATE runs SET crc32 = 0 WHERE key = 2")
    assert [info.run for info in store.runs("P0101")] == ["run-3", "run-1"]
    assert [problem.code for problem in store.notices()] == ["run.damaged"]
    assert len(store.runs("P0101")) == 2
    assert store.notices() == []


def test_a_damaged_program_is_mended_by_the_next_run(home: Home, store: RunFile) -> None:
    three_runs(store)
    change(home, "UPDATE programs SET bytes = x'00'")
    store.create(run_info("run-4"), PROGRAM)
    assert store.load("run-1")[1] == PROGRAM


def test_a_damaged_program_damages_the_run(home: Home, store: RunFile) -> None:
    three_runs(store)
    change(home, "UPDATE programs SET bytes = x'00'")
    assert code_of(store.load, "run-1") == "run.damaged"


def test_a_damaged_envelope_is_mended_by_finishing_again(home: Home, store: RunFile) -> None:
    store.create(run_info(), PROGRAM)
    store.finish("run-1", "now", {}, b"[1]")
    change(home, "UPDATE envelopes SET bytes = x'00', state = 'quarantined'")
    store.finish("run-1", "now", {}, b"[1]")
    assert store.delivery().waiting == 1


def test_a_name_that_is_a_path_stays_in_the_folder(home: Home, store: RunFile) -> None:
    name = "../../escape"
    store.create(run_info(name), PROGRAM)
    store.append(name, 0, [b"a"])
    change(home, "UPDATE events SET crc32 = 0")
    assert code_of(store.load, name) == "run.damaged"
    (kept,) = home.damaged.iterdir()
    assert kept.parent == home.damaged and Path(kept).name.startswith("run-")


def test_another_writer_is_waited_for(home: Home, store: RunFile) -> None:
    """The outbox notes what it has sent while somebody plays."""
    store.create(run_info(), PROGRAM)
    others = Database(home, busy_ms=30_000)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with others.writing() as connection:
                envelope.note(connection, trouble="upload.busy")
            stop.wait(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(300):
            store.append("run-1", n, [b"a"])
    finally:
        stop.set()
        writer.join()
        others.close()
    assert len(store.load("run-1")[2]) == 300
