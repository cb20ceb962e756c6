"""The one place that shows bad news: a strip that says what happened and what to do.

It never covers a form and never has to be answered.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.paint import TINTS
from simtrainer.desktop.kit.spoken import announce
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_ICONS = {"warn": "alert-outline", "info": "information-outline", "bad": "alert-circle-outline"}

_REFUSAL_PX = 17
_NO_SCREEN = ("offscreen", "minimal")


def refuse(text: str) -> None:
    """Say in a window of its own why the program does not open, until it is closed.

    Where there is no screen nobody could close it, so it is only drawn.
    """
    window = QLabel(text)
    window.setWindowTitle("simtrainer")
    window.setAccessibleName(text)
    window.setWordWrap(True)
    window.setContentsMargins(32, 32, 32, 32)
    window.setMinimumWidth(480)
    font = window.font()
    font.setPixelSize(_REFUSAL_PX)
    window.setFont(font)
    window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    window.show()
    if QGuiApplication.platformName() in _NO_SCREEN:
        QApplication.processEvents()
        window.close()
        return
    QApplication.exec()


class Notice(QWidget):
    """Signals: ``closed()`` when the person has read it."""

    closed = Signal()
    spoken_as = "alert"

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts, self._tone = theme, texts, "warn"
        self.setObjectName("notice")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        line = row(self, theme.px(12))
        line.setContentsMargins(theme.px(20), theme.px(6), theme.px(12), theme.px(6))
        self._icon = IconMark(theme, "alert-outline", "warn", 22)
        self._words = Words(theme, "body_strong", "warn", wrap=True)
        self._close = Button(theme, "quiet", "notice.close", texts("ui.notice.close"), size="small")
        self._close.clicked.connect(self.closed)
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        line.addWidget(self._close)
        self.hide()

    def say(self, text: str, tone: str = "warn") -> None:
        """Show this sentence; ``tone`` is ``warn``, ``bad`` or ``info``."""
        self._tone = tone
        self._icon.show_icon(_ICONS[tone], tone)
        self._words.say(text, tone)
        self.setAccessibleName(text)
        self.show()
        self.update()
        announce(self, text, urgent=tone != "info")

    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        tint, painter = TINTS[self._tone], QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(tint.fill))
        line = self.rect()
        line.setHeight(self._theme.border)
        painter.fillRect(line, self._theme.color(tint.border))
