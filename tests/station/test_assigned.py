"""What counts of what the hub has said, and of what was imported by hand."""

import shutil
from pathlib import Path

import pytest

from simtrainer.app.route import Demand
from simtrainer.base.problem import Problem
from simtrainer.station import assigned, roster
from simtrainer.station.batches import BatchFile
from simtrainer.station.home import Home
from simtrainer.station.plan import PlanFile
from simtrainer.station.roster import RosterFile

MUSEUM = Path(__file__).parents[1] / "formats" / "assigned"
SAMPLE = Path(__file__).parents[2] / "resources" / "roster" / "sample.csv"


@pytest.fixture(params=sorted(MUSEUM.iterdir()), ids=lambda folder: folder.name)
def told(request: pytest.FixtureRequest, home: Home) -> Home:
    """A PC as each version of the format left it."""
    home.prepare()
    shutil.copytree(request.param, home.assigned)
    return home


def names(home: Home) -> list[str]:
    return [person.name for unit in RosterFile(home, SAMPLE).units() for person in unit.people]


def test_every_version_that_was_written_is_read(told: Home) -> None:
    assert names(told) == ["Ida Prøve"]
    assert PlanFile(told).demands() == [Demand("x", True, "2026-05-31", "", "e1")]
    assert BatchFile(told).of("P1") == (), "these do not count here"


def test_an_import_by_hand_counts_from_then_on_whole_or_not_at_all(
    told: Home, tmp_path: Path
) -> None:
    file = tmp_path / "stab.csv"
    file.write_text("unit;unit_name;code;name;role\na;A;;Per Prøve;\n")
    with pytest.raises(Problem, match=r"roster\.empty_cell"):
        roster.bring_in(told, file)
    assert names(told) == ["Ida Prøve"]
    file.write_text("unit;unit_name;code;name;role\na;A;P2;Per Prøve;\n")
    with assigned.alone(told), pytest.raises(Problem, match=r"station\.fetching"):
        roster.bring_in(told, file)
    roster.bring_in(told, file)
    assert names(told) == ["Per Prøve"]
    assert PlanFile(told).demands(), "of the other kinds the hub's word still counts"


@pytest.mark.parametrize(
    "broken", ["{", "[]", "{}", '{"version": 9}', '{"version": 1, "counts": 7}']
)
def test_what_is_not_to_be_read_is_as_if_the_hub_had_said_nothing(told: Home, broken: str) -> None:
    (told.assigned / "now.json").write_text(broken)
    assert assigned.read(told) is None
    assert len(names(told)) > 20, "the sample's"


def test_a_list_that_was_damaged_stops_nobody(told: Home) -> None:
    for name in ("roster.json", "plan.csv"):
        (told.assigned / "list-1" / name).write_text("{")
    assert len(names(told)) > 20
    assert PlanFile(told).demands() == []
