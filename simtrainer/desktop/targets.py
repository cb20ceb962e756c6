"""Finding the place on the screen that a key names: for the autopilot, the highlight, the tests.

A key is the object name of a widget, or a spot that a painted widget knows: such a widget has
``target(key) -> QRect | None`` in its own coordinates and, where it scrolls, ``reveal(key)``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QScrollBar, QWidget

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@dataclass(frozen=True)
class Target:
    """A place to click or to point at: ``rect`` is in the coordinates of ``widget``."""

    widget: QWidget
    rect: QRect


def find(root: QWidget, key: str) -> Target | None:
    """The visible place called ``key`` inside ``root``, scrolled into view, or None."""
    widget = holder(root, key)
    if widget is None:
        return None
    reveal: Any = getattr(widget, "reveal", None)
    if reveal is not None and widget.objectName() != key:
        reveal(key)
    _bring_into_view(widget, _place(widget, key))
    return _target(widget, key)


def standing(root: QWidget, key: str) -> Target | None:
    """The visible place called ``key`` where it stands now; nothing is scrolled."""
    widget = holder(root, key)
    return _target(widget, key) if widget is not None else None


def reach(
    root: QWidget, key: str, look: Callable[[QWidget, str], Target | None] = find
) -> tuple[str, Target] | None:
    """The place called ``key`` where it is on the screen, else what is to be pressed before it
    is, such as the button that hides a tab; None where neither can be seen. ``look`` is how a
    place is looked for."""
    target = look(root, key)
    if target is not None:
        return key, target
    first = _way_to(root, key)
    before = look(root, first) if first else None
    return (first, before) if before is not None else None


def _way_to(root: QWidget, key: str) -> str:
    for widget in widgets_in(root):
        ask: Any = getattr(widget, "leads_to", None)
        if ask is not None and widget.isVisible() and (found := ask(key)):
            return str(found)
    return ""


def in_view(target: Target) -> bool:
    """Whether its middle is not scrolled away."""
    middle = target.rect.center()
    return all(
        area.viewport().rect().contains(target.widget.mapTo(area.viewport(), middle))
        for area in _areas_round(target.widget)
    )


def seen_part(target: Target) -> QRect:
    """What of the place is not scrolled away, in the widget's coordinates."""
    seen = QRect(target.rect)
    for area in _areas_round(target.widget):
        canvas = area.viewport()
        corner = target.widget.mapFrom(canvas, canvas.rect().topLeft())
        seen &= QRect(corner, canvas.size())
    return seen


def bars_round(widget: QWidget) -> Iterator[QScrollBar]:
    """What scrolls the widget, or the widget it is in."""
    for area in _areas_round(widget):
        yield area.verticalScrollBar()
        yield area.horizontalScrollBar()


def _areas_round(widget: QWidget) -> Iterator[QAbstractScrollArea]:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            canvas = above.viewport()
            if canvas is widget or canvas.isAncestorOf(widget):
                yield above
        above = above.parentWidget()


def holder(root: QWidget, key: str) -> QWidget | None:
    """The visible widget that is called ``key`` or paints the place with that name; nothing is
    scrolled."""
    for widget in root.findChildren(QWidget, key):
        if widget.isVisible():
            return widget
    for widget in widgets_in(root):
        ask: Any = getattr(widget, "target", None)
        if ask is not None and widget.isVisible() and ask(key) is not None:
            return widget
    return None


def said(target: Target, key: str) -> str:
    """What the place is called, as a screen reader would say it; empty where it has no name."""
    widget = target.widget
    for holder in (widget, widget.parentWidget()):
        name: Any = getattr(holder, "said", None)
        if name is not None and (found := name(key)):
            return str(found)
    return widget.accessibleName()


def widgets_in(root: QWidget) -> Iterator[QWidget]:
    """All below it, depth first.

    Child by child: what ``findChildren`` finds is held by ``root`` for as long as that lives, and
    of Qt's own widgets, such as the list behind a combo box, also when they have long been
    destroyed. A window that is searched over and over would never let them go.
    """
    for child in root.findChildren(QWidget, options=_DIRECT):
        yield child
        yield from widgets_in(child)


def _place(widget: QWidget, key: str) -> QRect:
    """All of a widget that is called so, else the spot in it."""
    own: Any = widget
    place: QRect = widget.rect() if widget.objectName() == key else own.target(key)
    return place


def _target(widget: QWidget, key: str) -> Target:
    """Clicks on a spot in a scroll area go to its viewport."""
    place = _place(widget, key)
    if isinstance(widget, QAbstractScrollArea) and widget.objectName() != key:
        canvas = widget.viewport()
        return Target(canvas, place.translated(-canvas.pos()))
    return Target(widget, place)


def _bring_into_view(widget: QWidget, rect: QRect) -> None:
    """Scroll every area around the widget until the middle of the place can be seen."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    area = widget.parentWidget()
    while area is not None:
        content = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and content is not None:
            at = widget.mapTo(content, rect.center())
            room = area.viewport().size()
            across = min(rect.width() // 2 + 8, room.width() // 2)
            down = min(rect.height() // 2 + 8, room.height() // 2)
            area.ensureVisible(at.x(), at.y(), across, down)
        area = area.parentWidget()
