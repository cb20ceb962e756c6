"""What is stored about oneself: seen, taken along, and asked to be erased."""

import json

import pytest

from simtrainer.app import commands as c
from simtrainer.base.problem import Problem
from simtrainer.hub.shapes.statement import a_statement
from tests.app.rig import Rig


def ended() -> Rig:
    rig = Rig()
    rig.start()
    rig.do(c.FinishRun())
    rig.do(c.ShowPage("results"))
    return rig


def test_it_is_told_in_sentences_on_the_page_of_results_only() -> None:
    rig = ended()
    own = rig.trainer.home().own
    assert own is not None and not own.asked
    assert "P-1" in own.lines[0] and "Én øving med poeng" in own.lines[1]
    assert not any(line.startswith("0 ") for line in own.lines)
    rig.do(c.ShowPage("home"))
    assert rig.trainer.home().own is None


def test_the_copy_holds_everything_of_oneself_and_nothing_of_others() -> None:
    rig = ended()
    rig.do(c.SignOut())
    rig.start(person="P-2")
    rig.do(c.FinishRun())
    told = json.loads(rig.trainer.own_data())
    assert (told["code"], told["name"]) == ("P-2", "Ole Testmo")
    (run,) = told["runs"]
    assert run["mode"] == "spill" and run["result"]["points"] >= 0
    assert [event["n"] for event in run["events"]] == list(range(len(run["events"])))
    assert told["refreshers"]
    assert "Marit" not in rig.trainer.own_data().decode()


def test_erasure_is_asked_for_once() -> None:
    rig = ended()
    rig.do(c.AskErasure())
    *_, last = rig.store.waiting()
    (wish,) = json.loads(last)
    a_statement(wish, "1.0.3")
    assert wish["actor"]["account"]["name"] == "P-1"
    assert rig.trainer.home().own.asked  # type: ignore[union-attr]
    with pytest.raises(Problem, match=r"own\.asked"):
        rig.do(c.AskErasure())


def test_what_was_asked_is_taken_back_and_may_be_asked_again() -> None:
    rig = ended()
    rig.do(c.AskErasure())
    own = rig.trainer.home().own
    assert own is not None and own.may_take_back
    rig.do(c.TakeBackErasure())
    *_, asked, last = rig.store.waiting()
    (wish,), (word,) = json.loads(asked), json.loads(last)
    a_statement(word, "1.0.3")
    assert word["object"] == {"objectType": "StatementRef", "id": wish["id"]}
    own = rig.trainer.home().own
    assert own is not None and not own.asked and not own.may_take_back
    assert not any("sletting" in line for line in own.lines)
    with pytest.raises(Problem, match=r"own\.not_asked"):
        rig.do(c.TakeBackErasure())
    rig.clock.utc = "2026-05-13T08:00:00.000Z"
    rig.do(c.AskErasure())
    assert json.loads(rig.store.waiting()[-1])[0]["id"] != wish["id"]


def test_a_wish_of_which_only_the_day_is_known_stands() -> None:
    rig = ended()
    rig.store.keep("P-1", "erasure", "asked", {"day": "2026-05-01"})
    own = rig.trainer.home().own
    assert own is not None and own.asked and not own.may_take_back


def test_where_nothing_was_sent_there_is_nothing_to_erase() -> None:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    with pytest.raises(Problem, match=r"own\.nothing"):
        rig.do(c.AskErasure())
