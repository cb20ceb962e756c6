"""The page of a scenario: what it is, and four ways of playing it, each with who will see it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from simtrainer.app.commands import StartRun
from simtrainer.app.views.run import ChoiceView, ModeView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import Rule, Surface, clear, column
from simtrainer.desktop.kit.marks import Tag
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.scenario_row import ListRow
from simtrainer.desktop.theme import Theme


class ModeChoice(Surface):
    """Signals: ``wished(StartRun)``. The buttons are ``mode.<mode>``."""

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme, self._texts = theme, texts
        self._shown: ChoiceView | None = None
        self._rows: list[ListRow] = []
        self._folded = False
        inside = column(self)
        inside.setContentsMargins(theme.border, 0, theme.border, theme.border)
        head = column(gap=theme.px(6), edge=theme.px(24))
        self._summary = Words(theme, "body", "ink2", wrap=True)
        head.addWidget(self._summary)
        head.addWidget(Words(theme, "section", text=texts("ui.choose.title"), wrap=True))
        inside.addLayout(head)
        self._list = column()
        inside.addLayout(self._list)

    def show_choice(self, view: ChoiceView) -> None:
        """Draw a scenario's four modes."""
        if view == self._shown:
            return
        self._shown = view
        self._summary.say(view.summary)
        clear(self._list)
        self._rows = []
        for mode in view.modes:
            self._list.addWidget(Rule(self._theme))
            made = self._row(view, mode)
            made.fold(self._folded)
            self._rows.append(made)
            self._list.addWidget(made)

    def _row(self, view: ChoiceView, mode: ModeView) -> ListRow:
        theme = self._theme
        made = ListRow(theme, mode.icon)
        made.words.addWidget(Words(theme, "row_title", text=mode.title, wrap=True))
        made.words.addWidget(Words(theme, "text", "ink2", text=mode.what, wrap=True))
        made.words.addWidget(Words(theme, "text", "ink3", text=mode.seen_by, wrap=True))
        if mode.badge:
            made.ends.addWidget(Tag(theme, mode.badge, "mandatory", role="meta_strong"))
        kind = "primary" if mode.badge else "outlined"
        start = Button(theme, kind, f"mode.{mode.mode}", self._texts("ui.home.start"))
        start.setMinimumWidth(theme.px(104))
        start.setAccessibleName(
            self._texts("ui.choose.start_named", title=view.title, mode=mode.title)
        )
        start.setAccessibleDescription(f"{mode.what} {mode.seen_by}")
        start.asks(self.wished, StartRun(view.scenario, mode.mode))
        made.ends.addWidget(start)
        return made

    def fold(self, folded: bool) -> None:
        """The buttons below the words where it is narrow."""
        self._folded = folded
        for made in self._rows:
            made.fold(folded)
