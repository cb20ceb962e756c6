"""Where a worker process finds its settings: in the environment, put there by the command."""

import json
import os
from dataclasses import asdict
from pathlib import Path

from fastapi import FastAPI

from simtrainer.hub.app import create_app
from simtrainer.hub.settings import Limits, Settings

VARIABLE = "SIMTRAINER_HUB_SETTINGS"


def to_json(settings: Settings) -> str:
    """Settings as one line of JSON."""
    return json.dumps(asdict(settings), default=str)


def from_json(text: str) -> Settings:
    """Settings back from JSON."""
    plain = json.loads(text)
    plain["limits"] = Limits(**plain["limits"])
    plain["resources"] = Path(plain["resources"])
    return Settings(**plain)


def app() -> FastAPI:
    """The application of one worker process."""
    return create_app(from_json(os.environ[VARIABLE]))
