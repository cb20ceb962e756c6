"""A call card while somebody is at work in the record beside a rail of tasks: it lies over the
record, clear of what is in use, so that nothing under the hands is laid out anew."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QComboBox, QLineEdit, QScrollArea, QTextEdit, QWidget


def in_use(page: QWidget, within: QWidget) -> QWidget | None:
    """What somebody is at in this part of the page: the field that is written or chosen in, whose
    list may be open and then has the keyboard; of what is pressed or ticked, the pane that it is
    in, since what stands beside it is next."""
    here: QWidget | None = page.focusWidget()
    if here is not None and not within.isAncestorOf(here):
        return None
    while here is not None and here.parentWidget() is not within:
        if isinstance(here, (QLineEdit, QTextEdit, QComboBox, QScrollArea)):
            return here
        here = here.parentWidget()
    return here


def seen_at(page: QWidget, part: QWidget) -> QRect:
    """Where on the page a part stands."""
    return QRect(part.mapTo(page, QPoint()), part.size())


def clear_of(field: QRect, area: QRect, size: QSize) -> QRect:
    """A place for a card in the area: the corner nearest the task panel that is clear of the field,
    or hides the least of it. Above comes first: below are the buttons that the form ends with."""
    right, low = area.right() + 1 - size.width(), area.bottom() + 1 - size.height()
    corners: Sequence[tuple[int, int]] = (
        (right, area.top()), (right, low), (area.left(), low), (area.left(), area.top()),
    )  # fmt: skip
    places = [QRect(QPoint(x, y), size) for x, y in corners]
    return min(places, key=lambda place: _area(place.intersected(field)))


def _area(rect: QRect) -> int:
    return 0 if rect.isEmpty() else rect.width() * rect.height()
