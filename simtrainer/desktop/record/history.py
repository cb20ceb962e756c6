"""The history grid: earlier sets of values, each cell in the colour of its points.

A ``QTableView`` so that screen readers can walk it as a table; all cells are painted.
"""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from simtrainer.app.views.record import HistoryCell
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.focus import PAINTS_FOCUS
from simtrainer.desktop.record.ink import Ink

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Rows = tuple[tuple[str, tuple[HistoryCell, ...]], ...]
TEXT = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class HistoryModel(QAbstractTableModel):
    """Parameters down, times across."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.rows: Rows = ()
        self._texts = texts

    def show(self, columns: tuple[str, ...], rows: Rows) -> bool:
        """Take another history; whether it differed."""
        if (columns, rows) == (self.columns, self.rows):
            return False
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: Index) -> HistoryCell:
        """The cell at an index; rows may be short."""
        cells = self.rows[index.row()][1]
        return cells[index.column()] if index.column() < len(cells) else HistoryCell("", None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Parameter, time, value and points."""
        if role not in TEXT:
            return None
        cell, label = self.cell(index), self.rows[index.row()][0]
        points = self._texts("view.points", n=cell.points) if cell.points is not None else ""
        parts = (label, self.columns[index.column()], cell.text, points)
        return ", ".join(part for part in parts if part)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Times across, parameters down."""
        if role not in TEXT:
            return None
        across = orientation == Qt.Orientation.Horizontal
        return self.columns[section] if across else self.rows[section][0]


class _Heads(QHeaderView):
    """Times and parameters."""

    def __init__(self, ink: Ink, orientation: Qt.Orientation, parent: "History") -> None:
        super().__init__(orientation, parent)
        self._ink = ink

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        ink = self._ink
        text = str(self.model().headerData(logical, self.orientation()))
        painter.fillRect(rect, ink.color("surface"))
        if self.orientation() == Qt.Orientation.Vertical:
            ink.write(painter, rect, text, "text", "ink")
            return
        last = logical == self.count() - 1
        role, tone = ("meta_strong", "ink") if last else ("meta_number", "ink2")
        ink.write(painter, rect, text, role, tone, Qt.AlignmentFlag.AlignCenter)


class _Corner(QWidget):
    """The heading of the parameters."""

    def __init__(self, ink: Ink, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._ink, self._text = ink, text

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ink.color("surface"))
        self._ink.write(painter, self.rect(), self._text, "meta_strong", "ink2")


class _Cells(QStyledItemDelegate):
    """A rounded box in the points' colour: value, then ``+points`` where there are any."""

    def __init__(self, ink: Ink, view: "History") -> None:
        super().__init__(view)
        self._ink, self._view = ink, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ink, cell = self._ink, self._view.model_.cell(index)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(ink.px(3), ink.px(1), 0, -ink.px(2))
        if cell.text or cell.points is not None:
            self._paint_cell(painter, box, cell)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            ink.ring(painter, box)
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRect, cell: HistoryCell) -> None:
        ink = self._ink
        fill = "surface3" if cell.points is None else f"n{cell.points}"
        tone = "ink" if cell.points is None else "n3_ink" if cell.points == 3 else "n_ink"
        ink.box(painter, box, fill, None, 3)
        extra = f"+{cell.points}" if cell.points else ""
        gap = ink.px(6) if extra else 0
        wide, more = ink.width(cell.text, "number"), ink.width(extra, "count") if extra else 0
        left = box.left() + (box.width() - wide - gap - more) // 2
        ink.write(
            painter, QRect(left, box.top(), wide + 2, box.height()), cell.text, "number", tone
        )
        if extra:
            at = QRect(left + wide + gap, box.top(), more + 2, box.height())
            ink.write(painter, at, extra, "count", tone)


class History(QTableView):
    """The grid, as high as its content."""

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        self._ink = ink
        self.model_ = HistoryModel(texts, self)
        self._across = _Heads(ink, Qt.Orientation.Horizontal, self)
        self._down = _Heads(ink, Qt.Orientation.Vertical, self)
        self._corner_text = texts("view.history.corner")
        self._corner = _Corner(ink, self._corner_text, self)
        self.setAccessibleName(self._corner_text)
        self.setModel(self.model_)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self.setItemDelegate(_Cells(ink, self))
        self._settle()

    def _settle(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setProperty(PAINTS_FOCUS, True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self._across, self._down):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.setSectionsClickable(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_history(self, columns: tuple[str, ...], rows: Rows) -> None:
        """Draw these sets; hidden where there are none."""
        self.setVisible(bool(columns and rows))
        if self.model_.show(columns, rows):
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    def _lay_out(self) -> None:
        ink, columns = self._ink, self.model_.columns
        if not columns or self.width() <= 0:
            return
        labels = [ink.width(label, "text") for label, _ in self.model_.rows]
        head = max([*labels, ink.width(self._corner_text, "meta_strong")]) + ink.px(12)
        least = max([ink.px(56), *(self._least(column) for column in range(len(columns)))])
        name = max(head, min(ink.px(112), self.width() - least * len(columns)))
        wide = max(least, (self.width() - name) // len(columns))
        name = max(self.width() - wide * len(columns), head)
        self._down.setFixedWidth(name)
        for number in range(len(columns)):
            self._across.resizeSection(number, wide)
        tall = max(ink.px(30), ink.line("number") + ink.px(8))
        for number in range(len(self.model_.rows)):
            self._down.resizeSection(number, tall)
        self._across.setFixedHeight(tall)
        scrolls = name + wide * len(columns) > self.width()
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        self.setFixedHeight(tall * (len(self.model_.rows) + 1) + bar)

    def _least(self, column: int) -> int:
        ink = self._ink
        widths = [ink.width(self.model_.columns[column], "meta_strong") + ink.px(6)]
        for _, cells in self.model_.rows:
            if column < len(cells):
                extra = ink.width("+3", "count") + ink.px(6) if cells[column].points else 0
                widths.append(ink.width(cells[column].text, "number") + extra + ink.px(11))
        return max(widths)

    def updateGeometries(self) -> None:
        """The heading of the parameters stands in Qt's corner."""
        super().updateGeometries()
        self._corner.setGeometry(0, 0, self._down.width(), self._across.height())
        self._corner.raise_()
