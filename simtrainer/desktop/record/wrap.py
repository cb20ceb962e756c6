"""Layouts that give way: buttons that wrap, fields that pair up, panes that stack."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QWidget,
    QWidgetItem,
)

from simtrainer.desktop.theme import Theme


class Flow(QLayout):
    """Widgets in a line, wrapping. With ``push`` the last one goes to the right end of its line;
    with ``grow`` the first one takes what is left of its line."""

    def __init__(
        self, parent: QWidget, gap: int, *, push: bool = False, grow: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._push, self._grow = gap, push, grow
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        wide = sum(item.sizeHint().width() + self._gap for item in shown)
        tall = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(max(wide - self._gap, 0), tall)

    def minimumSize(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        wide = max((item.minimumSize().width() for item in shown), default=0)
        return QSize(wide, max((item.sizeHint().height() for item in shown), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        x = 0
        for item in (item for item in self._items if not item.isEmpty()):
            wide = item.sizeHint().width()
            if lines[-1] and x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wide + self._gap
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.top()
        lines = self._lines(rect.width())
        for line in lines:
            tall = max((_tall(item, rect.width()) for item in line), default=0)
            if move:
                self._place(line, QRect(rect.left(), y, rect.width(), tall), line is lines[-1])
            y += tall + self._gap
        return max(y - self._gap - rect.top(), 0)

    def _place(self, line: list[QLayoutItem], rect: QRect, last: bool) -> None:
        x = rect.left()
        used = sum(item.sizeHint().width() for item in line) + self._gap * (len(line) - 1)
        spare = max(rect.width() - used, 0)
        for number, item in enumerate(line):
            size = item.sizeHint()
            extra = spare if self._grow and not number else 0
            if self._push and last and item is self._items[-1] and number:
                x = rect.right() + 1 - size.width()
            wide = min(size.width() + extra, rect.width())
            tall = _tall(item, rect.width())
            y = rect.top() + (rect.height() - tall) // 2
            item.setGeometry(QRect(QPoint(x, y), QSize(wide, tall)))
            x += wide + self._gap


def _tall(item: QLayoutItem, width: int) -> int:
    """Height of a widget that gets its own width, but never more than ``width``."""
    size = item.sizeHint()
    if item.hasHeightForWidth():
        return item.heightForWidth(min(size.width(), width))
    return size.height()


Groups = Sequence[Sequence[tuple[QWidget, int]]]
"""Rows of (widget, stretch)."""


class FieldLayout(QLayout):
    """Rows of fields; the fields of a row stand side by side where there is room for them.

    Regrouping never takes a field out of its parent, so the one being written in keeps the
    focus when another appears above it.
    """

    def __init__(self, gap: int, side: int, tight: int) -> None:
        super().__init__()
        self._gap, self._side, self._tight = gap, side, tight
        self._rows: list[list[tuple[QLayoutItem, int]]] = []

    def regroup(self, rows: Groups) -> None:
        """Lay these rows out from now on."""
        known = {item.widget(): item for row in self._rows for item, _ in row}
        self._rows = []
        for row in rows:
            line = []
            for widget, stretch in row:
                self.addChildWidget(widget)
                line.append((known.get(widget) or QWidgetItem(widget), stretch))
            self._rows.append(line)
        self.invalidate()

    def _flat(self) -> list[QLayoutItem]:
        return [item for row in self._rows for item, _ in row]

    def addItem(self, item: QLayoutItem) -> None:
        self._rows.append([(item, 1)])

    def count(self) -> int:
        return len(self._flat())

    def itemAt(self, index: int) -> QLayoutItem | None:
        flat = self._flat()
        return flat[index] if 0 <= index < len(flat) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        found = self.itemAt(index)
        if found is not None:
            self._rows = [[pair for pair in row if pair[0] is not found] for row in self._rows]
        return found

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        wide = max((item.sizeHint().width() for item in self._flat()), default=0)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        wide = max((item.minimumSize().width() for item in self._flat()), default=0)
        tall = self.geometry().width()
        return QSize(wide, self.heightForWidth(tall) if tall > 0 else 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.top()
        for row in self._rows:
            shown = [(item, stretch) for item, stretch in row if not item.isEmpty()]
            for line in self._lines(shown, rect.width()):
                y += self._line(line, QRect(rect.left(), y, rect.width(), 0), move=move) + self._gap
        return max(y - self._gap - rect.top(), 0)

    def _lines(
        self, row: list[tuple[QLayoutItem, int]], width: int
    ) -> list[list[tuple[QLayoutItem, int]]]:
        if len(row) < 2 or width >= self._tight:
            return [row] if row else []
        return [[pair] for pair in row]

    def _line(self, line: list[tuple[QLayoutItem, int]], rect: QRect, *, move: bool) -> int:
        whole = rect.width() - self._side * (len(line) - 1)
        total = sum(stretch for _, stretch in line) or 1
        x, tallest = rect.left(), 0
        for item, stretch in line:
            wide = whole * stretch // total
            tall = item.heightForWidth(wide) if item.hasHeightForWidth() else -1
            tall = item.sizeHint().height() if tall < 0 else tall
            if move:
                item.setGeometry(QRect(x, rect.top(), wide, tall))
            tallest = max(tallest, tall)
            x += wide + self._side
        return tallest


class Scroll(QScrollArea):
    """A panel whose content scrolls inside it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _Board(QWidget):
    """Holds the two panes and draws the line between them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cut = 0
        """Where the line is: x when positive, -y when negative, none at 0."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, wide = QPainter(self), self._theme.border
        color = self._theme.color("line")
        if self.cut > 0:
            painter.fillRect(QRect(self.cut, 0, wide, self.height()), color)
        elif self.cut < 0:
            painter.fillRect(QRect(0, -self.cut, self.width(), wide), color)


class Panes(QScrollArea):
    """Two panes with a line between them. Where they would be too narrow they stand one above
    the other, each as high as it needs, and the whole scrolls.

    ``design`` holds the panes' widths in the design; ``fixed`` keeps the right one at its width
    and gives the rest to the left. ``least`` is what each pane needs at least.
    """

    def __init__(
        self,
        theme: Theme,
        first: QWidget,
        second: QWidget,
        design: tuple[int, int],
        least: tuple[int, int],
        *,
        fixed: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._first, self._second = first, second
        self._design, self._least, self._fixed = design, least, fixed
        self._board = _Board(theme)
        for pane in (first, second):
            pane.setParent(self._board)
            pane.installEventFilter(self)
            content(pane).installEventFilter(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(self._board)
        self._board.setAutoFillBackground(False)

    @property
    def stacked(self) -> bool:
        """One above the other."""
        return self.width() < sum(self._theme.px(least) for least in self._least)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def lay_out(self) -> None:
        """Place the panes."""
        both = not (self._first.isHidden() or self._second.isHidden())
        stacked = both and self.stacked
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if stacked else policy.ScrollBarAlwaysOff
        )
        for pane in (self._first, self._second):
            if isinstance(pane, QScrollArea):
                pane.setVerticalScrollBarPolicy(
                    policy.ScrollBarAlwaysOff if stacked else policy.ScrollBarAsNeeded
                )
        if stacked:
            self._stack(self.viewport().width(), self.height())
        elif both:
            self._part(self.width(), self.height())
        else:
            self._board.cut = 0
            self._board.resize(self.size())
            self._first.setGeometry(self._board.rect())
            self._second.setGeometry(self._board.rect())
        self._board.update()

    def _stack(self, width: int, height: int) -> None:
        top = self._needed(self._first, width, height)
        low = max(self._needed(self._second, width, height), height - top)
        self._board.resize(width, top + 1 + low)
        self._board.cut = -top
        self._first.setGeometry(0, 0, width, top)
        self._second.setGeometry(0, top + 1, width, low)

    def _needed(self, pane: QWidget, width: int, height: int) -> int:
        """A page needs all its height; a pane with a list in it scrolls where it is long."""
        whole = content(pane)
        layout = whole.layout()
        hint = whole.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            hint = layout.totalHeightForWidth(width)
        return hint if whole is not pane else min(hint, height * 6 // 5)

    def _part(self, width: int, height: int) -> None:
        cut = self._left_width(width)
        self._board.resize(width, height)
        self._board.cut = cut
        self._first.setGeometry(0, 0, cut, height)
        self._second.setGeometry(cut + 1, 0, width - cut - 1, height)

    def _left_width(self, width: int) -> int:
        left, right = (self._theme.px(side) for side in self._design)
        least_left, least_right = (self._theme.px(side) for side in self._least)
        cut = width - right if self._fixed else round(width * left / (left + right))
        return min(max(cut, least_left), width - least_right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A pane was shown or hidden, or asks for other room."""
        if event.type() in _ROOM and (event.type() != QEvent.Type.LayoutRequest or self.stacked):
            self.lay_out()
        return super().eventFilter(watched, event)


_ROOM = (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


def content(pane: QWidget) -> QWidget:
    """What a pane holds: the page of a scrolling one, else the pane itself."""
    inner = pane.widget() if isinstance(pane, QScrollArea) else None
    return inner or pane
