"""Pages of paper: what the screen paints, stood piece by piece on A4.

No piece is cut in two, no heading stands alone at the foot of a page, and every page says at its
foot what it belongs to and how many there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QRegion
from PySide6.QtWidgets import QWidget

from simtrainer.base.text import Texts
from simtrainer.desktop.kit.paint import LEFT, RIGHT, write
from simtrainer.desktop.theme import Theme

_SIZES = (110, 114, 118)
"""Pixels in an inch: the body text of the screen becomes ten points on the paper, or a little less
where that saves a page with next to nothing on it."""
_MARGIN_MM = 18
_FOOT = 40


@dataclass(frozen=True)
class Piece:
    """What is never cut: ``gap`` is the air above it, ``leads`` says that it is a heading, which
    is never without what follows, ``more`` is height beyond what it needs."""

    widget: QWidget
    gap: int = 0
    leads: bool = False
    more: int = 0

    def height(self, width: int) -> int:
        """On a page of this width."""
        widget = self.widget
        needs = widget.heightForWidth(width) if widget.hasHeightForWidth() else -1
        return self.more + (needs if needs >= 0 else widget.sizeHint().height())


Page = list[tuple[Piece, QRect]]


def paginated(pieces: Iterable[Piece], width: int, height: int) -> list[Page]:
    """Where each stands on which page. What is higher than a page has one to itself."""
    pages: list[Page] = []
    free = 0
    for group in _kept_together(pieces):
        talls = [piece.height(width) for piece in group]
        if not pages or sum(talls) + sum(piece.gap for piece in group) > free:
            pages.append([])
            free = height
        for piece, tall in zip(group, talls, strict=True):
            gap = piece.gap if pages[-1] else 0
            pages[-1].append((piece, QRect(0, height - free + gap, width, tall)))
            free -= gap + tall
    return pages


def _kept_together(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.leads:
            yield group
            group = []
    if group:
        yield group


def fewest_pages(pieces: Sequence[Piece], layout: QPageLayout) -> tuple[list[Page], int]:
    """The largest of the sizes that does with as few pages as any; the pages, and that size."""
    rooms = [(layout.paintRectPixels(size), size) for size in _SIZES]
    tried = [(paginated(pieces, r.width(), r.height() - _FOOT), size) for r, size in rooms]
    return min(tried, key=lambda one: (len(one[0]), one[1]))


def a4(path: str, title: str) -> QPdfWriter:
    """An empty PDF file."""
    writer = QPdfWriter(path)
    writer.setTitle(title)
    edges = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    upright, unit = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Millimeter
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, upright, edges, unit))
    return writer


def put_on_paper(
    writer: QPdfWriter, pieces: Sequence[Piece], foot: str, theme: Theme, texts: Texts
) -> bool:
    """Draw them; False where the file cannot be written to."""
    layout = writer.pageLayout()
    pages, size = fewest_pages(pieces, layout)
    room = layout.paintRectPixels(size)
    writer.setResolution(size)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        for piece, at in page:
            piece.widget.resize(at.size())
            flags = QWidget.RenderFlag.DrawChildren
            piece.widget.render(painter, at.topLeft(), QRegion(), flags)
        line = QRect(0, room.height() - theme.line("meta"), room.width(), theme.line("meta"))
        painter.fillRect(QRect(0, line.top() - 6, room.width(), 1), theme.color("line"))
        write(painter, theme, line, foot, "meta", "ink2", LEFT)
        count = texts("ui.paper.page", n=number, of=len(pages))
        write(painter, theme, line, count, "meta_number", "ink2", RIGHT)
    return painter.end()
