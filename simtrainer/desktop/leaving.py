"""The way out of a program that fills the screen: it is asked once, and says that all is saved.

Where there is a window, the window's own cross is the way out, and none of this is shown.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import Surface, column, row
from simtrainer.desktop.kit.spoken import announce
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme


class LeavingBar(Surface):
    """Hidden until asked. Signals: ``leave_wanted()``. Object names: ``leave.go``, ``leave.stay``;
    Escape stays."""

    spoken_as = "group"
    leave_wanted = Signal()

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme, "warn_t", "warn_l", radius=0)
        self._said = f"{texts('ui.leave.title')} {texts('ui.leave.detail')}"
        self.setAccessibleName(texts("ui.leave.title"))
        go = Button(theme, "primary", "leave.go", texts("ui.leave.go"))
        self._stay = Button(theme, "outlined", "leave.stay", texts("ui.leave.stay"))
        go.clicked.connect(self.leave_wanted)
        self._stay.clicked.connect(self.hide)
        line = row(self, theme.px(12))
        line.setContentsMargins(theme.px(32), theme.px(12), theme.px(16), theme.px(12))
        words = column(gap=theme.px(2))
        words.addWidget(Words(theme, "body_strong", "ink", text=texts("ui.leave.title"), wrap=True))
        words.addWidget(Words(theme, "text", "ink", text=texts("ui.leave.detail"), wrap=True))
        line.addLayout(words, 1)
        line.addWidget(go)
        line.addWidget(self._stay)
        self.hide()

    def ask(self) -> None:
        """Ask, with the way back in focus."""
        self.show()
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
