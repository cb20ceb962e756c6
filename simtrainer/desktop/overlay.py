"""The pause, and the break between two chapters: covers the record, says that all is saved, and
offers the ways on."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from simtrainer.app.arrival import ShowSettings
from simtrainer.app.commands import FinishRun, LeaveRun, Resume
from simtrainer.app.views.run import BreakView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import Surface, column, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_WIDTH = 460


class PauseOverlay(QWidget):
    """Signals: ``wished(Resume | ShowSettings | LeaveRun | FinishRun)``; Escape goes on.
    ``take_wanted()`` when the run is to be taken along to another PC."""

    spoken_as = "page"
    wished = Signal(object)
    take_wanted = Signal()

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self.setObjectName("overlay")
        self.setAccessibleName(texts("ui.pause.title"))
        card = Surface(theme, "surface", "line2")
        inside = column(card, theme.px(8), theme.px(24))
        head = row(gap=theme.px(12))
        head.addWidget(IconMark(theme, "pause", "primary", 28))
        self._title = Words(theme, "hero", wrap=True)
        head.addWidget(self._title, 1)
        inside.addLayout(head)
        self._saved = Words(theme, "body", "ink2", wrap=True)
        inside.addWidget(self._saved)
        self._lead = Words(theme, "body", "ink2", wrap=True)
        inside.addWidget(self._lead)
        inside.addSpacing(theme.px(8))
        self._resume = Button(
            theme, "primary", "overlay.resume", texts("ui.pause.resume"), icon="play", size="large"
        )
        settings = Button(
            theme, "outlined", "overlay.settings", texts("ui.settings.title"), icon="cog-outline"
        )
        take = Button(
            theme, "outlined", "overlay.take", texts("ui.pause.take"), icon="send-outline"
        )
        take.clicked.connect(self.take_wanted)
        home = Button(
            theme, "outlined", "overlay.home", texts("ui.pause.home"), icon="home-outline"
        )
        finish = Button(
            theme, "outlined", "overlay.finish", texts("ui.pause.finish"), icon="flag-outline"
        )
        for button, command in (
            (self._resume, Resume()),
            (settings, ShowSettings()),
            (home, LeaveRun()),
            (finish, FinishRun()),
        ):
            button.asks(self.wished, command)
            inside.addWidget(button)
            if button is home:
                inside.addWidget(take)
        inside.addWidget(
            Words(theme, "meta", "ink2", text=texts("ui.pause.finish_note"), wrap=True)
        )
        self._lay_out(card, texts)
        self.hide()

    def _lay_out(self, card: Surface, texts: Texts) -> None:
        card.setMaximumWidth(self._theme.px(_WIDTH))
        content = QWidget()
        middle = row(content, 0, self._theme.px(16))
        middle.addStretch(1)
        upright = column()
        upright.addStretch(1)
        upright.addWidget(card)
        upright.addStretch(1)
        middle.addLayout(upright, 6)
        middle.addStretch(1)
        panel = Panel(self._theme, texts("ui.pause.title"))
        panel.hold(content)
        column(self).addWidget(panel)

    def show_paused(self, saved: str, rest: BreakView | None = None) -> None:
        """Cover the page, the way on in focus; in a break say what is behind and what comes."""
        self._title.say(rest.title if rest else self._texts("ui.pause.title"))
        self._lead.say("\n".join(rest.lines) if rest else self._texts("ui.pause.lead"))
        self.setAccessibleName(self._title.text())
        self._saved.say(saved)
        self._saved.setVisible(bool(saved))
        if self.isHidden():
            self.show()
            self.raise_()
            self._resume.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(600), self._theme.px(400))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.wished.emit(Resume())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        cover = QColor(self._theme.color("frame"))
        cover.setAlphaF(0.94)
        QPainter(self).fillRect(self.rect(), cover)
