"""The result of a NEWS2 set: the number in its colour, the risk and what to do, in words."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.desktop.kit.paint import MIDDLE
from simtrainer.desktop.record.ink import Ink


class ResultCard(QWidget):
    """A number fills the coloured block; an unfinished set says so in words."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._state = ("", "", "", "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_result(self, total: str, tone: str, risk: str, advice: str) -> None:
        """Draw this result."""
        if (total, tone, risk, advice) == self._state:
            return
        self._state = (total, tone, risk, advice)
        self.setAccessibleName(f"NEWS2 {total}. {risk}")
        self.setAccessibleDescription(advice)
        self.updateGeometry()
        self.update()

    @property
    def _is_number(self) -> bool:
        return len(self._state[0]) <= 2

    def _block_width(self, width: int) -> int:
        return min(self._ink.px(106), width // 3)

    def _inner(self, width: int) -> int:
        return width - self._block_width(width) - self._ink.px(32)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        ink, inner = self._ink, self._inner(width)
        total, _, risk, advice = self._state
        text = ink.block(risk, "patient", inner).height + ink.block(advice, "body", inner).height
        block = ink.line("score")
        if not self._is_number:
            block = ink.block(total, "label", self._block_width(width) - ink.px(16)).height
        return max(text + ink.px(28), block + ink.px(24), ink.px(108))

    def sizeHint(self) -> QSize:
        wide = self.width() or self._ink.px(480)
        return QSize(self._ink.px(480), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(220), self._ink.px(108))

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, (_, tone, risk, advice) = self._ink, self._state
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = {"n3": "bad_s", "n2": "warn_l", "n1": "warn_l", "n0": "good_l"}.get(tone, "line2")
        wide = ink.px(2)
        area = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        shape = QPainterPath()
        shape.addRoundedRect(area, ink.px(8), ink.px(8))
        painter.fillPath(shape, ink.color("surface"))
        self._paint_block(painter, shape)
        painter.setPen(QPen(ink.color(edge), wide))
        painter.drawPath(shape)
        inner = self._inner(self.width())
        head = ink.block(risk, "patient", inner)
        rest = ink.block(advice, "body", inner)
        x = self._block_width(self.width()) + ink.px(16)
        y = (self.height() - head.height - rest.height) // 2
        head.draw(painter, x, y, ink.color("ink"))
        rest.draw(painter, x, y + head.height, ink.color("ink2"))

    def _paint_block(self, painter: QPainter, shape: QPainterPath) -> None:
        ink, (total, tone, _, _) = self._ink, self._state
        box = QRect(0, 0, self._block_width(self.width()), self.height())
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, ink.color(tone or "surface3"))
        painter.restore()
        token = "n3_ink" if tone == "n3" else "n_ink" if tone else "ink2"
        if self._is_number:
            ink.write(painter, box, total, "score", token, MIDDLE)
            return
        words = ink.block(total, "label", box.width() - ink.px(16))
        y = (box.height() - words.height) // 2
        words.draw(painter, ink.px(10), y, ink.color(token))
