"""The debrief: the score, the two paths, what went well, what to practise, and every check."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from simtrainer.app.commands import ChooseMode, LeaveRun
from simtrainer.app.views.lookback import LookbackView
from simtrainer.app.views.shell import DebriefView
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.desktop.bar import Bar
from simtrainer.desktop.debrief_cards import (
    BelievedCard,
    GoalsCard,
    PathsCard,
    ScoreCard,
    TellingCard,
    VerdictsCard,
)
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import TOP, column, fold, row
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.page import Page
from simtrainer.desktop.practice import RefreshersCard, SurveyCard
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.theme import Theme

if TYPE_CHECKING:
    from simtrainer.desktop.lookback import Lookback

_LEFT_WIDTH = 452
_NARROW = 1040
_OFFERS = 1240
"""Narrower than this, the refreshers stand above the questions."""
_SLIM = 600
"""Narrower than this, the three ways on have no room side by side."""
_UNLIMITED = 16_777_215


class DebriefPage(Page):
    """Signals: ``wished(LeaveRun | ChooseMode | SendResults | StartRefresher | AnswerQuestion |
    SendSurvey | LookBack)`` and what moves about in the record as it was, ``helped()``."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, texts("ui.debrief.name"), parent)
        self._bar = Bar(theme, texts, switch=False)
        self._bar.helped.connect(self.helped)
        self._bar.wished.connect(self.wished)
        self._status = StatusLine(theme, texts)
        self._status.wished.connect(self.wished)
        self._heading = Words(theme, "title", wrap=True)
        self._subtitle = Words(theme, "lead", "ink2", wrap=True)
        self._again = Button(
            theme, "outlined", "again", texts("ui.debrief.again"), icon="undo", size="large"
        )
        self._keep = Button(
            theme, "outlined", "save_pdf", texts("ui.debrief.pdf"), icon="download", size="large"
        )
        self._keep.clicked.connect(self._save)
        self._view: DebriefView | None = None
        self._home = Button(theme, "primary", "go_home", texts("ui.debrief.home"), size="large")
        self._home.asks(self.wished, LeaveRun())
        self._private = Words(theme, "body", "ink", wrap=True)
        self._score = ScoreCard(theme, texts)
        self._paths = PathsCard(theme, texts)
        self._telling = TellingCard(theme, texts)
        self._goals = GoalsCard(theme, texts)
        self._believed = BelievedCard(theme, texts)
        self._verdicts = VerdictsCard(theme, texts)
        title, note = texts("ui.debrief.refreshers"), texts("ui.debrief.refreshers.note")
        self._refreshers = RefreshersCard(theme, texts, self.wished, title, note)
        self._survey = SurveyCard(theme, texts, self.wished)
        self._panel = Panel(theme, texts("ui.debrief.name"))
        self._panel.hold(self._content())
        self._verdicts.wished.connect(self.wished)
        self._lookback: Lookback | None = None
        self._before: QWidget | None = None
        self._middle = QStackedWidget()
        self._middle.addWidget(self._panel)
        self.stack.addWidget(self._bar)
        self.stack.addWidget(self._middle, 1)
        self.stack.addWidget(self._status)

    def _content(self) -> QWidget:
        theme, content = self.theme, QWidget()
        self._outer: QVBoxLayout = column(content, theme.px(18))
        self._head: QBoxLayout = row(gap=theme.px(8))
        words = column(gap=theme.px(2))
        words.addWidget(self._heading)
        words.addWidget(self._subtitle)
        self._head.addLayout(words, 1)
        self._ways: QBoxLayout = row(gap=theme.px(8))
        for way in (self._keep, self._again, self._home):
            self._ways.addWidget(way)
        self._head.addLayout(self._ways)
        self._outer.addLayout(self._head)
        self._outer.addWidget(self._private)
        first = row(gap=theme.px(20))
        first.addWidget(self._score)
        first.addWidget(self._paths, 1)
        self._offers: QBoxLayout = row(gap=theme.px(20))
        self._offers.addWidget(self._refreshers, 1, TOP)
        self._offers.addWidget(self._survey, 1, TOP)
        left, right = column(gap=theme.px(18)), column(gap=theme.px(18))
        left.addWidget(self._telling)
        left.addWidget(self._goals)
        right.addLayout(self._offers)
        right.addWidget(self._believed)
        under = row(gap=theme.px(20))
        for side, share in ((left, 0), (right, 1)):
            side.addStretch(1)  # a card is as high as what it holds
            under.addLayout(side, share)
        self._rows: list[QBoxLayout] = [first, under]
        for pair in self._rows:
            self._outer.addLayout(pair)
        self._outer.addWidget(self._verdicts)
        self._outer.addStretch(1)
        return content

    def render_debrief(self, view: DebriefView) -> None:
        """Draw how it went."""
        self._view = view
        self._bar.show_person(view.person, view.initials, view.unit)
        self._status.render_status(view.status)
        self._heading.say(view.heading)
        self._subtitle.say(view.subtitle)
        self._again.setVisible(bool(view.scenario))
        self._keep.setVisible(not view.shown)
        self._again.asks(self.wished, ChooseMode(view.scenario))
        self._private.say(view.private)
        self._private.setVisible(bool(view.private))
        for card, seen in (
            (self._score, view.scored),
            (self._paths, view.scored),
            (self._telling, not view.shown),
            (self._goals, bool(view.goals) and not view.shown),
            (self._believed, bool(view.believed) and not view.shown),
            (self._verdicts, not view.shown),
        ):
            card.setVisible(seen)
        self._score.show_score(view)
        self._paths.show_paths(view)
        self._telling.show_lines(view)
        self._goals.show_goals(view)
        self._believed.show_lines(view)
        self._verdicts.show_verdicts(view.verdicts, scored=view.scored)
        self._refreshers.show_rows(view.refreshers)
        self._survey.show_survey(view.survey)
        self.fit(self.width(), self.height())

    def render_lookback(self, view: LookbackView | None) -> None:
        """The record as it was, in place of the debrief; None leads back to where it was read,
        with the focus on the button that was pressed."""
        if view is None:
            self._close_lookback()
            return
        fresh = self._middle.currentWidget() is self._panel
        if fresh:
            self._before = self.focusWidget()
        shown = self._looking()
        shown.render_lookback(view)
        if fresh:
            self._middle.setCurrentWidget(shown)
            shown.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _looking(self) -> "Lookback":
        """Built when it is first wanted: it takes the record's widgets along."""
        from simtrainer.desktop.lookback import Lookback

        if self._lookback is None:
            self._lookback = Lookback(self.theme, self.texts)
            self._lookback.wished.connect(self.wished)
            self._middle.addWidget(self._lookback)
            self._lookback.fit(self.width(), self.height())
        return self._lookback

    def _close_lookback(self) -> None:
        if self._lookback is None or self._middle.currentWidget() is self._panel:
            return
        self._middle.setCurrentWidget(self._panel)
        self._lookback.forget()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def _save(self) -> None:
        """The debrief as a PDF; the strip tells where it is."""
        from simtrainer.desktop import paper

        if self._view is None:
            return
        try:
            path = paper.save_debrief(self._view, self.texts, self.theme, paper.documents())
        except Problem as problem:
            self.failed.emit(problem)
        else:
            self.announced.emit(self.texts("ui.paper.saved", file=str(path)))

    def _beside(self) -> bool:
        """Something stands beside what went well and the goals."""
        return not all(card.isHidden() for card in (self._refreshers, self._survey, self._believed))

    def to_top(self) -> None:
        """A fresh debrief is read from its beginning."""
        self._panel.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        self._view = None
        self._survey.forget()
        self._close_lookback()

    def fit(self, width: int, height: int) -> None:
        narrow = width / self.theme.scale < _NARROW
        fold(self._offers, width / self.theme.scale < _OFFERS)
        fold(self._ways, width / self.theme.scale < _SLIM)
        for pair in (self._head, *self._rows):
            fold(pair, narrow)
        self._believed.stand(narrow)
        self._telling.stand(narrow or self._beside())
        left = min(self.theme.px(_LEFT_WIDTH), width * 34 // 100)
        for card, beside in (
            (self._score, True),
            (self._telling, self._beside()),
            (self._goals, self._beside()),
        ):
            alone = narrow or not beside
            card.setMaximumWidth(_UNLIMITED if alone else left)
            card.setMinimumWidth(0 if alone else left)
        edge = self.theme.px(16 if narrow else 40)
        self._outer.setContentsMargins(edge, self.theme.px(22), edge, self.theme.px(24))
        if self._lookback is not None:
            self._lookback.fit(width, height)
        self._bar.fit(width)
        self._status.fit(width)
