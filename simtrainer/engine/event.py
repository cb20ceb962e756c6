"""Events: the one append-only list that everything else reads.

``by`` says where an event came from: ``me`` (an input of the trainee or the one who runs the
room) or ``script`` (a consequence the engine drew). Replaying the inputs gives all the rest.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import orjson

from simtrainer.base.problem import Problem

By = Literal["me", "script"]


class Event(NamedTuple):
    """One thing that happened. ``n`` counts from 0, ``t`` is simulated milliseconds.

    A named tuple, since thousands are made in a replay and a frozen dataclass costs four times
    as much to make.
    """

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


_made = tuple.__new__
"""A named tuple's own constructor is written in Python and takes as long as reading the line."""


def decode(line: bytes) -> Event:
    """Read one stored event. Raises ``Problem("run.damaged")``."""
    try:
        raw = orjson.loads(line)
        n, t, by, kind, data = raw["n"], raw["t"], raw["by"], raw["k"], raw["d"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise Problem("run.damaged", first_bad=0) from error
    # Exact types, as orjson makes them: true is no number here.
    if (
        type(n) is type(t) is int
        and type(kind) is str
        and type(data) is dict
        and by in ("me", "script")
    ):
        return _made(Event, (n, t, by, kind, data))
    raise Problem("run.damaged", first_bad=0)
