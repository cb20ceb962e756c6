"""Where a worker process finds its settings: in the environment, put there by the command."""

import gc
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from starlette.types import ASGIApp

from simtrainer.hub.app import create_app, surrounded
from simtrainer.hub.settings import Limits, Settings

VARIABLE = "SIMTRAINER_WORKER_SETTINGS"


def to_json(settings: Settings) -> str:
    """Settings as one line of JSON."""
    return json.dumps(asdict(settings), default=str)


def from_json(text: str) -> Settings:
    """Settings back from JSON."""
    plain = json.loads(text)
    plain["limits"] = Limits(**plain["limits"])
    plain["resources"] = Path(plain["resources"])
    return Settings(**plain)


def app() -> ASGIApp:
    """The application of one worker process.

    A batch of statements is some thousand dictionaries that live for milliseconds and hold no
    rings; with Python's usual thresholds the collector walks them a dozen times a request.

    A request's thread waits for the database a dozen times, and each time must get the
    interpreter back from threads that compute; with Python's usual 5 ms turns two requests at
    once would take six times as long as one after the other.
    """
    sys.setswitchinterval(0.000_5)
    made = surrounded(create_app(from_json(os.environ[VARIABLE])))
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    return made
