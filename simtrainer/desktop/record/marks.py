"""Small painted marks as widgets of their own."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.entrance import Tone
from simtrainer.desktop.record.ink import Ink


class TagLabel(QWidget):
    """A tag: icon plus word. Nothing to say hides it."""

    spoken_as = "words"

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

    spoken_as = "words"

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._now = ""
        self._marks: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_legend(self, now: str, marks: tuple[tuple[str, str], ...]) -> None:
        """Draw this legend."""
        if (now, marks) == (self._now, self._marks):
            return
        self._now, self._marks = now, marks
        self.setAccessibleName(", ".join((now, *(text for _, text in marks))))
        self.updateGeometry()
        self.update()

    def _parts(self, width: int) -> list[tuple[QRect, str, str]]:
        """(place, icon, text) of every mark, wrapped at a width."""
        ink, x, y, parts = self._ink, 0, 0, []
        for icon, text in (("", self._now), *self._marks):
            wide = ink.px(23 if icon else 8) + ink.width(text, "meta_number") + 2
            if x and x + wide > width:
                x, y = 0, y + ink.line("meta") + ink.px(6)
            parts.append((QRect(x, y, wide, ink.line("meta")), icon, text))
            x += wide + ink.px(18)
        return parts

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._parts(width)[-1][0].bottom() + 1

    def sizeHint(self) -> QSize:
        return QSize(self._parts(100_000)[-1][0].right() + 2, self._ink.line("meta"))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(rect.width() for rect, _, _ in self._parts(1)), self._ink.line("meta"))

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, painter = self._ink, QPainter(self)
        for rect, icon, text in self._parts(self.width()):
            tone = "good" if icon == "check" else "ink2"
            if icon:
                middle = QPoint(rect.left() + ink.px(8), rect.center().y())
                ink.icon(painter, icon, middle, tone, 17)
            else:
                line = QRect(rect.left(), rect.top() + 1, ink.px(2), rect.height() - 2)
                painter.fillRect(line, ink.color(ink.now))
            words = rect.adjusted(ink.px(23 if icon else 8), 0, 0, 0)
            ink.write(painter, words, text, "meta_number", tone)
