"""Connections that come at once are shared between the worker processes."""

import asyncio
import socket
import time
from contextlib import ExitStack

import httpx
import psutil
import pytest

from simtrainer.hub import accepting
from tests.hub.conftest import Served
from tests.hub.test_faults import workers

_ABOUT = b"GET /xapi/about HTTP/1.1\r\nHost: hub\r\n\r\n"


def _shares(served: Served, count: int) -> list[int]:
    """How many of so many connections each worker has let in."""
    with ExitStack() as until:
        made = [
            until.enter_context(socket.create_connection(("127.0.0.1", served.port)))
            for _ in range(count)
        ]
        for line in made:
            line.sendall(_ABOUT)
        for line in made:
            assert line.recv(65_536).startswith(b"HTTP/1.1 200")
        return [
            sum(
                one.status == psutil.CONN_ESTABLISHED and one.laddr.port == served.port
                for one in psutil.Process(worker).net_connections()
            )
            for worker in workers(served)
        ]


@pytest.mark.soak
def test_forty_pcs_at_once_are_shared_by_two_workers(own_sqlite_url: str) -> None:
    """In the best of a few bursts, and not in the suite: who is let run is the system's choice, and
    beside other work one of the two may have no turn."""
    served = Served(own_sqlite_url, workers=2)
    try:
        served.wait()
        found = [_shares(served, 40) for _ in range(4)]
    finally:
        served.stop()
    assert all(sum(shares) == 40 for shares in found)
    assert max(min(shares) for shares in found) >= 10, found


def test_a_worker_stands_back_once_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    slept, taken = list[float](), list[object]()
    monkeypatch.setattr(time, "sleep", slept.append)
    base = accepting.StandingBack.__mro__[1]
    monkeypatch.setattr(base, "connection_made", lambda _, transport: taken.append(transport))
    protocol = accepting.StandingBack.__new__(accepting.StandingBack)
    transport = object()
    protocol.connection_made(transport)  # type: ignore[arg-type]
    assert taken == [transport]
    assert slept == [accepting.MOMENT_S]


class _Wire:
    """A transport that notes what is sent in one."""

    def __init__(self) -> None:
        self.sent = list[bytes]()
        self.closed = False

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def writelines(self, parts: tuple[bytes, ...]) -> None:
        self.sent.append(b"".join(parts))

    def close(self) -> None:
        self.closed = True


_HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"


def _sent(*written: bytes, hung_up: bool = False) -> list[list[bytes]]:
    """What has left when all of that was written in one turn of the loop, and after it."""
    wire = _Wire()

    async def turn() -> list[list[bytes]]:
        line = accepting._HeadWaits(wire)  # type: ignore[arg-type]
        for data in written:
            line.write(data)
        if hung_up:
            line.close()
        at_first = list(wire.sent)
        await asyncio.sleep(0)
        return [at_first, wire.sent]

    found = asyncio.run(turn())
    assert wire.closed is hung_up
    return found


def test_head_and_body_leave_in_one() -> None:
    more = b"HTTP/1.1 100 Continue\r\n\r\n"
    sent = [more, _HEAD + b"{}", _HEAD, b"more"]
    assert _sent(more, _HEAD, b"{}", _HEAD, b"", b"more") == [sent, sent]


def test_a_head_that_nothing_comes_after_leaves_too() -> None:
    assert _sent(_HEAD) == [[], [_HEAD]]


def test_nothing_is_held_back_from_one_who_is_hung_up_on() -> None:
    assert _sent(_HEAD, hung_up=True) == [[_HEAD], [_HEAD]]


def test_head_is_answered_on_a_line_that_stays_open(served: Served) -> None:
    with httpx.Client(timeout=5) as line:
        for _ in range(2):
            answer = line.head(f"{served.address}/xapi/about")
            assert (answer.status_code, answer.content) == (200, b"")
            assert int(answer.headers["content-length"]) > 0
