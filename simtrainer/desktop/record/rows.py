"""Lists that are painted row by row: cheap with hundreds of rows, yet each button is found.

A row is drawn by a ``RowPainter``. The buttons it paints are ``Spot``s: places with a key (the
object name a widget there would have had), a name for screen readers and a command. Up and down
move between rows, left and right between the spots of a row, Enter and Space press; the menu key
offers the same spots as a menu.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from simtrainer.desktop.kit.focus import PAINTS_FOCUS, into_sight
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.pressing import Pressing
from simtrainer.desktop.record.row_pictures import RowPictures

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_STEP = 24
"""A third of what one turn of the wheel moves."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A painted button."""

    key: str
    rect: QRect
    label: str
    wish: object


@dataclass(frozen=True, slots=True)
class Look:
    """How a row is to be drawn just now. ``spot`` is the number of the spot that has the focus,
    -1 for the row itself, None where the focus is elsewhere."""

    spot: int | None
    hover: QPoint | None
    first: bool
    last: bool


class RowPainter(Protocol):
    """Draws the rows of one list."""

    def key(self, row: Any) -> str:
        """What the row is found by; empty for headings, which cannot be chosen."""

    def words(self, row: Any) -> str:
        """The row, read aloud."""

    def wish(self, row: Any) -> object | None:
        """The command of pressing the row itself."""

    def height(self, row: Any, width: int) -> int:
        """Height the row needs at this width."""

    def spots(self, row: Any, rect: QRect) -> Sequence[Spot]:
        """The painted buttons of a row drawn in ``rect``."""

    def paint(self, painter: QPainter, row: Any, rect: QRect, look: Look) -> None:
        """Draw the row, its spots and its focus ring."""


class RowModel(QAbstractListModel):
    """Frozen rows. ``show`` tells the views only what differs, so nothing jumps."""

    def __init__(self, painter: RowPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Any, ...] = ()
        self._painter = painter

    def show(self, rows: tuple[Any, ...]) -> bool:
        """Take new rows; whether anything differed."""
        if rows == self.rows:
            return False
        before, key = self.rows, self._painter.key
        begins_alike = len(before) <= len(rows) and all(
            key(a) == key(b) for a, b in zip(before, rows, strict=False)
        )
        if not before or not begins_alike:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        if len(rows) > len(before):
            self.beginInsertRows(ROOT, len(before), len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        self.rows = rows
        if rows[: len(before)] != before:
            self.dataChanged.emit(self.index(0), self.index(len(before) - 1))
        return True

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of the row, for screen readers and type-ahead."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._painter.words(self.rows[index.row()])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are drawn but cannot be chosen."""
        if index.isValid() and not self._painter.key(self.rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def at(self, key: str) -> QModelIndex:
        """Where the row with this key is."""
        for number, row in enumerate(self.rows):
            if key and self._painter.key(row) == key:
                return self.index(number)
        return QModelIndex()


class _Delegate(QStyledItemDelegate):
    """Hands drawing and measuring to the painter. Heights are kept until rows or width change."""

    def __init__(self, view: "PaintedRows", painter: RowPainter) -> None:
        super().__init__(view)
        self._view = view
        self._painter = painter

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._painter.height(self._view.rows[index.row()], width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number, rect = index.row(), option.rect
        look, row = self._view.look(number), self._view.rows[number]
        if look.last:
            self._view.end_seen()
        if not _touched(look, rect) and self._view.pictures.draw(painter, number, row, rect):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.paint(painter, row, rect, look)
        painter.restore()


def _touched(look: Look, rect: QRect) -> bool:
    """Under the pointer, or with the focus: not as it usually looks."""
    return look.spot is not None or (look.hover is not None and rect.contains(look.hover))


class PaintedRows(QListView):
    """A list of painted rows.

    Signals: ``wished(object)`` with the command of the row or spot that was pressed.
    """

    wished = Signal(object)
    widened = Signal()
    """The width of the rows changed; headings above them follow."""

    def __init__(self, ink: Ink, painter: RowPainter, name: str, *, fit: bool = False) -> None:
        super().__init__()
        self._ink = ink
        self._painter = painter
        self._fit = fit
        self._spot = -1
        self._pressing = Pressing(self)
        self._hover: QPoint | None = None
        self._more: object | None = None
        self.pictures = RowPictures(self, self._paint_plain, ink.color("surface"))
        self._model = RowModel(painter, self)
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, painter))
        self._settle()

    def _settle(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty(PAINTS_FOCUS, True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Else one turn of the wheel is three rows, and of tall rows more than can be seen.
        self.verticalScrollBar().setSingleStep(self._ink.px(_STEP))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows on the screen."""
        return self._model.rows

    def show_rows(self, rows: tuple[Any, ...], more: object | None = None) -> None:
        """Draw these rows; the current row and the scroll position stay where they can. ``more``
        is what is wished for, once, when the end of them comes into sight."""
        self._more = more
        kept = self._current_key()
        place = self.verticalScrollBar().value()
        if not self._model.show(rows):
            return
        self.pictures.forget()
        if kept and self._current_key() != kept:
            self.setCurrentIndex(self._model.at(kept))
        self.scheduleDelayedItemsLayout()
        self._refit()
        self.verticalScrollBar().setValue(place)

    def end_seen(self) -> None:
        """The last row is being painted, so it is in sight, whoever does the scrolling."""
        if self._more is not None:
            wish, self._more = self._more, None
            QTimer.singleShot(0, self, lambda: self.wished.emit(wish))

    def _paint_plain(self, painter: QPainter, number: int, rect: QRect) -> None:
        """A row as it looks when nobody touches it."""
        look = Look(None, None, first=number == 0, last=number == len(self.rows) - 1)
        self._painter.paint(painter, self.rows[number], rect, look)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that can be seen; those of the next page are drawn soon after."""
        super().paintEvent(event)
        seen = event.rect()
        last = self.indexAt(QPoint(2, seen.bottom()))
        if not last.isValid():
            return
        width, tall, coming = self.viewport().width(), 0, []
        for number in range(last.row() + 1, len(self.rows)):
            row = self.rows[number]
            size = QSize(width, self._painter.height(row, width))
            coming.append((number, row, size))
            tall += size.height()
            if tall > seen.height() + self._ink.px(100):
                break
        self.pictures.expect(coming, self.devicePixelRatioF())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pictures.forget()

    def content_height(self) -> int:
        """Height of all rows at the present width."""
        width = self.viewport().width()
        return sum(self._painter.height(row, width) for row in self.rows)

    def look(self, number: int) -> Look:
        """How this row stands: focus, pointer, place in the list."""
        focused = self._pressing.by_key and self.hasFocus() and self.currentIndex().row() == number
        return Look(
            spot=self._spot if focused else None,
            hover=self._hover,
            first=number == 0,
            last=number == len(self.rows) - 1,
        )

    def target(self, key: str) -> QRect | None:
        """Where the row or painted button with this key is, in this widget's coordinates."""
        found = self._find(key)
        return found[1].translated(self.viewport().pos()) if found else None

    def said(self, key: str) -> str:
        """What the row or painted button with this key is called: by its painter's ``called(row)``
        where it has one, else by what is read aloud first."""
        called: Any = getattr(self._painter, "called", None)
        for number, row in enumerate(self.rows):
            if self._painter.key(row) == key:
                if called is not None:
                    return str(called(row))
                return ", ".join(self._painter.words(row).split(", ")[:3])
            rect = self.visualRect(self._model.index(number))
            for spot in self._painter.spots(row, rect):
                if spot.key == key:
                    return spot.label
        return ""

    def toward(self, key: str) -> Qt.Key | None:
        """The key that leads the focus nearer to a row or painted button; None when it is there,
        or is not here at all."""
        for number, row in enumerate(self.rows):
            spots = [spot.key for spot in self._spots(self._model.index(number))]
            if key not in (self._painter.key(row), *spots):
                continue
            if (here := self.currentIndex().row()) != number:
                return Qt.Key.Key_Down if here < number else Qt.Key.Key_Up
            there = spots.index(key) if key in spots else -1
            if there == self._spot:
                return None
            return Qt.Key.Key_Right if self._spot < there else Qt.Key.Key_Left
        return None

    def reveal(self, key: str) -> None:
        """Scroll so that the row or painted button can be seen."""
        found = self._find(key)
        if found is None:
            return
        self.scrollTo(self._model.index(found[0]))
        found = self._find(key)
        if found is None:
            return
        # A row may be taller than the list: then its button is brought in by itself.
        over = found[1].bottom() - self.viewport().height() + 1
        bar = self.verticalScrollBar()
        if found[1].height() <= self.viewport().height() and over > 0:
            bar.setValue(bar.value() + over)

    def _find(self, key: str) -> tuple[int, QRect] | None:
        for number, row in enumerate(self.rows):
            rect = self.visualRect(self._model.index(number))
            if self._painter.key(row) == key:
                return number, rect
            for spot in self._painter.spots(row, rect):
                if spot.key == key:
                    return number, spot.rect
        return None

    def _spots(self, index: Index) -> Sequence[Spot]:
        if not index.isValid():
            return ()
        return self._painter.spots(self.rows[index.row()], self.visualRect(index))

    def _current_key(self) -> str:
        number = self.currentIndex().row()
        return self._painter.key(self.rows[number]) if 0 <= number < len(self.rows) else ""

    def _press(self, index: Index, number: int) -> None:
        spots = self._spots(index)
        if 0 <= number < len(spots):
            self.wished.emit(spots[number].wish)
        elif index.isValid() and self._model.flags(index):
            wish = self._painter.wish(self.rows[index.row()])
            if wish is not None:
                self.wished.emit(wish)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press; left and right choose a painted button of the row."""
        key = event.key()
        if self._pressing.key(event):
            self._press(self.currentIndex(), self._spot)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)
            into_sight(self)  # a list as high as its rows is scrolled by what it is in

    def _step(self, by: int) -> None:
        spots = self._spots(self.currentIndex())
        self._spot = max(-1, min(len(spots) - 1, self._spot + by))
        self.viewport().update()
        said = spots[self._spot].label if self._spot >= 0 else ""
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )

    def currentChanged(self, current: Index, previous: Index) -> None:
        """A new row begins with the row itself."""
        self._spot = -1
        self.setAccessibleDescription("")
        super().currentChanged(current, previous)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab lands on the first row that can be chosen."""
        super().focusInEvent(event)
        self._pressing.focused(event)
        if self._pressing.by_key and not self.currentIndex().isValid():
            self.setCurrentIndex(self._first())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _first(self) -> QModelIndex:
        for number, row in enumerate(self.rows):
            if self._painter.key(row):
                return self._model.index(number)
        return QModelIndex()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The row's buttons as a menu: for the menu key and for screen readers."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        spots = self._spots(index)
        if not spots:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for spot in spots:
            menu.addAction(spot.label, _emitter(self, spot.wish))
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center()))

    # Pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer marks what would be pressed."""
        super().mouseMoveEvent(event)
        self._hover = event.position().toPoint()
        self.viewport().setCursor(self._cursor(self._hover))
        self.viewport().update()

    def _cursor(self, at: QPoint) -> Qt.CursorShape:
        index = self.indexAt(at)
        if not index.isValid() or not self._painter.key(self.rows[index.row()]):
            return Qt.CursorShape.ArrowCursor
        on_spot = any(spot.rect.contains(at) for spot in self._spots(index))
        pressable = on_spot or self._painter.wish(self.rows[index.row()]) is not None
        return Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = None
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._pressing.again()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index, at = self._pressing.released(event), event.position().toPoint()
        if not index.isValid():
            return
        hit = [n for n, spot in enumerate(self._spots(index)) if spot.rect.contains(at)]
        self._spot = hit[0] if hit else -1
        self._press(index, self._spot)

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.pictures.forget()
            self.scheduleDelayedItemsLayout()  # Qt itself looks only at the height here
            self._refit()
            self.widened.emit()

    def sizeHint(self) -> QSize:
        """As high as its rows, while there is room for them."""
        return QSize(self._ink.px(300), self.content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(120), self._ink.px(48))

    def _refit(self) -> None:
        if self._fit:
            self.setFixedHeight(self.content_height())
        self.updateGeometry()


def _emitter(view: PaintedRows, wish: object) -> Callable[[], None]:
    return lambda: view.wished.emit(wish)
