"""An entry that lacks little of what is asked for, told from one about something else."""

from collections.abc import Callable
from typing import Any

import pytest

from simtrainer.base.ids import ME
from simtrainer.engine.conditions import condition_from
from simtrainer.engine.near import near_miss
from tests.engine.programs import Player
from tests.record.packs import NEWS2

ASKED = {
    "entry": {"type": "news2", "patient": "ODD", "author": ME, "fields": {**NEWS2, "score": 3}}
}
TWO = {"pulse": 93, "resp": 21}


def near(player: Player, condition: dict[str, Any], since: int = -1) -> tuple[str, ...] | None:
    found = near_miss(condition_from(condition), ME, since, player.run.history)
    return found[1] if found is not None else None


def measured(play: Callable[..., Player], patient: str = "ODD", **other: Any) -> Player:
    player = play()
    player.do("create", type="news2", patient=patient, fields={**NEWS2, **other})
    return player


def test_the_fields_that_differ_are_named_but_not_what_is_reckoned_from_them(
    play: Callable[..., Player],
) -> None:
    assert near(measured(play, resp=26), ASKED) == ("resp",)
    assert near(measured(play, **TWO), ASKED) == ("resp", "pulse")


@pytest.mark.parametrize(
    ("patient", "other"),
    [("ODD", {}), ("ODD", {**TWO, "systolic": 150}), ("RAG", {"resp": 26})],
    ids=["right", "three differ", "another patient"],
)
def test_what_is_right_or_about_something_else_is_no_near_miss(
    play: Callable[..., Player], patient: str, other: dict[str, Any]
) -> None:
    assert near(measured(play, patient, **other), ASKED) is None


def test_one_of_two_fields_is_as_little_as_none(play: Callable[..., Player]) -> None:
    asked = {"entry": {"type": "news2", "fields": {"supply": "air", "scale": "1"}}}
    assert near(measured(play), asked) is None


def test_each_alternative_is_looked_at_and_none_that_must_not_be(
    play: Callable[..., Player],
) -> None:
    player = measured(play, resp=26)
    assert near(player, {"any": [{"entry": {"type": "note"}}, ASKED]}) == ("resp",)
    assert near(player, {"all": [{"entry": {"type": "note"}}, ASKED]}) == ("resp",)
    assert near(player, {"not": ASKED}) is None
    none = {"entry": {**ASKED["entry"], "count": {"at_most": 0}}}
    assert near(player, none) is None


def test_only_what_is_new_and_stands(play: Callable[..., Player]) -> None:
    player = measured(play, resp=26)
    entry = next(iter(player.run.history.record.entries("news2")))
    assert near(player, ASKED, since=entry.now.event) is None
    player.do("create", type="news2", patient="ODD", fields={**NEWS2, "pulse": 93})
    assert near(player, ASKED) == ("pulse",), "the newest"
    player.do("invalidate", entry=entry.id, reason="feil")
    assert near(player, ASKED) == ("pulse",)
