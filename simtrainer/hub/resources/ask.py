"""A request and its answer as plain values, free of the web framework, so that they are tested
without one and handled in a worker thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Reader
from simtrainer.hub.scopes import Who
from simtrainer.hub.shapes.statement import Version

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Ask:
    """One request by a known caller. Header names are in lower case."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    who: Who
    version: Version = "2.0.0"
    proof: Mapping[str, Any] | None = None
    """Where ``who`` is a guess: what the database must say for it to be right."""
    reader: Reader | None = None
    """Where not the usual one is to find the page."""

    @property
    def media_type(self) -> str:
        """Content type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def only(self, *names: str) -> None:
        """Refuse parameters that this resource does not know; names are case-sensitive."""
        for name, value in self.params.items():
            if "\0" in value:
                raise Problem("hub.parameter", path=name, detail="holds a NUL")
            if name not in names:
                raise Problem("hub.parameter", path=name, detail="is not a known parameter")

    def need(self, name: str) -> str:
        """A required parameter."""
        if name not in self.params:
            raise Problem("hub.parameter", path=name, detail="is required")
        return self.params[name]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int = 200
    body: bytes = b""
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


def json_answer(value: Any, status: int = 200, **headers: str) -> Answer:
    """A value as JSON."""
    named = {key.replace("_", "-"): text for key, text in headers.items()}
    return Answer(status, orjson.dumps(value), JSON, named)


def parse_json(text: bytes | str) -> Any:
    """JSON with the problem that people can act on."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Problem("hub.json", detail=str(error)) from None
    except RecursionError:
        raise Problem("hub.json", detail="nested too deeply") from None
