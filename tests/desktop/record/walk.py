"""Walks a page the way a person with a screen reader, a thumb or big text does."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from simtrainer.desktop.kit.words import Words


def shown(page: QWidget) -> Iterator[QWidget]:
    """Every visible widget of a page that is not part of one of Qt's own. What is hidden is not
    looked into: most of a window's widgets are on pages that are not shown."""
    for child in page.children():
        if not isinstance(child, QWidget) or not child.isVisible():
            continue
        if not child.objectName().startswith("qt_"):
            yield child
        yield from shown(child)


def nameless(page: QWidget) -> list[str]:
    """Widgets that take the focus but have no name for screen readers."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in shown(page)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]


def small(page: QWidget, least: int) -> list[str]:
    """Buttons and fields that are lower or narrower than a target."""
    return [
        f"{widget.objectName()} {widget.width()}x{widget.height()}"
        for widget in shown(page)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        and widget.objectName()
        and min(widget.width(), widget.height()) < least
    ]


def clipped(page: QWidget) -> list[str]:
    """Widgets that stick out of their parent, or are too narrow for their words. Inside a panel
    that scrolls, up and down does not count."""
    found = []
    for widget in shown(page):
        parent = widget.parentWidget()
        if parent is None or (isinstance(widget, QAbstractScrollArea) and _scrolls(parent)):
            continue
        if _sticks_out(widget, parent):
            found.append(f"{type(widget).__name__} {_name(widget)} in {type(parent).__name__}")
        elif isinstance(widget, Words | QAbstractButton) and _squeezed(widget):
            found.append(f"{_name(widget)} squeezed to {widget.width()}x{widget.height()}")
    return found


def _scrolls(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QAbstractItemView)


def _sticks_out(widget: QWidget, parent: QWidget) -> bool:
    if isinstance(
        parent.parentWidget(), QAbstractItemView | QAbstractScrollArea
    ) and not isinstance(parent.parentWidget(), QScrollArea):
        return False
    room, own = parent.rect(), widget.geometry()
    if isinstance(parent.parentWidget(), QScrollArea):
        return own.left() < 0 or own.width() > room.width()
    return not room.adjusted(-1, -1, 1, 1).contains(own) and not own.isEmpty()


def _squeezed(widget: QWidget) -> bool:
    if widget.hasHeightForWidth():
        return widget.height() < widget.heightForWidth(widget.width())
    return widget.width() < widget.minimumSizeHint().width()


def _name(widget: QWidget) -> str:
    return widget.objectName() or widget.accessibleName()
