"""Files for the person's own documents: the debrief as a PDF to print, and all own data."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from simtrainer.app.views.shell import DebriefView
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.desktop.debrief_cards import GoalsCard, Lines, PathsCard, ScoreCard
from simtrainer.desktop.kit.frames import row
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.printing import Piece, a4, put_on_paper
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.verdict_row import VerdictRow

_MOST_NAMES = 1000
_LABEL = 90
_HIGHER = 56
"""So much higher than on the screen are the two paths: more of their labels find room."""
_LINES = {
    "went_well": ("check-circle", "good"),
    "practise": ("bullseye", "warn"),
    "believed": ("alert-outline", "bad"),
}


def documents() -> Path:
    """Where the person keeps documents on this machine."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place)


def save_debrief(view: DebriefView, texts: Texts, theme: Theme, folder: Path) -> Path:
    """Write the debrief as a new file; its path. Raises ``Problem("paper.not_saved")``."""
    path = _free(folder, texts("ui.paper.file"), "pdf")
    light = Theme(theme.resources, family=theme.family)  # ink on white, whatever the screen's look
    leaf = QWidget()
    foot = " · ".join(filter(None, (view.person, view.title, view.when)))
    pieces = tuple(debrief_pieces(view, texts, light, leaf))
    drawn = put_on_paper(a4(str(path), view.title), pieces, foot, light, texts)
    leaf.deleteLater()
    if not (drawn and path.exists() and path.stat().st_size):
        raise _not_saved(folder)
    return path


def debrief_pieces(view: DebriefView, texts: Texts, theme: Theme, leaf: QWidget) -> Iterator[Piece]:
    """All of the debrief, as widgets that belong to ``leaf``; of a run that the autopilot played
    there is nothing of the person's own to tell."""

    def words(role: str, tone: str, text: str) -> Words:
        return Words(theme, role, tone, text=text, wrap=True, parent=leaf)

    yield Piece(words("meta", "ink2", texts("ui.paper.kicker")))
    yield Piece(words("title", "ink", view.title))
    yield from _facts(view, texts, theme, leaf)
    for text in filter(None, (view.subtitle, view.private)):
        yield Piece(words("body", "ink", text), 10)
    if view.shown:
        return
    if view.scored:
        yield from _score(view, texts, theme, leaf)
    if view.goals:
        goals = GoalsCard(theme, texts)
        goals.setParent(leaf)
        goals.show_goals(view)
        yield Piece(goals, 14)
    told = {"went_well": view.went_well, "practise": view.practise, "believed": view.believed}
    for key, lines in told.items():
        if lines:
            yield Piece(words("section", "ink", texts(f"ui.debrief.{key}")), 22, leads=True)
        for text in lines:
            line = Lines(theme, *_LINES[key], leaf)
            line.show_lines((text,))
            yield Piece(line, 8)
    yield Piece(words("section", "ink", texts("ui.debrief.checks")), 22, leads=True)
    for verdict in view.verdicts:
        points = verdict.points if view.scored else ""
        yield Piece(VerdictRow(theme, texts, replace(verdict, seen="", points=points), leaf))


def _facts(view: DebriefView, texts: Texts, theme: Theme, leaf: QWidget) -> Iterator[Piece]:
    """Whose it is, and of what day."""
    facts = ("name", view.person), ("unit", view.unit), ("when", view.when), ("mode", view.mode)
    for key, text in facts:
        if text:
            fact = QWidget(leaf)
            line = row(fact, theme.px(8))
            label = Words(theme, "text", "ink2", text=texts(f"ui.paper.{key}"))
            label.setFixedWidth(theme.px(_LABEL))
            line.addWidget(label)
            line.addWidget(Words(theme, "label_large", text=text, wrap=True), 1)
            yield Piece(fact, 4)


def _score(view: DebriefView, texts: Texts, theme: Theme, leaf: QWidget) -> Iterator[Piece]:
    """The result of a run that has one."""
    score, paths = ScoreCard(theme, texts), PathsCard(theme, texts)
    for card in (score, paths):
        card.setParent(leaf)
    score.show_score(view)
    yield Piece(score, 14)
    if view.paths:
        paths.show_paths(view)
        yield Piece(paths, 14, more=theme.px(_HIGHER))


def save_own_data(data: bytes, texts: Texts, folder: Path) -> Path:
    """Write all own data as a new file; its path. Raises ``Problem("paper.not_saved")``."""
    path = _free(folder, texts("ui.own.file"), "json")
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _not_saved(folder) from error
    return path


def _free(folder: Path, name: str, kind: str) -> Path:
    """A name that is not taken, in a folder that is there: nothing is ever overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST_NAMES):
            path = folder / (f"{name}.{kind}" if number == 1 else f"{name} {number}.{kind}")
            if not path.exists():
                return path
    except OSError as error:
        raise _not_saved(folder) from error
    raise _not_saved(folder)


def _not_saved(folder: Path) -> Problem:
    return Problem("paper.not_saved", retry=True, folder=str(folder))
