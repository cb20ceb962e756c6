"""How the cells of the administration chart are drawn, and how much room they need."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from simtrainer.app.views.record import DoseCell, OrderRow
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.record.ink import Ink

LIVE = ("due", "late", "given", "not_given", "paused", "missed")
"""States that must stay visible beside a warning."""

MARKS = {
    "given": ("check", "good", "good"),
    "not_given": ("close", "ink2", "ink2"),
    "paused": ("pause", "ink2", "ink2"),
    "missed": ("alert-circle-outline", "bad", "bad"),
}
"""State to (icon, icon colour, text colour)."""


class ChartPaint:
    """Draws headings, names, doses and warnings."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self.edge = 0
        """How much of the doses is seen: at its end stands the line of the frame."""

    # Room

    def is_band(self, order: OrderRow) -> bool:
        """A warning that covers the row, because there is nothing under it to see or do."""
        return bool(order.warning) and not any(cell.state in LIVE for cell in order.cells)

    def has_strip(self, order: OrderRow) -> bool:
        """A warning under the doses of its row."""
        return bool(order.warning) and not self.is_band(order)

    def head_height(self) -> int:
        """Height of the row of times."""
        return max(self._ink.px(38), self._ink.line("label") + self._ink.px(12))

    def name_width(self, available: int, least_times: int) -> int:
        """Width of the column of names: 250 in the design, less where there is no room, and a
        little less still where that spares the chart a scroll bar."""
        wide, narrow, least = self._ink.px(250), self._ink.px(180), self._ink.px(156)
        room = available - least_times
        if least <= room < narrow:
            return room
        return max(min(wide, room), min(narrow, available // 2))

    def least_column(self, orders: tuple[OrderRow, ...], times: tuple[str, ...]) -> int:
        """The narrowest column in which every dose can be read."""
        ink, least = self._ink, self._ink.px(60)
        for text in times:
            least = max(least, ink.width(text, "number") + ink.px(12))
        for order in orders:
            for cell in order.cells:
                lines = cell.text.split("\n")
                lead = ink.px(22) if cell.state in MARKS else ink.px(14)
                widest = max(ink.width(line, "meta_strong") for line in lines)
                least = max(least, widest + (lead if cell.text else 0))
        return least

    def row_height(self, order: OrderRow, name: int, across: int) -> int:
        """Room for the name, its detail and a warning under them."""
        ink = self._ink
        inner = name - ink.px(16)
        text = ink.block(order.name, "label", inner).height
        text += ink.block(order.detail, "meta", inner).height
        height = max(ink.px(44), text + ink.px(6))
        if self.is_band(order):
            height = max(height, self._warning(order.warning, across).height + ink.px(12))
        return height + (self.strip_height(order, across) if self.has_strip(order) else 0)

    def strip_height(self, order: OrderRow, across: int) -> int:
        """Height of the warning under a row's doses."""
        return max(self._ink.px(34), self._warning(order.warning, across).height + self._ink.px(12))

    def _warning(self, text: str, across: int) -> Block:
        return self._ink.block(text, "label", across - self._ink.px(52))

    # Drawing

    def head(self, painter: QPainter, rect: QRect, text: str, *, centred: bool) -> None:
        """A heading cell."""
        ink = self._ink
        painter.fillRect(rect, ink.color("surface3"))
        self._grid(painter, rect, right=not centred or self._within(rect))
        place = Qt.AlignmentFlag.AlignVCenter
        box = rect if centred else rect.adjusted(ink.px(12), 0, 0, 0)
        place |= Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        ink.write(painter, box, text, "number" if centred else "label", "ink", place)

    def name(self, painter: QPainter, rect: QRect, order: OrderRow) -> None:
        """Name and detail of an order."""
        ink = self._ink
        painter.fillRect(rect, ink.color("tint" if order.selected else "surface"))
        self._grid(painter, rect)
        inner = rect.width() - ink.px(16)
        name = ink.block(order.name, "label", inner)
        detail = ink.block(order.detail, "meta", inner)
        y = rect.top() + max((rect.height() - name.height - detail.height) // 2, 0)
        on = order.selected and ink.contrast
        name.draw(painter, rect.left() + ink.px(12), y, ink.color("on_tint" if on else "ink"))
        y += name.height
        detail.draw(painter, rect.left() + ink.px(12), y, ink.color("on_tint" if on else "ink2"))

    def _grid(self, painter: QPainter, rect: QRect, *, right: bool = True) -> None:
        self._ink.rule(painter, rect)
        if right:
            self._ink.rule(painter, rect, right=True)

    def _within(self, rect: QRect) -> bool:
        """Whether there is more to the right of it."""
        return rect.right() + 1 < self.edge

    def band(self, painter: QPainter, rect: QRect, text: str) -> None:
        """A warning in words, with its icon."""
        ink = self._ink
        painter.fillRect(rect, ink.color("bad_t"))
        self._grid(painter, rect, right=self._within(rect))
        block = self._warning(text, rect.width())
        y = rect.top() + (rect.height() - block.height) // 2
        ink.icon(
            painter, "alert-outline", QPoint(rect.left() + ink.px(25), rect.center().y()), "bad"
        )
        block.draw(painter, rect.left() + ink.px(43), y, ink.color("bad"))

    def dose(
        self, painter: QPainter, rect: QRect, order: OrderRow, cell: DoseCell, hover: bool
    ) -> None:
        """One dose: a mark, a button, or nothing."""
        ink = self._ink
        over = "surface2" if hover and cell.state != "none" else "surface"
        painter.fillRect(rect, ink.color("tint" if order.selected else over))
        self._grid(painter, rect, right=self._within(rect))
        if cell.state == "later":
            self._later(painter, rect, order)
        elif cell.state == "due":
            self._button(painter, rect, cell.text, hover)
        elif cell.state == "late":
            self._late(painter, rect, cell.text)
        elif cell.state in MARKS:
            self._mark(painter, rect, order, cell)

    def _later(self, painter: QPainter, rect: QRect, order: OrderRow) -> None:
        ink = self._ink
        on = order.selected and ink.contrast
        painter.setPen(QPen(ink.color("on_tint" if on else "line2"), ink.px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QRectF(rect).center()
        painter.drawEllipse(middle, ink.px(6), ink.px(6))

    def _button(self, painter: QPainter, rect: QRect, text: str, hover: bool) -> None:
        ink = self._ink
        box = rect.adjusted(ink.px(4), ink.px(5), -ink.px(4) - 1, -ink.px(5) - 1)
        ink.box(painter, box, "primary_h" if hover else "primary", None, 6)
        ink.write(painter, box, text, "label", "on_primary", Qt.AlignmentFlag.AlignCenter)

    def _late(self, painter: QPainter, rect: QRect, text: str) -> None:
        ink = self._ink
        box = rect.adjusted(ink.px(3), ink.px(3), -ink.px(3) - 1, -ink.px(3) - 1)
        ink.box(painter, box, "bad_t", "bad_s", 6, thick=2)
        lines = text.split("\n")
        tall = ink.px(15)
        y = box.center().y() - tall * len(lines) / 2
        for number, line in enumerate(lines):
            at = QRect(box.left(), round(y + number * tall), box.width(), tall)
            ink.write(painter, at, line, "meta_strong", "bad", Qt.AlignmentFlag.AlignCenter)

    def _mark(self, painter: QPainter, rect: QRect, order: OrderRow, cell: DoseCell) -> None:
        ink = self._ink
        icon, tone, words = MARKS[cell.state]
        if order.selected and ink.contrast:
            tone = words = "on_tint"
        wide = ink.width(cell.text, "meta_number") + ink.px(18)
        left = rect.left() + (rect.width() - wide) // 2
        ink.icon(painter, icon, QPoint(left + ink.px(7), rect.center().y()), tone, 16)
        box = QRect(left + ink.px(18), rect.top(), wide, rect.height())
        ink.write(painter, box, cell.text, "meta_number", words, Qt.AlignmentFlag.AlignVCenter)
