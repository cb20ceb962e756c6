"""The debrief tells all that the engine knows of a run: the goals, the misses, the expert's way."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.modes import MODES
from simtrainer.app.ports import Mode
from simtrainer.app.views.shell import DebriefView
from simtrainer.engine.debrief import came, goals, judged, to_repeat
from tests.app.rig import SCENARIO, Hands, Rig


def after(steps: int, mode: Mode = "spill", *, sat: int = 45) -> tuple[Rig, DebriefView]:
    """A run of which only the first things were done, and ended after so many minutes."""
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    rig.do(c.StartRun(SCENARIO, mode))
    rig.do(c.ChooseOnCard("notice-0", "ok"))
    hands = Hands(rig)
    for _ in range(steps):
        hands.one_step()
    history = rig.play.session.history
    rig.wait(60 * sat)
    if not history.finished:
        rig.do(c.FinishRun())
    assert history.finished
    return rig, rig.trainer.debrief()


def test_every_goal_has_its_bar_the_weakest_first() -> None:
    rig, view = after(3)
    found = goals(rig.trainer.sitting.debriefing.play.session.history)  # type: ignore[union-attr]
    assert [bar.share for bar in view.goals] == [goal.share for goal in found]
    assert len(view.goals) == 5 and view.goals_note
    assert all(bar.text.endswith(" %") and bar.previous == 0.8 for bar in view.goals)


@pytest.mark.parametrize("mode", [m for m in MODES if not MODES[m].scored and not MODES[m].shows])
def test_without_points_the_goals_count_tasks(mode: Mode) -> None:
    rig, view = after(3, mode)
    history = rig.trainer.sitting.debriefing.play.session.history  # type: ignore[union-attr]
    assert not view.scored and not view.goals_note and view.private
    for bar, goal in zip(view.goals, goals(history), strict=True):
        met = [check.id for check in came(history) if goal.id in check.goals]
        done = sum(check not in goal.again for check in met)
        assert bar.text == f"{done} av {len(met)}"
        assert bar.previous is None and bar.share == done / max(1, len(met))


def test_the_heaviest_misses_are_what_to_practise() -> None:
    rig, view = after(3)
    history = rig.trainer.sitting.debriefing.play.session.history  # type: ignore[union-attr]
    first = to_repeat(history)[0]
    assert first.critical
    row = next(row for row in view.verdicts if row.check == first.id)
    assert view.practise[0] == row.feedback
    assert len(view.practise) == 4


def test_the_experts_way_stands_where_it_did_not_go_well() -> None:
    _, view = after(3)
    told = {row.check: row for row in view.verdicts}
    for row in view.verdicts:
        assert bool(row.expert) == (row.state != "good"), row
    assert told["a3-dose"].expert.startswith("Eksperten gjorde dette kl. 07:")
    assert "Legemidler" in told["a3-dose"].expert


def test_a_shift_that_lasted_to_its_end_was_not_ended_early() -> None:
    """Also where something never came, since what it waited for was not done."""
    rig, view = after(0, sat=600)
    history = rig.trainer.sitting.debriefing.play.session.history  # type: ignore[union-attr]
    assert len(judged(history)) > len(came(history))
    assert view.subtitle.endswith(" er ferdig. Resultatet er lagret.")


def test_who_ends_early_is_not_told_of_what_never_came() -> None:
    rig, view = after(3, sat=5)
    history = rig.trainer.sitting.debriefing.play.session.history  # type: ignore[union-attr]
    met = {check.id for check in came(history)}
    left = len(judged(history)) - len(met)
    assert left > 5 and f"{left} oppdrag hadde ikke kommet" in view.subtitle
    assert {row.check for row in view.verdicts} == met
    unmet = [check for check in judged(history) if check.id not in met]
    told = {rig.trainer.sitting.debriefing.play.draw.value(c.believed) for c in unmet}  # type: ignore[union-attr]
    assert not told & set(view.believed)


def test_it_tells_what_was_played_and_when_by_the_wall() -> None:
    _, view = after(3)
    assert (view.title, view.mode) == ("Morgenvakt på Solgløtt", "Spill")
    assert view.when == "12. mai 2026, kl. 10:30–10:30"


def test_a_run_over_two_days_tells_both() -> None:
    rig = Rig()
    rig.start()
    rig.clock.utc = "2026-05-13T05:00:00.000Z"
    rig.do(c.FinishRun())
    assert rig.trainer.debrief().when == "12. mai 2026 kl. 10:30 til 13. mai 2026 kl. 07:00"
