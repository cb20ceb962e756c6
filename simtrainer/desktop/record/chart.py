"""The administration chart: one row per order, one column per time, a line where now is.

A ``QTableView``, so that arrow keys, screen readers' table reading and the pinned column of names
come from Qt; all cells are painted. Signals: ``wished(object)`` with ``SelectDose``.
"""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from simtrainer.app.commands import SelectDose
from simtrainer.app.views.record import DoseCell, MedicationView, OrderRow
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.focus import PAINTS_FOCUS
from simtrainer.desktop.record.chart_paint import ChartPaint
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.pressing import Pressing

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ChartModel(QAbstractTableModel):
    """The orders and times of a medication view."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.orders: tuple[OrderRow, ...] = ()
        self.times: tuple[str, ...] = ()
        self._texts = texts

    def show(self, orders: tuple[OrderRow, ...], times: tuple[str, ...]) -> bool:
        """Take the view's orders; whether the shape of the table changed."""
        shape = ([order.order for order in self.orders], self.times)
        if shape == ([order.order for order in orders], times):
            self.orders = orders
            if orders and times:
                last = self.index(len(orders) - 1, len(times) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self.orders, self.times = orders, times
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.orders)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.times)

    def cell(self, index: Index) -> DoseCell:
        """The dose at an index."""
        return self.orders[index.row()].cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a screen reader says in this cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        order, cell = self.orders[index.row()], self.cell(index)
        state = self._texts(f"view.dose.{cell.state}")
        said = f"{order.name}, {cell.planned}: {state} {cell.text}".replace("\n", " ").strip()
        return f"{said}. {order.warning}" if order.warning else said

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Times across, names down."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.times[section]
        order = self.orders[section]
        return f"{order.name}, {order.detail}"


class _Times(QHeaderView):
    """The clock times above the columns."""

    def __init__(self, paint: ChartPaint, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._paint = paint

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        text = str(self.model().headerData(logical, Qt.Orientation.Horizontal))
        self._paint.head(painter, rect, text, centred=True)


class _Names(QHeaderView):
    """The pinned column of drug names."""

    def __init__(self, paint: ChartPaint, model: ChartModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._paint = paint
        self._model = model

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        self._paint.name(painter, rect, self._model.orders[logical])
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), super().sizeHint().height())


class _Corner(QWidget):
    """The heading of the column of names."""

    def __init__(self, paint: ChartPaint, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._paint = paint
        self._text = text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint.head(painter, self.rect(), self._text, centred=False)


class _Cells(QStyledItemDelegate):
    """Draws a dose, or a warning across the whole row."""

    def __init__(self, view: "Chart", paint: ChartPaint) -> None:
        super().__init__(view)
        self._view = view
        self._paint = paint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        self._view.paint_cell(painter, rect, index)
        painter.restore()


class Chart(QTableView):
    """The painted grid."""

    wished = Signal(object)

    def __init__(self, ink: Ink, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = ink
        self._paint = ChartPaint(ink)
        self._doses = ChartModel(texts, self)
        self._now = -1.0
        self._state: tuple[object, ...] = ()
        self._shape: tuple[object, ...] = ()
        """What the column widths and row heights were made for."""
        self._pressing = Pressing(self)
        self._hover = ROOT
        self._names = _Names(self._paint, self._doses, self)
        self._head = _Times(self._paint, self)
        self._corner = _Corner(self._paint, texts("view.medication.drug"), self)
        self.setModel(self._doses)
        self.setVerticalHeader(self._names)
        self.setHorizontalHeader(self._head)
        self.setItemDelegate(_Cells(self, self._paint))
        self._settle()

    def _settle(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setProperty(PAINTS_FOCUS, True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self._names, self._head):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.setSectionsClickable(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head.setFixedHeight(self._paint.head_height())

    def show_chart(self, view: MedicationView) -> None:
        """Draw the regular orders of the view."""
        state = (view.title, view.now, view.times, view.regular)
        if state == self._state:
            return
        self._state = state
        self.setAccessibleName(view.title)
        self._now = view.now
        if self._doses.show(view.regular, view.times):
            self._shape = ()
            if self.hasFocus():
                self.setCurrentIndex(self._first_due())
        self._lay_out()
        self._show_selected()
        self.viewport().update()
        self._names.viewport().update()

    def _show_selected(self) -> None:
        for number, order in enumerate(self._doses.orders):
            for column, cell in enumerate(order.cells):
                if cell.selected:
                    self.scrollTo(self._doses.index(number, column))

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw the cell at an index."""
        order, cell = self._doses.orders[index.row()], self._doses.cell(index)
        focused = self._pressing.by_key and self.hasFocus() and self.currentIndex() == index
        if self._paint.is_band(order):
            return
        if self._paint.has_strip(order):
            rect = rect.adjusted(0, 0, 0, -self._strip(order))
        hover = self._hover.row() == index.row() and self._hover.column() == index.column()
        self._paint.dose(painter, rect, order, cell, hover)
        if focused:
            self._ink.ring(painter, rect.adjusted(2, 2, -3, -3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, the warnings under them, then the now-line over all."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self._now_x()
        for number, order in enumerate(self._doses.orders):
            top, tall = self.rowViewportPosition(number), self.rowHeight(number)
            under = tall if self._paint.is_band(order) else self._strip(order)
            if under:
                box = QRect(0, top + tall - under, self.viewport().width(), under)
                self._paint.band(painter, box, order.warning)
            if x is not None and under < tall:
                line = QRect(x - self._ink.px(1), top, self._ink.px(3), tall - under)
                painter.fillRect(line, self._ink.color(self._ink.now))
        self._paint_band_focus(painter)

    def _paint_band_focus(self, painter: QPainter) -> None:
        index = self.currentIndex()
        if not (self._pressing.by_key and self.hasFocus() and index.isValid()):
            return
        if self._paint.is_band(self._doses.orders[index.row()]):
            self._ink.ring(painter, self.visualRect(index).adjusted(2, 2, -3, -3))

    def _strip(self, order: OrderRow) -> int:
        if not self._paint.has_strip(order):
            return 0
        return self._paint.strip_height(order, self.viewport().width())

    def _now_x(self) -> int | None:
        column = int(self._now)
        if self._now < 0 or column > len(self._doses.times) or not self._doses.times:
            return None
        if column == len(self._doses.times):
            return self.columnViewportPosition(column - 1) + self.columnWidth(column - 1) - 2
        share = self._now - column
        x = self.columnViewportPosition(column) + round(share * self.columnWidth(column)) - 1
        return max(x, self._ink.px(1)) if self._now < 1 else x

    # Pressing

    def _press(self, index: Index) -> None:
        if not index.isValid():
            return
        order, cell = self._doses.orders[index.row()], self._doses.cell(index)
        if self._paint.is_band(order):
            cell = next((dose for dose in order.cells if dose.state != "none"), cell)
        if cell.state != "none":
            self.wished.emit(SelectDose(cell.order, cell.planned))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press the current cell; the rest is Qt's table navigation."""
        if self._pressing.key(event):
            self._press(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab lands on the first dose that is due (Qt itself would take the first cell)."""
        self._pressing.focused(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._first_due())
        super().focusInEvent(event)

    def _first_due(self) -> QModelIndex:
        for wanted in (("due", "late"), ("later", "given", "not_given", "paused", "missed")):
            for number, order in enumerate(self._doses.orders):
                for column, cell in enumerate(order.cells):
                    if cell.state in wanted:
                        return self._doses.index(number, column)
        return self._doses.index(0, 0) if self._doses.orders else ROOT

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._pressing.again()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._press(self._pressing.released(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer marks the dose it is over."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        live = index.isValid() and self._doses.cell(index).state != "none"
        shape = Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if index != self._hover:
            self._hover = index
            self.viewport().update()

    def target(self, key: str) -> QRect | None:
        """Where ``dose.<order>.<planned>`` is, in this widget's coordinates."""
        index = self._index_of(key)
        if not index.isValid():
            return None
        rect = self.visualRect(index)
        rect.setHeight(rect.height() - self._strip(self._doses.orders[index.row()]))
        return rect.translated(self.viewport().pos())

    def toward(self, key: str) -> Qt.Key | None:
        """The arrow that leads the focus nearer to a dose; None when it is there."""
        here, there = self.currentIndex(), self._index_of(key)
        if not there.isValid():
            return None
        if here.row() != there.row():
            return Qt.Key.Key_Down if here.row() < there.row() else Qt.Key.Key_Up
        band = self._paint.is_band(self._doses.orders[there.row()])
        if band or here.column() == there.column():
            return None
        return Qt.Key.Key_Right if here.column() < there.column() else Qt.Key.Key_Left

    def reveal(self, key: str) -> None:
        """Scroll so that the dose can be seen."""
        index = self._index_of(key)
        if index.isValid():
            self.scrollTo(index)

    def _index_of(self, key: str) -> QModelIndex:
        for number, order in enumerate(self._doses.orders):
            for column, cell in enumerate(order.cells):
                if key == f"dose.{cell.order}.{cell.planned}":
                    return self._doses.index(number, column)
        return ROOT

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    def _lay_out(self) -> None:
        times = len(self._doses.times)
        if not times or self.width() <= 0:
            return
        least = self._paint.least_column(self._doses.orders, self._doses.times)
        band = self._paint.is_band
        names = tuple((o.name, o.detail, o.warning, band(o)) for o in self._doses.orders)
        shape = (self.width(), times, least, names)
        if shape == self._shape:
            return
        self._shape = shape
        name = self._paint.name_width(self.width(), times * least)
        column = max(least, (self.width() - name) // times)
        spare = max(self.width() - name - column * times, 0)
        self._names.setFixedWidth(name + spare)
        self._paint.edge = self.width() - name - spare
        for number in range(times):
            self._head.resizeSection(number, column)
        self._lay_rows(name + spare, column * times)
        self.setFixedHeight(self._content_height(name + spare + column * times > self.width()))

    def _lay_rows(self, name: int, across: int) -> None:
        self.clearSpans()
        for number, order in enumerate(self._doses.orders):
            self._names.resizeSection(number, self._paint.row_height(order, name, across))
            if self._paint.is_band(order) and len(order.cells) > 1:
                self.setSpan(number, 0, 1, len(order.cells))

    def _content_height(self, scrolls: bool) -> int:
        rows = sum(self.rowHeight(number) for number in range(len(self._doses.orders)))
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        return self._paint.head_height() + rows + bar - self._ink.theme.border

    def updateGeometries(self) -> None:
        """The heading of the names stands in Qt's corner."""
        super().updateGeometries()
        self._corner.setGeometry(
            QRect(QPoint(0, 0), QSize(self._names.width(), self._head.height()))
        )
        self._corner.raise_()
