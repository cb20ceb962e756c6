"""How far a case has come: its steps in a line, or under each other where there is little room.
A step is told by icon and word, never by colour alone."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.office import CaseStep
from simtrainer.base.text import Texts
from simtrainer.desktop.record.ink import TONES, Ink

MARK = 24
"""Side of a step's mark."""
ICONS = {
    "done": "check-circle",
    "current": "circle-slice-8",
    "next": "circle-outline",
    "aside": "alert-circle-outline",
}


class Steps(QWidget):
    """Draws the steps; nothing to press."""

    spoken_as = "group"

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        self._ink, self._texts = ink, texts
        self._steps: tuple[CaseStep, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(texts("view.case.steps"))

    def show_steps(self, steps: Sequence[CaseStep]) -> None:
        """Draw this way."""
        self._steps = tuple(steps)
        self.setAccessibleDescription(". ".join(self._said(step) for step in self._steps))
        self.setVisible(bool(steps))
        self.updateGeometry()
        self.update()

    def _said(self, step: CaseStep) -> str:
        key = "current" if step.state == "aside" else step.state
        words = self._texts(f"view.case.{key}", label=step.label)
        return f"{words}, {step.detail}" if step.detail else words

    # Room

    def _wide(self, step: CaseStep) -> int:
        """What a step needs beside its mark."""
        ink = self._ink
        words = ink.width(step.label, "meta_strong"), ink.width(step.detail, "meta")
        return max(words) + ink.px(2)

    def _in_line(self, width: int) -> bool:
        """The words stand under the marks where each has room for its own."""
        share = width // max(len(self._steps), 1) - self._ink.px(8)
        return all(self._wide(step) <= share for step in self._steps)

    def _tall(self) -> int:
        return self._ink.line("meta_strong") + self._ink.line("meta")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._steps:
            return 0
        ink = self._ink
        if self._in_line(width):
            return ink.px(MARK + 6) + self._tall()
        return sum(self._row(step, width) for step in self._steps)

    def sizeHint(self) -> QSize:
        wide = sum(self._wide(step) + self._ink.px(16) for step in self._steps)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(160), self._ink.px(MARK))

    def _row(self, step: CaseStep, width: int) -> int:
        """Height of a step in the stacked form: one line with its day beside it."""
        room = width - self._ink.px(MARK + 10)
        return max(self._ink.block(_line(step), "label", room).height + self._ink.px(6),
                   self._ink.px(MARK + 6))  # fmt: skip

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._in_line(self.width()):
            self._paint_line(painter)
        else:
            self._paint_stack(painter)

    def _token(self, step: CaseStep) -> str:
        if step.state == "aside":
            return TONES[step.tone][2]
        return {"done": "good", "current": "primary"}.get(step.state, "ink3")

    def _paint_line(self, painter: QPainter) -> None:
        ink, count = self._ink, len(self._steps)
        share = self.width() // max(count, 1)
        middle = ink.px(MARK) // 2
        for number, step in enumerate(self._steps):
            x = number * share
            if number + 1 < count:
                left = x + ink.px(MARK + 6)
                done = step.state == "done"
                bar = QRect(left, middle - ink.px(1), share - ink.px(MARK + 12), ink.px(2))
                painter.fillRect(bar, ink.color("good" if done else "line"))
            at = QPoint(x + middle, middle)
            ink.icon(painter, ICONS[step.state], at, self._token(step), MARK)
            top = ink.px(MARK + 6)
            box = QRect(x, top, share, ink.line("meta_strong"))
            strong = "ink2" if step.state == "next" else "ink"
            ink.write(painter, box, step.label, "meta_strong", strong)
            under = QRect(x, top + ink.line("meta_strong"), share, ink.line("meta"))
            ink.write(painter, under, step.detail, "meta", "ink2")

    def _paint_stack(self, painter: QPainter) -> None:
        ink, y = self._ink, 0
        for step in self._steps:
            at = QPoint(ink.px(MARK) // 2, y + ink.px(MARK) // 2)
            ink.icon(painter, ICONS[step.state], at, self._token(step), MARK)
            room = self.width() - ink.px(MARK + 10)
            block = ink.block(_line(step), "label", room)
            strong = ink.color("ink2" if step.state == "next" else "ink")
            block.draw(painter, ink.px(MARK + 10), y + ink.px(2), strong)
            y += self._row(step, self.width())


def _line(step: CaseStep) -> str:
    return f"{step.label} · {step.detail}" if step.detail else step.label
