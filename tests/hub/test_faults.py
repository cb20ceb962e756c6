"""Real processes that die in the middle of load: what was acknowledged is there, and once.

Each test prints sent, acknowledged, stored, lost and doubled.
"""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from simtrainer.hub import commands
from simtrainer.hub.hub import build
from simtrainer.hub.serving import remove_left_behind
from simtrainer.hub.settings import Limits, Settings
from simtrainer.launch.bench import postgresql
from tests.hub.conftest import RESOURCES, Caller, Served, caller, need_postgresql, said
from tests.hub.load import Load, check
from tests.hub.samples import statement


def children(process: int) -> list[int]:
    """Process ids of a process's children."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(word) for path in tasks for word in path.read_text().split()]


def workers(served: Served) -> list[int]:
    """The hub's worker processes, not the one that only tracks what they share."""
    return [
        process
        for process in children(served.process.pid)
        if b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    ]


@pytest.fixture
def own_pg(pg_cluster: postgresql.Cluster) -> str:
    url = pg_cluster.url(pg_cluster.create())
    commands.init(url)
    return url


@contextmanager
def serving(url: str, **settings: Any) -> Iterator[Served]:
    served = Served(url, **settings)
    try:
        served.wait()
        yield served
    finally:
        served.stop()


@pytest.mark.postgresql
def test_a_worker_killed_in_the_middle_of_load(
    own_pg: str, capsys: pytest.CaptureFixture[str]
) -> None:
    login = commands.credentials(own_pg, "pc", "station")
    with serving(own_pg, workers=2) as served:
        load = Load(served.port, login)
        load.start()
        load.await_acknowledged(0.3)
        os.kill(workers(served)[0], signal.SIGKILL)
        load.finish()
        check(load, own_pg, capsys)


def test_the_hub_killed_and_started_again_on_sqlite(
    own_sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    login = commands.credentials(own_sqlite_url, "pc", "station")
    served = Served(own_sqlite_url)
    served.wait()
    load = Load(served.port, login)
    load.start()
    load.await_acknowledged(0.3)
    served.process.kill()
    served.process.wait()
    served.start()
    load.finish()
    served.stop()
    check(load, own_sqlite_url, capsys)


@pytest.mark.postgresql
def test_postgresql_crashes_in_the_middle_of_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need_postgresql()
    with postgresql.cluster() as own:
        url = own.url(own.create())
        commands.init(url)
        login = commands.credentials(url, "pc", "station")
        with serving(url, workers=2) as served:
            load = Load(served.port, login)
            load.start()
            load.await_acknowledged(0.3)
            own.kill()
            own.start()
            load.finish()
            check(load, url, capsys)


@pytest.mark.postgresql
def test_the_primary_dies_and_its_replica_takes_over(capsys: pytest.CaptureFixture[str]) -> None:
    need_postgresql()
    with postgresql.cluster() as primary, postgresql.replica_of(primary) as replica:
        name = primary.create()
        commands.init(primary.url(name))
        login = commands.credentials(primary.url(name), "pc", "station")
        hosts = f"{primary.folder},{replica.folder}"
        both = f"postgresql://{primary.owner}@/{name}?host={hosts}&target_session_attrs=read-write"
        with serving(both, workers=2) as served:
            load = Load(served.port, login)
            load.start()
            load.await_acknowledged(0.3)
            primary.stop("immediate")
            replica.promote()
            load.finish()
            check(load, replica.url(name), capsys)


def test_an_answer_that_is_lost_after_storing_is_asked_for_again(
    own_sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The PC hangs up before it can read the answer, then sends the same again."""
    login = commands.credentials(own_sqlite_url, "pc", "station")
    with serving(own_sqlite_url) as served:
        load = Load(served.port, login, pcs=2, batches=4)
        whole, turns = load._post, iter(range(99))

        def deaf(body: bytes) -> int:
            status = whole(body)
            return status if next(turns) % 2 else 0

        load._post = deaf  # type: ignore[method-assign]
        load.start()
        load.finish()
        check(load, own_sqlite_url, capsys)


def test_a_full_disk_is_said_and_nothing_is_half_stored(own_sqlite_url: str) -> None:
    hub = build(Settings(own_sqlite_url, RESOURCES))
    call = caller(hub, "kommune")
    call("POST", "statements", statement("before"))
    full = [statement(n, result={"response": "x" * 4000}) for n in range(200)]
    with hub.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
    _limit_pages(hub.database.engine, pages + 20)
    answer = call("POST", "statements", full)
    assert (answer.status, said(answer)["code"]) == (507, "hub.store_full")
    assert answer.headers["Retry-After"] == "2"
    assert len(said(call("GET", "statements"))["statements"]) == 1
    _limit_pages(hub.database.engine, 1_000_000)
    assert call("POST", "statements", full).status == 200
    hub.database.close()
    assert commands.verify(own_sqlite_url).sound


def _limit_pages(engine: Any, pages: int) -> None:
    """Make the file as full as a disk can be, for connections made from now on."""
    from sqlalchemy import event

    engine.dispose()
    event.listen(engine, "connect", lambda c, _: c.execute(f"pragma max_page_count={pages}"))


@pytest.mark.parametrize("count", [1, 2])
def test_a_stop_lets_requests_under_way_finish_and_leaves_nothing(
    own_sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    login = commands.credentials(own_sqlite_url, "pc", "station")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    served = Served(own_sqlite_url, workers=count)
    served.wait()
    load = Load(served.port, login, pcs=1, batches=1)
    load.start()
    load.finish()
    assert list((tmp_path / "tmp").iterdir())
    assert served.stop() == 0
    assert load.acknowledged == load.sent
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_a_killed_hub_leaves_behind_is_removed_by_the_next(
    own_sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    killed = Served(own_sqlite_url)
    killed.wait()
    (left,) = folder.iterdir()
    remove_left_behind(folder)
    assert left.exists(), "it is in use"
    killed.process.kill()
    killed.process.wait()
    (folder / "simtrainer-hub-notes").mkdir()
    with serving(own_sqlite_url):
        assert not left.exists()
    assert [path.name for path in folder.iterdir()] == ["simtrainer-hub-notes"]


def test_a_taken_port_is_said_in_words(own_sqlite_url: str) -> None:
    with serving(own_sqlite_url) as served:
        told = json.dumps(
            {"database_url": own_sqlite_url, "resources": str(RESOURCES), "port": served.port}
        )
        second = subprocess.run(
            [*served.command[:-1], told], capture_output=True, text=True, check=False
        )
        assert second.returncode and "hub.port_taken" in second.stderr


@pytest.mark.parametrize("limit", ["body", "statements", "requests"])
def test_limits(sqlite_url: str, limit: str) -> None:
    limits = {
        "body": Limits(body=10_000),
        "statements": Limits(statements=2),
        "requests": Limits(requests_per_minute=3),
    }[limit]
    hub = build(Settings(sqlite_url, RESOURCES, limits=limits))
    commands.init(sqlite_url, f"limit-{limit}", limit)
    call: Caller = caller(hub, f"limit-{limit}")
    if limit == "statements":
        assert call("POST", "statements", [statement()] * 3).status == 413
        assert call("POST", "statements", [statement()] * 2).status == 200
    elif limit == "requests":
        statuses = [call("GET", "statements").status for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        assert int(call("GET", "statements").headers["Retry-After"]) >= 1
    hub.database.close()


def test_a_body_over_the_bound_is_not_read(served: Served) -> None:
    address = f"{served.address}/xapi/statements"
    headers = {"X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}

    def forever() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 1024 * 1024

    answer = httpx.post(address, content=b" " * (17 * 1024 * 1024), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "hub.too_large")
    try:
        status = httpx.post(address, content=forever(), headers=headers).status_code
    except httpx.WriteError:
        status = 413  # hung up on while still sending
    assert status == 413
