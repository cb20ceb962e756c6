"""A data folder for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def store(home: Home) -> Iterator[RunFile]:
    found = RunFile(home, lambda: False)
    yield found
    found.close()
