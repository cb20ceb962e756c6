"""The ward list as painted rows: headings, patients and their marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from simtrainer.app.commands import OpenPatient
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import WardListView, WardRow
from simtrainer.base.text import Texts
from simtrainer.desktop.record.columns import Columns, natural_widths, spread
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot

MARK_ICONS: dict[Tone, str] = {
    "bad": "alert-outline",
    "warn": "alert-circle-outline",
    "info": "information-outline",
    "good": "check",
    "neutral": "",
}
"""Icon of a mark: colour never stands alone."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the number of patients under it."""

    text: str
    count: int


def ward_rows(view: WardListView) -> tuple[Any, ...]:
    """Patients with the section headings between them."""
    if not view.sections:
        return view.rows
    rows: list[Any] = []
    start = 0
    for heading, count in view.sections:
        if count:
            rows += [Section(heading, count), *view.rows[start : start + count]]
        start += count
    return (*rows, *view.rows[start:])


class WardRows:
    """Draws the rows of a ward list."""

    def __init__(self, ink: Ink, texts: Texts) -> None:
        self._ink = ink
        self._texts = texts
        self._natural: tuple[int, ...] = ()
        self._strong = 0
        self._shown = 0
        self._over = 0
        """Room that the heading over the marks takes."""

    def measure(self, view: WardListView) -> tuple[str, ...]:
        """Find the columns' natural widths; gives the headings to draw."""
        cells = [row.cells for row in view.rows]
        used = held = max((len(row) for row in cells), default=len(view.columns))
        while used > 1 and cells and not any("".join(row[used - 1 :]) for row in cells):
            used -= 1
        self._shown = used
        heads = view.columns[:used]
        self._strong = min(view.strong, used - 1)
        marks = max((self._marks_width(row) for row in view.rows), default=0)
        over = "".join(view.columns[held : held + 1]) if marks else ""
        self._over = self._ink.width(over, "label") + self._ink.px(4) if over else 0
        widths = natural_widths(self._ink, heads, cells, self._strong)
        self._natural = (*widths, max(marks, self._over))
        return (*heads, over)

    def columns(self, width: int) -> Columns:
        """Where the columns stand at this width."""
        return spread(self._ink, self._natural, width, len(self._natural) - 1, self._give)

    @property
    def _give(self) -> int:
        """How much the marks may be squeezed before everything is stacked; their heading not."""
        marks = self._natural[-1] if self._natural else 0
        return min(marks // 2, marks - self._over)

    def _marks_width(self, row: WardRow) -> int:
        gap = self._ink.px(6)
        return sum(self._tag_width(text, tone) + gap for text, tone in row.marks)

    def _tag_width(self, text: str, tone: Tone) -> int:
        return self._ink.tag_width(text, MARK_ICONS[tone])

    def key(self, row: Any) -> str:
        """``ward.<patient>``."""
        return f"ward.{row.patient}" if isinstance(row, WardRow) else ""

    def words(self, row: Any) -> str:
        """The cells and marks in reading order."""
        if isinstance(row, Section):
            return row.text
        parts = [*row.cells, *(text for text, _ in row.marks)]
        if row.current:
            parts.append(self._texts("view.ward.open"))
        return ", ".join(part for part in parts if part)

    def wish(self, row: Any) -> object | None:
        """Opening the patient."""
        return OpenPatient(row.patient) if isinstance(row, WardRow) else None

    def spots(self, row: Any, rect: QRect) -> Sequence[Spot]:
        """A patient's row is one single button."""
        return ()

    def height(self, row: Any, width: int) -> int:
        """52 for a patient, more where marks or cells need more lines."""
        ink = self._ink
        if isinstance(row, Section):
            return ink.line("label") + ink.px(20)
        columns = self.columns(width)
        if columns.stacked:
            return self._stacked_height(row, width)
        lines = self._mark_lines(row, columns.places[-1][1])
        return max(ink.px(52), lines * (ink.tag_height() + ink.px(4)) + ink.px(12))

    def _stacked_height(self, row: WardRow, width: int) -> int:
        ink, inner = self._ink, width - self._ink.px(24)
        height = ink.block(self._name(row), "label_large", inner).height
        height += ink.block(self._rest(row), "text", inner).height if self._rest(row) else 0
        lines = self._mark_lines(row, inner) if row.marks else 0
        return max(ink.px(52), height + lines * (ink.tag_height() + ink.px(4)) + ink.px(16))

    def _name(self, row: WardRow) -> str:
        return row.cells[self._strong] if row.cells else ""

    def _rest(self, row: WardRow) -> str:
        rest = [cell for number, cell in enumerate(row.cells) if number != self._strong and cell]
        return " · ".join(rest)

    def _mark_lines(self, row: WardRow, width: int) -> int:
        return 1 + max((line for line, _, _, _ in self._mark_places(row, width)), default=0)

    def _mark_places(self, row: WardRow, width: int) -> list[tuple[int, int, str, Tone]]:
        """(line, x, text, tone) of every mark at this width."""
        line, x, places = 0, 0, []
        for text, tone in row.marks:
            wide = self._tag_width(text, tone)
            if x and x + wide > width:
                line, x = line + 1, 0
            places.append((line, x, text, tone))
            x += wide + self._ink.px(6)
        return places

    def paint(self, painter: QPainter, row: Any, rect: QRect, look: Look) -> None:
        """Draw a heading or a patient."""
        ink = self._ink
        if isinstance(row, Section):
            self._paint_section(painter, row, rect)
            return
        over = look.hover is not None and rect.contains(look.hover)
        painter.fillRect(rect, ink.color("surface2" if over else "surface"))
        if not look.last:
            ink.rule(painter, rect)
        if row.current:
            self._paint_current(painter, rect)
        columns = self.columns(rect.width())
        if columns.stacked:
            self._paint_stacked(painter, row, rect)
        else:
            self._paint_cells(painter, row, rect, columns)
        if look.spot is not None:
            ink.ring(painter, rect.adjusted(3, 3, -4, -4))

    def _paint_current(self, painter: QPainter, rect: QRect) -> None:
        ink = self._ink
        if not ink.contrast:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), ink.color("tint"))
        bar = QRect(rect.left(), rect.top(), ink.px(4), rect.height())
        painter.fillRect(bar, ink.color("primary"))

    def _paint_section(self, painter: QPainter, row: Section, rect: QRect) -> None:
        ink = self._ink
        painter.fillRect(rect, ink.color("surface2"))
        ink.rule(painter, rect)
        box = rect.adjusted(ink.px(12), 0, -ink.px(12), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        ink.write(painter, box, row.text, "label", "ink2", middle)
        ink.write(
            painter, box, str(row.count), "number", "ink2", middle | Qt.AlignmentFlag.AlignRight
        )

    def _paint_cells(self, painter: QPainter, row: WardRow, rect: QRect, columns: Columns) -> None:
        ink = self._ink
        for number, cell in enumerate(row.cells[: self._shown]):
            x, wide = columns.places[number]
            strong = number == self._strong
            box = QRect(rect.left() + x, rect.top(), wide + ink.px(8), rect.height())
            role, tone = ("label_large", "ink") if strong else ("text", "ink2")
            ink.write(painter, box, cell, role, tone, Qt.AlignmentFlag.AlignVCenter)
        x, wide = columns.places[-1]
        lines = self._mark_lines(row, wide)
        pitch = ink.tag_height() + ink.px(4)
        top = rect.top() + (rect.height() - lines * pitch + ink.px(4)) // 2
        self._paint_marks(painter, row, QPoint(rect.left() + x, top), wide)

    def _paint_marks(self, painter: QPainter, row: WardRow, at: QPoint, width: int) -> None:
        pitch = self._ink.tag_height() + self._ink.px(4)
        for line, x, text, tone in self._mark_places(row, width):
            y = at.y() + line * pitch
            self._ink.tag(painter, at.x() + x, y, text, tone, MARK_ICONS[tone])

    def _paint_stacked(self, painter: QPainter, row: WardRow, rect: QRect) -> None:
        ink = self._ink
        x, y = rect.left() + ink.px(12), rect.top() + ink.px(8)
        inner = rect.width() - ink.px(24)
        name = ink.block(self._name(row), "label_large", inner)
        name.draw(painter, x, y, ink.color("ink"))
        y += name.height
        if self._rest(row):
            rest = ink.block(self._rest(row), "text", inner)
            rest.draw(painter, x, y, ink.color("ink2"))
            y += rest.height
        self._paint_marks(painter, row, QPoint(x, y), inner)
