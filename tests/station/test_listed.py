"""Where the list comes from, as status and the page before a session tell it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from simtrainer.app.memory import HandClock
from simtrainer.launch.words import LANGUAGES, texts
from simtrainer.station.assigned import FILES, Assigned, write
from simtrainer.station.doctor.people import judged, people
from simtrainer.station.home import Home
from simtrainer.station.listed import Listed, listed
from simtrainer.station.settings import Settings

SAMPLE = Path(__file__).parents[2] / "resources" / "roster" / "sample.csv"
NOW = "2026-05-30T08:00:00.000Z"


def test_the_source_is_told_for_each_kind(home: Home) -> None:
    home.prepare()
    found = listed(home, SAMPLE)
    assert (found.roster, found.plan, found.meetings) == ("sample", "none", "none")
    assert found.listed_units == 4 and found.listed_people > 20 and found.assigned == ""
    found = listed(home, SAMPLE, enrolled=True)
    assert (found.roster, found.listed_people) == ("none", 0), "nobody is invented"
    for upload in ("hub", "xapi", "file"):
        told = people(home, Settings("PC", upload=upload, hub="there"), SAMPLE, HandClock(NOW))
        assert (told.state, told.found.key) == ("warn", "app.ready.people.none")
    home.plan.write_text("scenario\nx\n")
    (home.assigned / "list-1").mkdir(parents=True)
    unit = {"id": "a", "name": "A", "people": [{"code": "P1", "name": "Ida", "role": ""}]}
    (home.assigned / "list-1" / FILES["roster"]).write_text(json.dumps({"units": [unit]}))
    write(home, Assigned("assigned", "t", "list-1", NOW, NOW, ("roster",)))
    found = listed(home, SAMPLE)
    assert (found.roster, found.plan, found.meetings) == ("hub", "file", "none")
    assert (found.listed_units, found.listed_people, found.asked_at) == (1, 1, NOW)
    home.plan.unlink()
    (home.assigned / "list-1" / FILES["roster"]).unlink()
    home.roster[0].write_text("broken")
    found = listed(home, SAMPLE)
    assert (found.roster, found.listed_people) == ("file", 0)
    told = people(home, Settings("PC"), SAMPLE, HandClock(NOW))
    assert (told.state, told.found.key) == ("bad", "problem.roster.columns")


FRESH = Listed("hub", "hub", "hub", 2, 30, "assigned", NOW, NOW, "")


@pytest.mark.parametrize(
    ("found", "at_hub", "state", "word"),
    [
        (FRESH, True, "good", "30 navn fra sentralen, sjekket 30.05.2026"),
        (replace(FRESH, asked_at="2026-05-10T08:00:00.000Z"), True, "warn", "gammel"),
        (replace(FRESH, refused="station.assignment_refused"), True, "warn", "Rett ansattlisten"),
        (replace(FRESH, roster="file"), True, "good", "fra en fil"),
        (replace(FRESH, roster="none", assigned="unassigned"), True, "warn", "hub assign"),
        (replace(FRESH, roster="none", assigned="empty"), True, "warn", "ingen ansatte"),
        (replace(FRESH, roster="none"), True, "warn", "hentes på nytt"),
        (replace(FRESH, roster="none", assigned="shut_out"), True, "warn", "kjenner ikke"),
        (replace(FRESH, roster="none", assigned=""), True, "warn", "station fetch"),
        (replace(FRESH, roster="sample", assigned="unassigned"), False, "warn", "station enrol"),
        (replace(FRESH, roster="none", assigned=""), False, "warn", "import-roster"),
    ],
)
def test_what_to_do_about_it(found: Listed, at_hub: bool, state: str, word: str) -> None:
    told = judged(found, at_hub, NOW)
    assert (told.check, told.state) == ("people", state)
    for language in LANGUAGES:
        table = texts(language)
        said = f"{table(told.found)} {table(told.cure) if told.cure else ''}"
        assert "[" not in said and "…" not in said
        assert language != "nb" or word in said
