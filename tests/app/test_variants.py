"""Who plays an exercise again meets other names and numbers, and the stored run knows which."""

import orjson

from simtrainer.app import commands as c
from simtrainer.app.report import envelope
from simtrainer.engine.bots.expert import expert
from simtrainer.engine.dice import SeededDice
from tests.app.rig import SCENARIO, Rig


def test_the_second_time_is_another_variant_that_is_taken_up_as_it_was() -> None:
    rig = Rig()
    first = rig.start(person="P-1").session
    assert (first.info.seed, first.program.patients["ODD"].given) == (1, "Oddvar")
    rig.do(c.LeaveRun())
    rig.do(c.StartRun(SCENARIO))
    play = rig.trainer.play
    assert play is not None
    second = play.session
    other = second.program.patients["ODD"].given
    assert (second.info.seed, second.program.variant) == (2, 2)
    assert other != "Oddvar" and second.info.program == first.info.program
    lines = rig.store.load(second.info.run)[2]
    assert orjson.loads(lines[0])["d"]["variant"] == 2
    rig.restart()
    rig.do(c.SignIn("P-1"))
    rig.do(c.ContinueRun(second.info.run))
    again = rig.trainer.play
    assert again is not None
    assert again.session.program.patients["ODD"].given == other
    assert again.session.program.texts == second.program.texts


def test_another_person_begins_with_the_first_variant() -> None:
    rig = Rig()
    rig.start(person="P-1")
    rig.do(c.SignOut())
    assert rig.start(person="P-2").session.program.variant == 1


def test_what_is_sent_calls_a_check_the_same_in_every_variant() -> None:
    """A leader's figures are about checks, whoever the patient was called."""
    rig = Rig()
    sent = []
    for _ in range(2):
        play = rig.start(person="P-1")
        expert(play.session.run, SeededDice())
        made = envelope(play.session.info, play.session.history, "PC", "2026-05-12T12:00:00.000Z")
        objects = [item["object"] for item in orjson.loads(made)]
        sent.append({o["id"]: o["definition"].get("name") for o in objects})
        rig.do(c.SignOut())
    assert rig.trainer.screen == "signin"
    same = set(sent[0]) & set(sent[1])
    assert len(same) > 10 and all(sent[0][key] == sent[1][key] for key in same)
    assert "Oddvar" in str(sent[1])
