"""Looks at a shown window as its users do: by the eye, by the keyboard, by a screen reader.

Text is looked for in the rendered pixels: the commonest colour of a widget is its ground, and the
colour farthest from it is its ink.
"""

from collections import Counter

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from simtrainer.desktop.kit.words import Words
from tests.desktop.walk import by_arrows, shown, stops

LEAST_CONTRAST = 4.5
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)
_SILENT = {QAccessible.Role.NoRole}
_FEW = 3
"""Fewer pixels of a colour are a trick of smoothing."""


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


def faint(window: QWidget) -> list[str]:
    """Words whose ink is too near their ground, with the contrast that was measured."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in shown(window):
        if not _has_words(widget) or not widget.isEnabled():
            continue
        place = _visible(widget, window)
        if place.height() < widget.height() or place.width() < widget.width() // 2:
            continue  # scrolled half away: what is seen may hold no word
        measured = contrast(picture, place)
        if measured < LEAST_CONTRAST:
            found.append(f"{named(widget)} {measured:.2f}")
    return found


def _has_words(widget: QWidget) -> bool:
    if isinstance(widget, Words):
        return bool(widget.text().strip())
    if isinstance(widget, QAbstractButton):
        return bool(widget.text().strip())
    if isinstance(widget, QLineEdit):
        return bool(widget.text() or widget.placeholderText())
    if isinstance(widget, QPlainTextEdit):
        return bool(widget.toPlainText())
    return False


def _visible(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that no panel hides, in the window's coordinates."""
    region = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, QPoint(0, 0)) + region.topLeft(), region.size())


def contrast(picture: QImage, place: QRect) -> float:
    """The greatest contrast to the commonest colour of a place that more than a few pixels have."""
    colors: Counter[int] = Counter()
    ratio = picture.devicePixelRatio()
    left, top = round(place.left() * ratio), round(place.top() * ratio)
    right = min(round((place.right() + 1) * ratio), picture.width())
    bottom = min(round((place.bottom() + 1) * ratio), picture.height())
    for y in range(max(top, 0), bottom):
        for x in range(max(left, 0), right):
            colors[picture.pixel(x, y) & 0xFFFFFF] += 1
    if not colors:
        return 21.0
    ground = luminance(colors.most_common(1)[0][0])
    return max(
        (_ratio(ground, luminance(color)) for color, n in colors.items() if n >= _FEW), default=1.0
    )


def luminance(color: int) -> float:
    """Relative luminance of ``0xRRGGBB``, as WCAG 2 defines it."""
    parts = ((color >> 16) & 255, (color >> 8) & 255, color & 255)
    r, g, b = (
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
