"""A hub on a fresh database, on SQLite and on PostgreSQL, and ways to speak to it.

The tables are made once per kind of database; each test has a municipality of its own in them.
"""

import itertools
import json
import os
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection

from simtrainer.hub import commands
from simtrainer.hub.hub import Hub, build
from simtrainer.hub.queries import credentials
from simtrainer.hub.resources import gate
from simtrainer.hub.resources.ask import Answer
from simtrainer.hub.secrets import hashed
from simtrainer.hub.settings import Settings
from simtrainer.launch.bench import postgresql

RESOURCES = Path(__file__).parents[2] / "resources"


def need_postgresql() -> None:
    """Skip where no server can be started; where a skip would hide something, fail."""
    if reason := postgresql.why_not():
        if os.environ.get("SIMTRAINER_NO_SKIPS") or os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def pg_cluster() -> Iterator[postgresql.Cluster]:
    """One server for all tests of this process."""
    need_postgresql()
    with postgresql.cluster() as running:
        yield running


@pytest.fixture(scope="session")
def pg_url(pg_cluster: postgresql.Cluster) -> str:
    """A PostgreSQL database with the tables, shared by tests of different municipalities."""
    url = pg_cluster.url(pg_cluster.create())
    commands.init(url)
    return url


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A SQLite file with the tables, shared by tests of different municipalities."""
    url = f"sqlite:///{tmp_path_factory.mktemp('hub') / 'shared.sqlite3'}"
    commands.init(url)
    return url


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session", params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind."""
    kind = "sqlite_url" if request.param == "sqlite" else "pg_url"
    return str(request.getfixturevalue(kind))


@pytest.fixture
def own_sqlite_url(tmp_path: Path, sqlite_url: str) -> str:
    """A SQLite file that nobody else writes to."""
    url = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    commands.init(url)
    return url


@pytest.fixture(scope="session")
def hub(database_url: str) -> Iterator[Hub]:
    """A hub on each kind of database."""
    made = build(Settings(database_url, RESOURCES))
    yield made
    made.close()


_tenants = itertools.count(1)


@pytest.fixture
def tenant(hub: Hub) -> str:
    """A municipality of the test's own: what others store is not there for it."""
    key = f"kommune-{next(_tenants)}"
    hub.database.write(lambda c: credentials.add_tenant(c, key, key))
    return key


class Caller:
    """Speaks xAPI to a hub without a network, as one credential."""

    def __init__(self, hub: Hub, user: str, password: str, version: str = "1.0.3") -> None:
        self.hub = hub
        pair = b64encode(f"{user}:{password}".encode()).decode()
        self.headers = {"authorization": f"Basic {pair}", "x-experience-api-version": version}

    def __call__(
        self,
        method: str,
        path: str,
        /,
        body: Any = None,
        headers: Any = None,
        **params: str,
    ) -> Answer:
        """One request; a body that is not bytes goes as JSON."""
        sent = dict(self.headers)
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent["content-type"] = "application/json"
        sent |= headers or {}
        if not body and (reply := gate.at_once(self.hub, method, f"/xapi/{path}", params, sent)):
            return reply
        return gate.answer(self.hub, method, f"/xapi/{path}", params, sent, body or b"")

    def more(self, link: str) -> Answer:
        """Follow the ``more`` link of a page."""
        path, _, after = link.removeprefix("/xapi/").partition("?after=")
        return self("GET", path, after=after)


_PASSWORD = "one password for all, hashed once, since hashing is slow on purpose"
_HASH = hashed(_PASSWORD)


def caller(
    hub: Hub, tenant: str, scope: str = "all", user: str = "pc-1", version: str = "1.0.3"
) -> Caller:
    """A caller with a new credential; user names are unique over all municipalities."""
    name = f"{user}.{tenant}"

    def work(connection: Connection) -> None:
        owner = credentials.tenant_id(connection, tenant)
        assert owner is not None
        credentials.add(connection, owner, name, _HASH, scope, name, "2026-05-12T08:00:00Z")

    hub.database.write(work)
    return Caller(hub, name, _PASSWORD, version)


@pytest.fixture
def call(hub: Hub, tenant: str) -> Caller:
    """A caller who may do all that xAPI has."""
    return caller(hub, tenant)


def said(answer: Answer) -> Any:
    """The answer's JSON."""
    return json.loads(answer.body)


def at_once(jobs: list[Callable[[], Answer]]) -> list[int]:
    """Run all at the same time; their statuses in order of size."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        return sorted(answer.status for answer in pool.map(lambda job: job(), jobs))


class Served:
    """A hub in processes of its own, on a free port."""

    def __init__(
        self, url: str, workers: int = 1, before: str = "", host: str = "127.0.0.1", **settings: Any
    ) -> None:
        """``before`` is Python that each of its processes runs first."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://{host}:{self.port}"
        arguments = {"database_url": url, "resources": str(RESOURCES), "port": self.port}
        arguments["host"] = host
        told = json.dumps(arguments | {"workers": workers} | settings)
        self.command = [sys.executable, "-c", before + _SERVE, told]
        self.start()

    def start(self) -> None:
        """Start its processes."""
        self.process = subprocess.Popen(self.command)

    def wait(self, client: httpx.Client | None = None) -> None:
        """Return when it answers, to a client of its own or to any."""
        for _ in range(600):
            with suppress(httpx.TransportError):
                if (client or httpx).get(f"{self.address}/readyz").status_code == 200:
                    return
            if self.process.poll() is not None:
                raise RuntimeError("the hub stopped")
            time.sleep(0.05)
        raise RuntimeError("the hub does not answer")

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        self.process.terminate()
        return self.process.wait(30)


_SERVE = """
import json, pathlib, sys
from simtrainer.hub import commands
told = json.loads(sys.argv[1])
told["resources"] = pathlib.Path(told["resources"])
commands.serve(**told)
"""


@pytest.fixture(scope="session")
def served(sqlite_url: str) -> Iterator[Served]:
    """One hub process for all tests of pages."""
    running = Served(sqlite_url, goal_date="2026-05-31")
    running.wait()
    yield running
    running.stop()
