"""Four ways of playing: what each shows, what leaves the PC, and that a run keeps its own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from simtrainer.app import commands as c
from simtrainer.app.modes import LADDER, MODES, next_mode, rules
from simtrainer.app.ports import Mode
from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from tests.app.port_contracts import run_info
from tests.app.rig import SCENARIO, Hands, Rig

PRIVATE: tuple[Mode, ...] = ("vis", "prov", "ov")


def started(mode: Mode) -> Rig:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    rig.do(c.StartRun(SCENARIO, mode))
    return rig


def test_only_the_scored_mode_is_reported() -> None:
    assert [mode for mode, rule in MODES.items() if rule.reported] == ["spill"]
    assert [mode for mode, rule in MODES.items() if rule.scored] == ["spill", "kan"]


def test_an_unknown_mode_is_refused_and_starts_nothing() -> None:
    with pytest.raises(Problem) as caught:
        rules("gratis")
    assert caught.value.code == "mode.unknown"
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    with pytest.raises(Problem):
        rig.do(c.StartRun(SCENARIO, "gratis"))  # type: ignore[arg-type]
    assert rig.trainer.screen == "home" and not rig.store.runs("P-1")


def test_the_ladder_advises_the_first_step_that_is_not_done() -> None:
    runs = [run_info(mode=mode, scenario=SCENARIO, state="finished") for mode in LADDER]
    assert [next_mode(runs[:n], SCENARIO) for n in range(5)] == [*LADDER, "spill"]
    assert next_mode([replace(runs[0], state="open")], SCENARIO) == "vis"
    assert next_mode(runs, "another") == "vis"


@pytest.mark.parametrize("mode", PRIVATE)
def test_a_private_run_leaves_nothing_in_the_outbox_and_counts_nowhere(mode: Mode) -> None:
    rig = started(mode)
    rig.do(c.RaiseHand())
    rig.do(c.FlagStep("Uklart hva som menes her"))
    rig.do(c.Pause())
    rig.do(c.FinishRun())
    assert rig.trainer.screen == "debrief"
    assert rig.store.waiting() == []
    assert not rig.trainer.debrief().scored
    assert rig.trainer.debrief().private
    rig.do(c.LeaveRun())
    home = rig.trainer.home()
    assert not any(row.scored for row in home.history) and home.mandatory_done == 0
    assert all(ring.share is None for ring in home.rings)


def test_a_scored_run_is_sent_and_counts() -> None:
    rig = started("spill")
    rig.do(c.FinishRun())
    assert len(rig.store.waiting()) == 1
    rig.do(c.LeaveRun())
    assert len(rig.trainer.home().history) == 1


@pytest.mark.parametrize("mode", list(MODES))
def test_a_run_keeps_its_mode_over_a_restart(mode: Mode) -> None:
    rig = started(mode)
    rig.do(c.LeaveRun())
    rig.restart()
    rig.do(c.SignIn("P-1"))
    waiting = rig.trainer.home().resume
    assert waiting is not None and waiting.scored == rules(mode).scored
    rig.do(c.ContinueRun(waiting.run))
    assert rig.play.session.info.mode == mode
    assert rig.play.session.run.log[0].data["mode"] == mode
    assert rig.trainer.frame().scored == rules(mode).scored


def test_without_points_help_is_free_and_no_points_are_shown() -> None:
    rig = started("ov")
    frame = rig.trainer.frame()
    assert (frame.stars, frame.scored) == (0, False)
    task = next(t for t in rig.trainer.tasks().tasks if t.state == "current")
    assert task.help_price == rig.trainer.texts("app.help.free")
    assert (
        next(t for t in started("spill").trainer.tasks().tasks if t.state == "current").help_price
        != task.help_price
    )


@pytest.mark.parametrize(("mode", "told"), [("prov", True), ("ov", True), ("spill", False)])
def test_feedback_comes_at_once_where_the_mode_says_so(mode: Mode, told: bool) -> None:
    rig = started(mode)
    hands = Hands(rig)
    while not any(state != "open" for state in rig.play.session.history.check_states.values()):
        assert hands.one_step()
    feedback = rig.trainer.feedback()
    assert (feedback is not None) == told
    if feedback is not None:
        assert feedback.tone == "good" and feedback.text
        rig.do(c.CloseFeedback())
        assert rig.trainer.feedback() is None


class Misreading(Hands):
    """Writes one number of the first measurement wrongly."""

    wrong = ""

    def write(
        self, kind: str, patient: str, fields: Mapping[str, Any], cosigner: str | None = None
    ) -> None:
        if kind == "news2" and not self.wrong:
            self.wrong, fields = patient, {**fields, "resp": int(fields["resp"]) + 1}
        super().write(kind, patient, fields, cosigner)


@pytest.mark.parametrize(("mode", "told"), [("prov", True), ("ov", True), ("spill", False)])
def test_a_misread_number_is_told_by_its_name_and_no_more_once_it_is_mended(
    mode: Mode, told: bool
) -> None:
    rig = started(mode)
    hands = Misreading(rig)
    while not hands.wrong:
        if not hands.one_step():
            rig.wait(5)
    found = rig.trainer.feedback()
    if not told:
        assert found is None
        return
    assert found is not None and found.tone == "warn"
    name = rig.play.draw("field.news2.resp")
    assert name in found.text
    assert rig.play.draw("field.news2.pulse") not in found.text

    history = rig.play.session.history
    entry = list(history.record.entries("news2", hands.wrong, ME))[-1]
    rig.do(c.RowWish("invalidate", entry.id, "wrong_value"))
    later = rig.trainer.feedback()
    assert later is None or name not in later.text
    while not any(e.valid for e in history.record.entries("news2", hands.wrong, ME)):
        assert hands.one_step()
    mended = rig.trainer.feedback()
    assert mended is not None and mended.tone == "good"


def test_the_choice_says_in_plain_words_who_will_see_it() -> None:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    rig.do(c.ChooseMode(SCENARIO))
    choice = rig.trainer.home().choice
    assert choice is not None and [m.mode for m in choice.modes] == list(MODES)
    assert [m.mode for m in choice.modes if m.badge] == ["vis"]
    seen = {m.mode: m.seen_by for m in choice.modes}
    assert seen["vis"] == seen["prov"] == seen["ov"] != seen["spill"]
    rig.do(c.ShowPage("home"))
    assert rig.trainer.home().choice is None
