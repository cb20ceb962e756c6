"""The hub as the stations meet it, on PostgreSQL and on SQLite, each figure beside what its
database does with nothing around it, measured in the same run.

``store``: validated, durable statements per second over four connections to two workers; the
floor is the driver's own bulk insert of the very same rows, with no HTTP, no JSON read and nothing
checked (``hub.queries.floor``). ``store_arrays`` is the same figure beside the quickest insert
PostgreSQL has, told without a goal. ``grown``: the same once the store holds
``SIMTRAINER_BENCH_STORED`` statements, beside the empty store, after what growing left to do is
done (``growth.settle``); ``grown_bare``: how the floor itself fares in that store, told without a
goal. ``get``: 95th percentile of a page of 100 in it, beside the bare query (``hub_pages``).
``evening``: ``SIMTRAINER_BENCH_PEOPLE`` people finish, forty at once without a pause; 99th
percentile of a POST of 50 statements. PostgreSQL runs with the settings that README asks for.
"""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simtrainer.base.problem import Problem
from simtrainer.launch import places
from simtrainer.launch.bench import hub_load, hub_pages
from simtrainer.launch.bench.figure import Figure, at_least, below, percentile, told

if TYPE_CHECKING:
    from simtrainer.hub.queries.floor import Make, Ready

STATEMENTS = 20_000
STORED = int(os.environ.get("SIMTRAINER_BENCH_STORED", "200000"))
PEOPLE = int(os.environ.get("SIMTRAINER_BENCH_PEOPLE", "500"))
AT_ONCE, CONNECTIONS, WORKERS = 40, 4, 2
LEAST = {"postgresql": 0.5, "sqlite": 0.35}
PAGES = 200
WARM = 2
"""So many times fewer statements are sent first, uncounted, so that what is made ready once is
ready: connections, prepared queries, pages in memory, and in PostgreSQL's log the first whole
image of each page after a checkpoint, which in use comes once in a quarter of an hour."""
SLOWEST_POST_MS = 1000.0
_START_S = 60


def run() -> list[Figure]:
    """Both databases; a machine without PostgreSQL measures SQLite alone and says so."""
    figures = []
    with tempfile.TemporaryDirectory(prefix="simtrainer-bench-") as folder:
        figures += _postgresql()
        figures += _measure("sqlite", [f"sqlite:///{folder}/{n}.sqlite3" for n in range(3)])
    return figures


def _postgresql() -> list[Figure]:
    if sys.platform == "win32":
        return []
    from simtrainer.launch.bench import postgresql

    if reason := postgresql.why_not():
        print(reason, file=sys.stderr)
        return []
    with postgresql.cluster(postgresql.ADVISED) as cluster:
        return _measure("postgresql", [cluster.url(cluster.create()) for _ in range(3)])


@dataclass(frozen=True, slots=True)
class _Served:
    """A hub in processes of its own."""

    port: int
    login: Mapping[str, str]

    def send(self, first_person: int, batches: int) -> hub_load.Outcome:
        """Post batches over a few connections."""
        work = [[body] for body in hub_load.bodies(first_person, batches)]
        return hub_load.send(self.port, self.login, work, CONNECTIONS)


@contextmanager
def _serving(url: str) -> Iterator[_Served]:
    from simtrainer.hub import commands

    commands.init(url)
    login = commands.credentials(url, "bench", "all")
    port = hub_load.free_port()
    command = [*places.own_command(), "hub", "serve", "--database-url", url]
    command += ["--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen(command, stdout=sys.stderr)
    try:
        _await(process, port)
        yield _Served(port, login)
    finally:
        process.terminate()
        process.wait()


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _START_S
    while process.poll() is None and time.monotonic() < until:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", "/readyz")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            line.close()
    raise Problem("bench.hub")


def _measure(kind: str, urls: list[str]) -> list[Figure]:
    batches = STATEMENTS // hub_load.BATCH
    with _serving(urls[0]) as hub:
        hub.send(900_000, batches // WARM)
        stored = hub.send(0, batches)
        figures, usual, renewed = _beside_floors(kind, urls, stored)
        _grow(urls[0])
        hub.send(910_000, batches // WARM)
        again = hub.send(100_000, batches)
        figures.append(
            _whole(again, at_least(f"hub.{kind}.grown", again.rate, "/s", stored.rate, 0.9))
        )
        figures.append(told(f"hub.{kind}.grown_bare", _rate(urls[0], renewed), "/s", usual))
        figures += hub_pages.figures(kind, urls[0], hub.port, hub.login, PAGES)
        figures.append(_evening(kind, hub))
    return figures


def _whole(outcome: hub_load.Outcome, figure: Figure) -> Figure:
    """A figure does not hold where anything failed."""
    return replace(figure, holds=figure.holds and not outcome.failed)


def _beside_floors(
    kind: str, urls: list[str], stored: hub_load.Outcome
) -> "tuple[list[Figure], float, list[Ready]]":
    """The figures, the floor's rate, and its inserts once more with other keys, for the same
    store when it is full."""
    from simtrainer.hub.queries import floor
    from simtrainer.hub.queries.connect import opened

    usual = _floor(urls[0], urls[1], floor.usual)
    figures = [at_least(f"hub.{kind}.store", stored.rate, "/s", usual, LEAST[kind])]
    if kind == "postgresql":
        quickest = _floor(urls[0], urls[2], floor.quickest)
        figures.append(told(f"hub.{kind}.store_arrays", stored.rate, "/s", quickest))
    with opened(urls[0]) as database:
        renewed = database.read(lambda c: floor.batches(c, hub_load.BATCH, floor.usual, renew=True))
    return [_whole(stored, figure) for figure in figures], usual, renewed


def _floor(filled: str, target: str, make: "Make") -> float:
    """Statements a second by a bare insert into a store of its own."""
    from simtrainer.hub import commands
    from simtrainer.hub.queries import floor
    from simtrainer.hub.queries.connect import opened

    commands.init(target)
    with opened(filled) as database:
        words = database.read(floor.words)
        ready = database.read(lambda c: floor.batches(c, hub_load.BATCH, make))
    with opened(target) as database:
        database.write(floor.empty)
        database.write(lambda c: floor.put(c, words))
    return _rate(target, ready)


def _rate(url: str, ready: "list[Ready]") -> float:
    from simtrainer.launch.bench import hub_floor

    return len(ready) * hub_load.BATCH / hub_floor.seconds(url, ready)


def _grow(url: str) -> None:
    from simtrainer.hub.queries.connect import opened
    from simtrainer.hub.queries.growth import grow, settle

    with opened(url) as database:
        print(f"{grow(database, STORED)} statements stored", file=sys.stderr)
        settle(database)


def _evening(kind: str, hub: _Served) -> Figure:
    work = [hub_load.bodies_of(200_000 + person) for person in range(PEOPLE)]
    outcome = hub_load.send(hub.port, hub.login, work, AT_ONCE)
    slow = percentile(outcome.seconds_of_full, 0.99) * 1000
    usual = percentile(outcome.seconds_of_full, 0.5) * 1000
    return _whole(outcome, below(f"hub.{kind}.evening", slow, "ms", usual, SLOWEST_POST_MS))
