"""A three-minute refresher: one card at a time, thought about first, then turned."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import LeaveRun, RateRefresher, ShowAnswer
from simtrainer.app.views.journey import RefresherView
from simtrainer.base.text import Texts
from simtrainer.desktop.bar import Bar
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import Surface, clear, column, row
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.page import Page
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.theme import Theme

_WIDEST = 760
_NARROW = 900


class RefresherPage(Page):
    """Signals: ``wished(ShowAnswer | RateRefresher | LeaveRun | SendResults)``, ``helped()``."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, texts("ui.refresher.name"), parent)
        self._bar = Bar(theme, texts, switch=False)
        self._bar.helped.connect(self.helped)
        self._bar.wished.connect(self.wished)
        self._status = StatusLine(theme, texts)
        self._status.wished.connect(self.wished)
        self._heading = Words(theme, "title", wrap=True)
        self._progress = Words(theme, "lead", "ink2", wrap=True)
        self._home = Button(theme, "outlined", "go_home", texts("ui.refresher.home"), size="large")
        self._home.asks(self.wished, LeaveRun())
        self._kicker = Words(theme, "meta", "ink2", wrap=True)
        self._task = Words(theme, "section", wrap=True)
        self._text = Words(theme, "body", "ink2", wrap=True)
        self._ask = Words(theme, "body", wrap=True)
        self._show = Button(theme, "primary", "answer.show", " ", size="large")
        self._show.asks(self.wished, ShowAnswer())
        self._answer = column(gap=theme.px(12))
        self._source = Words(theme, "meta", "ink3", wrap=True)
        self._question = Words(theme, "label", wrap=True)
        self._ratings = Flow(theme.px(8))
        self._rating_buttons: dict[str, Button] = {}
        self._told: tuple[tuple[str, str], ...] = ()
        self._panel = Panel(theme, texts("ui.refresher.name"))
        self._panel.hold(self._content())
        self.stack.addWidget(self._bar)
        self.stack.addWidget(self._panel, 1)
        self.stack.addWidget(self._status)

    def _content(self) -> QWidget:
        theme, content = self.theme, QWidget()
        self._outer: QVBoxLayout = column(content, theme.px(18))
        head = row(gap=theme.px(16))
        words = column(gap=theme.px(2))
        words.addWidget(self._heading)
        words.addWidget(self._progress)
        head.addLayout(words, 1)
        head.addWidget(self._home, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._outer.addLayout(head)
        card = Surface(theme)
        inside = column(card, theme.px(12), theme.px(24))
        for part in (self._kicker, self._task, self._text, self._ask):
            inside.addWidget(part)
        inside.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(self._answer)
        inside.addWidget(self._source)
        inside.addWidget(self._question)
        inside.addWidget(self._ratings)
        self._outer.addWidget(card)
        self._outer.addStretch(1)
        return content

    def render_refresher(self, view: RefresherView) -> None:
        """Draw the card, or the end of the round."""
        self._bar.show_person(view.person, view.initials, view.unit)
        self._status.render_status(view.status)
        self._heading.say(view.heading)
        self._progress.say(view.progress)
        self._kicker.say(view.kicker)
        self._task.say(view.done or view.task)
        self._text.say(view.detail or view.text)
        self._ask.say(view.ask)
        self._source.say(view.source)
        self._question.say(view.question)
        for words in (self._kicker, self._text, self._ask, self._source, self._question):
            words.setVisible(bool(words.text()))
        self._show_answer(view.answer)
        turned = self._ratings.isHidden() and bool(view.ratings)
        self._show_ratings(view.ratings)
        self._show.setText(view.show)
        self._show.setVisible(bool(view.show))
        if view.show:
            self._show.setFocus(Qt.FocusReason.OtherFocusReason)
        elif view.done:
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        elif turned:
            # Enter turned the card and must not rate it by a second press: the first is "no".
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_answer(self, told: tuple[tuple[str, str], ...]) -> None:
        if told == self._told:
            return
        self._told = told
        clear(self._answer)
        for heading, text in told:
            part = column(gap=self.theme.px(2))
            part.addWidget(Words(self.theme, "label", text=heading, wrap=True))
            part.addWidget(Words(self.theme, "body", text=text, wrap=True))
            self._answer.addLayout(part)

    def _show_ratings(self, ratings: tuple[tuple[str, str], ...]) -> None:
        for how, label in ratings:
            if how not in self._rating_buttons:
                button = Button(self.theme, "outlined", f"rate.{how}", label, size="large")
                button.asks(self.wished, RateRefresher(how))
                self._rating_buttons[how] = button
                self._ratings.add(button)
            self._rating_buttons[how].setText(label)
        self._ratings.setVisible(bool(ratings))

    def fit(self, width: int, height: int) -> None:
        room = min(width, self.theme.px(_WIDEST))
        edge = self.theme.px(16 if width / self.theme.scale < _NARROW else 40)
        side = max(edge, (width - room) // 2)
        self._outer.setContentsMargins(side, self.theme.px(26), side, self.theme.px(24))
        self._bar.fit(width)
        self._status.fit(width)
