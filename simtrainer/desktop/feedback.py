"""The word after a task in Prøv and Øv: how it went, docked under the tasks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.commands import CloseFeedback
from simtrainer.app.views.run import FeedbackView
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import TOP, Surface, column, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.spoken import announce
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_MOST = 230
_ICONS = {"good": "check-circle", "warn": "alert-circle-outline"}


class FeedbackCard(QWidget):
    """Signals: ``wished(CloseFeedback)``."""

    spoken_as = "alert"
    wished = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: FeedbackView | None = None
        self._surface = Surface(theme, "good_t", "good_l")
        outer = column(self)
        outer.setContentsMargins(theme.px(6), theme.px(8), theme.px(12), 0)
        outer.addWidget(self._surface)
        inside = column(self._surface, theme.px(6), theme.px(12))
        head = row(gap=theme.px(8))
        self._icon = IconMark(theme, _ICONS["good"], "good", 22)
        self._title = Words(theme, "label_large", wrap=True)
        head.addWidget(self._icon, 0, TOP)
        head.addWidget(self._title, 1)
        inside.addLayout(head)
        self._text = Words(theme, "text", "ink", wrap=True)
        panel = Panel(theme, name)
        panel.hold(self._text)
        self._panel = panel
        inside.addWidget(panel, 1)
        self._close = Button(theme, "outlined", "feedback.close", "", size="small")
        self._close.asks(self.wished, CloseFeedback())
        inside.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def render_feedback(self, view: FeedbackView | None) -> None:
        """Say how it went; None takes the card away."""
        if view == self._view:
            return
        self._view = view
        if view is None:
            self.hide()
            return
        good = view.tone == "good"
        self._surface.repaint_as("good_t" if good else "warn_t", "good_l" if good else "warn_l")
        self._icon.show_icon(_ICONS[view.tone], view.tone)
        self._title.say(view.title)
        self._text.say(view.text)
        self._close.setText(view.close)
        self.setAccessibleName(f"{view.title} {view.text}")
        self.show()
        announce(self, f"{view.title} {view.text}")

    @property
    def waits(self) -> bool:
        """Whether there is something to say."""
        return self._view is not None

    def fit(self, width: int) -> int:
        """As high as its words, up to a limit from where they scroll; the height."""
        px = self._theme.px
        room = max(width - px(6 + 12 + 24 + 16), px(120))
        words = self._text.heightForWidth(room) + self._title.heightForWidth(room - px(30))
        self.setFixedHeight(min(words + px(8 + 24 + 12 + 40 + 10), px(_MOST)))
        return self.maximumHeight()
