"""A run goes to another PC in a file: whole, once, and with nothing lost on the way."""

import errno
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.app.carrying import away
from simtrainer.app.entrance import GUEST
from simtrainer.app.memory import MemoryRuns
from simtrainer.app.ports import RunInfo
from simtrainer.base.problem import Problem
from simtrainer.station.carry import Carried, bring, bring_here, read, take, take_newest, written
from simtrainer.station.home import Home
from simtrainer.station.lock import Running
from simtrainer.station.settings import Settings
from simtrainer.station.store.runs import RunFile

AT = "2026-05-12T09:00:00.000Z"
HASH = hashlib.sha256(b"program").hexdigest()
INFO = RunInfo(
    "run-1", "P-1", "u", "one", "1.0.0", "Én", HASH, "spill", "utvikling", 1, AT, clock_ms=7
)
EVENTS = [b'{"n":0}', b'{"n":1}', "«æøå»".encode()]


def store(events: list[bytes] = EVENTS) -> MemoryRuns:
    made = MemoryRuns()
    made.create(INFO, b"program")
    made.append("run-1", 0, events)
    return made


def test_it_arrives_byte_for_byte_and_is_told_of_where_it_was(tmp_path: Path) -> None:
    here, there, file = store(), MemoryRuns(), tmp_path / "a.simrun"
    take(here, "run-1", file, AT)
    assert away(here, "P-1") == {"run-1"}
    assert bring(there, file).person == "P-1"
    info, program, events = there.load("run-1")
    assert (program, events) == (b"program", EVENTS)
    assert (info.run, info.started_at, info.seed) == ("run-1", AT, 1)
    assert away(there, "P-1") == set()


def test_it_comes_back_with_what_was_added_and_twice_does_no_harm(tmp_path: Path) -> None:
    here, there = store(), MemoryRuns()
    out, back = tmp_path / "out.simrun", tmp_path / "back.simrun"
    take(here, "run-1", out, AT)
    bring(there, out)
    there.append("run-1", len(EVENTS), [b"more"])
    take(there, "run-1", back, AT)
    for _ in range(2):
        bring(here, back)
    assert here.load("run-1")[2] == [*EVENTS, b"more"]
    assert away(here, "P-1") == set()
    bring(here, out)
    assert here.load("run-1")[2] == [*EVENTS, b"more"], "an older file takes nothing away"


def test_two_ways_on_are_never_mixed(tmp_path: Path) -> None:
    here, there, file = store(), store(), tmp_path / "a.simrun"
    here.append("run-1", len(EVENTS), [b"mine"])
    there.append("run-1", len(EVENTS), [b"theirs"])
    take(there, "run-1", file, AT)
    with pytest.raises(Problem, match=r"carry\.other"):
        bring(here, file)
    assert here.load("run-1")[2] == [*EVENTS, b"mine"]


def test_a_guest_is_known_where_the_run_arrives(tmp_path: Path) -> None:
    here, there, file = store(), MemoryRuns(), tmp_path / "a.simrun"
    here.keep("", GUEST, "P-1", {"name": "Kari Øving", "unit": "u"})
    take(here, "run-1", file, AT)
    bring(there, file)
    assert there.kept("", GUEST)["P-1"]["name"] == "Kari Øving"


def test_a_finished_run_stays(tmp_path: Path) -> None:
    here = store()
    here.finish("run-1", AT, {}, b"[]")
    with pytest.raises(Problem, match=r"run\.finished"):
        take(here, "run-1", tmp_path / "a.simrun", AT)


def test_one_that_was_finished_here_is_not_taken_up_again(tmp_path: Path) -> None:
    here, file = store(), tmp_path / "a.simrun"
    take(here, "run-1", file, AT)
    here.finish("run-1", AT, {}, b"[]")
    with pytest.raises(Problem, match=r"carry\.finished"):
        bring(here, file)
    assert here.load("run-1")[2] == EVENTS


def test_a_full_stick_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room")

    here = store()
    monkeypatch.setattr("simtrainer.station.carry.write_whole", full)
    with pytest.raises(Problem, match=r"carry\.full"):
        take(here, "run-1", tmp_path / "a.simrun", AT)
    assert away(here, "P-1") == set()


@pytest.mark.parametrize("name", ["brev.txt", "ut.simresultater", "bilde"])
def test_what_never_was_a_run_is_told_from_one_that_is_broken(name: str) -> None:
    for data in (b"", b"hei", b"[1]", b'{"format": "simtrainer-results"}'):
        with pytest.raises(Problem, match=r"carry\.not_ours"):
            read(data, name)
        with pytest.raises(Problem, match=r"carry\.broken"):
            read(data, "a.simrun")
    with pytest.raises(Problem, match=r"carry\.broken"):
        read(written(Carried(INFO, b"program", EVENTS, {}))[:-9], name)


def test_a_stick_that_is_out_loses_nothing(tmp_path: Path) -> None:
    here = store()
    with pytest.raises(Problem, match=r"carry\.not_written"):
        take(here, "run-1", tmp_path / "gone" / "a.simrun", AT)
    assert away(here, "P-1") == set()
    with pytest.raises(Problem, match=r"carry\.no_file"):
        bring(here, tmp_path / "none.simrun")


def test_a_file_of_a_newer_program_is_told() -> None:
    outer = json.loads(written(Carried(INFO, b"program", EVENTS, {})))
    with pytest.raises(Problem, match=r"carry\.newer"):
        read(json.dumps({**outer, "version": 99}).encode(), "a")


@given(events=st.lists(st.binary(max_size=30), max_size=6), clock=st.integers(0, 10**8))
def test_what_is_written_is_read_again(events: list[bytes], clock: int) -> None:
    made = Carried(replace(INFO, clock_ms=clock), b"program", events, {})
    assert read(written(made), "a") == made


WHOLE = written(Carried(INFO, b"program", EVENTS, {}))


@given(at=st.integers(0, len(WHOLE) - 2), bit=st.integers(0, 7))
def test_a_flipped_bit_is_noticed_or_changes_nothing(at: int, bit: int) -> None:
    broken = bytearray(WHOLE)
    broken[at] ^= 1 << bit
    try:
        found = read(bytes(broken), "a")
    except Problem:
        return
    assert found.events == EVENTS


@given(cut=st.integers(0, len(WHOLE) - 3))
def test_a_cut_file_is_noticed(cut: int) -> None:
    with pytest.raises(Problem, match=r"carry\.broken"):
        read(WHOLE[:cut], "a.simrun")


def test_real_stores_and_a_running_app(tmp_path: Path) -> None:
    one, two, file = Home(tmp_path / "one"), Home(tmp_path / "two"), tmp_path / "a.simrun"
    one.prepare()
    real = RunFile(one, lambda: False)
    real.create(INFO, b"program")
    real.append("run-1", 0, EVENTS)
    real.close()
    settings = Settings("PC")
    with Running(one.running), pytest.raises(Problem, match=r"station\.already_running"):
        take_newest(one, settings, "P-1", file, AT)
    with pytest.raises(Problem, match=r"carry\.nothing"):
        take_newest(one, settings, "P-9", file, AT)
    take_newest(one, settings, "P-1", file, AT)
    bring_here(two, settings, file)
    other = RunFile(two, lambda: False)
    assert other.load("run-1")[2] == EVENTS
    other.close()
