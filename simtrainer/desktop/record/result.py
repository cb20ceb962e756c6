"""The result of a NEWS2 set: the number in its colour, the risk and what to do, in words.

Signals: ``wished(object)`` with ``StartForm``. Object names: ``then.<type>``.
"""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.commands import StartForm
from simtrainer.app.views.record import FormLink
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.paint import MIDDLE
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.wrap import Flow


class ResultCard(QWidget):
    """A number fills the coloured block; an unfinished set says so in words. Under the words
    stand buttons for what to write next."""

    spoken_as = "group"
    wished = Signal(object)

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._state = ("", "", "", "")
        self._steps: tuple[FormLink, ...] = ()
        self._buttons = Flow(ink.px(8))
        self._buttons.setParent(self)
        self._buttons.hide()
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

    def show_steps(self, steps: tuple[FormLink, ...]) -> None:
        """Offer these forms."""
        if steps == self._steps:
            return
        self._steps = steps
        self._buttons.clear()
        for step in steps:
            name = f"then.{step.type}"
            button = Button(self._ink.theme, "outlined", name, step.label, icon=step.icon)
            button.clicked.connect(lambda _=False, t=step.type: self.wished.emit(StartForm(t)))
            self._buttons.add(button)
        self._buttons.setVisible(bool(steps))
        self.updateGeometry()
        self._place()

    def _is_below(self, width: int) -> bool:
        """The buttons have no room beside the number: they stand under it."""
        return bool(self._steps) and self._inner(width) < self._buttons.minimumSizeHint().width()

    def _steps_room(self, width: int) -> tuple[int, int]:
        """(width, height) of the buttons; no height for none."""
        below = self._is_below(width)
        wide = width - self._ink.px(32) if below else self._inner(width)
        if not self._steps:
            return wide, 0
        return wide, self._buttons.heightForWidth(wide) + self._ink.px(16 if below else 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """The buttons have their size: place them anew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        ink, width = self._ink, self.width()
        wide, tall = self._steps_room(width)
        left = self._block_width(width) + ink.px(16)
        top = self._text_top() + self._text_height(self._inner(width)) + ink.px(12)
        if self._is_below(width):
            left, top = ink.px(16), self.height() - tall
        self._buttons.setGeometry(left, top, wide, self._buttons.heightForWidth(wide))

    def _upper(self) -> int:
        """Height of the number and the words, without buttons under them."""
        below = self._steps_room(self.width())[1] if self._is_below(self.width()) else 0
        return self.height() - below

    def _text_height(self, inner: int) -> int:
        _, _, risk, advice = self._state
        ink = self._ink
        return ink.block(risk, "patient", inner).height + ink.block(advice, "body", inner).height

    def _text_top(self) -> int:
        width = self.width()
        beside = 0 if self._is_below(width) else self._steps_room(width)[1]
        used = self._text_height(self._inner(width)) + beside
        return max((self._upper() - used) // 2, self._ink.px(8))

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
        total = self._state[0]
        steps = self._steps_room(width)[1]
        below = self._is_below(width)
        text = self._text_height(inner) + (0 if below else steps)
        block = ink.line("score")
        if not self._is_number:
            block = ink.block(total, "label", self._block_width(width) - ink.px(16)).height
        upper = max(text + ink.px(28), block + ink.px(24), ink.px(108))
        return upper + (steps if below else 0)

    def sizeHint(self) -> QSize:
        wide = self.width() or self._ink.px(480)
        return QSize(self._ink.px(480), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(200), self._ink.px(108))

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
        y = self._text_top()
        head.draw(painter, x, y, ink.color("ink"))
        rest.draw(painter, x, y + head.height, ink.color("ink2"))

    def _paint_block(self, painter: QPainter, shape: QPainterPath) -> None:
        ink, (total, tone, _, _) = self._ink, self._state
        box = QRect(0, 0, self._block_width(self.width()), self._upper())
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
