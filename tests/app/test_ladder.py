"""The help ladder where the author wrote no line: made from what the check asks to be done."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.ladder import HINTS, PLACES, help_lines, hint, where
from simtrainer.engine.history import History
from simtrainer.engine.program import Check, Program
from simtrainer.engine.steps import steps_of
from simtrainer.launch.words import texts
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.reading import reading
from simtrainer.scenario.shape import STEP

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(f.parent.name for f in (ROOT / "scenarios").glob("*/scenario.yaml"))


@cache
def drawn(scenario: str) -> Drawing:
    raw, _ = compile_folder(ROOT / "scenarios" / scenario, ROOT / "resources" / "packs")
    return Drawing(texts(), History(Program(raw)))


def silent(check: Check) -> Check:
    """As if the author had written no help."""
    return replace(check, hint="", where="")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_task_has_help_that_can_be_read_though_nobody_wrote_it(scenario: str) -> None:
    draw = drawn(scenario)
    lines = []
    for check in draw.now.program.checks.values():
        made = help_lines(draw, silent(check), ["hint", "where", "show"])
        if check.steps:
            assert len(made) == 2, check.id
        for line in made:
            assert "[" not in line and "…" not in line and "  " not in line, line
            assert line.endswith((".", "?"))
        lines += made
    assert reading(lines).lix <= 35


def test_a_hint_does_not_give_the_answer_away_and_where_shows_the_way() -> None:
    draw = drawn("news2-kvarteret")
    check = silent(draw.now.program.checks["red-news2"])
    assert "Synne" in hint(draw, check) and "25" not in hint(draw, check)
    assert where(draw, check).startswith("Åpne Synne. Gå til Målinger")
    call = silent(draw.now.program.checks["red-why"])
    assert where(draw, call) == "Svar på kortet nederst til høyre."


def test_what_the_author_wrote_comes_first() -> None:
    draw = drawn("news2-kvarteret")
    check = draw.now.program.checks["red-news2"]
    assert help_lines(draw, check, ["hint"]) == [draw.value(check.hint)]
    assert help_lines(draw, check, ["hint", "where"])[1] == draw.value(check.where)


def test_every_step_there_is_has_a_line() -> None:
    assert set(PLACES) == set(STEP)
    assert set(HINTS) == set(STEP) - {"open_patient", "open_module"}


def test_what_forbids_something_needs_no_help() -> None:
    draw = drawn("dagvakt-solglott")
    own = silent(draw.now.program.checks["a1-own"])
    assert steps_of(own, draw.now.program.texts) == []
    assert help_lines(draw, own, ["hint", "where"]) == []
