"""Trying things out in the record alone, and showing what one can in a short test."""

import json

import pytest

from simtrainer.app import commands as c
from simtrainer.app.derived import all_shown, proof, sandbox, weightiest
from simtrainer.app.modes import LADDER
from simtrainer.base.problem import Problem
from simtrainer.engine.program import Program
from simtrainer.engine.run import Run
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, SCENARIO, Hands, Rig, shipped
from tests.engine.programs import beat, check, program

SHIPPED = ("morgenvakt-solglott", "dagvakt-solglott", "news2-kvarteret")


def begun(mode: str) -> Rig:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    rig.do(c.StartRun(SCENARIO, mode))  # type: ignore[arg-type]
    return rig


# The record alone ---------------------------------------------------------------------------------


def test_in_the_sandbox_nothing_happens_and_nothing_is_asked() -> None:
    rig = begun("fri")
    rig.wait(3_000)
    assert [event.kind for event in rig.play.session.run.log] == ["start"]
    assert rig.trainer.card() is None and rig.trainer.tasks().tasks == ()
    frame = rig.trainer.frame()
    assert not frame.skip and not frame.remaining and not frame.scored
    with pytest.raises(Problem, match=r"help\.none_here"):
        rig.do(c.AskHelp("a3-dose"))


def test_what_is_written_there_survives_a_crash_and_is_never_told_of() -> None:
    rig = begun("fri")
    Hands(rig).write("note", "ODD", {"observation": "Prøver meg fram."})
    rig.restart()
    rig.do(c.SignIn("P-1"))
    resume = rig.trainer.home().resume
    assert resume is not None
    rig.do(c.ContinueRun(resume.run))
    record = rig.play.session.history.record
    assert [record.entry(name).fields["observation"] for name in record.touched] == [
        "Prøver meg fram."
    ]
    rig.do(c.Pause())
    rig.do(c.FinishRun())
    view = rig.trainer.debrief()
    assert view.shown and not view.scored and "Ingenting er målt" in view.private
    rig.do(c.LeaveRun())
    home = rig.trainer.home()
    assert rig.store.waiting() == [] and home.history == () and home.mandatory_done == 0


def test_it_is_begun_anew_at_will_and_the_old_one_does_not_wait_on_home() -> None:
    rig = begun("fri")
    Hands(rig).write("note", "ODD", {"observation": "Prøver meg fram."})
    rig.do(c.StartRun(SCENARIO, "fri"))
    assert not rig.play.session.history.record.touched
    assert [run.state for run in rig.store.runs("P-1")] == ["open", "finished"]
    spill = begun("spill")
    spill.do(c.StartRun(SCENARIO, "fri"))
    assert [run.state for run in spill.store.runs("P-1")] == ["open", "open"]


# The test -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_exercise_has_a_short_test_that_can_be_passed(name: str) -> None:
    raw = compile_folder(ROOT / "scenarios" / name, ROOT / "resources" / "packs")[0]
    whole, short = Program(raw), Program(proof(raw))
    tasks = [check for check in short.checks.values() if check.task]
    assert len(tasks) <= 7 and len(tasks) < len(whole.checks) / 2
    assert {c.id for c in whole.checks.values() if c.critical} <= set(short.checks)
    assert set(short.goals) == {goal for check in short.checks.values() for goal in check.goals}
    assert short.hash != whole.hash and not Program(sandbox(raw)).checks


def test_where_nothing_can_be_shown_there_is_no_test() -> None:
    hidden = program(beats=[beat("b", 1)], checks=[check("a", task="", do=[])])
    with pytest.raises(Problem, match=r"proof\.not_here"):
        proof(hidden.raw)
    assert weightiest((), ("g",)) == set()


def test_what_is_passed_is_shown_counts_and_is_told_as_a_test() -> None:
    rig = begun("kan")
    assert not rig.trainer.frame().skip.startswith("[")
    Hands(rig).play_to_the_end()
    assert rig.trainer.screen == "debrief"
    view = rig.trainer.debrief()
    assert (
        view.scored
        and "teller som tatt. Lederen din får vite" in view.private
        and view.survey is None
    )
    (waiting,) = rig.store.waiting()
    told = json.loads(waiting)
    modes = {v for s in told for k, v in s["context"]["extensions"].items() if k.endswith("/mode")}
    assert modes == {"kan"} and told[-1]["result"]["success"] is True
    rig.do(c.LeaveRun())
    home = rig.trainer.home()
    assert home.mandatory_done == 1 and all(ring.share for ring in home.rings)
    card = next(card for card in home.scenarios if card.id == SCENARIO)
    assert "Vist ved prøve" in card.why and home.history[0].beside == "Vist ved prøve"


def test_it_ends_by_itself_when_all_is_shown_and_long_before_the_shift_does() -> None:
    rig = begun("kan")
    hands = Hands(rig)
    while rig.playing:
        if not hands.one_step():
            skip = rig.trainer.frame().skip
            rig.do(c.SkipAhead()) if skip else rig.wait(5)
    history = rig.trainer.sitting.debriefing.play.session.history  # type: ignore[union-attr]
    assert all_shown(history) and history.now_ms < history.program.length_ms
    assert [c.id for c in history.program.checks.values() if c.require is None]


def test_what_is_not_passed_is_nobodys_business() -> None:
    rig = begun("kan")
    with pytest.raises(Problem, match=r"help\.none_here"):
        rig.do(c.AskHelp())
    rig.do(c.OpenSheet())
    sheet = rig.trainer.sheet()
    assert sheet is not None and not sheet.ladder
    rig.do(c.CloseSheet())
    rig.do(c.Pause())
    rig.do(c.FinishRun())
    assert "Prøven er ikke bestått ennå. Bare du ser dette" in rig.trainer.debrief().private
    rig.do(c.LeaveRun())
    home = rig.trainer.home()
    assert rig.store.waiting() == [] and home.mandatory_done == 0
    assert not any(ring.share for ring in home.rings)
    (row,) = home.history
    assert not row.scored and row.result == "Kan jeg dette? Ikke vist ennå · bare du ser denne"
    card = next(card for card in home.scenarios if card.id == SCENARIO)
    assert card.why == "Prøven er ikke bestått ennå. Øv litt, og ta den igjen."


def test_both_are_offered_below_the_ladder_and_never_advised() -> None:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    rig.do(c.ChooseMode(SCENARIO))
    choice = rig.trainer.home().choice
    assert choice is not None
    assert [mode.mode for mode in choice.modes] == [*LADDER, "kan", "fri"]
    assert [mode.mode for mode in choice.modes if mode.badge] == ["vis"]


def test_a_test_is_the_same_every_time() -> None:
    raw = shipped()[0]
    assert proof(raw) == proof(raw) and sandbox(raw) == sandbox(raw)
    assert proof(raw, 2) != proof(raw) and Program(proof(raw, 3)).checks.keys() == set(
        Program(proof(raw)).checks
    )
    run = Run(Program(sandbox(raw)))
    run.start({"seed": 1})
    assert run.next_ms() == run.program.length_ms
