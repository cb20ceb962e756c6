"""The debrief as a file that can be printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.desktop import paper
from simtrainer.desktop.debrief import DebriefPage
from simtrainer.desktop.theme import Theme
from tests.desktop import samples
from tests.desktop.conftest import Put, named


def test_a_pdf_is_written_and_never_over_another(
    light: Theme, texts: Texts, tmp_path: Path
) -> None:
    folder = tmp_path / "Dokumenter"
    first, second = (paper.save_debrief(samples.DEBRIEF, texts, light, folder) for _ in range(2))
    assert first != second and first.parent == folder
    for path in (first, second):
        data = path.read_bytes()
        assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def test_all_that_the_screen_says_is_on_the_paper(texts: Texts) -> None:
    view = replace(samples.DEBRIEF, cap="Ikke bestått", went_well=("Du så <rødt> & sa fra",))
    told = paper.page(view, texts)
    assert "Du så &lt;rødt&gt; &amp; sa fra" in told and "Ikke bestått" in told
    for verdict in view.verdicts:
        assert verdict.title in told and verdict.points in told
    for line in (*view.practise, *view.believed, view.percent, view.verdicts[2].expert):
        assert line in told
    for bar in (*view.dimensions, *view.goals):
        assert f"{bar.label}: {bar.text}" in told


def test_without_points_none_are_printed_and_a_shown_run_tells_of_nobody(texts: Texts) -> None:
    practice = replace(samples.DEBRIEF, scored=False, private="Bare du ser dette.")
    told = paper.page(practice, texts)
    assert practice.private in told and practice.verdicts[0].what in told
    assert "av 60 poeng" not in told and practice.percent not in told
    shown = paper.page(replace(practice, shown=True), texts)
    assert practice.private in shown
    assert not any(verdict.title in shown for verdict in practice.verdicts)


def test_a_place_that_cannot_be_written_to_is_told(
    light: Theme, texts: Texts, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match=r"paper\.not_saved"):
        paper.save_debrief(samples.DEBRIEF, texts, light, tmp_path / "file" / "below")


def test_the_button_saves_and_says_where(
    light: Theme, texts: Texts, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "documents", lambda: tmp_path)
    page = DebriefPage(light, texts)
    page.render_debrief(samples.DEBRIEF)
    put(page)
    told: list[str] = []
    page.announced.connect(told.append)
    named(page, "save_pdf").click()  # type: ignore[attr-defined]
    (made,) = tmp_path.iterdir()
    assert str(made) in told[0]


def test_own_data_are_a_file_too(texts: Texts, tmp_path: Path) -> None:
    first, second = (paper.save_own_data(b"{}", texts, tmp_path) for _ in range(2))
    assert first != second and first.read_bytes() == b"{}"
    with pytest.raises(Problem, match=r"paper\.not_saved"):
        paper.save_own_data(b"{}", texts, first / "below")
