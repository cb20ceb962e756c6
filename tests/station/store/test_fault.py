"""Real faults of disk and file system: nothing is half written, and the store works afterwards."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.store.fault import store_problem, told
from simtrainer.station.store.runs import RunFile
from tests import disk
from tests.app.port_contracts import PROGRAM, run_info

ROOT = Path(__file__).parents[3]


def in_a_process(code: str, *args: object) -> str:
    """Run a piece of Python in a process of its own; what it printed."""
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(code), *map(str, args)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    with disk.small_disk(tmp_path / "disk", "2m") as folder:
        yield folder


def fill_up(store: RunFile, events: int) -> int:
    """Append until the store refuses; how many events it took."""
    for n in range(events):
        try:
            store.append("run-1", n, [bytes([n % 256]) * 5000])
        except Problem as problem:
            if problem.code != "store.disk_full" or not problem.retry:
                raise
            return n
    pytest.fail("the disk never filled up")


def test_a_full_disk(small_disk: Path) -> None:
    store = RunFile(Home(small_disk / "data"), lambda: False)
    store.create(run_info(), PROGRAM)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 1_000_000)
    stored = fill_up(store, 1000)
    assert stored > 5
    for _ in range(3):
        with pytest.raises(Problem, match="disk_full"):
            store.append("run-1", stored, [b"y" * 5000])
        assert len(store.load("run-1")[2]) == stored
    ballast.unlink()
    store.append("run-1", stored, [b"room again"])
    assert store.load("run-1")[2][-1] == b"room again"
    assert store.notices() == []
    store.close()


def test_no_room_for_the_very_first_file(small_disk: Path) -> None:
    home = Home(small_disk / "data")
    home.prepare()
    with pytest.raises(OSError, match="No space"):
        (small_disk / "ballast").write_bytes(bytes(4_000_000))
    store = RunFile(home, lambda: False)
    with pytest.raises(Problem, match="disk_full"):
        store.create(run_info(), PROGRAM)
    (small_disk / "ballast").unlink()
    store.create(run_info(), PROGRAM)
    assert store.notices() == []
    store.close()


def test_a_size_limit(home: Home) -> None:
    """As a quota does it; needs no rights."""
    told = in_a_process(
        """
        import resource, signal, sys
        from pathlib import Path
        from simtrainer.base.problem import Problem
        from simtrainer.station.home import Home
        from simtrainer.station.store.runs import RunFile
        from tests.app.port_contracts import PROGRAM, run_info

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = RunFile(Home(Path(sys.argv[1])), lambda: False)
        store.create(run_info(), PROGRAM)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        n = 0
        try:
            while True:
                store.append("run-1", n, [b"x" * 5000])
                n += 1
        except Problem as problem:
            print(problem.code, problem.retry, n)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        store.append("run-1", n, [b"room again"])
        print(len(store.load("run-1")[2]) - n)
        store.close()
        """,
        home.root,
    )
    code, retry, stored, more = told.split()
    assert (code, retry, more) == ("store.disk_full", "True", "1")
    assert int(stored) > 5


def test_a_locked_store(home: Home, store: RunFile) -> None:
    store.create(run_info(), PROGRAM)
    store.append("run-1", 0, [b"a"])
    holder = [sys.executable, "-c", HOLD_THE_LOCK, str(home.database)]
    with subprocess.Popen(holder, stdout=subprocess.PIPE, stdin=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == b"locked\n"
        with pytest.raises(Problem) as caught:
            store.append("run-1", 1, [b"b"])
        assert (caught.value.code, caught.value.retry) == ("store.locked", True)
        assert store.load("run-1")[2] == [b"a"]
        process.stdin.close()
        process.wait()
    store.append("run-1", 1, [b"b"])
    assert store.load("run-1")[2] == [b"a", b"b"]


HOLD_THE_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""

READ_ONLY = """
import os, sys
from pathlib import Path
import sqlalchemy.dialects.sqlite
from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from simtrainer.station.settings import SettingsFile
from simtrainer.station.ids import UniqueIds
from simtrainer.station.lock import Running
from tests.app.port_contracts import PROGRAM, run_info
import simtrainer.station.store.query, simtrainer.station.store.rescue

home = Home(Path(sys.argv[1]))
if os.getuid() == 0:
    os.setuid(65534)

def told(work):
    try:
        work()
        print("done")
    except Problem as problem:
        print(problem.code)

store = RunFile(home, lambda: False)
told(lambda: store.create(run_info("run-2"), PROGRAM))
told(lambda: store.append("run-1", 1, [b"b"]))
told(lambda: SettingsFile(home.settings, UniqueIds()).current)
told(lambda: Running(home.running).__enter__())
told(lambda: Home(home.root / "deeper").prepare())
store.close()
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory(prefix="simtrainer-test-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("there_already", [False, True])
def test_a_folder_that_is_read_only(open_folder: Path, there_already: bool) -> None:
    home = Home(open_folder / "data")
    home.root.mkdir(mode=0o755)
    if there_already:
        store = RunFile(home, lambda: False)
        store.create(run_info(), PROGRAM)
        store.append("run-1", 0, [b"a"])
        store.close()
    home.root.chmod(0o555)
    try:
        assert in_a_process(READ_ONLY, home.root).split() == ["store.read_only"] * 5
    finally:
        home.root.chmod(0o755)


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    store = RunFile(Home(tmp_path / "data"), lambda: False)
    with pytest.raises(Problem, match="read_only"):
        store.open()


def test_our_own_mistakes_are_not_hidden(home: Home) -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError),
        told(home.database),
    ):
        connection.execute("SELECT nothing FROM nowhere")
    assert store_problem(sqlite3.Error("without a number"), home.database) is None


def test_a_failing_disk(home: Home) -> None:
    with pytest.raises(Problem, match="disk_failed"), told(home.database):
        raise OSError(5, os.strerror(5))
