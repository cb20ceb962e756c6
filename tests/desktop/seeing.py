"""Looks at a shown window as its users do: by the eye, by the keyboard, by a screen reader.

Text is looked for in the rendered pixels: the commonest colour of its place is its ground, and the
colour farthest from it is its ink.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from simtrainer.desktop.icons import GLYPHS
from tests.desktop import printed
from tests.desktop.walk import by_arrows, shown, stops

LEAST_CONTRAST = 4.5
LEAST_FOR_ICONS = LEAST_FOR_EDGES = 3.0
_MANY = 2
_SEEN = 40
"""Pixels; of what is lower than this, nothing is read."""
_BESIDE = 4
"""So many pixels outside a field's edge, and inside it, are looked at."""
UNLIT = chr(GLYPHS["star"])
"""A star that was not earned is meant to be pale; how many there are stands in words too."""
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)
_SILENT = {QAccessible.Role.NoRole}


def named(widget: QWidget) -> str:
    """How a finding tells of a widget."""
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()!r}"


def silent(window: QWidget) -> list[str]:
    """What can be used and has no name or no role for a screen reader."""
    found = []
    for widget in interactive(window):
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name) if told is not None else ""
        if not name.strip() or told.role() in _SILENT:
            found.append(named(widget))
    return found


def shapeless(window: QWidget) -> list[str]:
    """What has a name for a screen reader and no role, so that it is passed over."""
    found = []
    for widget in shown(window):
        told = QAccessible.queryAccessibleInterface(widget) if widget.accessibleName() else None
        if told is not None and told.role() in (QAccessible.Role.Client, *_SILENT):
            found.append(named(widget))
    return found


def interactive(window: QWidget) -> list[QWidget]:
    """What can be pressed, written in, or walked through with the arrow keys."""
    kinds = (QAbstractButton, QAbstractItemView, *_FIELDS)
    return [w for w in shown(window) if isinstance(w, kinds) and w.isEnabled() and _usable(w)]


def _usable(widget: QWidget) -> bool:
    """A view or a button of Qt's own inside a field is the field's."""
    inside = widget.parentWidget()
    while inside is not None:
        if isinstance(inside, _FIELDS):
            return False
        inside = inside.parentWidget()
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def unreached(window: QWidget) -> list[str]:
    """What can be used by the mouse and not come to by Tab, or by arrows from a neighbour of the
    same group."""
    reached = stops(window)
    return [
        named(widget)
        for widget in interactive(window)
        if widget not in reached
        and not widget.focusProxy()
        and not (isinstance(widget, QAbstractButton) and by_arrows(widget, reached))
    ]


def unreadable(window: QWidget) -> Iterator[str]:
    """Words whose ink is too near their ground, with the contrast that was measured, and words
    that are torn or stick out of what they are painted on."""
    written, picture = printed.prints(window)
    yield from _faint_fields(window, picture)
    for one in written:
        if printed.cut(one):
            yield f"{named(one.on)} {one.text!r} {one.box.toRect()} in {one.on.size()}"
        if one.torn:
            yield f"{named(one.on)} {one.text!r} torn in the middle of a word"
        place = printed.seen(one, window)
        if place is None or one.text == UNLIT:
            continue
        measured = printed.contrast(picture, place)
        if measured < (LEAST_FOR_ICONS if one.icon else LEAST_CONTRAST):
            yield f"{named(one.on)} {one.text!r} {measured:.2f}"


def edgeless(window: QWidget) -> list[str]:
    """Fields whose frame can hardly be told from what is around them."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in shown(window):
        if not isinstance(widget, _FIELDS) or not widget.isEnabled() or not _usable(widget):
            continue
        if widget.hasFocus() or _visible(widget, window).size() != widget.size():
            continue  # the focus ring is a frame of its own
        middle = widget.mapTo(window, QPoint(0, widget.height() // 2))
        on_top = window.childAt(middle)
        if on_top is None or not (on_top is widget or widget.isAncestorOf(on_top)):
            continue  # a call lies over it, until it is answered
        across = QRect(middle.x() - _BESIDE, middle.y(), 2 * _BESIDE, 1)
        measured = printed.contrast(picture, across, few=1)
        if measured < LEAST_FOR_EDGES:
            found.append(f"{named(widget)} {measured:.2f}")
    return found


def nested(window: QWidget) -> list[str]:
    """What scrolls inside what scrolls: two bars beside each other, and a wheel that does now this
    and now that. A field that is written in scrolls by itself."""
    areas = [w for w in shown(window) if isinstance(w, QAbstractScrollArea) and _scrolls(w)]
    return [
        f"{named(inner)} {inner.size().toTuple()} in {named(outer)} {outer.size().toTuple()}"
        for inner in areas
        for outer in areas
        if outer is not inner
        and outer.isAncestorOf(inner)
        and outer.height() >= max(_SEEN, inner.height() / _MANY)
    ]


def _scrolls(area: QAbstractScrollArea) -> bool:
    bar = area.verticalScrollBar()
    written = isinstance(area, (QPlainTextEdit, QTextEdit))
    return bar.isVisible() and bar.maximum() > bar.minimum() and not written


def _faint_fields(window: QWidget, picture: QImage) -> Iterator[str]:
    """Qt draws the words in its own fields."""
    for widget in shown(window):
        if not _has_words(widget) or not widget.isEnabled():
            continue
        place = _visible(widget, window)
        if place.height() < widget.height() or place.width() < widget.width() // 2:
            continue  # scrolled half away: what is seen may hold no word
        measured = printed.contrast(picture, place)
        if measured < LEAST_CONTRAST:
            yield f"{named(widget)} {measured:.2f}"


def _has_words(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return bool(widget.text() or widget.placeholderText())
    if isinstance(widget, QPlainTextEdit):
        return bool(widget.toPlainText())
    return False


def _visible(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that no panel hides, in the window's coordinates."""
    region = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, QPoint(0, 0)) + region.topLeft(), region.size())
