"""Strokes that painted widgets share: boxes, single lines of text, tags and round badges."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from simtrainer.desktop.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter


class Tint(NamedTuple):
    """Tokens of a filled mark."""

    fill: str
    border: str
    ink: str


TINTS = {
    "neutral": Tint("surface2", "line", "ink2"),
    "good": Tint("good_t", "good_l", "good"),
    "warn": Tint("warn_t", "warn_l", "warn"),
    "bad": Tint("bad_t", "bad_l", "bad"),
    "info": Tint("info_t", "info_l", "info"),
    "mandatory": Tint("tint", "primary", "on_tint"),
    "voluntary": Tint("surface", "line2", "ink2"),
    "alarm": Tint("bad_s", "bad_s", "on_bad"),
}
"""Looks of a tag by tone, plus the two kinds of exercise and the solid CAVE mark."""


_TICK = ((-0.38, 0.02), (-0.1, 0.3), (0.42, -0.28))
"""A tick inside a circle of radius 1; the icon font's own is too thin this small."""


_ONE_LINE = Qt.TextFlag.TextSingleLine.value


def smooth(painter: QPainter) -> None:
    """Round corners and curves without steps."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def box(
    painter: QPainter,
    theme: Theme,
    rect: QRect | QRectF,
    fill: str | None,
    border: str | None = None,
    radius: float = 6,
    width: int | None = None,
) -> None:
    """A rounded rectangle whose border lies inside ``rect``; ``fill`` and ``border`` are tokens."""
    pen = theme.border if width is None else width
    inside = QRectF(rect)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(theme.color(border), pen))
        inside = inside.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
    painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
    corner = radius * theme.scale - (pen / 2 if border else 0)
    painter.drawRoundedRect(inside, max(corner, 0), max(corner, 0))


def write(
    painter: QPainter,
    theme: Theme,
    rect: QRect | QRectF,
    text: str,
    role: str,
    tone: str | QColor = "ink",
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line of text."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(tone) if isinstance(tone, str) else tone)
    painter.drawText(QRectF(rect), align.value | _ONE_LINE, text)


def tag_width(theme: Theme, text: str, icon: str = "", role: str = "meta_strong") -> int:
    """How wide ``tag`` will be."""
    return theme.width(text, role) + theme.px(16) + (theme.px(22) if icon else 0)


def tag(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    text: str,
    tint: Tint,
    icon: str = "",
    role: str = "meta_strong",
) -> None:
    """A small box with a word, and an icon before it where there is one."""
    box(painter, theme, rect, tint.fill, tint.border, 4)
    inner = rect.adjusted(theme.px(8), 0, -theme.px(4), 0)
    if icon:
        side = theme.px(18)
        top = rect.top() + (rect.height() - side) // 2
        theme.icons.paint(painter, icon, QRect(inner.left() - 1, top, side, side), tint.ink)
        inner.adjust(theme.px(22), 0, 0, 0)
    write(painter, theme, inner, text, role, tint.ink)


def tick_circle(
    painter: QPainter, theme: Theme, center: QPointF, radius: float, fill: str, mark: str
) -> None:
    """A filled circle with a tick in it: done."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(fill))
    painter.drawEllipse(center, radius, radius)
    pen = QPen(theme.color(mark), radius * 0.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([center + QPointF(x, y) * radius for x, y in _TICK])


def hollow_circle(
    painter: QPainter, theme: Theme, center: QPointF, radius: float, ring: str, width: float
) -> None:
    """An empty circle: not done yet."""
    painter.setPen(QPen(theme.color(ring), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(center, radius - width / 2, radius - width / 2)


def ring_box(painter: QPainter, theme: Theme, rect: QRect, radius: float, *, bar: bool) -> None:
    """The focus ring on the edge of ``rect``: a line of 2 and a soft halo of 2 (contrast: 4)."""
    line = theme.px(2)
    color = QColor(theme.color("star" if bar else "focus"))
    box_at = QRectF(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = radius * theme.scale
    if theme.contrast:
        painter.setPen(QPen(color, 2 * line))
        painter.drawRoundedRect(box_at, corner, corner)
        return
    painter.setPen(QPen(color, line))
    painter.drawRoundedRect(box_at, corner, corner)
    color.setAlphaF(0.35)
    painter.setPen(QPen(color, line))
    box_at.adjust(-line, -line, line, line)
    painter.drawRoundedRect(box_at, corner + line, corner + line)
