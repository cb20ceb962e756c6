"""Can people find their name on this PC, and is the list a fresh one?"""

from datetime import datetime
from pathlib import Path

from simtrainer.app.ready import Finding
from simtrainer.base.ports import Clock
from simtrainer.base.problem import Problem, Problems
from simtrainer.base.text import Text, day_of
from simtrainer.station.home import Home
from simtrainer.station.listed import Listed, listed
from simtrainer.station.roster import RosterFile
from simtrainer.station.settings import Settings

OLD_DAYS = 14
"""A list from the hub that has not been asked about for so long is told of."""


def people(home: Home, settings: Settings, sample: Path, now: Clock) -> Finding:
    """Whose list counts, how long it is, and from when."""
    try:
        RosterFile(home, sample, lambda: settings.enrolled).units()
    except (Problem, Problems) as found:
        first = found.problems[0] if isinstance(found, Problems) else found
        said = Text(f"problem.{first.code}", dict(first.params))
        return Finding("people", "bad", said, Text("app.ready.people.cure"))
    return judged(listed(home, sample, settings.enrolled), settings.at_hub, now.utc_iso())


def judged(found: Listed, at_hub: bool, now: str) -> Finding:
    """``at_hub``: the PC is enrolled at a hub that can tell it who its people are."""
    counted = {"n": found.listed_people, "date": day_of(found.asked_at)}
    said = Text(f"app.ready.people.{found.roster}", counted)
    cure = _cure(found, at_hub, now)
    return Finding("people", "warn" if cure else "good", said, Text(cure) if cure else None)


def _cure(found: Listed, at_hub: bool, now: str) -> str:
    """What to do, as a key; empty where nothing is."""
    if found.refused:
        return f"problem.{found.refused}"
    if found.roster == "hub":
        return "app.ready.people.old.cure" if _days(found.asked_at, now) > OLD_DAYS else ""
    if found.roster == "file":
        return ""
    if at_hub:
        return f"app.ready.people.{found.assigned or 'unasked'}.cure"
    return f"app.ready.people.{found.roster}.cure"


def _days(then: str, now: str) -> int:
    return (datetime.fromisoformat(now) - datetime.fromisoformat(then)).days
