"""What all screens have in common: they may be any size, and fold where the window is narrow."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from simtrainer.base.text import Texts
from simtrainer.desktop.kit.focus import PAINTS_FOCUS
from simtrainer.desktop.theme import Theme

WAYS_BACK = ("lookback.back", "settings.back", "ready.back")
"""Buttons that lead back to where one came from: Escape presses the one that is on the page."""


class Page(QWidget):
    """A whole screen, called ``name`` by screen readers.

    It takes the focus when it is entered, so that they say its name and Tab begins at its top.
    Signals: ``wished(command)``, ``helped()`` where "Hjelp" has no command, ``announced(str)``
    and ``failed(Problem)`` for what the page did by itself.
    """

    spoken_as = "page"
    wished = Signal(object)
    helped = Signal()
    announced = Signal(str)
    failed = Signal(object)

    def __init__(
        self, theme: Theme, texts: Texts, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme, self.texts = theme, texts
        self.setAccessibleName(name)
        self.setProperty(PAINTS_FOCUS, True)
        self.setMinimumSize(1, 1)
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(0)

    def parts(self) -> tuple[QWidget, ...]:
        """What F6 goes between, in the order it does."""
        return tuple(under_each_other(self))

    def ask_help(self) -> None:
        """As if "Hjelp" were pressed."""
        self.helped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            buttons = (self.findChild(QAbstractButton, name) for name in WAYS_BACK)
            back = next((b for b in buttons if b is not None and b.isVisible()), None)
            if back is not None:
                back.click()
                return
        super().keyPressEvent(event)

    def fit(self, width: int, height: int) -> None:
        """Fold or unfold for this size in pixels."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit(event.size().width(), event.size().height())
        super().resizeEvent(event)

    def build_ahead(self, module: str, view: Any) -> None:
        """Build a module of the record that is not shown yet; only where there is a record."""

    def warm(self) -> None:
        """Get ready what will be needed soon, while nobody waits."""

    def forget(self) -> None:
        """Clear what the next person must not see."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.theme.color("frame"))


def under_each_other(whole: QWidget) -> Iterator[QWidget]:
    """What the layout of a widget holds directly."""
    layout = whole.layout()
    for number in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(number) if layout is not None else None
        if item is not None and (widget := item.widget()) is not None:
            yield widget
