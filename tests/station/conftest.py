"""A data folder for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests.station.lrs import Lrs


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def store(home: Home) -> Iterator[RunFile]:
    found = RunFile(home, lambda: False)
    yield found
    found.close()


@pytest.fixture
def lrs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lrs]:
    """A store on this machine, reached directly whatever proxy the machine has."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with Lrs().running() as running:
        yield running
