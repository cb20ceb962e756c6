"""The outbox against a store that misbehaves: nothing lost, nothing doubled, no hammering."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from simtrainer.app.memory import LoadedDice
from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.lock import FileLock
from simtrainer.station.outbox import Outbox
from simtrainer.station.settings import Settings
from simtrainer.station.store.database import Database
from simtrainer.station.store.runs import RunFile
from simtrainer.station.upload import BACKENDS, Parcel, Receipt
from tests.app.port_contracts import PROGRAM, run_info
from tests.station.lrs import Lrs

START = datetime(2026, 5, 12, 10, 30, tzinfo=UTC)


def at(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")[:23] + "Z"


@pytest.fixture
def settings(lrs: Lrs) -> Settings:
    user, password = lrs.credential
    return Settings("pc-7", hub=lrs.endpoint, user=user, password=password)


@pytest.fixture
def outbox(home: Home, settings: Settings) -> Outbox:
    return Outbox(home, lambda: settings, LoadedDice(10**9))


def finish(store: RunFile, *runs: str) -> None:
    for run in runs:
        store.create(run_info(run), PROGRAM)
        store.finish(run, at(0), {}, f'[{{"id": "{run}-a"}}, {{"id": "{run}-b"}}]'.encode())


def ids(*runs: str) -> set[str]:
    return {f"{run}-{part}" for run in runs for part in "ab"}


def test_all_is_delivered(store: RunFile, outbox: Outbox, lrs: Lrs) -> None:
    finish(store, "r1", "r2", "r3")
    delivery = outbox.deliver(at(0))
    assert (delivery.waiting, delivery.delivered_at) == (0, at(0))
    assert (delivery.trouble, delivery.quarantined, delivery.enrolled) == ("", 0, True)
    assert set(lrs.stored) == ids("r1", "r2", "r3")
    assert store.delivery().delivered_at == at(0)
    outbox.deliver(at(5), force=True)
    assert set(lrs.taken.values()) == {1}


def test_without_a_hub_nothing_is_tried(home: Home, store: RunFile) -> None:
    finish(store, "r1")
    delivery = Outbox(home, lambda: Settings("pc-7"), LoadedDice()).deliver(at(0))
    assert (delivery.waiting, delivery.trouble, delivery.enrolled) == (1, "", False)


@pytest.mark.parametrize("word", ["stored_but_500", "stored_but_silent", "torn", "status 500"])
def test_an_answer_that_is_lost(store: RunFile, outbox: Outbox, lrs: Lrs, word: str) -> None:
    finish(store, "r1")
    lrs.script = [word]
    delivery = outbox.deliver(at(0))
    assert (delivery.waiting, delivery.delivered_at) == (1, "")
    assert delivery.trouble in ("upload.server_trouble", "upload.no_answer")
    delivery = outbox.deliver(at(1))
    assert (delivery.waiting, delivery.trouble) == (0, "")
    assert set(lrs.stored) == ids("r1")


def test_no_network_then_network(home: Home, store: RunFile, settings: Settings) -> None:
    finish(store, "r1")
    nowhere = Settings("pc-7", hub="http://127.0.0.1:1/xapi", user="a", password="b")
    delivery = Outbox(home, lambda: nowhere, LoadedDice()).deliver(at(0))
    assert (delivery.waiting, delivery.trouble) == (1, "upload.no_network")
    delivery = Outbox(home, lambda: settings, LoadedDice()).deliver(at(1))
    assert (delivery.waiting, delivery.trouble) == (0, "")


def test_a_conflict_is_kept_and_shown(store: RunFile, outbox: Outbox, lrs: Lrs) -> None:
    finish(store, "r1", "r2")
    lrs.stored["r1-a"] = {"id": "r1-a", "other": "content"}
    delivery = outbox.deliver(at(0))
    assert (delivery.waiting, delivery.quarantined) == (0, 1)
    assert ids("r2") <= set(lrs.stored)
    assert lrs.stored["r1-a"]["other"] == "content"
    outbox.deliver(at(60), force=True)
    assert len(lrs.batches) == 2
    del lrs.stored["r1-a"]
    assert outbox.release() == 1
    delivery = outbox.deliver(at(61))
    assert (delivery.waiting, delivery.quarantined) == (0, 0)
    assert ids("r1") <= set(lrs.stored)


def test_one_bad_envelope_does_not_block_the_others(
    store: RunFile, outbox: Outbox, lrs: Lrs
) -> None:
    finish(store, "r1", "r2", "r3", "r4")
    lrs.script = ["ok", "status 500", "ok", "ok"]
    delivery = outbox.deliver(at(0))
    assert delivery.waiting == 1
    assert len(lrs.stored) == 6
    assert delivery.trouble == ""


def test_a_sick_server_is_left_alone(store: RunFile, outbox: Outbox, lrs: Lrs) -> None:
    finish(store, *(f"r{n}" for n in range(9)))
    lrs.script = ["status 500"] * 100
    outbox.deliver(at(0))
    assert len(lrs.batches) == 3


@pytest.mark.parametrize("word", ["status 401", "portal", "status 503"])
def test_what_concerns_all_stops_the_round(
    store: RunFile, outbox: Outbox, lrs: Lrs, word: str
) -> None:
    finish(store, "r1", "r2", "r3")
    lrs.script = [word] * 100
    delivery = outbox.deliver(at(0))
    assert (delivery.waiting, delivery.quarantined) == (3, 0)
    assert len(lrs.batches) == 1
    outbox.deliver(at(0.1))
    assert len(lrs.batches) == 1
    outbox.deliver(at(0.1), force=True)
    assert len(lrs.batches) == 2


def test_waiting_doubles_up_to_a_quarter_of_an_hour(
    store: RunFile, outbox: Outbox, lrs: Lrs
) -> None:
    finish(store, "r1")
    lrs.script = ["status 401"] * 1000
    tried = []
    for tick in range(2 * 60 * 3):
        before = len(lrs.batches)
        outbox_now = at(tick / 2)
        outbox.deliver(outbox_now)
        if len(lrs.batches) > before:
            tried.append(tick / 2)
    gaps = [later - earlier for earlier, later in pairwise(tried)]
    assert gaps[0] <= 1
    assert all(later >= earlier - 1 for earlier, later in pairwise(gaps))
    assert 7 <= gaps[-1] <= 15.5
    assert len(tried) < 50


def test_patience_that_is_asked_for(store: RunFile, outbox: Outbox, lrs: Lrs) -> None:
    finish(store, "r1")
    lrs.script = ["wait 1200"]
    outbox.deliver(at(0))
    outbox.deliver(at(19))
    assert len(lrs.batches) == 1
    assert outbox.deliver(at(20.1)).waiting == 0


def test_a_clock_put_back_does_not_stop_delivery(store: RunFile, outbox: Outbox, lrs: Lrs) -> None:
    finish(store, "r1")
    lrs.script = ["status 500", "status 401"]
    outbox.deliver(at(0))
    outbox.deliver(at(1))
    assert len(lrs.batches) == 2
    assert outbox.deliver(at(-24 * 60)).waiting == 0


def test_an_envelope_that_was_damaged_is_not_sent(
    store: RunFile, outbox: Outbox, lrs: Lrs, home: Home
) -> None:
    finish(store, "r1", "r2")
    database = Database(home)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE envelopes SET bytes = x'5b5d' WHERE run = 'r1'")
    database.close()
    delivery = outbox.deliver(at(0))
    assert (delivery.waiting, delivery.quarantined) == (0, 1)
    assert set(lrs.stored) == ids("r2")


def test_a_state_nobody_knows_is_sent(store: RunFile, outbox: Outbox, lrs: Lrs, home: Home) -> None:
    finish(store, "r1")
    database = Database(home)
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql("UPDATE envelopes SET state = 'wbiting'")
    database.close()
    assert store.delivery().waiting == 1
    assert outbox.deliver(at(0)).waiting == 0
    assert set(lrs.stored) == ids("r1")


def test_only_one_sends_at_a_time(store: RunFile, outbox: Outbox, lrs: Lrs, home: Home) -> None:
    finish(store, "r1")
    other = FileLock(home.uploading)
    assert other.try_acquire()
    assert outbox.deliver(at(0)).waiting == 1
    assert lrs.batches == []
    other.release()
    assert outbox.deliver(at(0)).waiting == 0


def test_it_stops_when_told(store: RunFile, outbox: Outbox, lrs: Lrs) -> None:
    finish(store, "r1", "r2", "r3")
    assert outbox.deliver(at(0), stop=lambda: len(lrs.batches) == 2).waiting == 1
    assert len(lrs.stored) == 4


def test_playing_goes_on_while_something_is_on_the_network(
    home: Home, store: RunFile, settings: Settings
) -> None:
    class Slow:
        """Another process appends while the envelope is on its way."""

        def send(self, parcel: Parcel) -> Receipt:
            store.append("playing", 0, [b"a"])
            return Receipt(parcel.id, stored=True)

        def close(self) -> None:
            """Nothing is held."""

    finish(store, "r1")
    store.create(run_info("playing"), PROGRAM)
    outbox = Outbox(home, lambda: settings, LoadedDice(), {**BACKENDS, "xapi": lambda _: Slow()})
    assert outbox.deliver(at(0)).waiting == 0
    assert store.load("playing")[2] == [b"a"]


def test_a_bug_in_a_backend_is_not_hidden(home: Home, store: RunFile, settings: Settings) -> None:
    def broken(_: Settings) -> Any:
        raise ZeroDivisionError

    finish(store, "r1")
    outbox = Outbox(home, lambda: settings, LoadedDice(), {"xapi": broken})
    with pytest.raises(ZeroDivisionError):
        outbox.deliver(at(0))
    assert FileLock(home.uploading).try_acquire()


def test_damage_is_left_to_the_owner_of_the_store(
    home: Home, store: RunFile, outbox: Outbox
) -> None:
    finish(store, "r1")
    store.close()
    home.database.write_bytes(b"junk" * 2000)
    with pytest.raises(Problem, match=r"store\.damaged"):
        outbox.deliver(at(0))
    store.open()
    assert [notice.code for notice in store.notices()] == ["store.damaged"]
    assert not home.suspect.exists()


def test_a_stick_is_no_acknowledgement(home: Home, store: RunFile, tmp_path: Any) -> None:
    finish(store, "r1", "r2")
    stick = tmp_path / "stick"
    stick.mkdir()
    offline = Settings("pc-7", upload="file", hub=str(stick))
    outbox = Outbox(home, lambda: offline, LoadedDice())
    for minute in range(0, 90, 30):
        delivery = outbox.deliver(at(minute))
        assert (delivery.waiting, delivery.delivered_at, delivery.trouble) == (2, "", "")
    (file,) = stick.iterdir()
    assert len(file.read_text().splitlines()) == 3
    stick.rename(tmp_path / "gone")
    finish(store, "r3")
    assert outbox.deliver(at(100)).trouble == "upload.no_file"
