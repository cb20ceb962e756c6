"""Who has sat at this PC, for the superuser in the room: how the warm-up went, where a scored run
stands, and who has used extra time.

Practice is private and is not told of; the warm-up is, since nobody is graded there and help may be
offered early.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from simtrainer.app.entrance import GUEST
from simtrainer.app.modes import rules
from simtrainer.app.ports import Roster, RunInfo
from simtrainer.app.warm_up import KIND
from simtrainer.base.problem import Problem, Problems
from simtrainer.station.home import Home
from simtrainer.station.store import keepsake, query
from simtrainer.station.store.coding import decode as head_of
from simtrainer.station.store.database import Database, with_store
from simtrainer.station.store.table import runs

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class WarmedUp:
    """One warm-up. ``skilled`` is the 90-second check; ``left`` are the things not done."""

    person: str
    name: str
    at: str
    minutes: int
    skilled: bool
    done: int
    left: tuple[str, ...]
    helped: int


@dataclass(frozen=True, slots=True)
class Playing:
    """One scored run. ``minutes`` is how far it has come in simulated time."""

    person: str
    name: str
    title: str
    at: str
    finished: bool
    minutes: int
    extra_time: int
    """How often the clock was made to stand."""
    stands: bool
    """It stands now."""
    hand_up: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """All that a superuser is told."""

    warmed_up: tuple[WarmedUp, ...]
    playing: tuple[Playing, ...]


def sitting(home: Home, roster: Roster) -> Sitting:
    """Newest first. Raises ``Problem`` with a code of ``store``."""
    names: dict[str, str] = {}
    with suppress(Problem, Problems):
        names = {p.code: p.name for unit in roster.units() for p in unit.people}

    def look(database: Database) -> Sitting:
        with database.reading() as connection:
            guests = keepsake.kept(connection, "", GUEST)
            known = names | {code: str(told.get("name", "")) for code, told in guests.items()}
            found = list(_heads(connection))
            return Sitting(
                tuple(_warm_ups(connection, found, known)),
                tuple(
                    _playing(connection, key, info, known.get(info.person, ""))
                    for key, info in found
                    if rules(info.mode).reported
                ),
            )

    return with_store(home, look)


def _heads(connection: Connection) -> Iterator[tuple[int, RunInfo]]:
    """Every run that can be read."""
    rows = select(runs.c.key, runs.c.info, runs.c.crc32).where(runs.c.state != "damaged")
    for key, data, crc32 in connection.execute(rows.order_by(runs.c.key.desc())).all():
        head = head_of(bytes(data), crc32)
        if head is not None:
            yield key, head[0]


def _warm_ups(
    connection: Connection, found: list[tuple[int, RunInfo]], names: Mapping[str, str]
) -> Iterator[WarmedUp]:
    for _, info in found:
        told = keepsake.kept(connection, info.person, KIND).get(info.run)
        if told:
            yield _warmed_up(info, names.get(info.person, ""), told)


def _warmed_up(info: RunInfo, name: str, told: Mapping[str, Any]) -> WarmedUp:
    return WarmedUp(
        person=info.person,
        name=name,
        at=info.started_at,
        minutes=int(told["minutes"]),
        skilled=bool(told["skilled"]),
        done=len(told["done"]),
        left=tuple(told["left"]),
        helped=len(told["helped"]),
    )


def _playing(connection: Connection, key: int, info: RunInfo, name: str) -> Playing:
    said: list[Mapping[str, Any]] = []
    with suppress(ValueError):
        said = [json.loads(event.bytes) for event in query.events_of(connection, key)]
    clock = [event["k"] for event in said if event["k"] in ("freeze", "thaw")]
    hands = [event["d"].get("up") is True for event in said if event["k"] == "hand"]
    return Playing(
        person=info.person,
        name=name,
        title=info.title,
        at=info.started_at,
        finished=info.state == "finished",
        minutes=(said[-1]["t"] if said else 0) // _MINUTE_MS,
        extra_time=clock.count("freeze"),
        stands=clock[-1:] == ["freeze"] and info.state != "finished",
        hand_up=hands[-1:] == [True] and info.state != "finished",
    )
