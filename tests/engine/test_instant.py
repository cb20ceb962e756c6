"""A moment of a run that is over: the situation as it was, whatever came after."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.engine.bots import bot_named
from simtrainer.engine.dice import SeededDice
from simtrainer.engine.history import History
from simtrainer.engine.instant import Instant, as_of, instant_of
from simtrainer.engine.program import Program
from simtrainer.engine.replay import replay
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import GOOD
from simtrainer.scenario.compile import compile_folder

ROOT = Path(__file__).parents[2]


@cache
def ended(bot: str) -> Run:
    folder = ROOT / "scenarios" / "morgenvakt-solglott"
    run = Run(Program(compile_folder(folder, ROOT / "resources" / "packs")[0]))
    run.start({"seed": 1})
    bot_named(bot)(run, SeededDice(1))
    return run


def seen(now: History) -> Mapping[str, Any]:
    """What the screen would show."""
    written = {name: now.record.entry(name).versions for name in now.record.touched}
    place = (now.patient, now.module, now.entry)
    return {
        "written": written,
        "place": place,
        "states": dict(now.check_states),
        "opened": dict(now.opened_patients),
        "drafts": dict(now.drafts.fields),
    }


@given(share=st.floats(0, 1), bot=st.sampled_from(["expert", "hasty"]))
def test_it_is_what_a_replay_up_to_there_gives(share: float, bot: str) -> None:
    run = ended(bot)
    inputs = [event.n for event in run.log if event.by == "me"]
    # Just before an input all that the one before it led to has happened.
    last = inputs[round(share * (len(inputs) - 1))] - 1
    if last < 0:
        return
    then = as_of(run, Instant(last, run.log[last].t))
    again = replay(run.program, run.log[: last + 1])
    assert seen(then) == seen(again.history)


def test_the_run_itself_is_left_alone() -> None:
    run = ended("hasty")
    before = seen(run.history)
    as_of(run, Instant(len(run.log) // 2, 0))
    assert seen(run.history) == before


@pytest.mark.parametrize("bot", ["expert", "hasty", "lazy"])
def test_what_was_done_is_seen_just_done_and_what_was_left_out_when_it_was_due(bot: str) -> None:
    run = ended(bot)
    for check in run.program.checks.values():
        state, found = run.history.check_states.get(check.id, "missed"), instant_of(run, check)
        if check.require is None and state in GOOD:
            assert found is None
            continue
        assert found is not None
        then = as_of(run, found)
        if state in GOOD and check.require is not None:
            assert check.require.holds(then)
            assert found.event == 0 or not check.require.holds(
                as_of(run, Instant(found.event - 1, run.log[found.event - 1].t))
            )
        elif state == "missed":
            due = run.deadline_ms(check.id)
            assert found.t_ms == (run.now_ms if due is None else min(due, run.now_ms))
            assert then.now_ms == found.t_ms
