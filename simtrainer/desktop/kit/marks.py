"""Small painted marks: tags, icons, count badges, initials, progress dots and our own sign."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.desktop.kit.paint import (
    LEFT,
    MIDDLE,
    TINTS,
    box,
    hollow_circle,
    smooth,
    tag,
    tag_width,
    write,
)
from simtrainer.desktop.theme import Theme


class Mark(QWidget):
    """A painted thing of a fixed size that is not pressed."""

    spoken_as = "words"

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Tag(Mark):
    """A word in a small box, with an icon where there is one; ``look`` is a key of ``TINTS``."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        look: str = "neutral",
        icon: str = "",
        role: str = "meta_strong",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._text, self._tint, self._icon, self._role = text, TINTS[look], icon, role

    def show_tag(self, text: str, look: str, icon: str = "") -> None:
        """Change what it says and how it looks."""
        self._text, self._tint, self._icon = text, TINTS[look], icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        tall = max(self.theme.px(26), self.theme.line(self._role) + 4)
        return QSize(tag_width(self.theme, self._text, self._icon, self._role), tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        tag(painter, self.theme, self.rect(), self._text, self._tint, self._icon, self._role)


class TrainingMark(Mark):
    """The amber word "Øving" on the bar: this is not the real record."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent)
        self._text = text

    def sizeHint(self) -> QSize:
        return QSize(self.theme.width(self._text, "label") + self.theme.px(22), self.theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        box(painter, self.theme, self.rect(), "star", None, 4)
        write(painter, self.theme, self.rect(), self._text, "label", "bar", MIDDLE)


class IconMark(Mark):
    """An icon of its own."""

    spoken_as = "picture"

    def __init__(
        self,
        theme: Theme,
        icon: str,
        tone: str = "ink",
        side: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._icon, self._tone, self._side = icon, tone, side

    def show_icon(self, icon: str, tone: str) -> None:
        """Change it."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._side), self.theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.theme.icons.paint(QPainter(self), self._icon, self.rect(), self._tone)


class Initials(Mark):
    """A person's initials in a circle on the bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._text = ""

    def show_person(self, initials: str, name: str) -> None:
        """Show these initials; the name is for a screen reader and the tooltip."""
        self._text = initials
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(36), self.theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        painter.setPen(QPen(self.theme.color("bar_line"), self.theme.border))
        painter.setBrush(self.theme.color("bar2"))
        inset = self.theme.border / 2
        painter.drawEllipse(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        write(painter, self.theme, self.rect(), self._text, "label", "on_bar", MIDDLE)


class Dots(Mark):
    """How many of a few are done, as filled and hollow dots; the words stand beside them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._done = self._total = 0

    def show_count(self, done: int, total: int) -> None:
        """Fill ``done`` of ``total``."""
        self._done, self._total = done, total
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(19 * self._total - 5), self.theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        radius = self.theme.px(14) / 2
        for number in range(self._total):
            at = QPointF(self.theme.px(19 * number) + radius, self.height() / 2)
            hollow_circle(painter, self.theme, at, radius, "primary", self.theme.px(2))
            if number < self._done:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.color("primary"))
                painter.drawEllipse(at, radius, radius)


class Sign(Mark):
    """simtrainer's own sign: the shift line with its now-marker; the name beside it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._name, self._alone = name, False

    def set_alone(self, alone: bool) -> None:
        """Leave out the name where there is no room."""
        self._alone = alone
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = 0 if self._alone else self.theme.width(self._name, "section") + self.theme.px(12)
        return QSize(self.theme.px(32) + words, self.theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        smooth(painter)
        side = theme.px(32)
        at = QRect(0, (self.height() - side) // 2, side, side)
        box(painter, theme, at, None, "star", 8, theme.px(2))
        middle = QRectF(at).center()
        reach = theme.scale * 11
        painter.setPen(QPen(theme.color("on_bar"), theme.scale * 3))
        for way in (-1, 1):
            end = QPointF(middle.x() + way * reach, middle.y())
            painter.drawLine(end, QPointF(middle.x() + way * theme.scale * 5, middle.y()))
        painter.setPen(QPen(theme.color("star"), theme.scale * 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, theme.scale * 5.5, theme.scale * 5.5)
        if not self._alone:
            rest = self.rect().adjusted(side + theme.px(10), 0, 0, 0)
            write(painter, theme, rest, self._name, "section", "on_bar", LEFT)


def badge_width(theme: Theme, count: int) -> int:
    """How wide the count is drawn: two figures need more room than one."""
    return max(theme.px(22), theme.width(str(count), "count") + theme.px(10))


def count_badge(painter: QPainter, theme: Theme, right: int, middle: int, count: int) -> None:
    """A red circle of 22 with a number, its right edge at ``right``."""
    text, tall = str(count), theme.px(22)
    wide = badge_width(theme, count)
    at = QRectF(right - wide, middle - tall / 2, wide, tall)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("bad_s"))
    painter.drawRoundedRect(at, tall / 2, tall / 2)
    write(painter, theme, at, text, "count", "on_bad", MIDDLE)
