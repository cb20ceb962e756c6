"""Conditions that time alone can change: looked at exactly when they do, and never in between."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from simtrainer.engine.conditions import condition_from
from simtrainer.engine.program import MINUTE_MS
from tests.engine.programs import Player, beat, check, entry

Play = Callable[..., Player]
NOTE = {"entry": {"type": "note", "author": "me"}}


def holds(player: Player, data: dict[str, Any]) -> bool:
    return condition_from(data).holds(player.run.history)


def test_a_check_is_met_the_moment_the_minutes_have_passed(play: Play) -> None:
    player = play(checks=[check("rest", {"minutes_since": {**NOTE, "at_least": 10}}, due=30)])
    player.at(3).note()
    assert player.at(12.99).state("rest") == ""
    assert player.at(13).state("rest") == "met"
    (verdict,) = [e for e in player.run.log if e.kind == "check"]
    assert verdict.t == 13 * MINUTE_MS


def test_it_is_not_polled(play: Play) -> None:
    player = play(checks=[check("rest", {"minutes_since": {**NOTE, "at_least": 10}})])
    player.at(3).note()
    queued = [item for item in player.run._queue if item[3] == "judge"]
    assert [item[0] for item in queued] == [13 * MINUTE_MS]


def test_what_must_be_fresh_goes_stale(play: Play) -> None:
    fresh = {"minutes_since": {**NOTE, "at_most": 10}}
    player = play(checks=[check("stale", {"observed": "x"}, wrong={"all": [NOTE, {"not": fresh}]})])
    player.note()
    assert player.at(10).state("stale") == ""
    player.at(10.1)
    assert player.state("stale") == "wrong"
    player.note()
    assert player.state("stale") != "wrong", "the last of them is counted from"


def test_counting_from_the_first(play: Play) -> None:
    player = play()
    player.at(1).note()
    player.at(5).note()
    player.at(8)
    assert holds(player, {"minutes_since": {**NOTE, "first": True, "at_least": 7}})
    assert not holds(player, {"minutes_since": {**NOTE, "at_least": 7}})
    assert not holds(player, {"minutes_since": {"beat": "never", "at_least": 0}})


def test_a_beat_waits_for_the_minutes(play: Play) -> None:
    player = play(
        beats=[
            beat("first", {"notice": "a"}, at=4),
            beat(
                "later", {"notice": "b"}, when={"minutes_since": {"beat": "first", "at_least": 6}}
            ),
        ]
    )
    assert player.at(9.9).beats() == [("first", 4.0)]
    assert player.at(10).beats() == [("first", 4.0), ("later", 10.0)]


@pytest.mark.parametrize(("minute", "inside"), [(4, False), (5, True), (12, True), (13, False)])
def test_within_a_window_of_something_else(play: Play, minute: float, inside: bool) -> None:
    wanted = {"within": {"that": NOTE, "of": {"beat": "fell"}, "from": 2, "minutes": 9}}
    player = play(
        beats=[beat("fell", {"notice": "a"}, at=3)], checks=[check("note", wanted, closes=20)]
    )
    player.at(minute).note()
    assert (player.at(30).state("note") == "met") is inside


def test_within_minutes_of_the_shift_and_what_was_taken_back(play: Play) -> None:
    player = play()
    made = player.at(6).note()
    assert holds(player, {"within": {"that": NOTE, "between": [5, 7]}})
    assert not holds(player, {"within": {"that": NOTE, "between": [0, 5]}})
    player.do("invalidate", entry=made, reason="feil")
    assert not holds(player, {"within": {"that": NOTE, "between": [5, 7]}})


def test_order_is_that_of_the_events_not_of_the_minutes(play: Play) -> None:
    opened, wrote = {"opened": {"patient": "ODD"}}, {"entry": {"type": "note", "patient": "ODD"}}
    player = play()
    player.do("open_patient", patient="ODD")
    player.note()
    assert holds(player, {"order": [opened, wrote]})
    assert not holds(player, {"order": [wrote, opened]})


def test_an_entry_counts_from_when_it_came_to_match(play: Play) -> None:
    player = play()
    made = player.at(2).note("Sover godt")
    player.at(9)
    player.do("amend", entry=made, fields={"text": "Hoster"})
    cough = {"entry": {"type": "note", "fields": {"text": {"mentions": ["$concept.cough"]}}}}
    assert condition_from(cough).moments(player.run.history) == ((9 * MINUTE_MS, 2),)
    assert condition_from(NOTE).moments(player.run.history) == ((2 * MINUTE_MS, 1),)


def test_the_second_of_them_is_what_a_count_waits_for(play: Play) -> None:
    player = play()
    player.at(2).note()
    player.at(5).note()
    two = condition_from({"entry": {**NOTE["entry"], "count": {"at_least": 2}}})
    assert [t for t, _ in two.moments(player.run.history)] == [5 * MINUTE_MS]


def test_any_and_all_have_moments_too(play: Play) -> None:
    player = play(entries=[entry("msg", "message", {"body": "a"}, "", status="received")])
    player.at(2).note()
    player.at(4).do("acknowledge", entry="msg")
    both = [NOTE, {"acknowledged": "msg"}]

    def minutes(data: dict[str, Any]) -> list[float]:
        found = condition_from(data).moments(player.run.history)
        return [t / MINUTE_MS for t, _ in found]

    assert minutes({"all": both}) == [4]
    assert minutes({"any": both}) == [2, 4]
    assert minutes({"all": [*both, {"acknowledged": "gone"}]}) == []


def test_an_entry_is_linked_to_another(play: Play) -> None:
    orders = [entry("o", "order", {"drug": "A"}), entry("p", "order", {"drug": "B"})]
    player = play(entries=orders)
    player.do("create", type="dose", patient="ODD", fields={"order": "o", "given": 1})
    dose = {"type": "dose", "author": "me"}
    assert holds(player, {"entry": {**dose, "linked_to": "o"}})
    assert holds(
        player, {"entry": {**dose, "linked_to": {"type": "order", "fields": {"drug": "A"}}}}
    )
    assert not holds(player, {"entry": {**dose, "linked_to": "p"}})
    wrong = {"type": "order", "fields": {"drug": "B"}}
    assert not holds(player, {"entry": {**dose, "linked_to": wrong}})


def test_what_must_not_stand_in_an_entry(play: Play) -> None:
    player = play()
    patients = player.run.program.patients
    patients["RAG"] = replace(patients["RAG"], given="Ragnvald", family="Fiktivmo")
    player.note("Oddvars nabo Ragnvald banket på", patient="ODD")
    player.note("Dette var slurv av nattevakten", patient="RAG")
    other = {"entry": {"type": "note", "patient": "ODD", "forbidden": ["other_patients"]}}
    blame = {"entry": {"type": "note", "forbidden": ["blame"]}}
    assert holds(player, other)
    words = {e.words for e in condition_from(other).earned(player.run.history)}
    assert words == {"Ragnvald"}, "the patient's own name is no other's"
    assert holds(player, blame)
    assert not holds(player, {"entry": {"type": "note", "patient": "ODD", "forbidden": ["blame"]}})
    words = {e.words for e in condition_from(blame).earned(player.run.history)}
    assert words == {"slurv"}
