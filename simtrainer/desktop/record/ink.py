"""The painter's box of the record views: theme colours, laid-out text, tags, boxes, rings."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from simtrainer.app.views.entrance import Tone
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.theme import Theme

KEPT = 1200
"""Laid-out texts remembered, three to twelve kilobytes each. All modules of a pack have some four
hundred on the screen; every word that is written makes another."""

TONES: dict[Tone, tuple[str, str, str]] = {
    "neutral": ("surface2", "line2", "ink2"),
    "good": ("good_t", "good_l", "good"),
    "warn": ("warn_t", "warn_l", "warn"),
    "bad": ("bad_t", "bad_l", "bad"),
    "info": ("info_t", "info_l", "info"),
}
"""Tone to (fill, border, text)."""


class Ink:
    """One per module, shared by its painted widgets; laid-out texts are shared by all modules."""

    def __init__(self, theme: Theme, choose: str = "") -> None:
        self.theme = theme
        self.choose = choose
        """What an empty list of choices says."""
        self.contrast = theme.contrast
        self.now = "primary" if theme.contrast else "ink"
        """Token of the now-line: it must not look like one of the grid's lines."""
        self._blocks: dict[tuple[str, str, int], Block] = theme.laid_out

    # What the theme says

    def px(self, size: float) -> int:
        """A length of the design at the theme's scale."""
        return self.theme.px(size)

    def color(self, token: str) -> QColor:
        """A token's colour."""
        return self.theme.color(token)

    def font(self, role: str) -> QFont:
        """The font of a type role."""
        return self.theme.font(role)

    def line(self, role: str) -> int:
        """Line height of a type role."""
        return self.theme.line(role)

    def width(self, text: str, role: str) -> int:
        """Width of a text on one line."""
        return self.theme.width(text, role) + 1

    def elided(self, text: str, role: str, width: int, *, middle: bool = False) -> str:
        """The text, shortened with three dots where it does not fit; readers get all of it.
        ``middle`` keeps the end too: a drug's strength stands there."""
        mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        return self.theme.metrics(role).elidedText(text, mode, width)

    def band(self, risk: str) -> QColor:
        """Fill of a risk band behind the curve: the points' colours, thinned."""
        if self.contrast:
            return self.color("surface")
        if risk == "high":
            return self.color("bad_t")
        thin = QColor(self.color("n2" if risk == "medium" else "n0"))
        thin.setAlphaF(0.55 if risk == "medium" else 0.75)
        return thin

    # Text

    def block(self, text: str, role: str, width: int) -> Block:
        """A wrapped text, laid out once per width."""
        key = (text, role, width)
        found = self._blocks.pop(key, None)
        if found is None:
            found = Block(text, self.font(role), width, self.line(role))
            if len(self._blocks) >= KEPT:
                del self._blocks[next(iter(self._blocks))]
        self._blocks[key] = found  # last, as the one used last
        return found

    def write(
        self,
        painter: QPainter,
        rect: QRect | QRectF,
        text: str,
        role: str,
        token: str,
        place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        """One line of text in a rectangle."""
        painter.setFont(self.font(role))
        painter.setPen(self.color(token))
        painter.drawText(QRectF(rect), int(place) | int(Qt.TextFlag.TextSingleLine), text)

    # Shapes

    def box(
        self,
        painter: QPainter,
        rect: QRect | QRectF,
        fill: str | None,
        edge: str | None,
        radius: int,
        thick: float = 1,
    ) -> None:
        """A rounded rectangle with a crisp border; in high contrast it always has one."""
        wide = self.px(max(thick, 2) if self.contrast else thick)
        if edge is None and self.contrast and fill in ("surface", "surface2", "surface3"):
            edge = "line2"
        painter.setPen(QPen(self.color(edge), wide) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(self.color(fill) if fill else Qt.BrushStyle.NoBrush)
        inset = wide / 2 if edge else 0
        area = QRectF(rect).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, self.px(radius), self.px(radius))

    def rule(self, painter: QPainter, rect: QRect, *, right: bool = False) -> None:
        """A crisp line along the bottom (or the right) edge, inside the rectangle."""
        wide = self.theme.border
        line = QRect(rect.left(), rect.bottom() + 1 - wide, rect.width(), wide)
        if right:
            line = QRect(rect.right() + 1 - wide, rect.top(), wide, rect.height())
        painter.fillRect(line, self.color("line"))

    def ring(self, painter: QPainter, rect: QRect | QRectF) -> None:
        """The focus ring: 2 px and a soft halo inside it, 4 px in high contrast."""
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(rect)
        wide = self.px(4 if self.contrast else 2)
        if not self.contrast:
            halo = QColor(self.color("focus"))
            halo.setAlphaF(0.25)
            painter.setPen(QPen(halo, self.px(2)))
            inner = area.adjusted(self.px(3), self.px(3), -self.px(3), -self.px(3))
            painter.drawRoundedRect(inner, self.px(4), self.px(4))
        painter.setPen(QPen(self.color("focus"), wide))
        half = wide / 2
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), self.px(6), self.px(6))
        painter.restore()

    def icon(
        self, painter: QPainter, name: str, middle: QPoint, token: str, size: int = 20
    ) -> None:
        """An icon centred on a point."""
        side = self.px(size)
        rect = QRect(middle.x() - side // 2, middle.y() - side // 2, side, side)
        self.theme.icons.paint(painter, name, rect, token)

    # Tags

    def tag_height(self) -> int:
        """26, or what the text needs."""
        return max(self.px(26), self.line("meta_strong") + self.px(6))

    def tag_width(self, text: str, icon: str) -> int:
        """Room of a tag with its icon."""
        return self.width(text, "meta_strong") + self.px(18) + (self.px(21) if icon else 0)

    def tag(
        self, painter: QPainter, x: float, y: float, text: str, tone: Tone, icon: str = ""
    ) -> None:
        """A small tag: icon plus word, never colour alone."""
        fill, edge, ink = TONES[tone]
        box = QRect(int(x), int(y), self.tag_width(text, icon), self.tag_height())
        self.box(painter, box, fill, edge, 4)
        left = box.left() + self.px(8)
        if icon:
            self.icon(painter, icon, QPoint(left + self.px(8), box.center().y() + 1), ink, 16)
            left += self.px(22)
        rest = QRect(left, box.top(), box.right() - left, box.height())
        self.write(painter, rest, text, "meta_strong", ink)
