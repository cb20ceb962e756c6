"""What goes wrong around the hub: the line, the disk, the clock. Real processes and real packets;
each test prints sent, acknowledged, stored, lost and doubled."""

import http.client
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from simtrainer.hub import commands
from simtrainer.launch.bench import postgresql
from tests.disk import small_disk
from tests.hub import network
from tests.hub.conftest import Served, need_postgresql
from tests.hub.load import Load, check

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("delay_s", "pcs", "batches"),
    [(0.02, 3, 1), pytest.param(0.5, 8, 5, marks=pytest.mark.soak)],
    ids=["short", "long"],
)
def test_a_line_that_loses_a_third_of_all_packets(
    own_sqlite_url: str, capsys: Capture, delay_s: float, pcs: int, batches: int
) -> None:
    if reason := network.why_not():
        pytest.skip(reason)
    login = commands.credentials(own_sqlite_url, "pc", "station")
    with network.line(0.3, delay_s) as line:
        served = Served(own_sqlite_url, host=network.NEAR)
        try:
            served.wait()
            load = Load(
                served.port, login, pcs, batches, host=network.NEAR, enter=line.enter,
                patience_s=3 if delay_s < 0.1 else 60,
            )  # fmt: skip
            load.start()
            load.finish()
        finally:
            served.stop()
    with capsys.disabled():
        print(f"\n  packets carried {line.carried} lost {line.lost}", end="")
    assert line.lost > 0.2 * (line.lost + line.carried)
    check(load, own_sqlite_url, capsys)


def test_an_answer_cut_off_after_it_was_stored(own_sqlite_url: str, capsys: Capture) -> None:
    """The line is cut when the hub has all of the request, so that no answer comes through."""
    if reason := network.why_not():
        pytest.skip(reason)
    login = commands.credentials(own_sqlite_url, "pc", "station")
    with network.line(0.0, 0.001) as line:
        served = Served(own_sqlite_url, host=network.NEAR)
        try:
            served.wait()
            load = Load(served.port, login, 1, 2, host=network.NEAR, enter=line.enter, patience_s=2)
            whole, turn = load._read, iter(range(99))

            def cut(connection: http.client.HTTPConnection) -> int:
                """Let the request through, and lose the answer the first time."""
                if next(turn) == 0:
                    _until(lambda: _stored(own_sqlite_url) > 0)
                    line.loss = 1.0
                try:
                    return whole(connection)
                finally:
                    line.loss, line.delay_s = 0.0, 0.001

            load._read = cut  # type: ignore[method-assign]
            line.delay_s = 0.3  # the answer is under way for longer than the look into the store
            load.start()
            load.finish()
        finally:
            served.stop()
    assert load.refusals.get(0)
    check(load, own_sqlite_url, capsys)


def _until(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.005)


def _stored(url: str) -> int:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        count: int = connection.execute("select count(*) from statement").fetchone()[0]
    return count


def _fill(file: Path) -> None:
    """Leave no room on the disk."""
    with suppress(OSError), file.open("wb", buffering=0) as ballast:
        while True:
            ballast.write(b"\0" * 4096)


def _through_a_full_disk(url: str, ballast: Path, capsys: Capture) -> None:
    login = commands.credentials(url, "pc", "station")
    served = Served(url, workers=2)
    try:
        served.wait()
        load = Load(served.port, login, pcs=4, batches=16)
        load.start()
        load.await_acknowledged(0.2)
        _fill(ballast)
        _until(lambda: load.refusals.get(507, 0) > 3)
        assert load.acknowledged < load.sent
        ballast.unlink()
        load.finish()
    finally:
        served.stop()
    check(load, url, capsys)


def test_a_full_disk_under_sqlite(tmp_path: Path, capsys: Capture) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        url = f"sqlite:///{disk / 'hub.sqlite3'}"
        commands.init(url)
        _through_a_full_disk(url, disk / "ballast", capsys)


@pytest.mark.postgresql
def test_a_full_disk_under_postgresql(tmp_path: Path, capsys: Capture) -> None:
    need_postgresql()
    with postgresql.cluster() as own:
        folder = own.folder / "small"
        with small_disk(folder, "24m", own.owner) as disk:
            own.query(f"create tablespace small location '{disk}'")
            url = own.url(own.create(tablespace="small"))
            commands.init(url)
            _through_a_full_disk(url, disk / "ballast", capsys)
            own.stop("immediate")


_WRONG_CLOCK = """
import pathlib, time
_offset, _ns, _s = pathlib.Path({file!r}), time.time_ns, time.time
time.time_ns = lambda: _ns() + int(_offset.read_text()) * 10**9
time.time = lambda: _s() + int(_offset.read_text())
"""


def test_a_clock_that_jumps_back_and_forth(
    own_sqlite_url: str, tmp_path: Path, capsys: Capture
) -> None:
    login = commands.credentials(own_sqlite_url, "pc", "station")
    reader = commands.credentials(own_sqlite_url, "reader", "all/read")
    offset = tmp_path / "offset"
    _set(offset, 0)
    served = Served(own_sqlite_url, before=_WRONG_CLOCK.format(file=str(offset)))
    try:
        served.wait()
        load = Load(served.port, login, pcs=4, batches=8)
        load.start()
        for share, seconds in ((0.2, -3600), (0.4, 86_400), (0.6, -86_400), (0.8, 0)):
            load.await_acknowledged(share)
            _set(offset, seconds)
        load.finish()
        seen = _all_pages(served, reader)
    finally:
        served.stop()
    check(load, own_sqlite_url, capsys)
    assert len(seen) == len(set(seen)) == len(load.sent)


def _set(offset: Path, seconds: int) -> None:
    whole = offset.with_suffix(".new")
    whole.write_text(str(seconds))
    whole.replace(offset)


def _all_pages(served: Served, login: dict[str, str]) -> list[str]:
    headers = {"X-Experience-API-Version": "2.0.0"}
    auth = (login["user"], login["password"])
    seen: list[str] = []
    with httpx.Client(base_url=served.address, headers=headers, auth=auth) as client:
        link = "/xapi/statements?limit=37&ascending=true"
        while link:
            page = client.get(link).json()
            stored = [one["stored"] for one in page["statements"]]
            assert stored == sorted(stored)
            seen += [one["id"] for one in page["statements"]]
            link = page["more"]
    return seen
