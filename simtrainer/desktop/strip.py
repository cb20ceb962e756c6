"""The strip under the page in Vis and Prøv: which task it is, what is done next, and the buttons
that hold the show, step it and leave it. It never covers the record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.commands import LeaveRun
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import column, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.spoken import announce
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme


class Strip(QWidget):
    """Signals: ``hold_wanted(bool)``, ``step_wanted()``, ``wished(LeaveRun)``."""

    spoken_as = "alert"
    hold_wanted = Signal(bool)
    step_wanted = Signal()
    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self.setObjectName("strip")
        self.setAccessibleName(texts("ui.strip.name"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._icon = IconMark(theme, "eye-outline", "star", 24)
        self._task = Words(theme, "meta", "on_bar2", wrap=True)
        self._caption = Words(theme, "body_strong", "on_bar", wrap=True)
        self._step = Button(
            theme, "bar", "show.step", texts("ui.strip.step"), icon="skip-next", size="small"
        )
        self._hold = Button(theme, "bar", "show.hold", texts("ui.strip.hold"), size="small")
        self._leave = Button(
            theme, "bar", "show.leave", texts("ui.strip.leave"), icon="home-outline", size="small"
        )
        self.held = False
        """Whether the show stands, because somebody has said so."""
        self._hold.clicked.connect(lambda: self.hold_wanted.emit(not self.held))
        self._step.clicked.connect(self.step_wanted)
        self._leave.asks(self.wished, LeaveRun())
        line = row(self, theme.px(12))
        line.setContentsMargins(theme.px(20), theme.px(8), theme.px(16), theme.px(8))
        line.addWidget(self._icon)
        words = column()
        words.addWidget(self._task)
        words.addWidget(self._caption)
        line.addLayout(words, 1)
        for button in (self._hold, self._step, self._leave):
            line.addWidget(button)
        # With or without a task over it, so that the record does not move between two steps.
        both = theme.line("meta") + theme.line("body_strong")
        self.setMinimumHeight(both + 2 * theme.px(8))
        self.show_held(False)
        self.hide()

    def begin(self, *, shows: bool) -> None:
        """Come on the screen, with the buttons of a show or without. A show can be held at once,
        by Space."""
        self._icon.show_icon("eye-outline" if shows else "lightbulb-outline", "star")
        for button in (self._hold, self._step, self._leave):
            button.setVisible(shows)
        self.show_held(False)
        self.show()
        if shows:
            self._hold.setFocus(Qt.FocusReason.TabFocusReason)

    def say(self, task: str, caption: str) -> None:
        """Tell what is done now; a screen reader says it too."""
        self._task.say(self._texts("ui.strip.task", task=task) if task else "")
        self._task.setVisible(bool(task))
        if caption != self._caption.text():
            self._caption.say(caption)
            said = f"{task}. {caption}" if task else caption
            self.setAccessibleDescription(said)
            announce(self, said)

    def show_held(self, held: bool) -> None:
        """Whether the show stands."""
        self.held = held
        self._hold.setText(self._texts("ui.strip.go_on" if held else "ui.strip.hold"))
        self._hold.set_icon("play" if held else "pause")
        if held:
            self._caption.say(self._texts("ui.strip.held"))

    def caption(self) -> str:
        """What it says now."""
        return self._caption.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("bar2"))
        edge = self.rect()
        edge.setHeight(self._theme.border)
        painter.fillRect(edge, self._theme.color("bar_line"))
