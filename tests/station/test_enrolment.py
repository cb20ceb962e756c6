"""From one central store to another, with results that wait."""

from pathlib import Path

import pytest

from simtrainer.app.memory import CountedIds
from simtrainer.base.problem import Problem
from simtrainer.hub import commands
from simtrainer.station.enrolment import enrol
from simtrainer.station.handover import status
from simtrainer.station.home import Home
from simtrainer.station.sealing import is_sealed
from simtrainer.station.settings import SettingsFile
from simtrainer.station.store import envelope
from simtrainer.station.store.database import Database
from simtrainer.station.store.runs import RunFile
from tests.app.port_contracts import PROGRAM, run_info
from tests.hub.conftest import Served, served, sqlite_url  # noqa: F401 - fixtures
from tests.station.lrs import Lrs

HERE, THERE = "her-kommune", "der-kommune"


@pytest.fixture
def settings(home: Home) -> SettingsFile:
    return SettingsFile(home.settings, CountedIds())


@pytest.fixture
def finished(home: Home) -> None:
    store = RunFile(home, lambda: False)
    store.create(run_info("r1"), PROGRAM)
    store.finish("r1", "now", {}, b"[]")
    store.close()


def token(url: str, tenant: str) -> str:
    commands.init(url, tenant, tenant)
    (made,) = commands.enrolment_tokens(url, ["PC"], tenant=tenant)
    return made["token"]


def waiting(home: Home) -> bytes:
    database = Database(home)
    try:
        with database.reading() as connection:
            (key,) = envelope.undelivered(connection)
            found = envelope.one(connection, key)
    finally:
        database.close()
    assert found is not None and found.is_whole
    return found.bytes


def test_what_waits_is_sealed_at_enrolment_and_then_bound_to_that_hub(
    served: Served,  # noqa: F811
    sqlite_url: str,  # noqa: F811
    home: Home,
    settings: SettingsFile,
    finished: None,
    lrs: Lrs,
    tmp_path: Path,
) -> None:
    assert waiting(home) == b"[]"
    enrol(home, settings, served.address, token(sqlite_url, HERE))
    assert is_sealed(waiting(home))
    before = settings.current
    elsewhere = [(served.address, token(sqlite_url, THERE)), (lrs.url, "station:secret")]
    for url, other in elsewhere:
        with pytest.raises(Problem, match=r"station\.sealed_waiting"):
            enrol(home, settings, url, other)
    assert settings.current == before
    again = enrol(home, settings, served.address, token(sqlite_url, HERE))
    assert again.seal_key == before.seal_key and again.station != before.station
    assert status(home, again).delivery.waiting == 1
