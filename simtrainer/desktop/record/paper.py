"""A letter as it will be read: a white sheet with sender, recipient, date, text and signature.
Above it stands what it is, and what it lacks."""

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from simtrainer.app.views.office import PaperView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.record.form import Notice
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.ward_rows import MARK_ICONS

EDGE = 24
"""Margin of the sheet."""
Piece = tuple[Block, int, int, str]
"""(text, x, y, colour token)."""


class Sheet(QWidget):
    """The sheet itself, painted; as high as its words."""

    spoken_as = "words"

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        self._ink = ink
        self._paper: PaperView | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(texts("view.paper.name"))

    def show_paper(self, paper: PaperView) -> None:
        """Draw this letter."""
        if paper == self._paper:
            return
        self._paper = paper
        parts = (*paper.sender, *paper.recipient, paper.date, paper.heading, *paper.paragraphs)
        said = (*parts, *paper.signature)
        self.setAccessibleDescription(". ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def _pieces(self, width: int) -> Iterator[Piece]:
        """Everything on the sheet, from the top."""
        assert self._paper is not None
        ink, paper, left = self._ink, self._paper, self._ink.px(EDGE)
        inner, y = width - 2 * left, self._ink.px(EDGE)
        for text, role, token, gap in _lines(paper):
            y += ink.px(gap)
            block = ink.block(text, role, inner)
            yield block, left, y, token
            y += block.height

    def heightForWidth(self, width: int) -> int:
        if self._paper is None:
            return 0
        bottom = max((y + block.height for block, _, y, _ in self._pieces(width)), default=0)
        return bottom + self._ink.px(EDGE)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        wide = self._ink.px(380)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(240), self._ink.px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._paper is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ink.box(painter, self.rect(), "surface", "line2", 2)
        for block, x, y, token in self._pieces(self.width()):
            block.draw(painter, x, y, self._ink.color(token))


def _lines(paper: PaperView) -> Iterator[tuple[str, str, str, int]]:
    """(text, role, token, air above) of each part."""
    yield from (
        (line, "label", "ink2", 0 if n == 0 else 2) for n, line in enumerate(paper.sender) if line
    )
    for number, line in enumerate(paper.recipient):
        yield line, "body", "ink", 20 if number == 0 else 0
    if paper.date:
        yield paper.date, "meta", "ink2", 16
    yield paper.heading, "section", "ink", 16
    yield from ((text, "body", "ink", 10) for text in paper.paragraphs)
    for number, line in enumerate(paper.signature):
        yield line, "body", "ink", 20 if number == 0 else 0


class State(QWidget):
    """Where the letter stands, as a tag."""

    spoken_as = "words"

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._paper: PaperView | None = None

    def show_state(self, paper: PaperView) -> None:
        """Draw it."""
        self._paper = paper
        self.setAccessibleName(paper.state[0])
        self.setFixedHeight(self._ink.tag_height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._paper is None:
            return
        text, tone = self._paper.state
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._ink.elided(text, "meta_strong", self.width() - self._ink.px(42))
        self._ink.tag(painter, 0, 0, shown, tone, MARK_ICONS[tone])


class Paper(QWidget):
    """State, what is missing, and the sheet."""

    spoken_as = "group"

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        self.state = State(ink)
        self._missing = Notice(ink, "alert-outline", "warn", "warn")
        self.sheet = Sheet(ink, texts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ink.px(8))
        for part in (self.state, self._missing, self.sheet):
            column.addWidget(part)

    def show_paper(self, paper: PaperView | None) -> None:
        """Draw this letter, or nothing."""
        self.setVisible(paper is not None)
        if paper is not None:
            self.state.show_state(paper)
            self._missing.say(paper.missing)
            self.sheet.show_paper(paper)
