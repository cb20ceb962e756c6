"""Giving this PC back while the app has it open."""

import json
from pathlib import Path

import pytest

from simtrainer.app.returning import LoanedPc
from simtrainer.base.problem import Problem
from simtrainer.station.carry import take
from simtrainer.station.home import Home
from simtrainer.station.ids import UniqueIds
from simtrainer.station.lock import FileLock, Running
from simtrainer.station.returning import OwnPc
from simtrainer.station.settings import SettingsFile
from simtrainer.station.store.database import Database
from simtrainer.station.store.envelope import acknowledge, undelivered
from simtrainer.station.store.runs import RunFile
from simtrainer.station.upload.results_file import read_results
from tests.app.port_contracts import PROGRAM, LoanedPcContract, run_info


def own(home: Home, store: RunFile, stopped: list[bool] | None = None) -> OwnPc:
    home.prepare()
    settings = SettingsFile(home.settings, UniqueIds())
    return OwnPc(home, settings, store, lambda: (stopped or []).append(True), lambda work: work())


def answered(home: Home) -> None:
    """A hub has acknowledged all so far."""
    database = Database(home)
    with database.writing() as connection:
        for key in undelivered(connection):
            acknowledge(connection, key)
    database.close()


class TestOwnPc(LoanedPcContract):
    @pytest.fixture(autouse=True)
    def _folder(self, home: Home, store: RunFile, tmp_path: Path) -> None:
        self.home, self.store, self.folder = home, store, tmp_path

    def pc(self, waiting: int, open_runs: int, carried: int) -> LoanedPc:
        self.finish("told")
        answered(self.home)
        for n in range(waiting):
            self.finish(f"waits-{n}")
        for n in range(open_runs + carried):
            self.store.create(run_info(f"open-{n}"), PROGRAM)
            if n >= open_runs:
                take(self.store, f"open-{n}", self.folder / f"{n}.simrun", "now")
        return own(self.home, self.store)

    def finish(self, run: str) -> None:
        self.store.create(run_info(run), PROGRAM)
        self.store.finish(run, "now", {}, json.dumps([{"id": run}]).encode())


def test_the_app_that_holds_the_lock_may_empty_its_own_pc(home: Home, store: RunFile) -> None:
    stopped = [False]
    pc = own(home, store, stopped)
    store.create(run_info("open"), PROGRAM)
    home.roster[0].write_text("names")
    with Running(home.running):
        pc.empty(True)
        left = {path.name for path in home.root.iterdir()}
        assert left == {"running.lock", "uploading.lock", "assigned.lock"} and stopped[-1] is True


def test_what_is_refused_leaves_the_store_in_use(
    home: Home, store: RunFile, tmp_path: Path
) -> None:
    stopped = [False]
    pc = own(home, store, stopped)
    store.create(run_info("r"), PROGRAM)
    store.finish("r", "now", {}, b'[{"id": "r"}]')
    sending = FileLock(home.uploading)
    assert sending.try_acquire()
    with pytest.raises(Problem, match=r"station\.sending"):
        pc.empty(True)
    sending.release()
    with pytest.raises(Problem, match=r"station\.undelivered"):
        pc.empty(True)
    assert store.load("r")[0].state == "finished" and stopped == [False]
    assert pc.take_out(str(tmp_path / "ut")) == 1
    assert [parcel.run for parcel in read_results(tmp_path / "ut")] == ["r"]
    assert pc.held().unanswered == 1
