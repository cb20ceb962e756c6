"""What every test is held to: it leaves nothing alive, and it can be repeated.

``leaves_nothing_alive`` works with and without Qt: it looks at Qt only where a test brought it in.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.house.leftovers import Leftovers, settle_first_generation

pytest_plugins = ["pytester"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_SOAK = "SIMTRAINER_SOAK"

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.register_profile("soak", deadline=None, max_examples=2000, database=None)
settings.load_profile("soak" if os.environ.get(_SOAK) else "repeatable")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the long ones for ``make soak``."""
    if os.environ.get(_SOAK):
        return
    left_out = [item for item in items if item.get_closest_marker("soak")]
    items[:] = [item for item in items if not item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish() -> None:
    """What is imported by now stays; only what tests make is looked through afterwards."""
    settle_first_generation()


@pytest.fixture(autouse=True, scope="module")
def settled_heap() -> None:
    """What earlier files imported and made need not be looked through again by each test."""
    settle_first_generation()


@pytest.fixture(autouse=True)
def leaves_nothing_alive() -> Iterator[None]:
    """Fail a test that leaves a top-level widget, running timer, thread or asyncio task."""
    before = Leftovers.now()
    yield
    if alive := Leftovers.since(before):
        pytest.fail("still alive after the test: " + ", ".join(alive), pytrace=False)
