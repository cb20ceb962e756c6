"""The access log as painted rows: when, who, what they did there and why."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from simtrainer.app.views.finding import AccessLogView, AccessRow
from simtrainer.desktop.record.columns import Columns, natural_widths, spread
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot

_GROWS = 2
"""The column that wraps: what was done there."""


class AccessRows:
    """Draws the rows of an access log; where it is narrow the cells stand under each other."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self._natural: tuple[int, ...] = ()

    def measure(self, view: AccessLogView) -> None:
        """Find the columns' natural widths."""
        cells = [_cells(row) for row in view.rows]
        self._natural = natural_widths(self._ink, view.columns, cells, 1)

    def columns(self, width: int) -> Columns:
        """Where the columns stand at this width."""
        if not self._natural:
            return Columns(())
        most = max(self._natural[_GROWS] - self._ink.px(120), 0)
        return spread(self._ink, self._natural, width, _GROWS, most)

    def key(self, row: AccessRow) -> str:
        """``access.<number>``."""
        return row.key

    def words(self, row: AccessRow) -> str:
        """The cells in reading order."""
        who = row.who.replace("\n", ", ")
        return ", ".join((f"{row.clock} {row.day}", who, row.what, row.reason))

    def wish(self, row: AccessRow) -> object | None:
        """A log is read, not pressed."""
        return None

    def spots(self, row: AccessRow, rect: QRect) -> Sequence[Spot]:
        """No buttons."""
        return ()

    def height(self, row: AccessRow, width: int) -> int:
        """As the highest cell needs, at least 44."""
        ink, places = self._ink, self.columns(width).places
        if not places:
            inner = width - ink.px(24)
            tall = sum(ink.block(c, _role(n), inner).height for n, c in enumerate(_cells(row)))
        else:
            tall = max(
                ink.block(cell, _role(number), wide).height
                for number, (cell, (_, wide)) in enumerate(zip(_cells(row), places, strict=True))
            )
        return max(tall + ink.px(20), ink.px(44))

    def paint(self, painter: QPainter, row: AccessRow, rect: QRect, look: Look) -> None:
        """Draw one line of the log; the trainee's own are tinted."""
        ink = self._ink
        painter.fillRect(rect, ink.color("surface2" if row.mine else "surface"))
        if not look.last:
            ink.rule(painter, rect)
        places = self.columns(rect.width()).places
        x, y = rect.left() + ink.px(12), rect.top() + ink.px(10)
        for number, cell in enumerate(_cells(row)):
            wide = places[number][1] if places else rect.width() - ink.px(24)
            block = ink.block(cell, _role(number), wide)
            left = rect.left() + places[number][0] if places else x
            block.draw(painter, left, y, ink.color("ink2" if number == 0 else "ink"))
            y += 0 if places else block.height
        if look.spot == -1:
            ink.ring(painter, rect.adjusted(3, 3, -4, -4))


def _cells(row: AccessRow) -> tuple[str, ...]:
    return (f"{row.clock}\n{row.day}", row.who, row.what, row.reason)


def _role(number: int) -> str:
    return "label_large" if number == 1 else "text"
