"""What a search has found, as painted rows: headings, people, and texts with the place in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from simtrainer.app.commands import OpenFound
from simtrainer.app.views.finding import FoundRow, SearchView
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot


@dataclass(frozen=True, slots=True)
class Heading:
    """Above the people and above the texts."""

    text: str


def found_rows(view: SearchView) -> tuple[Any, ...]:
    """The view's rows with the headings between them."""
    rows: list[Any] = []
    start = 0
    for heading, count in view.sections:
        rows += [Heading(heading), *view.rows[start : start + count]]
        start += count
    return (*rows, *view.rows[start:])


class FoundRows:
    """Draws the rows of a search."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink

    def key(self, row: Any) -> str:
        """``found.<entry>`` or ``found.<patient>``; nothing for a heading."""
        return "" if isinstance(row, Heading) else f"found.{row.entry or row.patient}"

    def words(self, row: Any) -> str:
        """The row in reading order."""
        if isinstance(row, Heading):
            return row.text
        return ". ".join(part for part in (row.title, row.meta, row.text) if part)

    def wish(self, row: Any) -> object | None:
        """Going there."""
        return None if isinstance(row, Heading) else OpenFound(row.patient, row.entry)

    def height(self, row: Any, width: int) -> int:
        """Each text as high as it needs, a person at least 44."""
        ink = self._ink
        if isinstance(row, Heading):
            return max(ink.px(36), ink.line("label") + ink.px(12))
        inner = self._inner(width)
        tall = sum(ink.block(text, role, inner).height for text, role, _ in self._parts(row))
        return max(tall + ink.px(18), ink.px(44))

    def _inner(self, width: int) -> int:
        return max(width - self._ink.px(12 + 32 + 16), self._ink.px(80))

    def _parts(self, row: FoundRow) -> list[tuple[str, str, str]]:
        """(text, role, tone) of each line."""
        parts = [(row.title, "label_large", "ink"), (row.meta, "meta", "ink2")]
        return [*parts, (row.text, "text", "ink")] if row.text else parts

    def spots(self, row: Any, rect: QRect) -> Sequence[Spot]:
        """Nothing but the row itself can be pressed."""
        return ()

    def paint(self, painter: QPainter, row: Any, rect: QRect, look: Look) -> None:
        """Draw one row."""
        ink = self._ink
        if isinstance(row, Heading):
            painter.fillRect(rect, ink.color("surface3"))
            at = rect.adjusted(ink.px(12), 0, -ink.px(12), 0)
            ink.write(painter, at, row.text, "label", "ink", Qt.AlignmentFlag.AlignVCenter)
            return
        over = look.hover is not None and rect.contains(look.hover)
        painter.fillRect(rect, ink.color("surface2" if over else "surface"))
        if not look.last:
            ink.rule(painter, rect)
        icon = "note-text-outline" if row.entry else "account-outline"
        y = rect.top() + ink.px(9)
        middle = QPoint(rect.left() + ink.px(24), y + ink.line("label_large") // 2)
        ink.icon(painter, icon, middle, "ink2")
        for text, role, tone in self._parts(row):
            block = ink.block(text, role, self._inner(rect.width()))
            block.draw(painter, rect.left() + ink.px(44), y, ink.color(tone))
            y += block.height
        if look.spot == -1:
            ink.ring(painter, rect.adjusted(3, 3, -4, -4))
