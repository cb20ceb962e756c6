"""What the logic checks ask, with the pack's own limits."""

import pytest

from simtrainer.record.entry import Entry, Version
from simtrainer.record.levels import variables
from simtrainer.record.logic import questions
from simtrainer.record.pack import EntryType, Pack
from simtrainer.record.pack_source import read_pack
from tests.scenario.folders import PACKS

SHIPPED = Pack.from_data(read_pack(PACKS / "kommune-standard"))
NAMES = [item.id for item in variables(SHIPPED.types["iplos"])]


@pytest.fixture
def pack() -> Pack:
    return SHIPPED


@pytest.fixture
def visit(pack: Pack) -> EntryType:
    return pack.types["visit"]


@pytest.mark.parametrize(
    ("left", "comment", "code"),
    [
        ("08:25", "", None),
        ("08:26", "", "logic.visit_longer"),
        ("08:26", "Han ville prate.", None),
        ("08:04", "", "logic.visit_shorter"),
        ("", "", None),
    ],
)
def test_a_visit_that_took_another_time_wants_a_word(
    visit: EntryType, left: str, comment: str, code: str | None
) -> None:
    fields = {"minutes": 15, "arrived": "08:00", "left": left, "comment": comment}
    asked = questions(visit, fields, [])
    assert [(p.code, p.params["field"]) for p in asked] == ([(code, "comment")] if code else [])


def test_a_type_without_checks_asks_nothing(pack: Pack) -> None:
    assert questions(pack.types["note"], {"observation": "x"}, []) == []


def assessed(pack: Pack, before: dict[str, str] | None, **now: str) -> list[tuple[str, str]]:
    """What is asked about an assessment, beside one where everything was 2 but what is named."""
    earlier = []
    if before is not None:
        fields = {**dict.fromkeys(NAMES, "2"), **before}
        earlier = [Entry("f", "iplos", "TOR", (Version(0, "x", "signed", fields),))]
    found = questions(pack.types["iplos"], now, earlier)
    return [(problem.code, str(problem.params["field"])) for problem in found]


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        ("2", "3", []),
        ("2", "4", ["logic.levels_jump"]),
        ("5", "3", ["logic.levels_jump"]),
        ("3", "9", ["logic.levels_nine"]),
        ("1", "9", []),
        ("9", "4", []),
        ("9", "9", []),
    ],
)
def test_a_level_beside_the_last_one(pack: Pack, before: str, now: str, asked: list[str]) -> None:
    found = assessed(pack, {"eating": before}, eating=now, comment="Mates")
    assert found == [(code, "eating") for code in asked]


def test_the_first_assessment_is_beside_nothing(pack: Pack) -> None:
    assert assessed(pack, None, eating="3") == []


def test_the_same_all_over_again_is_asked_about(pack: Pack) -> None:
    same = dict.fromkeys(NAMES, "2")
    assert assessed(pack, {}, **same) == [("logic.levels_copied", NAMES[0])]
    assert assessed(pack, {}, **{**same, "sight": "1"}) == []
    del same["hearing"]
    assert assessed(pack, {}, **same) == []


def test_great_need_wants_words(pack: Pack) -> None:
    assert assessed(pack, None, eating="4") == [("logic.levels_told", "comment")]
    assert assessed(pack, None, eating="4", comment="Mates til alle måltider") == []
