"""The debrief as a file that can be printed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from simtrainer.app.views.shell import DebriefView
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.desktop import paper, printing
from simtrainer.desktop.debrief import DebriefPage
from simtrainer.desktop.theme import Theme
from tests.desktop import samples
from tests.desktop.conftest import Put, named
from tests.desktop.printed import prints

WIDE = 700


def test_a_pdf_is_written_and_never_over_another(
    light: Theme, texts: Texts, tmp_path: Path
) -> None:
    folder = tmp_path / "Dokumenter"
    first, second = (paper.save_debrief(samples.DEBRIEF, texts, light, folder) for _ in range(2))
    assert first != second and first.parent == folder
    for path in (first, second):
        data = path.read_bytes()
        assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def said(view: DebriefView, texts: Texts, theme: Theme, qtbot: QtBot) -> str:
    """All the words on the paper, in a row."""
    leaf = QWidget()
    qtbot.addWidget(leaf)
    found = []
    for piece in paper.debrief_pieces(view, texts, theme, leaf):
        piece.widget.resize(WIDE, piece.height(WIDE))
        found += [one.text for one in prints(piece.widget)[0]]
    return " ".join(found).replace("\N{NO-BREAK SPACE}", " ")


def test_all_that_the_screen_says_is_on_the_paper(light: Theme, texts: Texts, qtbot: QtBot) -> None:
    view = replace(samples.DEBRIEF, cap="Ikke bestått", went_well=("Du så <rødt> & sa fra",))
    told = said(view, texts, light, qtbot)
    assert "Du så <rødt> & sa fra" in told and "Ikke bestått" in told
    for verdict in view.verdicts:
        assert verdict.title in told and verdict.points in told and verdict.what in told
    for line in (*view.practise, *view.believed, view.percent, view.verdicts[2].expert):
        assert line in told
    for bar in (*view.dimensions, *view.goals):
        assert f"{bar.label} {bar.text}" in told


def test_it_says_whose_it_is_and_of_what_day(light: Theme, texts: Texts, qtbot: QtBot) -> None:
    view = replace(
        samples.DEBRIEF, title="Dagvakt", mode="Spill", when="12. mai 2026, kl. 10:30–12:15"
    )
    told = said(view, texts, light, qtbot)
    assert told.startswith(
        f"Resultat fra en øving Dagvakt Navn {view.person} Enhet {view.unit} "
        "Når 12. mai 2026, kl. 10:30–12:15 Måte Spill"
    )


def test_without_points_none_are_printed_and_a_shown_run_tells_of_nobody(
    light: Theme, texts: Texts, qtbot: QtBot
) -> None:
    practice = replace(samples.DEBRIEF, scored=False, private="Bare du ser dette.")
    told = said(practice, texts, light, qtbot)
    assert practice.private in told and practice.verdicts[0].what in told
    assert "av 60 poeng" not in told and practice.percent not in told
    shown = said(replace(practice, shown=True), texts, light, qtbot)
    assert practice.private in shown
    assert not any(verdict.title in shown for verdict in practice.verdicts)


def test_no_page_cuts_anything_and_each_is_numbered(
    light: Theme, texts: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feet: list[str] = []
    monkeypatch.setattr(printing, "write", lambda *told: feet.append(told[3]))
    long = replace(samples.DEBRIEF, verdicts=samples.DEBRIEF.verdicts * 8, title="Dagvakt")
    paper.save_debrief(long, texts, light, tmp_path)
    assert feet[::2] == [f"{long.person} · Dagvakt"] * len(feet[::2])
    many = len(feet[1::2])
    assert many > 2
    assert feet[1::2] == [f"Side {n} av {many}" for n in range(1, many + 1)]


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
