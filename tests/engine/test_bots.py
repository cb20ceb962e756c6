"""The expert does what each check shows, nearest deadline first; the lazy one next to nothing."""

from typing import Any

import pytest

from simtrainer.app.memory import LoadedDice
from simtrainer.base.problem import Problem
from simtrainer.engine.bots import BOTS
from simtrainer.engine.bots.expert import next_check, open_checks
from simtrainer.engine.bots.hands import Hands, Pace
from simtrainer.engine.program import Program
from simtrainer.engine.run import Run
from simtrainer.engine.steps import Step
from tests.engine.conftest import Build
from tests.engine.programs import Player, beat, check, dialogue, entry

COUGH = {"entry": {"type": "note", "fields": {"text": {"mentions": ["concept.cough"]}}}}
NOTE = {"entry": {"type": "note", "patient": "ODD", "author": "me"}}
WRITE = {"create": {"type": "note", "patient": "ODD", "fields": {"text": "$do.note"}}}
TALK = {"d": dialogue({"hello": {"rude": "", "kind": ""}}, missed=4)}


def played(made: Program, bot: str) -> Player:
    player = Player.__new__(Player)
    player.run = Run(made)
    player.run.start({"seed": 1})
    BOTS[bot](player.run, LoadedDice())
    assert player.run.history.finished is not None
    return player


def test_the_expert_does_every_check_in_time(build: Build) -> None:
    made = build(
        texts={"do.note": "Han hoster"},
        entries=[entry("msg", "message", {"body": "a"}, "", status="received")],
        dialogues=TALK,
        beats=[beat("rings", {"call": "d"}, at=4)],
        checks=[
            check("note", COUGH, due=5,
                  steps=[{"open_patient": "ODD"}, WRITE]),
            check("msg", {"acknowledged": "msg"}, due=2,
                  steps=[{"read": "msg"}, {"acknowledge": "msg"}]),
            check("talk", {"said": {"dialogue": "d", "choice": "kind"}}, opens_beat="rings", due=2,
                  steps=[{"answer": "d"}, {"say": {"dialogue": "d", "choice": "kind"}}]),
            check("slip", {"entry": {"type": "note", "status": "invalid"}}, due=9, opens=6,
                  steps=[{"create": {"as": "x", "type": "note", "patient": "RAG",
                                     "fields": {"text": "feil"}}},
                         {"invalidate": {"entry": "x", "reason": "feil pasient"}}]),
        ],
    )  # fmt: skip
    player = played(made, "expert")
    assert player.run.history.check_states == dict.fromkeys(("note", "msg", "talk", "slip"), "met")
    verbs = [e.kind for e in player.run.log if e.by == "me"]
    assert verbs.index("acknowledge") < verbs.index("create"), "the nearest deadline comes first"


def test_a_check_that_cannot_be_done_yet_does_not_hold_up_the_others(build: Build) -> None:
    by_ida = {"entry": {"type": "note", "author": "ida"}}
    read = {"read": "msg"}
    made = build(
        entries=[entry("msg", "message", {"body": "a"}, "", status="received")],
        checks=[
            check("stuck", by_ida, due=1, steps=[{"open_patient": "ODD"}, read]),
            check("other", NOTE, due=5, steps=[{"open_patient": "ODD"}, WRITE]),
        ],
    )
    player = played(made, "expert")
    assert (player.state("stuck"), player.state("other")) == ("missed", "met")
    opened = [e for e in player.run.log if e.kind == "open_patient"]
    assert len(opened) == 2, "what leads nowhere is not walked again and again"


def test_the_expert_does_nothing_twice(build: Build) -> None:
    made = build(
        checks=[check(n, NOTE, due=5, steps=[{"open_patient": "ODD"}, WRITE]) for n in ("a", "b")]
    )
    player = played(made, "expert")
    assert [e.kind for e in player.run.log if e.by == "me"] == ["start", "open_patient", "create"]


def test_what_the_record_refuses_of_the_expert_is_told_with_its_step(build: Build) -> None:
    bad = {"create": {"type": "note", "patient": "ODD", "fields": {}}}
    with pytest.raises(Problem) as caught:
        played(build(checks=[check("c", NOTE, steps=[bad])]), "expert")
    assert (caught.value.code, caught.value.params["because"]) == ("bot.refused", "field.missing")
    assert caught.value.params["step"] == "create"


def test_open_checks_come_by_their_deadline(build: Build) -> None:
    steps: list[dict[str, Any]] = [WRITE]
    made = build(
        checks=[
            check("none", NOTE, steps=steps),
            check("late", NOTE, due=9, steps=steps),
            check("soon", NOTE, due=2, steps=steps),
            check("later", NOTE, due=1, opens=5, steps=steps),
        ]
    )
    player = Player(made)
    assert [c.id for c in open_checks(player.run)] == ["soon", "late", "none"]
    assert next_check(player.run) is not None
    player.note()
    assert (open_checks(player.run), next_check(player.run)) == ([], None)


def test_the_expert_is_polite_to_callers_that_nothing_asks_about(build: Build) -> None:
    made = build(dialogues=TALK, beats=[beat("rings", {"call": "d"}, at=4)])
    assert played(made, "expert").run.history.calls["d"].state == "ended"


def test_the_lazy_one_marks_as_read_and_says_the_first_thing(build: Build) -> None:
    made = build(
        entries=[entry("msg", "message", {"body": "a"}, "", status="received")],
        dialogues=TALK,
        beats=[beat("rings", {"call": "d"}, at=4)],
        checks=[
            check("msg", {"acknowledged": "msg"}),
            check("note", NOTE, steps=[WRITE]),
            check("talk", {"said": {"dialogue": "d", "choice": "kind"}}, opens_beat="rings"),
        ],
    )
    player = played(made, "lazy")
    assert player.run.history.check_states == {"msg": "met", "note": "missed", "talk": "missed"}
    verbs = [e.kind for e in player.run.log if e.by == "me"]
    assert verbs == ["start", "acknowledge", "answer", "say"]


@pytest.mark.parametrize("bot", BOTS)
def test_a_bot_ends_also_where_there_is_nothing_to_do(build: Build, bot: str) -> None:
    assert played(build(minutes=1), bot).run.now_ms == 60_000


def test_a_phone_that_stops_ringing_under_the_hand_is_let_be(build: Build) -> None:
    """The slow one reaches for it, and it is too late; that is a missed call and no fault."""
    run = Run(build(dialogues=TALK, beats=[beat("rings", {"call": "d"}, at=1)], checks=[]))
    run.start({"seed": 1})
    run.advance(5 * 60_000 - 1)
    assert run.history.calls["d"].state == "ringing"
    assert Hands(run, Pace(20_000, 0)).take(Step("answer", {"dialogue": "d"})) == ""
    assert run.history.calls["d"].state != "talking"
