"""Finds every word that is painted, wherever it is painted, and looks at its pixels.

Our widgets and list rows paint their words themselves, so asking widgets for their texts would
miss most of what stands on the screen. While a window is drawn, each call that draws text is
noted with its place; the words are then looked for in the picture.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget

from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.record.row_pictures import RowPictures

ICONS = ("\ue000", "\U000f0000")
"""Icons are letters of a font of their own, from here on; they need less contrast."""
_FEW = 3
"""Fewer pixels are a trick of smoothing."""
_SLACK = 2
"""A box of words is a little wider than their ink."""


@dataclass(frozen=True)
class Print:
    """A line of words as it was drawn: on which widget, and where on it."""

    on: QWidget
    box: QRectF
    text: str
    torn: bool = False
    """Its last word goes on in the next line, without a hyphen."""

    @property
    def icon(self) -> bool:
        """Whether it is a picture from the font of icons."""
        return len(self.text) == 1 and self.text >= ICONS[0]


def prints(window: QWidget) -> tuple[list[Print], QImage]:
    """Draw the window; what was written, and the picture."""
    found: list[Print] = []
    with _watching(found):
        picture = window.grab().toImage()
    return found, picture.convertToFormat(QImage.Format.Format_RGB32)


@contextmanager
def _watching(found: list[Print]) -> Iterator[None]:
    """Note all text that is drawn; rows are painted, not copied from pictures of them."""
    draw_text, draw_block, draw_row = QPainter.drawText, Block.draw, RowPictures.draw

    def text(painter: QPainter, *told: Any) -> None:
        place = int(told[1]) if len(told) > 2 else 0
        _note(found, painter, painter.boundingRect(QRectF(told[0]), place, told[-1]), told[-1])
        draw_text(painter, *told)

    def block(own: Block, painter: QPainter, x: float, y: float, *told: Any, **more: Any) -> None:
        for offset, layout in own._layouts:
            for number in range(layout.lineCount()):
                row = layout.lineAt(number)
                start, long = row.textStart(), row.textLength()
                box = row.naturalTextRect().translated(x, y + offset)
                line, rest = layout.text()[start : start + long], layout.text()[start + long :]
                torn = line[-1:].isalnum() and rest[:1].isalnum()
                _note(found, painter, box, line.strip(), torn=torn)
        draw_block(own, painter, x, y, *told, **more)

    changes: tuple[tuple[type, str, Callable[..., Any]], ...] = (
        (QPainter, "drawText", text),
        (Block, "draw", block),
        (RowPictures, "draw", lambda *_: False),
    )
    for owner, name, watched in changes:
        setattr(owner, name, watched)
    try:
        yield
    finally:
        for (owner, name, _), own in zip(changes, (draw_text, draw_block, draw_row), strict=True):
            setattr(owner, name, own)


def _note(
    found: list[Print], painter: QPainter, box: QRectF, text: str, *, torn: bool = False
) -> None:
    on = painter.device()
    if isinstance(on, QWidget) and text.strip():
        found.append(Print(on, painter.worldTransform().mapRect(box), text, torn))


def seen(one: Print, window: QWidget) -> QRect | None:
    """Where it is in the window, if all of it can be seen and used."""
    at = one.box.toAlignedRect()
    if not one.on.isEnabled() or not one.on.visibleRegion().boundingRect().contains(at):
        return None
    place = QRect(one.on.mapTo(window, at.topLeft()), at.size())
    return place if all(_on_top(one.on, window, point) for point in _points(place)) else None


def _points(place: QRect) -> tuple[QPoint, ...]:
    middle = place.center()
    return (
        middle, QPoint(place.left() + 1, middle.y()), QPoint(place.right() - 1, middle.y())
    )  # fmt: skip


def _on_top(widget: QWidget, window: QWidget, point: QPoint) -> bool:
    """Nothing lies over it there."""
    top = window.childAt(point) or window
    return top is widget or widget.isAncestorOf(top) or _lets_through(top, widget)


def _lets_through(top: QWidget, widget: QWidget) -> bool:
    """A holder without a ground of its own that lies in front of a painted parent."""
    return top.isAncestorOf(widget)


def cut(one: Print) -> bool:
    """Whether it sticks out of what it is painted on. A list scrolls up and down, and a wide
    table sideways."""
    room, box = QRectF(one.on.rect()), one.box
    sideways = box.left() < -_SLACK or box.right() > room.right() + _SLACK
    holder = one.on.parentWidget()
    if isinstance(holder, QHeaderView):
        holder = holder.parentWidget()  # it goes along with its table
    if isinstance(holder, QAbstractScrollArea):
        return sideways and not holder.horizontalScrollBar().maximum()
    above, below = box.top() + box.height() / 4, box.bottom() - box.height() / 4
    return sideways or above < 0 or below > room.bottom()


def contrast(picture: QImage, place: QRect, few: int = _FEW) -> float:
    """The contrast to the commonest colour of a place that more than a few pixels have at least."""
    ratio = picture.devicePixelRatio()
    left, right = max(round(place.left() * ratio), 0), round((place.right() + 1) * ratio)
    top, bottom = max(round(place.top() * ratio), 0), round((place.bottom() + 1) * ratio)
    right, bottom = min(right, picture.width()), min(bottom, picture.height())
    pixels, wide = memoryview(picture.constBits()), picture.bytesPerLine()
    return _contrast_of(
        b"".join(pixels[y * wide + 4 * left : y * wide + 4 * right] for y in range(top, bottom)),
        few,
    )


@lru_cache(maxsize=50_000)
def _contrast_of(pixels: bytes, few: int) -> float:
    """The same words in the same colours are measured once."""
    colors = Counter(memoryview(pixels).cast("I"))
    if not colors:
        return 21.0
    ground = luminance(colors.most_common(1)[0][0])
    found = sorted(((_ratio(ground, luminance(color)), n) for color, n in colors.items()))
    while found:
        ratio, n = found.pop()
        few -= n
        if few <= 0:
            return ratio
    return 1.0


@lru_cache(maxsize=50_000)
def luminance(color: int) -> float:
    """Relative luminance of ``0xRRGGBB``, as WCAG 2 defines it."""
    parts = ((color >> 16) & 255, (color >> 8) & 255, color & 255)
    r, g, b = (
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
