"""The dark card on home that takes a run up where it stopped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from simtrainer.app.commands import ChooseMode, ContinueRun
from simtrainer.app.views.shell import ResumeView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import RIGHT_EDGE, TOP, Surface, column, fold, row
from simtrainer.desktop.kit.shiftline import ShiftLine
from simtrainer.desktop.kit.stars import Stars
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_RIGHT = Qt.AlignmentFlag.AlignRight


class ResumeCard(Surface):
    """Signals: ``wished(ContinueRun | ChooseMode)``."""

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        edge = "line" if theme.contrast else None
        super().__init__(theme, "bar", edge, parent=parent)
        self._theme, self._texts = theme, texts
        self._title = Words(theme, "hero", "on_bar", wrap=True)
        self._stopped = Words(theme, "body", "on_bar2", wrap=True)
        self._stars = Stars(theme, bar=True)
        self._points = Words(theme, "meta", "on_bar2")
        self._line = ShiftLine(theme, large=True)
        self._progress = Words(theme, "body", "on_bar2", wrap=True, align=_RIGHT)
        self._resume = Button(
            theme, "amber", "resume", texts("ui.home.resume"), icon="play", size="large"
        )
        self._restart = Button(theme, "bar", "restart", texts("ui.home.restart"), size="large")
        inside = column(self, theme.px(16), theme.px(24))
        self._top = self._head()
        self._buttons = self._foot()
        inside.addLayout(self._top)
        inside.addWidget(self._line)
        inside.addLayout(self._buttons)

    def _head(self) -> QBoxLayout:
        top = row(gap=self._theme.px(16))
        words = column()
        words.addWidget(self._title)
        words.addWidget(self._stopped)
        marks = column(gap=self._theme.px(9))
        marks.addWidget(self._stars, 0, RIGHT_EDGE)
        marks.addWidget(self._points, 0, RIGHT_EDGE)
        top.addLayout(words, 1)
        top.addLayout(marks)
        top.setAlignment(marks, TOP)
        return top

    def _foot(self) -> QBoxLayout:
        foot = row(gap=self._theme.px(12))
        foot.addWidget(self._resume)
        foot.addWidget(self._restart)
        foot.addWidget(self._progress, 1)
        return foot

    def render_resume(self, view: ResumeView) -> None:
        """Draw where the run stopped."""
        self._title.say(view.title)
        self._stopped.say(view.stopped)
        self._stars.show_stars(view.stars, self._texts("ui.stars", n=view.stars))
        self._stars.setVisible(view.scored)
        self._points.say(view.points)
        self._line.render_line(view.line)
        self._progress.say(view.progress)
        self._resume.asks(self.wished, ContinueRun(view.run))
        self._restart.setVisible(bool(view.scenario))
        self._restart.asks(self.wished, ChooseMode(view.scenario))

    def fold(self, folded: bool) -> None:
        """Stack the buttons and the words where it is narrow."""
        fold(self._buttons, folded)
