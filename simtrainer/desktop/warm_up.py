"""The card on home for whoever is little used to a PC: ten minutes with mouse and keys."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from simtrainer.app.commands import StartRun
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import Surface, column, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme


class WarmUpCard(Surface):
    """Signals: ``wished(StartRun)``; the button is ``warm_up``."""

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        across = row(self, theme.px(16), theme.px(18))
        across.addWidget(IconMark(theme, "mouse", "primary", 28))
        words = column(gap=theme.px(2))
        words.addWidget(Words(theme, "row_title", text=texts("ui.warm_up.title"), wrap=True))
        words.addWidget(Words(theme, "text", "ink2", text=texts("ui.warm_up.text"), wrap=True))
        across.addLayout(words, 1)
        self._start = Button(theme, "outlined", "warm_up", texts("ui.warm_up.start"))
        across.addWidget(self._start)
        self.hide()

    def show_offer(self, scenario: str) -> None:
        """Offer this scenario, the next step lit; nothing where there is none."""
        self.setVisible(bool(scenario))
        if scenario:
            self._start.asks(self.wished, StartRun(scenario, "prov"))
