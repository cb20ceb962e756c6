"""Entries as painted table rows with their actions."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from simtrainer.app.commands import OpenEntry
from simtrainer.app.views.record import TableRow, TableView
from simtrainer.desktop.record.actions import action_spots, actions_height, paint_actions
from simtrainer.desktop.record.columns import Columns, natural_widths, spread
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot
from simtrainer.desktop.record.ward_rows import MARK_ICONS


class TableRows:
    """Draws the rows of a table. The widest column wraps; where that is not enough the cells
    stand under each other."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self._natural: tuple[int, ...] = ()
        self._grows = 0
        self._toned = False
        self._heads: tuple[str, ...] = ()

    def measure(self, view: TableView) -> None:
        """Find the columns' natural widths."""
        cells = [row.cells for row in view.rows]
        self._heads = view.columns
        self._toned = any(self._tone_room(row) for row in view.rows)
        self._natural = natural_widths(self._ink, view.columns, cells, -1)
        own = range(1, len(self._natural)) if len(self._natural) > 2 else range(len(self._natural))
        self._grows = max(own, key=lambda n: self._natural[n], default=0)

    def columns(self, width: int) -> Columns:
        """Where the columns stand at this width."""
        if not self._natural:
            return Columns(())
        most = max(self._natural[self._grows] - self._ink.px(130), 0)
        inner = width - (self._ink.px(20) if self._toned else 0)
        return spread(self._ink, self._natural, inner, self._grows, most)

    def key(self, row: TableRow) -> str:
        """``entry.<entry>``."""
        return f"entry.{row.entry}"

    def words(self, row: TableRow) -> str:
        """The cells in reading order, after the heading of the group that begins."""
        return ", ".join(cell for cell in (row.heading, *row.cells) if cell)

    def wish(self, row: TableRow) -> object | None:
        """Opening the entry."""
        return OpenEntry(row.entry)

    def _text_height(self, row: TableRow, width: int) -> int:
        columns = self.columns(width)
        ink = self._ink
        if columns.stacked:
            inner = width - ink.px(24) - self._tone_room(row)
            parts = self._stack(row)
            return sum(ink.block(text, role, inner).height for text, role, _ in parts)
        places = zip(row.cells, columns.places, strict=False)
        heights = [ink.block(cell, "text", wide).height for cell, (_, wide) in places]
        return max(heights, default=0)

    def _tone_room(self, row: TableRow) -> int:
        return self._ink.px(24) if row.tone in ("bad", "warn") else 0

    def _stack(self, row: TableRow) -> tuple[tuple[str, str, str], ...]:
        """Without columns, (text, role, tone) of each line: what it is about, when and by whom,
        then the rest with their headings."""
        main = 1 if len(row.cells) > 2 else 0
        parts = [(row.cells[main], "label", "ink")]
        if main:
            parts.append((row.cells[0].replace("\n", " · "), "meta", "ink2"))
        for head, cell in list(zip(self._heads, row.cells, strict=False))[main + 1 :]:
            parts.append((f"{head}: {cell}" if cell else "", "text", "ink"))
        return tuple(part for part in parts if part[0])

    def _top(self, row: TableRow, width: int) -> int:
        """Air above the text: rows of one line are centred in 44."""
        least = 0 if row.actions else self._ink.px(44)
        return max((least - self._text_height(row, width)) // 2, self._ink.px(11))

    def height(self, row: TableRow, width: int) -> int:
        """Text and actions, at least 44, under the heading of the group that begins."""
        ink = self._ink
        actions = actions_height(ink, row.actions, width - ink.px(24))
        bottom = actions or self._top(row, width)
        own = max(self._top(row, width) + self._text_height(row, width) + bottom, ink.px(44))
        return own + self._band(row)

    def _band(self, row: TableRow) -> int:
        ink = self._ink
        return max(ink.px(38), ink.line("label") + ink.px(12)) if row.heading else 0

    def spots(self, row: TableRow, rect: QRect) -> Sequence[Spot]:
        """The row's actions, under its text."""
        if not row.actions:
            return ()
        ink, width = self._ink, rect.width()
        columns = self.columns(width)
        left = columns.places[self._grows][0] if columns.places else ink.px(12)
        top = rect.top() + self._band(row) + self._top(row, width) + self._text_height(row, width)
        inner = width - ink.px(24)
        wide = sum(spot.rect.width() for spot in action_spots(ink, row.actions, 0, 0, inner))
        x = min(left - ink.px(10), max(width - wide - ink.px(20), ink.px(2)))
        return action_spots(ink, row.actions, rect.left() + x, top, inner)

    def paint(self, painter: QPainter, row: TableRow, rect: QRect, look: Look) -> None:
        """Draw one entry."""
        ink = self._ink
        whole, rect = rect, rect.adjusted(0, self._band(row), 0, 0)
        if row.heading:
            self._paint_band(painter, row, whole)
        over = look.hover is not None and rect.contains(look.hover)
        painter.fillRect(rect, ink.color("surface2" if over else "surface"))
        if not look.last:
            ink.rule(painter, rect)
        if row.tone != "neutral":
            bar = QRect(rect.left(), rect.top(), ink.px(4), rect.height() - 1)
            painter.fillRect(bar, ink.color(row.tone))
        self._paint_cells(painter, row, rect)
        paint_actions(ink, painter, self.spots(row, whole), row.actions, look)
        if look.spot == -1:
            ink.ring(painter, rect.adjusted(3, 3, -4, -4))

    def _paint_band(self, painter: QPainter, row: TableRow, rect: QRect) -> None:
        ink = self._ink
        band = QRect(rect.left(), rect.top(), rect.width(), self._band(row))
        painter.fillRect(band, ink.color("surface3"))
        ink.rule(painter, band)
        inside = band.adjusted(ink.px(12), 0, -ink.px(12), 0)
        ink.write(painter, inside, row.heading, "label", "ink", Qt.AlignmentFlag.AlignVCenter)

    def _paint_cells(self, painter: QPainter, row: TableRow, rect: QRect) -> None:
        ink = self._ink
        columns = self.columns(rect.width())
        y = rect.top() + self._top(row, rect.width())
        if columns.stacked:
            self._paint_stack(painter, row, rect, y)
        tone = ink.color("ink3" if row.struck else "ink")
        for cell, (x, wide) in zip(row.cells, columns.places, strict=False):
            block = ink.block(cell, "text", wide)
            block.draw(painter, rect.left() + x, y, tone, strike=row.struck)
        if row.tone in ("bad", "warn"):
            self._paint_tone(painter, row, rect)

    def _paint_stack(self, painter: QPainter, row: TableRow, rect: QRect, y: int) -> None:
        ink = self._ink
        inner = rect.width() - ink.px(24) - self._tone_room(row)
        for text, role, token in self._stack(row):
            block = ink.block(text, role, inner)
            tone = ink.color("ink3" if row.struck else token)
            block.draw(painter, rect.left() + ink.px(12), y, tone, strike=row.struck)
            y += block.height

    def _paint_tone(self, painter: QPainter, row: TableRow, rect: QRect) -> None:
        """An icon beside the last cell: the colour bar never stands alone."""
        ink = self._ink
        x = rect.right() - ink.px(16)
        y = rect.top() + self._top(row, rect.width()) + ink.line("text") // 2
        ink.icon(painter, MARK_ICONS[row.tone], QPoint(x, y), row.tone, 18)
