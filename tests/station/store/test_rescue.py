"""A store damaged as a whole: set aside as it was, and what is whole in it lives on."""

import hashlib
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests.app.port_contracts import PROGRAM, run_info

RUNS = [f"run-{n}" for n in range(12)]


def events_of(run: str) -> list[bytes]:
    return [f"{run} event {n} ".encode() * 12 for n in range(60)]


def fill(home: Home) -> None:
    """A dozen runs, half of them finished, folded into one file."""
    store = RunFile(home, lambda: True)
    for n, run in enumerate(RUNS):
        store.create(run_info(run), PROGRAM)
        store.append(run, 0, events_of(run))
        store.head(run, 9, {"points": n})
        if n % 2:
            store.finish(run, "now", {"points": n}, b'[{"id":"%d"}]' % n)
    store.close()
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def readable(store: RunFile) -> set[str]:
    """Runs that load; each must be exactly what was stored, or end in a ``Problem``."""
    found = set()
    for run in RUNS:
        try:
            _, program, events = store.load(run)
        except Problem as problem:
            if problem.code not in ("run.damaged", "run.unknown"):
                raise
            continue
        assert (program, events) == (PROGRAM, events_of(run))
        found.add(run)
    return found


def test_not_a_database(home: Home, store: RunFile) -> None:
    fill(home)
    home.database.write_bytes(b"this is no database at all" * 1000)
    before = home.database.read_bytes()
    assert store.runs("P0101") == []
    (notice,) = store.notices()
    assert notice.code == "store.damaged" and notice.params["runs"] == 0
    kept = home.damaged / "store-1" / "store.sqlite3"
    assert kept.read_bytes() == before
    store.create(run_info(), PROGRAM)
    assert len(store.runs("P0101")) == 1
    assert store.notices() == []


def test_a_second_time_replaces_nothing(home: Home, store: RunFile) -> None:
    for content in (b"first" * 100, b"second" * 100):
        home.root.mkdir(exist_ok=True)
        store.close()
        home.database.write_bytes(content)
        store.open()
    kept = [home.damaged / f"store-{n}" / "store.sqlite3" for n in (1, 2)]
    assert [path.read_bytes()[:5] for path in kept] == [b"first", b"secon"]


@pytest.mark.parametrize("keep", [0.95, 0.6, 0.3, 0.05])
def test_truncated(home: Home, store: RunFile, keep: float) -> None:
    fill(home)
    data = home.database.read_bytes()
    home.database.write_bytes(data[: int(len(data) * keep)])
    found = readable(store)
    assert {info.run for info in store.runs("P0101")} == found
    assert len(found) < len(RUNS)
    assert store.notices()
    store.create(run_info("fresh"), PROGRAM)
    store.append("fresh", 0, [b"a"])
    assert store.load("fresh")[2] == [b"a"]


@pytest.mark.parametrize("seed", range(25))
def test_flipped_bits(home: Home, store: RunFile, seed: int) -> None:
    """Wherever they are, a run is what was stored or it is reported; nothing else."""
    fill(home)
    chance = random.Random(seed)
    data = bytearray(home.database.read_bytes())
    for _ in range(chance.choice([1, 1, 3, 40])):
        data[chance.randrange(100 if seed < 3 else 0, len(data))] ^= 1 << chance.randrange(8)
    home.database.write_bytes(data)
    found = readable(store)
    listed = {info.run for info in store.runs("P0101")}
    assert found <= listed | {run for run in RUNS if run not in listed}
    assert readable(store) == found
    assert {info.run for info in store.runs("P0101")} >= found


@pytest.mark.parametrize("page", range(2, 20))
def test_a_lost_page_costs_what_lies_on_it(home: Home, store: RunFile, page: int) -> None:
    fill(home)
    holds_all = page in (root_page(home, "runs"), root_page(home, "events"))
    lose_page(home, page)
    store.create(run_info("brings the program back"), PROGRAM)
    assert len(readable(store)) >= (0 if holds_all else len(RUNS) - 3)
    assert store.delivery().waiting >= (5 if page != root_page(home, "envelopes") else 0)


def root_page(home: Home, table: str) -> int:
    with closing(sqlite3.connect(home.database)) as connection:
        found = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(found, (table,)).fetchone()[0])


def lose_page(home: Home, page: int) -> None:
    """Overwrite a page, counted from 1, with nothing."""
    data = bytearray(home.database.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    home.database.write_bytes(data)


@pytest.mark.parametrize("span", [slice(0, 16), slice(16, 100), slice(100, 4096), slice(0, 4096)])
def test_a_lost_first_page_costs_nothing(home: Home, store: RunFile, span: slice) -> None:
    """Header and schema are known, so they can be put back."""
    fill(home)
    data = bytearray(home.database.read_bytes())
    data[span] = b"\xaa" * (span.stop - span.start)
    home.database.write_bytes(data)
    assert readable(store) == set(RUNS)
    assert store.delivery().waiting == 6
    assert [notice.params["runs"] for notice in store.notices()] == [12]


def test_a_lost_first_page_beside_a_log(home: Home, store: RunFile, tmp_path: Path) -> None:
    fill(home)
    store.append("run-0", 60, [b"only in the log"])
    crashed = Home(tmp_path / "crashed")
    shutil.copytree(home.root, crashed.root)
    data = crashed.database.read_bytes()
    crashed.database.write_bytes(b"\xaa" * 4096 + data[4096:])
    again = RunFile(crashed, lambda: True)
    assert again.load("run-0")[2][-1] == b"only in the log"
    assert len(again.runs("P0101")) == 12
    again.close()


def test_the_outbox_lives_on(home: Home, store: RunFile) -> None:
    fill(home)
    lose_page(home, root_page(home, "events"))
    with pytest.raises(Problem) as caught:
        store.load("run-0")
    assert caught.value.code == "run.damaged"
    assert store.delivery().waiting == 6
    (notice,) = store.notices()
    assert notice.params["damaged"] == 12


def test_a_crash_in_the_middle_of_a_rescue(home: Home, store: RunFile) -> None:
    fill(home)
    whole = hashlib.sha256(home.database.read_bytes()).hexdigest()
    home.database.replace(home.rescued)
    store.open()
    assert readable(store) == set(RUNS)
    assert store.notices() == []
    assert whole


def test_a_half_made_rescue_is_made_again(home: Home, store: RunFile) -> None:
    fill(home)
    home.rescued.write_bytes(b"half")
    home.database.write_bytes(b"junk" * 1000)
    store.open()
    assert [notice.code for notice in store.notices()] == ["store.damaged"]
    assert store.runs("P0101") == []


def test_a_store_that_is_gone_is_told(home: Home, store: RunFile) -> None:
    fill(home)
    home.database.unlink()
    store.open()
    assert [notice.code for notice in store.notices()] == ["store.vanished"]
    store.close()
    store.open()
    assert store.notices() == []


def test_an_emptied_store_is_told(home: Home, store: RunFile) -> None:
    fill(home)
    home.database.write_bytes(b"")
    store.open()
    assert [notice.code for notice in store.notices()] == ["store.vanished"]


def test_a_suspicion_that_was_wrong_is_dropped(home: Home, store: RunFile) -> None:
    fill(home)
    home.suspect.touch()
    assert readable(store) == set(RUNS)
    assert not home.suspect.exists()
    assert store.notices() == []
