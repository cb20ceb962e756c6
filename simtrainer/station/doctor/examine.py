"""Looks this PC over before a session: real looks at real things, one file per kind.

The screen is the desktop's to look at, and comes from outside.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from simtrainer.app.ready import CHECKS, Finding
from simtrainer.base.ports import Clock
from simtrainer.base.problem import Problem
from simtrainer.station.doctor.battery import battery
from simtrainer.station.doctor.disk import disk
from simtrainer.station.doctor.hub import ask, clock, network
from simtrainer.station.doctor.people import people
from simtrainer.station.doctor.sound import sound
from simtrainer.station.doctor.version import version
from simtrainer.station.home import Home
from simtrainer.station.settings import Settings


def examine(
    home: Home,
    settings: Settings | Problem,
    now: Clock,
    screen: Callable[[], Finding],
    scenarios: Path,
    program: str,
    sample: Path,
) -> list[Finding]:
    """All findings, in the order of ``CHECKS``. Nothing here raises for a PC that is not well;
    settings that cannot be read are the ``Problem`` that says so. ``sample`` is the roster that is
    shipped."""
    broken = settings if isinstance(settings, Problem) else None
    known = Settings("") if isinstance(settings, Problem) else settings
    answer = ask(known)
    looks: Mapping[str, Callable[[], Finding]] = {
        "screen": screen,
        "sound": sound,
        "disk": lambda: disk(home, broken),
        "clock": lambda: clock(home, now, answer),
        "network": lambda: network(known, answer),
        "people": lambda: people(home, known, sample, now),
        "version": lambda: version(home, scenarios, program),
        "battery": battery,
    }
    return [looks[check]() for check in CHECKS]
