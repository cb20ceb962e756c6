"""Giving a PC back."""

import json
from pathlib import Path

import pytest

from simtrainer.app.memory import LoadedDice
from simtrainer.base.problem import Problem
from simtrainer.station.carry import bring, take
from simtrainer.station.handover import export, status, wipe
from simtrainer.station.home import Home
from simtrainer.station.lock import FileLock, Running
from simtrainer.station.outbox import Outbox
from simtrainer.station.settings import Settings
from simtrainer.station.store.runs import RunFile
from simtrainer.station.upload.results_file import read_results
from tests.app.port_contracts import PROGRAM, run_info
from tests.station.lrs import Lrs

OFFLINE = Settings("pc-7", name="Låne-PC 07")


def finish(store: RunFile, *runs: str) -> None:
    for run in runs:
        store.create(run_info(run), PROGRAM)
        store.finish(run, "now", {}, f'[{{"id": "{run}", "å": "æ\u2028"}}]'.encode())


def deliver(home: Home, lrs: Lrs) -> None:
    user, password = lrs.credential
    settings = Settings("pc-7", hub=lrs.endpoint, user=user, password=password)
    Outbox(home, lambda: settings, LoadedDice()).deliver("2026-05-12T10:30:00.000Z")


def test_status(home: Home, store: RunFile, lrs: Lrs) -> None:
    finish(store, "r1", "r2")
    store.create(run_info("open"), PROGRAM)
    lrs.stored["r1"] = {"id": "r1", "other": 1}
    deliver(home, lrs)
    found = status(home, OFFLINE)
    assert (found.station, found.name, found.hub) == ("pc-7", "Låne-PC 07", "")
    assert (found.delivery.waiting, found.delivery.quarantined, found.open_runs) == (0, 1, 1)
    assert found.quarantined == (("r1", "upload.conflict"),)


def test_export_holds_all_that_is_undelivered(
    home: Home, store: RunFile, lrs: Lrs, tmp_path: Path
) -> None:
    finish(store, "delivered")
    deliver(home, lrs)
    finish(store, "r1", "r2")
    path = tmp_path / "stick.simresultater"
    assert export(home, OFFLINE, path) == 2
    parcels = read_results(path)
    assert [parcel.run for parcel in parcels] == ["r1", "r2"]
    assert parcels[0].body == '[{"id": "r1", "å": "æ\u2028"}]'.encode()
    head = json.loads(path.read_text().splitlines()[0])
    assert head == {
        "format": "simtrainer-results", "version": 1, "station": "pc-7", "name": "Låne-PC 07",
    }  # fmt: skip
    assert status(home, OFFLINE).delivery.waiting == 2


def test_export_to_nowhere(home: Home, store: RunFile, tmp_path: Path) -> None:
    finish(store, "r1")
    with pytest.raises(Problem, match=r"upload\.no_file"):
        export(home, OFFLINE, tmp_path / "gone" / "file")


def test_wiping_refuses_while_anything_is_unacknowledged(
    home: Home, store: RunFile, lrs: Lrs
) -> None:
    finish(store, "r1")
    store.close()
    for abandon in (False, True):
        with pytest.raises(Problem) as caught:
            wipe(home, OFFLINE, abandon=abandon)
        assert (caught.value.code, caught.value.params["n"]) == ("station.undelivered", 1)
    lrs.stored["r1"] = {"id": "r1", "other": 1}
    deliver(home, lrs)
    with pytest.raises(Problem) as caught:
        wipe(home, OFFLINE, abandon=True)
    assert (caught.value.code, caught.value.params["n"]) == ("station.not_taken", 1)
    assert store.load("r1")


def test_what_the_hub_refused_holds_no_pc_back_for_good(
    home: Home, store: RunFile, lrs: Lrs, tmp_path: Path
) -> None:
    finish(store, "r1")
    finish(store, "r2")
    store.close()
    kept = tmp_path / "kept.simresultater"
    with pytest.raises(Problem, match=r"station\.undelivered"):
        wipe(home, OFFLINE, refused=kept)
    assert not kept.exists()
    lrs.stored["r1"] = {"id": "r1", "other": 1}
    deliver(home, lrs)
    with pytest.raises(Problem, match=r"upload\.no_file"):
        wipe(home, OFFLINE, refused=tmp_path / "gone" / "kept")
    assert home.database.exists()
    wipe(home, OFFLINE, refused=kept)
    assert [parcel.run for parcel in read_results(kept)] == ["r1"] and not home.database.exists()


def test_wiping_refuses_while_a_run_is_open(home: Home, store: RunFile) -> None:
    store.create(run_info("open"), PROGRAM)
    store.close()
    with pytest.raises(Problem) as caught:
        wipe(home, OFFLINE)
    assert (caught.value.code, caught.value.params["n"]) == ("station.open_runs", 1)
    wipe(home, OFFLINE, abandon=True)
    assert not home.database.exists()


def carried(store: RunFile, run: str, folder: Path, played_on: int = 0) -> None:
    """A run that was taken out on a stick, and perhaps played on here since."""
    store.create(run_info(run), PROGRAM)
    store.append(run, 0, [b"start"])
    take(store, run, folder / f"{run}.simrun", "2026-05-12T10:30:00.000Z")
    store.append(run, 1, [b"more"] * played_on)


def test_a_run_that_a_stick_holds_does_not_stand_in_the_way(
    home: Home, store: RunFile, tmp_path: Path
) -> None:
    carried(store, "gone", tmp_path)
    store.close()
    found = status(home, OFFLINE)
    assert (found.open_runs, found.carried) == (0, 1)
    wipe(home, OFFLINE)
    assert not home.database.exists()


def test_what_was_played_after_it_was_taken_out_is_only_here(
    home: Home, store: RunFile, tmp_path: Path
) -> None:
    carried(store, "on", tmp_path, played_on=1)
    carried(store, "back", tmp_path)
    bring(store, tmp_path / "back.simrun")
    store.close()
    found = status(home, OFFLINE)
    assert (found.open_runs, found.carried) == (2, 0)
    with pytest.raises(Problem, match=r"station\.open_runs"):
        wipe(home, OFFLINE)


def test_wiping_waits_for_what_is_on_its_way(home: Home, store: RunFile) -> None:
    store.open()
    store.close()
    sending = FileLock(home.uploading)
    assert sending.try_acquire()
    with pytest.raises(Problem, match=r"station\.sending"):
        wipe(home, OFFLINE)
    sending.release()
    assert home.database.exists()
    wipe(home, OFFLINE)


def test_wiping_refuses_while_something_lies_aside(home: Home, store: RunFile) -> None:
    store.open()
    store.close()
    home.damaged.mkdir()
    with pytest.raises(Problem, match=r"station\.damaged"):
        wipe(home, OFFLINE)


def test_wiping_refuses_while_the_app_runs(home: Home, store: RunFile) -> None:
    home.prepare()
    with Running(home.running), pytest.raises(Problem, match=r"station\.already_running"):
        wipe(home, OFFLINE)


def test_wiping_leaves_nothing_of_anybody(home: Home, store: RunFile, lrs: Lrs) -> None:
    finish(store, "r1")
    deliver(home, lrs)
    store.close()
    home.settings.write_text("secret")
    home.roster[0].write_text("names")
    home.cache.mkdir()
    home.crash.mkdir()  # what a bug is told with may name people
    (home.assigned / "list-1").mkdir(parents=True)
    (home.root / "not ours").write_text("kept")
    wipe(home, OFFLINE)
    left = {path.name for path in home.root.iterdir()}
    assert left == {"not ours", "running.lock", "uploading.lock", "assigned.lock"}
    store.open()
    assert store.notices() == []
