"""Does the hub answer, and does it have the same time as this PC?

The clock is held against two things that do not depend on it: what the hub says the time is, and
the newest thing that was stored here, which cannot be of tomorrow.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from simtrainer.app.ready import Finding
from simtrainer.base.ports import Clock
from simtrainer.base.problem import Problem
from simtrainer.base.text import Text
from simtrainer.station.home import Home
from simtrainer.station.settings import Settings

APART_MINUTES = 5
"""A clock that is more than this from the hub's is wrong."""
_PASSING = frozenset({
    "upload.no_network", "upload.no_answer", "upload.busy", "upload.server_trouble",
    "upload.no_file", "upload.no_room",
})  # fmt: skip
"""Trouble that goes over, and stops nobody from practising meanwhile; the rest somebody must
mend, or nothing that is made here ever arrives."""
_UNITS = ((90, 1, "minutes"), (23 * 60, 60, "hours"), (float("inf"), 24 * 60, "days"))
"""Up to so many minutes, minutes to one of the unit, the unit."""
_OLDEST = datetime(2026, 1, 1, tzinfo=UTC)
"""The program did not exist before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the hub said: a problem, or its time where it told it."""

    problem: Problem | None = None
    time: datetime | None = None


def ask(settings: Settings) -> Answer:
    """Ask the hub who it is; a file's folder is only looked for."""
    from simtrainer.station.upload.exchange import ask as request
    from simtrainer.station.upload.exchange import judge, open_client

    if not settings.enrolled:
        return Answer(Problem("upload.not_enrolled"))
    if settings.upload == "file":
        there = Path(settings.hub).is_dir()
        return Answer(None if there else Problem("upload.no_file"))
    credential = (settings.user, settings.password) if settings.user else None
    try:
        client = open_client(settings.hub, credential, settings.xapi_version)
    except Problem as problem:
        return Answer(problem)
    try:
        response = request(client, "GET", settings.hub.rstrip("/") + "/about")
        judge(response)
    except Problem as problem:
        return Answer(problem)
    finally:
        client.close()
    told = None
    with suppress(TypeError, ValueError):
        told = parsedate_to_datetime(response.headers.get("Date"))
    return Answer(time=told)


def network(settings: Settings, answer: Answer) -> Finding:
    """Without a network one can play; what is made waits on the PC."""
    if not settings.enrolled:
        said = Text("app.ready.network.alone")
        return Finding("network", "warn", said, Text("app.ready.network.alone.cure"))
    if answer.problem is not None:
        said = Text(f"problem.{answer.problem.code}", dict(answer.problem.params))
        passing = answer.problem.code in _PASSING
        cure = f"app.ready.network.{'cure' if passing else 'mend.cure'}"
        return Finding("network", "warn" if passing else "bad", said, Text(cure))
    return Finding("network", "good", Text("app.ready.network.good", {"hub": settings.hub}))


def clock(home: Home, now: Clock, answer: Answer) -> Finding:
    """The wall clock of this PC. The hub's time is believed before what was stored here, which may
    be from when the clock was ahead."""
    here = datetime.fromisoformat(now.utc_iso().replace("Z", "+00:00"))
    hour, minute = now.local_time()
    shown = f"{hour:02}:{minute:02}"
    there = answer.time
    wrong = _back(home, here, shown) if there is None else _apart(here, there, shown)
    if wrong is None:
        return Finding("clock", "good", Text("app.ready.clock.good", {"clock": shown}))
    return Finding("clock", "bad", wrong, Text("app.ready.clock.cure"))


def _apart(here: datetime, there: datetime, shown: str) -> Text | None:
    """How far this clock is from the hub's, in the unit that one would say it in."""
    minutes = (here - there).total_seconds() / 60
    if round(abs(minutes)) < APART_MINUTES:
        return None
    way = "ahead" if minutes > 0 else "behind"
    size, unit = next((size, unit) for most, size, unit in _UNITS if abs(minutes) < most)
    told = {"clock": shown, "n": round(abs(minutes) / size)}
    return Text(f"app.ready.clock.{way}.{unit}", told)


def _back(home: Home, here: datetime, shown: str) -> Text | None:
    """Whether it stands before something that has happened."""
    newest = _newest(home)
    passed = here < _OLDEST or (newest is not None and here < newest)
    return Text("app.ready.clock.back", {"clock": shown}) if passed else None


def _newest(home: Home) -> datetime | None:
    """When something was last begun or ended on this PC."""
    from simtrainer.station.store import query
    from simtrainer.station.store.database import Database

    if not home.database.exists():
        return None
    database = Database(home, busy_ms=2_000)
    try:
        with database.reading() as connection:
            moment = query.newest_moment(connection)
    except Problem:
        return None  # the store is the disk's to tell about
    finally:
        database.close()
    return datetime.fromisoformat(moment.replace("Z", "+00:00")) if moment else None
