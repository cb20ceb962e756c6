"""Every engine test runs twice: on a program as it was made, and on one that went through JSON
once more, written by another writer."""

import json
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from simtrainer.engine.program import Program
from tests.engine.programs import Player, program_data


@pytest.fixture(params=["fresh", "through JSON"])
def build(request: pytest.FixtureRequest) -> Callable[..., Program]:
    """Makes a program of the parts given."""

    def make(**parts: Any) -> Program:
        raw = orjson.dumps(program_data(**parts))
        if request.param == "through JSON":
            raw = json.dumps(json.loads(Program(raw).raw), indent=1).encode()
        return Program(raw)

    return make


@pytest.fixture
def play(build: Callable[..., Program]) -> Callable[..., Player]:
    """Makes a program of the parts given and starts a run of it."""
    return lambda **parts: Player(build(**parts))
