"""The order in which Tab goes: as one reads, line by line and from left to right.

Qt goes by the order in which widgets were made, which is seldom the order in which they stand,
and another one after each rebuilding. So the window asks here instead.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
"""Nothing inside these is a stop of its own."""
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def stops(root: QWidget) -> Iterator[QWidget]:
    """Where Tab lands inside a widget that is shown, in order; the widget itself first. A panel
    that scrolls and holds nothing but words is a stop: the arrow keys read on in it."""
    if not root.isEnabled():
        return
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    if isinstance(root, _WHOLE):
        return
    empty = True
    for child in _as_read(_shown(root)):
        for stop in stops(child):
            empty = False
            yield stop
    if empty and isinstance(root, QScrollArea) and _scrolls(root):
        yield root


def _scrolls(area: QScrollArea) -> bool:
    return area.verticalScrollBar().maximum() > 0


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab would land on it now."""
    return widget.isVisible() and widget.isEnabled() and widget in stops(widget)


def beside(root: QWidget, here: QWidget, by: int) -> QWidget | None:
    """The stop that comes after (``by`` 1) or before (-1) what has the focus; None where that is
    not inside ``root`` or not on the screen."""
    order = list(stops(root))
    if not order or not here.isVisible():
        return None
    if here in order:
        return order[(order.index(here) + by) % len(order)]
    inside = [n for n, stop in enumerate(order) if here.isAncestorOf(stop)]
    if not inside:
        return _nearest(order, root, here, by)
    return order[inside[0] if by > 0 else inside[0] - 1]


def _nearest(order: list[QWidget], root: QWidget, here: QWidget, by: int) -> QWidget | None:
    """For what has the focus without being a stop: the stop after or before it as one reads."""
    whole: list[QWidget] = list(_everything(root))
    if here not in whole:
        return None
    at = whole.index(here)
    ahead = [w for w in (*whole[at + 1 :], *whole[:at]) if w in order]
    if not ahead:
        return None
    return ahead[0 if by > 0 else -1]


def _everything(root: QWidget) -> Iterator[QWidget]:
    yield root
    if not isinstance(root, _WHOLE):
        for child in _as_read(_shown(root)):
            yield from _everything(child)


def _shown(root: QWidget) -> list[QWidget]:
    return [
        child
        for child in root.findChildren(QWidget, options=_DIRECT)
        if not child.isHidden() and not child.isWindow()
    ]


def _as_read(siblings: list[QWidget]) -> list[QWidget]:
    """Line by line: what stands beside each other is a line, and goes from left to right. What
    reaches only a little into the line above, where room is short, stands under it."""
    if len(siblings) < 2:
        return siblings
    read: list[QWidget] = []
    line: list[tuple[int, int, int]] = []
    bottom = 0
    for top, left, number in sorted((w.y(), w.x(), n) for n, w in enumerate(siblings)):
        tall = siblings[number].height()
        if line and top + tall // 2 >= bottom:
            read.extend(siblings[n] for _, _, n in sorted(line))
            line, bottom = [], 0
        bottom = max(bottom, top + tall)
        line.append((left, top, number))
    read.extend(siblings[n] for _, _, n in sorted(line))
    return read
