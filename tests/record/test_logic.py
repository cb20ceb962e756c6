"""What the logic checks ask, with the pack's own limits."""

import pytest

from simtrainer.record.logic import questions
from simtrainer.record.pack import EntryType, Pack
from simtrainer.record.pack_source import read_pack
from tests.scenario.folders import PACKS


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack.from_data(read_pack(PACKS / "kommune-standard"))


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
