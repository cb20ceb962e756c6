"""Three questions after a run: answered once, by nobody in particular."""

import json
from typing import Any

import pytest

from simtrainer.app import commands as c
from simtrainer.base.problem import Problem
from tests.app.rig import Rig


def ended() -> Rig:
    rig = Rig()
    rig.start()
    rig.do(c.FinishRun())
    return rig


def sent(rig: Rig) -> list[dict[str, Any]]:
    """The statements of the second envelope."""
    result, *more = rig.store.waiting()
    assert json.loads(result)[0]["actor"]["account"]["name"] == "P-1"
    found: list[dict[str, Any]] = [one for each in more for one in json.loads(each)]
    return found


def test_answers_leave_without_a_name() -> None:
    rig = ended()
    run = rig.store.runs("P-1")[0].run
    rig.do(c.AnswerQuestion("learned", "some"))
    rig.do(c.AnswerQuestion("learned", "much"))
    assert rig.trainer.debrief().survey.questions[0].chosen == "much"  # type: ignore[union-attr]
    rig.do(c.SendSurvey("  Fin vakt. "))
    (told,) = sent(rig)
    text = json.dumps(told)
    for secret in ("P-1", "Marit", run, "solglott-2", "PC-07"):
        assert secret not in text
    assert told["result"]["response"] == "Fin vakt."
    assert list(told["result"]["extensions"].values()) == [{"learned": "much"}]
    assert told["timestamp"].endswith("T00:00:00Z")
    survey = rig.trainer.debrief().survey
    assert survey is not None and survey.thanks and not survey.questions
    with pytest.raises(Problem, match=r"survey\.over"):
        rig.do(c.SendSurvey("igjen"))
    assert len(rig.delivered) == 2


def test_it_is_asked_once_also_after_a_restart() -> None:
    rig = ended()
    run = rig.store.runs("P-1")[0].run
    rig.do(c.AnswerQuestion("difficulty", "hard"))
    rig.do(c.SendSurvey())
    rig.restart()
    rig.do(c.SignIn("P-1"))
    rig.do(c.ShowDebrief(run))
    assert rig.trainer.debrief().survey.thanks  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (c.SendSurvey("  "), "survey.empty"),
        (c.AnswerQuestion("learned", "a lot"), "survey.unknown"),
        (c.AnswerQuestion("who", "me"), "survey.unknown"),
        (c.SendSurvey("Hun har nummer 01019010" + "046 i journalen"), "text.real_identity"),
    ],
)
def test_what_is_no_answer(wish: object, code: str) -> None:
    rig = ended()
    with pytest.raises(Problem) as caught:
        rig.do(wish)
    assert caught.value.code == code
    assert sent(rig) == []


def test_without_a_run_there_is_nothing_to_answer() -> None:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    with pytest.raises(Problem, match=r"survey\.over"):
        rig.do(c.SendSurvey("hei"))
    rig.do(c.SignOut())
    with pytest.raises(Problem, match=r"person\.none"):
        rig.do(c.SendSurvey("hei"))


def test_what_somebody_is_in_the_middle_of_is_not_recommended_as_new() -> None:
    rig = Rig()
    rig.start()
    rig.do(c.LeaveRun())
    home = rig.trainer.home()
    assert home.resume is not None
    assert home.resume.scenario not in {card.id for card in home.recommended}
    assert home.resume.scenario in {card.id for card in home.scenarios}, "still in the whole list"
