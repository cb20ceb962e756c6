"""Buttons: one filled primary per task area, the rest outlined; amber only for "Fortsett".

A button paints itself; its object name is the key by which the autopilot, the tests and a
screen reader find it, its accessible name is its label.
"""

from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, QSize, Qt, SignalInstance
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from simtrainer.desktop.kit.paint import MIDDLE, box, smooth, write
from simtrainer.desktop.theme import Theme

ON_BAR = "onBar"
"""Dynamic property of widgets on the dark bar: their focus ring is the star colour."""


class Look(NamedTuple):
    """Tokens of one kind of button: at rest, under the pointer, pressed."""

    fill: str | None
    hover: str | None
    pressed: str | None
    border: str | None
    ink: str
    icon: str


KINDS = {
    "primary": Look("primary", "primary_h", "primary_p", None, "on_primary", "on_primary"),
    "outlined": Look("surface", "surface2", "surface3", "line2", "ink", "ink"),
    "bar": Look("bar2", "bar", "bar", "bar_line", "on_bar", "on_bar"),
    "light": Look("on_bar", "on_bar2", "on_bar2", None, "bar", "bar"),
    "amber": Look("star", "star", "star", None, "bar", "bar"),
    "link": Look(None, "surface2", "surface3", None, "primary", "primary"),
    "quiet": Look(None, "surface2", "surface3", None, "ink2", "ink2"),
}


class Measure(NamedTuple):
    """Height, padding at the sides and type role of one size of button."""

    height: int
    pad: int
    role: str


SIZES = {
    "tiny": Measure(28, 8, "meta_strong"),
    "small": Measure(40, 13, "button"),
    "normal": Measure(44, 18, "button"),
    "large": Measure(52, 25, "large_button"),
}


class Row(Protocol):
    """Buttons that are one stop for Tab: see ``roving``."""

    def pressed(self, here: "Pressable", key: int, text: str) -> bool:
        """Go where a key leads from a button; False where it leads nowhere."""

    def stand_at(self, stop: "Pressable | None") -> None:
        """The one where Tab lands."""

    def stop(self) -> "Pressable | None":
        """Where Tab lands."""

    def toward(self, key: str) -> Qt.Key | None:
        """The key that leads nearest to the button with this name; None when there."""


class Pressable(QAbstractButton):
    """What all own buttons share: pressed by Space, Enter and click; repaints under the pointer."""

    def __init__(self, theme: Theme, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._wish: object = None
        self.roving: Row | None = None
        """The row it is one of, where that row is one stop for Tab."""
        self.setObjectName(key)
        self.setText(label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def hot(self) -> bool:
        """Under the pointer. Qt alone still says so after the thing below the pointer moved."""
        return self.underMouse() and self.rect().contains(self.mapFromGlobal(QCursor.pos()))

    def setText(self, text: str) -> None:
        """Show this label; a screen reader says it too."""
        if text != self.text():
            super().setText(text)
            self.updateGeometry()
        self.setAccessibleName(text)

    def asks(self, wished: SignalInstance, command: object) -> None:
        """Pressing this emits ``command`` through ``wished``; a later call replaces it."""
        if self._wish is None:
            self.clicked.connect(lambda: wished.emit(self._wish))
        self._wish = command

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        if self.roving is not None and self.roving.pressed(self, event.key(), event.text()):
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Who presses twice out of habit has pressed once: what the first press brought under the
        pointer is not pressed too."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.roving is not None:
            self.roving.stand_at(self)


class Button(Pressable):
    """A labelled button of one of ``KINDS`` and ``SIZES``; ``trailing`` puts the icon last.

    ``icon_only`` keeps the label for the screen reader and the tooltip alone.
    """

    def __init__(
        self,
        theme: Theme,
        kind: str,
        key: str,
        label: str,
        *,
        icon: str = "",
        size: str = "normal",
        trailing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, key, label, parent)
        self._look, self._measure = KINDS[kind], SIZES[size]
        self._icon, self._trailing = icon, trailing
        self._icon_only = self._edged = False
        self.setProperty(ON_BAR, kind in ("bar", "light", "amber"))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Another icon in the same place."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def set_edged(self, edged: bool) -> None:
        """Draw an edge where there is none by itself: what begins a line stands flush with what is
        above it by its edge; its words alone would look indented."""
        if edged != self._edged:
            self._edged = edged
            self.update()

    def set_icon_only(self, alone: bool) -> None:
        """Leave out the label where there is no room for it; it is then the tooltip."""
        if alone != self._icon_only:
            self._icon_only = alone
            self.setToolTip(self.text() if alone else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        px = self.theme.px
        icon = px(20) if self._icon else 0
        if self._icon_only:
            return QSize(px(self._measure.height), px(self._measure.height))
        gap = px(8) if icon else 0
        words = self.theme.width(self.text(), self._measure.role)
        return QSize(words + icon + gap + 2 * px(self._measure.pad), self._tall())

    def minimumSizeHint(self) -> QSize:
        """Without the air at the sides, which gives way before the words do."""
        wanted = self.sizeHint()
        if self._icon_only:
            return wanted
        air = max(self._measure.pad - 6, 0)
        return QSize(wanted.width() - 2 * self.theme.px(air), wanted.height())

    def _tall(self) -> int:
        return max(self.theme.px(self._measure.height), self.theme.line(self._measure.role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look = self._look
        fill = look.fill
        if self.isDown():
            fill = look.pressed
        elif self.hot:
            fill = look.hover
        border = "line2" if self._edged and look.fill is None else look.border
        box(painter, self.theme, self.rect(), fill, border)
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        px = self.theme.px
        side = px(20) if self._icon else 0
        words = 0 if self._icon_only else self.theme.width(self.text(), self._measure.role)
        gap = px(8) if side and words else 0
        left = (self.width() - side - gap - words) // 2
        icon_left = left + words + gap if self._trailing else left
        words_left = left if self._trailing else left + side + gap
        if side:
            at = QRect(icon_left, (self.height() - side) // 2, side, side)
            self.theme.icons.paint(painter, self._icon, at, self._look.icon)
        if words:
            at = QRect(words_left - 2, 0, words + 4, self.height())
            write(painter, self.theme, at, self.text(), self._measure.role, self._look.ink, MIDDLE)
