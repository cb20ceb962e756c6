"""Every engine test runs twice: on a program as it was made, and on one that went through JSON
once more, written by another writer."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import orjson
import pytest

from simtrainer.engine.program import Program
from simtrainer.scenario.compile import compile_folder
from tests.engine.programs import Player, program_data

ROOT = Path(__file__).parents[2]
Load = Callable[[bytes], Program]
Build = Callable[..., Program]


@cache
def compiled(scenario: str) -> bytes:
    """A shipped scenario's program."""
    return compile_folder(ROOT / "scenarios" / scenario, ROOT / "resources" / "packs")[0]


@pytest.fixture(scope="session", params=["fresh", "through JSON"])
def load(request: pytest.FixtureRequest) -> Load:
    """Makes a program of its bytes."""

    def fresh(raw: bytes) -> Program:
        return Program(raw)

    def rewritten(raw: bytes) -> Program:
        return Program(json.dumps(json.loads(raw), indent=1).encode())

    return fresh if request.param == "fresh" else rewritten


@pytest.fixture(scope="session")
def build(load: Load) -> Build:
    """Makes a program of the parts given."""
    return lambda **parts: load(orjson.dumps(program_data(**parts)))


@pytest.fixture(scope="session")
def play(build: Build) -> Callable[..., Player]:
    """Makes a program of the parts given and starts a run of it."""
    return lambda **parts: Player(build(**parts))
