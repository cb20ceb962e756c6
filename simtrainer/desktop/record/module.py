"""What every record view is: drawn from a view state, with one signal out."""

from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from simtrainer.base.text import Texts
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.sheet import record_sheet
from simtrainer.desktop.theme import Theme

_BARE = 200
_LEAST = 60
"""Lower than this in units of the design, nothing can be read in a panel."""


class ModuleWidget(QWidget):
    """Built once per kind and drawn again for every patient.

    Signals: ``wished(object)`` with a command of ``app.commands``.
    """

    wished = Signal(object)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.texts = texts
        self.ink = Ink(theme, texts("view.choose"))
        self.setStyleSheet(record_sheet(theme))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def render(self, view: Any) -> None:  # type: ignore[override]
        """Draw this state. Nothing is sent while drawing."""
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        """What scrolls by itself can be lower: else it would be scrolled inside what scrolls."""
        return QSize(self.ink.px(260), self.ink.px(_LEAST if self._scrolls() else _BARE))

    def _scrolls(self) -> bool:
        """Everything on the page is in one panel that scrolls."""
        page = self.layout()
        items = [page.itemAt(n) for n in range(page.count())] if page is not None else []
        return any(isinstance(item.widget(), QScrollArea) for item in items if item is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.ink.color("surface"))

    def column(self, parent: QWidget, gap: int = 12) -> QVBoxLayout:
        """A vertical layout with the design's margins of a pane."""
        px = self.ink.px
        layout = QVBoxLayout(parent)
        layout.setContentsMargins(px(20), px(16), px(16), px(16))
        layout.setSpacing(px(gap))
        return layout
