"""Arrangements that give way: buttons that wrap, fields that pair up.

They are widgets that place their children themselves, not ``QLayout``s: a layout written in Python
shares its items with Qt, and who deletes them is not settled.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.desktop.kit.button import Button

Groups = Sequence[Sequence[tuple[QWidget, int]]]
"""Rows of (widget, stretch)."""
Part = tuple[QWidget, int, int]
"""A widget, the width it asks for, and how tall it is at that width."""


def height_at(widget: QWidget, width: int) -> int:
    """Height a widget asks for at a width."""
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return max(widget.sizeHint().height(), widget.minimumSizeHint().height())


class Arranged(QWidget):
    """Places its children in ``arrange``, which also tells the height they need."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def arrange(self, width: int, *, move: bool) -> int:
        """Place the children where ``move`` says so; the height needed at this width."""
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.arrange(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        """A child asks for other room, or came or went."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Polish):
            self.rearrange()
        return super().event(event)

    def rearrange(self) -> None:
        """Place the children anew and tell whoever holds this."""
        self.arrange(self.width(), move=True)
        self.updateGeometry()


class Flow(Arranged):
    """Widgets in a line, wrapping. With ``push`` the last one goes to the right end of its line;
    with ``grow`` the first one takes what is left of its line."""

    def __init__(self, gap: int, *, push: bool = False, grow: bool = False) -> None:
        super().__init__()
        self._gap, self._push, self._grow = gap, push, grow
        self._parts: list[QWidget] = []

    def add(self, *widgets: QWidget) -> None:
        """Put widgets last."""
        for widget in widgets:
            hidden = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            widget.setParent(self)
            widget.setVisible(not hidden)
            self._parts.append(widget)
        self.rearrange()

    def clear(self) -> None:
        """Take all widgets away."""
        for widget in self._parts:
            widget.hide()
            widget.deleteLater()
        self._parts = []

    def _shown(self) -> list[QWidget]:
        """Those that take room: the hidden too, where they keep theirs."""
        return [
            widget
            for widget in self._parts
            if not widget.isHidden() or widget.sizePolicy().retainSizeWhenHidden()
        ]

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(widget.sizeHint().width() + self._gap for widget in shown)
        tall = max((widget.sizeHint().height() for widget in shown), default=0)
        return QSize(max(wide - self._gap, 0), tall)

    def minimumSizeHint(self) -> QSize:
        shown = self._shown()
        wide = max((widget.minimumSizeHint().width() for widget in shown), default=0)
        return QSize(wide, max((widget.sizeHint().height() for widget in shown), default=0))

    def _lines(self, width: int) -> list[list[Part]]:
        return self._wrapped(self._shown(), width)

    def _wrapped(self, widgets: Sequence[QWidget], width: int) -> list[list[Part]]:
        lines: list[list[Part]] = [[]]
        x = 0
        for widget in widgets:
            wide = widget.sizeHint().width()
            if lines[-1] and x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append((widget, wide, height_at(widget, min(wide, width))))
            x += wide + self._gap
        return lines

    def arrange(self, width: int, *, move: bool) -> int:
        y = 0
        for line in self._lines(width):
            tall = max((part[2] for part in line), default=0)
            if move:
                self._place(line, QRect(0, y, width, tall))
            y += tall + self._gap
        return max(y - self._gap, 0)

    def _place(self, line: list[Part], rect: QRect) -> None:
        x = rect.left()
        used = sum(asked for _, asked, _ in line) + self._gap * (len(line) - 1)
        spare = max(rect.width() - used, 0)
        for number, (widget, asked, tall) in enumerate(line):
            extra = spare if self._grow and not number else 0
            wide = min(asked + extra, rect.width())
            if self._push and number and widget is self._parts[-1]:
                x = rect.right() + 1 - wide
            widget.setGeometry(x, rect.top() + (rect.height() - tall) // 2, wide, tall)
            if isinstance(widget, Button):
                widget.set_edged(not number)
            x += wide + self._gap


class FieldBoard(Arranged):
    """Rows of fields; the fields of a row stand side by side where there is room for them.

    Regrouping never takes a field out of its parent, so the one being written in keeps the
    focus when another appears above it.
    """

    def __init__(self, gap: int, tight: int) -> None:
        super().__init__()
        self._gap, self._tight = gap, tight
        self._rows: Groups = ()

    def regroup(self, rows: Groups) -> None:
        """Lay these rows out from now on."""
        self._rows = rows
        for row in rows:
            for widget, _ in row:
                if widget.parentWidget() is not self:
                    widget.setParent(self)
                    widget.show()
        self.rearrange()

    def sizeHint(self) -> QSize:
        wide = max((w.sizeHint().width() for row in self._rows for w, _ in row), default=0)
        return QSize(wide, self.heightForWidth(self.width() if self.width() > 100 else wide))

    def minimumSizeHint(self) -> QSize:
        widest = (w.minimumSizeHint().width() for row in self._rows for w, _ in row)
        return QSize(max(widest, default=0), 0)

    def arrange(self, width: int, *, move: bool) -> int:
        y = 0
        for row in self._rows:
            for line in self._lines(row, width):
                y += self._line(line, QRect(0, y, width, 0), move=move) + self._gap
        return max(y - self._gap, 0)

    def _lines(self, row: Sequence[tuple[QWidget, int]], width: int) -> Groups:
        if len(row) < 2 or (width >= self._tight and self._fit(row, width)):
            return [row]
        return [[pair] for pair in row]

    def _fit(self, row: Sequence[tuple[QWidget, int]], width: int) -> bool:
        """Whether each has the room that it cannot do without."""
        shares = zip(row, self._shares(row, width), strict=True)
        return all(widget.minimumSizeHint().width() <= wide for (widget, _), wide in shares)

    def _shares(self, line: Sequence[tuple[QWidget, int]], width: int) -> list[int]:
        whole = width - self._gap * (len(line) - 1)
        total = sum(stretch for _, stretch in line) or 1
        return [whole * stretch // total for _, stretch in line]

    def _line(self, line: Sequence[tuple[QWidget, int]], rect: QRect, *, move: bool) -> int:
        x, tallest = rect.left(), 0
        shares = self._shares(line, rect.width())
        for (widget, _), wide in zip(line, shares, strict=True):
            tall = height_at(widget, wide)
            if move:
                widget.setGeometry(x, rect.top(), wide, tall)
            tallest = max(tallest, tall)
            x += wide + self._gap
        return tallest
