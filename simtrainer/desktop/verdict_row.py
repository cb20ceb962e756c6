"""One check of the debrief: what was asked, what was done and why it matters, with the way to the
record as it was then."""

from PySide6.QtCore import QPointF, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.commands import LookBack
from simtrainer.app.views.shell import Verdict
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.paint import RIGHT, smooth, tick_circle, write
from simtrainer.desktop.theme import Theme

_ICONS = {"late": ("clock-outline", "warn"), "missed": ("close-circle-outline", "bad")}
_INDENT = 34
_NARROW = 620


class VerdictRow(QWidget):
    """Painted, but for the button; its accessible name is all that it says.
    Signals: ``wished(LookBack)``."""

    wished = Signal(object)

    spoken_as = "words"

    def __init__(
        self, theme: Theme, texts: Texts, verdict: Verdict, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._verdict = theme, verdict
        state = texts(f"ui.debrief.state.{verdict.state}")
        parts = (
            verdict.title, state, verdict.points, verdict.what, verdict.feedback, verdict.expert,
            verdict.source,
        )  # fmt: skip
        self.setAccessibleName(". ".join(part for part in parts if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.seen = Button(theme, "outlined", f"seen.{verdict.check}", verdict.seen, parent=self)
        self.seen.setAccessibleName(texts("ui.lookback.open", title=verdict.title))
        self.seen.asks(self.wished, LookBack(verdict.check))
        self.seen.setVisible(bool(verdict.seen))

    def _beside(self, width: int) -> bool:
        """The button stands at the right; where there is no room, under the text."""
        return width / self._theme.scale >= _NARROW

    def _taken(self, width: int) -> tuple[int, int]:
        """What the button takes of the width and of the height."""
        if not self._verdict.seen:
            return 0, 0
        size, gap = self.seen.sizeHint(), self._theme.px(16)
        return (size.width() + gap, 0) if self._beside(width) else (0, size.height() + gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        size, edge = self.seen.sizeHint(), self._theme.px(12)
        left = self.width() - size.width() if self._beside(self.width()) else self._theme.px(34)
        top = self._theme.line("label_large") + edge + self._theme.px(4)
        if not self._beside(self.width()):
            top = self.height() - size.height() - edge
        self.seen.setGeometry(left, top, size.width(), size.height())

    def _blocks(self, width: int) -> list[tuple[Block, str]]:
        theme, verdict = self._theme, self._verdict
        room = width - theme.px(_INDENT)
        points = theme.width(verdict.points, "text_number") + theme.px(16)
        free = room - self._taken(width)[0]
        rows = (
            (verdict.title, "label_large", "ink", room - points),
            (verdict.what, "text_medium", _ICONS.get(verdict.state, ("", "good"))[1], free),
            (verdict.feedback, "text", "ink2", free),
            (verdict.expert, "text", "ink2", free),
            (verdict.source, "meta", "ink3", free),
        )
        return [
            (Block(text, theme.font(role), wide, theme.line(role)), tone)
            for text, role, tone, wide in rows
            if text
        ]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = sum(block.height for block, _ in self._blocks(width)) + self._theme.px(24)
        button = self.seen.sizeHint().height() if self._verdict.seen else 0
        least = button + self._theme.line("label_large") + self._theme.px(28)
        return max(text + self._taken(width)[1], least if button else 0)

    def sizeHint(self) -> QSize:
        wide = self._theme.px(520)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, verdict, painter = self._theme, self._verdict, QPainter(self)
        smooth(painter)
        top = theme.px(12)
        line = theme.line("label_large")
        middle = QPointF(theme.px(10), top + line / 2)
        if verdict.state == "good":
            tick_circle(painter, theme, middle, theme.scale * 10, "good", "surface")
        else:
            icon, tone = _ICONS[verdict.state]
            spot = QRect(0, 0, theme.px(22), theme.px(22))
            spot.moveCenter(middle.toPoint())
            theme.icons.paint(painter, icon, spot, tone)
        points = QRect(0, top, self.width(), line)
        write(painter, theme, points, verdict.points, "text_number", "ink2", RIGHT)
        for block, tone in self._blocks(self.width()):
            block.draw(painter, theme.px(_INDENT), top, theme.color(tone))
            top += block.height
