"""The groups of an assessment as bars from level 1 to 5, with a stroke where the last one was."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.care import GroupBar
from simtrainer.desktop.record.ink import Ink


class ProfileBars(QWidget):
    """Label and value on one line, the bar under them."""

    spoken_as = "picture"

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._bars: tuple[GroupBar, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_bars(self, title: str, bars: tuple[GroupBar, ...]) -> None:
        """Draw these bars; screen readers get them as one sentence."""
        if bars == self._bars:
            return
        self._bars = bars
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(f"{bar.label} {bar.text}" for bar in bars))
        self.updateGeometry()
        self.update()

    def _row(self, bar: GroupBar, width: int) -> int:
        """Height of the words of a bar."""
        ink = self._ink
        room = width - ink.width(bar.text, "number") - ink.px(8)
        return ink.block(bar.label, "text", max(room, ink.px(60))).height

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._row(bar, width) + self._ink.px(20) for bar in self._bars)

    def sizeHint(self) -> QSize:
        wide = self.width() or self._ink.px(300)
        return QSize(self._ink.px(300), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(160), self._ink.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, painter = self._ink, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = 0
        for bar in self._bars:
            tall = self._row(bar, self.width())
            room = self.width() - ink.width(bar.text, "number") - ink.px(8)
            label = ink.block(bar.label, "text", max(room, ink.px(60)))
            label.draw(painter, 0, y, ink.color("ink"))
            right = QRect(room + ink.px(8), y, self.width() - room - ink.px(8), ink.line("text"))
            ink.write(painter, right, bar.text, "number", "ink")
            self._paint_bar(painter, bar, y + tall + ink.px(2))
            y += tall + ink.px(20)

    def _paint_bar(self, painter: QPainter, bar: GroupBar, y: int) -> None:
        ink, tall = self._ink, self._ink.px(8)
        whole = QRectF(0, y, self.width(), tall)
        ink.box(painter, whole, "surface3", None, 4)
        if bar.share is not None:
            wide = max(bar.share * self.width(), tall)
            ink.box(painter, QRectF(0, y, wide, tall), "primary", None, 4)
        if bar.before is not None:
            x = round(bar.before * (self.width() - ink.px(3)))
            painter.fillRect(QRect(x, y - ink.px(2), ink.px(3), tall + ink.px(4)), ink.color("ink"))
