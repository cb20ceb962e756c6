"""Events: the one append-only list that everything else reads.

``by`` says where an event came from: ``me`` (an input of the trainee or the one who runs the
room) or ``script`` (a consequence the engine drew). Replaying the inputs gives all the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from simtrainer.base.problem import Problem

By = Literal["me", "script"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. ``n`` counts from 0, ``t`` is simulated milliseconds."""

    n: int
    t: int
    by: By
    kind: str
    data: Mapping[str, Any]

    def encode(self) -> bytes:
        """The bytes that are stored and compared."""
        return orjson.dumps(
            {"n": self.n, "t": self.t, "by": self.by, "k": self.kind, "d": self.data},
            option=orjson.OPT_SORT_KEYS,
        )


def decode(line: bytes) -> Event:
    """Read one stored event. Raises ``Problem("run.damaged")``."""
    try:
        raw = orjson.loads(line)
        event = Event(raw["n"], raw["t"], raw["by"], raw["k"], raw["d"])
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise Problem("run.damaged", first_bad=0) from error
    numbers, words = (event.n, event.t), (event.by, event.kind)
    whole = all(isinstance(n, int) for n in numbers) and all(isinstance(w, str) for w in words)
    if not (whole and event.by in ("me", "script") and isinstance(event.data, dict)):
        raise Problem("run.damaged", first_bad=0)
    return event
