"""How long a page of 100 statements takes: over HTTP, as another learning system asks for it, and
in turn by the bare query, on a connection of its own to the same store.

The one who asks over HTTP keeps one plain socket open and reads the answer to its end, so that
what is measured is the hub and not the library that asks. Who goes first changes with each turn:
whoever is second finds in memory what the first has read.
"""

import socket
import time
from collections.abc import Mapping
from contextlib import closing
from urllib.parse import urlencode

from simtrainer.base.problem import Problem
from simtrainer.launch.bench import hub_load
from simtrainer.launch.bench.figure import Figure, percentile, ratio
from simtrainer.wire import profile

ASKED = ("agent", "verb", "registration", "activity")
TIMES_BARE = 3.0
_WARM = 12
"""Turns that are not counted: both drivers prepare a query when they have met it a few times."""
_ROOM = 1 << 22
_ALL = getattr(socket, "MSG_WAITALL", 0)
"""Wake up once, when all is there, and not for each part."""


class Line:
    """A connection that is kept, without a library."""

    def __init__(self, port: int, login: Mapping[str, str]) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        said = "".join(f"{k}: {v}\r\n" for k, v in hub_load.headers_of(login).items())
        self._headers = f"HTTP/1.1\r\nHost: hub\r\n{said}\r\n".encode()
        self._held = bytearray(_ROOM)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def get(self, address: str) -> memoryview:
        """The body of the answer, which must be good; it is there until the next is asked for."""
        self._socket.sendall(b"GET " + address.encode() + b" " + self._headers)
        room, got, ends = memoryview(self._held), 0, -1
        while ends < 0:
            got += self._take(room[got:])
            ends = self._held.find(b"\r\n\r\n", 0, got)
        begins = ends + 4
        whole = begins + _length(bytes(room[:ends]))
        while got < whole:
            got += self._take(room[got:whole], _ALL)
        return room[begins:whole]

    def _take(self, room: memoryview, how: int = 0) -> int:
        """Read into that room; how much came."""
        found = self._socket.recv_into(room, 0, how)
        if not found:
            raise Problem("bench.hub")
        return found


def _length(head: bytes) -> int:
    """What the headers say that follows."""
    first, *lines = head.lower().split(b"\r\n")
    told = dict(line.split(b": ", 1) for line in lines)
    if b" 200 " not in first or b"content-length" not in told:
        raise Problem("bench.hub")
    return int(told[b"content-length"])


def figures(kind: str, url: str, port: int, login: Mapping[str, str], turns: int) -> list[Figure]:
    """One figure for each way of asking."""
    from simtrainer.hub.queries import floor
    from simtrainer.hub.queries.connect import opened

    found = []
    with closing(Line(port, login)) as line, opened(url) as database, floor.bare(database) as bare:
        for asked in ASKED:
            over_http: list[float] = []
            by_query: list[float] = []
            for turn in range(_WARM + turns):
                word, parameters = _asked(asked, turn)
                address = f"/xapi/statements?{urlencode({'limit': '100', **parameters})}"
                for first in (turn % 2 == 0, turn % 2 == 1):
                    begun = time.perf_counter()
                    if first:
                        line.get(address)
                    else:
                        bare.page(asked, word)
                    (over_http if first else by_query).append(time.perf_counter() - begun)
            http_ms, bare_ms = (percentile(s[_WARM:], 0.95) * 1000 for s in (over_http, by_query))
            found.append(ratio(f"hub.{kind}.get_{asked}", http_ms, "ms", bare_ms, TIMES_BARE))
    return found


def _asked(kind: str, turn: int) -> tuple[str, dict[str, str]]:
    """The word in the database, and the parameters of xAPI."""
    run = hub_load.run_of(turn)
    home = profile.PERSON_HOME_PAGE
    if kind == "agent":
        agent = f'{{"account":{{"homePage":"{home}","name":"{run.person_code}"}}}}'
        return f"account:{home}|{run.person_code}", {"agent": agent}
    if kind == "verb":
        return profile.PASSED, {"verb": profile.PASSED}
    if kind == "registration":
        return str(run.run_id), {"registration": str(run.run_id)}
    parent = profile.scenario_iri(run.scenario_id)
    return parent, {"activity": parent, "related_activities": "true"}
