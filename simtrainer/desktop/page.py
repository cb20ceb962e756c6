"""What all screens have in common: they may be any size, and fold where the window is narrow."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.base.text import Texts
from simtrainer.desktop.kit.focus import PAINTS_FOCUS
from simtrainer.desktop.theme import Theme


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
