"""Other ways in than the list: a slip with a code, or as a guest. Each is a line and a button."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from simtrainer.app.arrival import JoinAsGuest, SignIn
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.field import line_field
from simtrainer.desktop.kit.frames import column, fold, row
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme


class Way(QWidget):
    """A question, a line to write in and a button. Object names ``<key>.text``, ``<key>.go``.

    Signals: ``wished(command)`` with what was written.
    """

    seen_whole = True
    wished = Signal(object)

    def __init__(
        self, theme: Theme, texts: Texts, key: str, wish: Callable[[str], object], longest: int
    ) -> None:
        super().__init__()
        self._wish = wish
        inside = column(self, theme.px(6))
        asks = texts(f"ui.signin.{key}")
        inside.addWidget(Words(theme, "label", text=asks, wrap=True))
        self._hint = Words(theme, "text", "ink2", wrap=True)
        inside.addWidget(self._hint)
        inside.addStretch(1)
        line = row(gap=theme.px(8))
        self._editor = line_field(theme, f"{key}.text", asks, longest)
        self.advise(texts(f"ui.signin.{key}.hint"))
        line.addWidget(self._editor, 1)
        go = Button(theme, "outlined", f"{key}.go", texts(f"ui.signin.{key}.go"))
        go.clicked.connect(self._ask)
        self._editor.returnPressed.connect(go.click)
        line.addWidget(go)
        inside.addLayout(line)

    def advise(self, hint: str) -> None:
        """Say what to write."""
        self._hint.say(hint)
        self._editor.setAccessibleDescription(hint)

    def _ask(self) -> None:
        self.wished.emit(self._wish(self._editor.text()))

    def forget(self) -> None:
        """What was typed is nobody else's to see."""
        self._editor.clear()


class OtherWays(QWidget):
    """Slip and guest side by side. Signals: ``wished(SignIn | JoinAsGuest)``."""

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._line: QBoxLayout = row(self, theme.px(24))
        self._ways = (
            Way(theme, texts, "slip", SignIn, 40),
            Way(theme, texts, "guest", JoinAsGuest, 60),
        )
        for way in self._ways:
            way.wished.connect(self.wished)
            self._line.addWidget(way, 1)

    def ask_unit(self, asked: bool) -> None:
        """Whether a guest has a unit to choose first."""
        key = "ui.signin.guest.hint" if asked else "ui.signin.guest.alone"
        self._ways[-1].advise(self._texts(key))

    def fold(self, folded: bool) -> None:
        """Stack them where it is narrow."""
        fold(self._line, folded)

    def forget(self) -> None:
        """Clear both lines."""
        for way in self._ways:
            way.forget()
