"""A line in which something is looked for: a magnifying glass, and Down goes to what was found."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from simtrainer.desktop.record.ink import Ink


class SearchField(QLineEdit):
    """``wide`` is its width in design pixels, ``below`` how many places on what is found stands;
    ``grows`` where it takes the room there is."""

    def __init__(
        self, ink: Ink, key: str, wide: int, below: int = 1, *, grows: bool = False
    ) -> None:
        super().__init__()
        self._ink, self._wide, self._below = ink, wide, below
        self.setObjectName(key)
        self.setFont(ink.font("body"))
        self.setTextMargins(ink.px(26), 0, 0, 0)
        self.setFixedHeight(max(ink.px(44), ink.line("body") + ink.px(14)))
        policy = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Preferred
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._ink.px(self._wide), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            for _ in range(self._below):
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        middle = QPoint(self._ink.px(22), self.height() // 2)
        self._ink.icon(QPainter(self), "magnify", middle, "ink2")
