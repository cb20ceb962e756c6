"""Small painted marks as widgets of their own."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.shell import Tone
from simtrainer.desktop.record.ink import Ink


class TagLabel(QWidget):
    """A tag: icon plus word. Nothing to say hides it."""

    def __init__(self, ink: Ink, tone: Tone, icon: str) -> None:
        super().__init__()
        self._ink, self._tone, self._icon, self._text = ink, tone, icon, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, text: str) -> None:
        """Show this word."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        return QSize(self._ink.tag_width(self._text, self._icon) + 1, self._ink.tag_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ink.tag(painter, 0, 0, self._text, self._tone, self._icon)


class Legend(QWidget):
    """The chart's legend: the now-line's clock, then what each mark means."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._now = ""
        self._marks: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_legend(self, now: str, marks: tuple[tuple[str, str], ...]) -> None:
        """Draw this legend."""
        if (now, marks) == (self._now, self._marks):
            return
        self._now, self._marks = now, marks
        self.setAccessibleName(", ".join((now, *(text for _, text in marks))))
        self.updateGeometry()
        self.update()

    def _parts(self) -> tuple[tuple[str, str], ...]:
        return (("", self._now), *self._marks)

    def sizeHint(self) -> QSize:
        ink = self._ink
        wide = sum(ink.width(text, "meta_number") + ink.px(40) for _, text in self._parts())
        return QSize(wide - ink.px(28), ink.line("meta"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, x = self._ink, 0
        painter = QPainter(self)
        for icon, text in self._parts():
            tone = "good" if icon == "check" else "ink2"
            if icon:
                ink.icon(painter, icon, QPoint(x + ink.px(8), self.height() // 2), tone, 17)
                x += ink.px(22)
            else:
                painter.fillRect(QRect(x, 1, ink.px(2), self.height() - 2), ink.color(ink.now))
                x += ink.px(7)
            wide = ink.width(text, "meta_number") + 2
            ink.write(painter, QRect(x, 0, wide, self.height()), text, "meta_number", tone)
            x += wide + ink.px(18)
