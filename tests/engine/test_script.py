"""The script at play: repeats, changes of what was done, branch points, courses, silence."""

from collections.abc import Callable
from typing import Any

import pytest

from simtrainer.engine.conditions import condition_from
from simtrainer.engine.event import decode
from simtrainer.engine.program import MINUTE_MS, Program
from simtrainer.engine.replay import first_difference, replay
from tests.engine.conftest import Build
from tests.engine.programs import Player, beat, check, dialogue, note_effect

Play = Callable[..., Player]
NOTE = {"entry": {"type": "note", "author": "me"}}


def again(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    minutes = {"every"}
    return data | {
        (f"{k}_ms" if k in minutes else k): round(v * MINUTE_MS) if k in minutes else v
        for k, v in more.items()
    }


def same_again(player: Player) -> bool:
    """A replay of the log, read back from its bytes, gives the same bytes."""
    lines = [event.encode() for event in player.run.log]
    return first_difference(lines, replay(player.run.program, map(decode, lines))) is None


# Repeats and changes -------------------------------------------------------------------------


def test_a_beat_repeats_until_it_is_stopped(play: Play) -> None:
    player = play(beats=[again(beat("bell", {"notice": "a"}, at=2), every=5, stop=NOTE)])
    assert [t for _, t in player.at(13).beats()] == [2, 7, 12]
    player.note()
    assert [t for _, t in player.at(30).beats()] == [2, 7, 12]


def test_a_beat_repeats_so_many_times_and_an_unless_only_passes_one_by(play: Play) -> None:
    unless = {"minutes_since": {**NOTE, "at_most": 4}}
    bell = again(beat("bell", {"notice": "a"}, at=2, unless=unless), every=5, times=4)
    player = play(beats=[bell])
    player.at(6).note()
    assert [t for _, t in player.at(50).beats()] == [2, 12, 17]


def test_entries_of_a_repeated_beat_get_numbers(play: Play) -> None:
    player = play(beats=[again(beat("n", note_effect("n")), at_ms=0, every=1, times=3)])
    player.at(5)
    assert [e.id for e in player.run.history.record.entries("note")] == ["n", "n-2", "n-3"]


def test_a_beat_does_something_else_by_what_was_done(play: Play) -> None:
    other = [{"when": NOTE, "effects": [{"notice": "thanks"}]}]
    parts = {"beats": [beat("asks", {"notice": "hurry"}, at=5) | {"instead": other}]}
    left, done = play(**parts), play(**parts)
    done.note()
    assert [n[1] for n in left.at(6).run.history.notices] == ["hurry"]
    assert [n[1] for n in done.at(6).run.history.notices] == ["thanks"]
    assert [e.data for e in done.run.log if e.kind == "beat"] == [{"beat": "asks", "instead": 0}]


# Branch points -------------------------------------------------------------------------------

FORK = [{"id": "fork", "at_ms": 10 * MINUTE_MS, "ways": [{"id": "ill", "when": {"not": NOTE}},
                                                         {"id": "well"}]}]  # fmt: skip


def forked() -> dict[str, Any]:
    return {
        "branches": FORK,
        "beats": [
            beat("worse", {"notice": "a"}, at=12) | {"way": ["fork", "ill"]},
            beat("better", {"notice": "b"}, at=12) | {"way": ["fork", "well"]},
        ],
        "checks": [
            check("both", NOTE),
            check("care", {"observed": "x"}, opens=5) | {"way": ["fork", "ill"]},
            check("praise", NOTE, opens=15) | {"way": ["fork", "well"]},
        ],
    }


def test_one_way_is_taken_and_only_its_own_happens_and_counts(play: Play) -> None:
    player = play(**forked())
    player.at(3).note()
    assert player.at(20).beats() == [("better", 12.0)]
    result = player.finish()
    assert (result["points"], result["max_points"]) == (20, 20)
    assert (player.state("care"), player.state("praise")) == ("void", "met")


def test_a_check_of_a_way_opens_when_the_way_is_taken(play: Play) -> None:
    player = play(**forked())
    assert "care" not in player.at(9).run.history.opened_checks
    assert player.at(10).run.history.opened_checks["care"] == 10 * MINUTE_MS
    assert player.finish()["max_points"] == 20
    assert (player.state("care"), player.state("praise")) == ("missed", "void")


def test_a_shift_that_ends_early_takes_its_way_at_the_end(play: Play) -> None:
    player = play(**forked())
    assert player.finish()["max_points"] == 20
    assert player.run.history.ways == {"fork": "ill"}


def test_a_branch_point_can_wait_for_a_condition(play: Play) -> None:
    player = play(
        branches=[{"id": "fork", "when": NOTE, "ways": [{"id": "a"}, {"id": "b"}]}],
        beats=[beat("then", {"notice": "a"}, when={"way": {"branch": "fork", "way": "a"}})],
    )
    assert player.at(4).beats() == []
    player.note()
    assert player.beats() == [("then", 4.0)]


# Conversations -------------------------------------------------------------------------------


def test_a_missed_call_comes_back_worse(play: Play) -> None:
    player = play(
        dialogues={
            "calm": dialogue({"hello": {"yes": ""}}, missed=4) | {"missed": "angry",
                                                                  "again_ms": 3 * MINUTE_MS},
            "angry": dialogue({"now": {"sorry": ""}}),
        },
        beats=[beat("rings", {"call": "calm"}, at=1)],
    )  # fmt: skip
    player.at(8)
    calls = player.run.history.calls
    assert (calls["calm"].state, calls["angry"].state) == ("missed", "ringing")
    assert calls["angry"].since_ms == 8 * MINUTE_MS
    assert player.at(30).run.history.calls["calm"].rings == 1
    assert condition_from({"call": {"dialogue": "calm", "state": "missed"}}).holds(
        player.run.history
    )


def quiet() -> dict[str, Any]:
    talk = dialogue({"hello": {"yes": "more"}, "cross": {"sorry": ""}, "more": {"bye": ""}})
    talk["nodes"]["hello"]["silence"] = {"after_ms": MINUTE_MS, "next": "cross"}
    talk["nodes"]["cross"]["silence"] = {"after_ms": MINUTE_MS, "next": ""}
    return {"dialogues": {"d": talk}, "beats": [beat("rings", {"call": "d"}, at=1)]}


def test_the_other_does_not_wait_for_ever(play: Play) -> None:
    player = play(**quiet()).at(1)
    player.do("answer", dialogue="d")
    call = player.run.history.calls["d"]
    assert (player.at(1.9).run.history.calls["d"].node, call.state) == ("hello", "talking")
    assert player.at(2).run.history.calls["d"].node == "cross"
    assert player.at(3).run.history.calls["d"].state == "ended"
    assert condition_from({"said": {"dialogue": "d", "choice": "silence"}}).holds(
        player.run.history
    )
    assert same_again(player)


def test_an_answer_in_time_keeps_the_peace(play: Play) -> None:
    player = play(**quiet()).at(1)
    player.do("answer", dialogue="d")
    player.at(1.5).do("say", dialogue="d", choice="yes")
    assert player.at(20).run.history.calls["d"].node == "more"
    assert "silence" not in player.kinds()


# Receipts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("outcome", "counts"), [("rejected", False), ("delivered", True)])
def test_the_record_answers_what_was_sent(play: Play, outcome: str, counts: bool) -> None:
    sent = {"entry": {"type": "message", "author": "me"}}
    receipt = {"receipt": {"entry": {"type": "message", "author": "me"}, "outcome": outcome,
                           "reason": "feil adresse"}}  # fmt: skip
    player = play(beats=[beat("answer", receipt, when=sent, after=2)], checks=[check("sent", sent)])
    first = player.do("create", type="message", fields={"to": "ida", "body": "Hei"})
    assert player.state("sent") == "met"
    player.at(2)
    assert player.run.history.record.entry(first).status == outcome
    assert player.run.history.record.entry(first).now.reason == "feil adresse"
    assert (player.state("sent") == "met") is counts
    player.do("create", type="message", fields={"to": "night", "body": "Hei igjen"})
    assert player.state("sent") in ("met", "corrected")
    assert same_again(player)


# Courses -------------------------------------------------------------------------------------

OXYGEN = {"entry": {"type": "note", "author": "me", "fields": {"tone": "calm"}}}


def breathing(**noise: float) -> dict[str, Any]:
    minute = MINUTE_MS
    return {
        "trajectories": {
            "odd": {
                "patient": "ODD",
                "courses": {
                    "ill": {"spo2": [[0, 90], [20 * minute, 80]], "resp": [[0, 20]],
                            "mind": [[0, "A"], [10 * minute, "C"]]},
                    "better": {"spo2": [[10 * minute, 95]]},
                },
                "noise": noise,
                "bends": [{"to": "better", "when": OXYGEN, "after_ms": 2 * minute}],
            }
        },
        "observations": {
            "look": {"patient": "ODD", "module": "journal", "label": "", "values": {"see": "x"},
                     "trajectory": "odd"}
        },
    }  # fmt: skip


def read_off(player: Player) -> dict[str, Any]:
    player.do("observe", observation="look")
    return dict(player.run.history.readings["look"])


def test_a_state_runs_its_course_and_is_bent(play: Play) -> None:
    player = play(**breathing())
    assert read_off(player) == {"see": "x", "spo2": 90, "resp": 20, "mind": "A"}
    assert read_off(player.at(10)) == {"see": "x", "spo2": 85, "resp": 20, "mind": "C"}
    player.note(fields={"tone": "calm", "hidden": "a"})
    assert read_off(player.at(12))["spo2"] == 84, "it goes on from where it was"
    assert read_off(player.at(17))["spo2"] == round(84 + 11 / 2)
    assert read_off(player.at(40)) == {"see": "x", "spo2": 95, "resp": 20, "mind": "C"}
    assert same_again(player)


def test_a_check_can_ask_for_the_true_state_and_is_told_when_it_crosses(play: Play) -> None:
    low = {"value": {"trajectory": "odd", "parameter": "spo2", "at_most": 85}}
    confused = {"value": {"trajectory": "odd", "parameter": "mind", "is": "C"}}
    player = play(
        **breathing(),
        beats=[beat("blue", {"notice": "a"}, when=low), beat("c", {"notice": "b"}, when=confused)],
    )
    assert player.at(9.9).beats() == []
    assert player.at(10.1).beats() == [("blue", 10.0), ("c", 10.0)]


def test_noise_is_within_its_bounds_and_the_same_for_the_same_seed(build: Build) -> None:
    made = build(**breathing(spo2=2, resp=1))
    seen: set[int] = set()
    for seed in range(12):
        one, two = Player(made), Player(made)
        for player in (one, two):
            player.run = type(player.run)(made)
            player.run.start({"seed": seed})
        found = read_off(one)
        assert found == read_off(two)
        assert abs(found["spo2"] - 90) <= 2 and abs(found["resp"] - 20) <= 1
        assert found == read_off(one), "measured again at once it is the same"
        seen.add(found["spo2"])
        assert same_again(one)
    assert len(seen) > 2


def test_what_was_read_off_is_what_must_be_written(play: Play) -> None:
    resp = {"reading": "look", "within": 1}
    wanted = {"type": "news2", "fields": {"spo2": {"reading": "look"}, "resp": resp}}
    player = play(**breathing(spo2=2), checks=[check("n", {"entry": wanted})])
    found = read_off(player.at(3))
    values = {"resp": 21, "spo2": found["spo2"] + 1, "supply": "air", "systolic": 120, "pulse": 80}
    player.do("create", type="news2", patient="ODD", fields=values)
    assert player.state("n") == ""
    player.do("create", type="news2", patient="ODD", fields={**values, "spo2": found["spo2"]})
    assert player.state("n") == "met"


def test_the_words_that_earned_a_verdict_stand_in_it(play: Play) -> None:
    wanted = {"entry": {"type": "note", "fields": {"text": {"mentions": ["$concept.cough"]}}}}
    player = play(checks=[check("cough", wanted)])
    player.note("Hoster ikke.")
    assert player.state("cough") == ""
    made = player.note("Hostet hele natten.")
    assert player.run.history.verdicts["cough"]["words"] == [
        {"entry": made, "field": "text", "concept": "$concept.cough", "words": "Hostet"}
    ]


def test_steps_take_the_clock_and_the_readings(build: Callable[..., Program]) -> None:
    from simtrainer.engine.bots.mutant import flawless

    values = {"resp": {"reading": "look"}, "spo2": {"reading": "look"}, "supply": "air",
              "systolic": 120, "pulse": 80}  # fmt: skip
    wanted = {"entry": {"type": "news2", "fields": {"spo2": {"reading": "look"}}}}
    made = build(
        **breathing(spo2=2),
        checks=[
            check("n", wanted, opens=5, steps=[
                {"observe": "look"},
                {"create": {"type": "news2", "patient": "ODD", "fields": values}}]),
            check("t", {"entry": {"type": "note", "fields": {"at": {"after": "07:30"}}}}, steps=[
                {"create": {"type": "note", "patient": "ODD",
                            "fields": {"text": "a", "at": {"now": True}}}}]),
        ],
    )  # fmt: skip
    assert flawless(made).check_states == {"n": "met", "t": "met"}
