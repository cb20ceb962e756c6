"""The debrief: the score, the two paths, what went well, what to practise, and every check."""

from dataclasses import replace

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from simtrainer.app.commands import ChooseMode, LeaveRun
from simtrainer.app.views.shell import DebriefView, Verdict
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.desktop.bar import Bar
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import TOP, Rule, Surface, clear, column, fold, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.paths import PathsChart
from simtrainer.desktop.kit.scorebars import ScoreBars
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.stars import Stars
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.page import Page
from simtrainer.desktop.practice import RefreshersCard, SurveyCard
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.verdict_row import VerdictRow

_LEFT_WIDTH = 452
_NARROW = 1040
_OFFERS = 1240
"""Narrower than this, the refreshers stand above the questions."""
_UNLIMITED = 16_777_215


class ScoreCard(Surface):
    """Percent, stars, points, the four dimensions, and why it was capped where it was."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        self._texts = texts
        px = theme.px
        inside = column(self, px(12), px(22))
        head = row(gap=px(14))
        self._percent = Words(theme, "score")
        head.addWidget(self._percent)
        marks = column(gap=px(4))
        self._stars = Stars(theme, bar=False)
        self._points = Words(theme, "body", "ink2", wrap=True)
        marks.addStretch(1)
        marks.addWidget(self._stars)
        marks.addWidget(self._points)
        marks.addStretch(1)
        head.addLayout(marks, 1)
        inside.addLayout(head)
        inside.addWidget(Rule(theme))
        self._cap = _Lines(theme, "alert-circle-outline", "bad")
        inside.addWidget(self._cap)
        self._bars = ScoreBars(theme)
        inside.addWidget(self._bars)
        inside.addStretch(1)

    def show_score(self, view: DebriefView) -> None:
        """Draw the result."""
        self._percent.say(view.percent)
        self._stars.show_stars(view.stars, self._texts("ui.stars", n=view.stars))
        self._points.say(view.points)
        self._cap.show_lines((view.cap,) if view.cap else ())
        self._bars.render_bars(view.dimensions, view.previous_note)


class PathsCard(Surface):
    """The expert's path above, one's own below, and what the marks mean."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        px = theme.px
        inside = column(self, px(6), px(22))
        head = row(gap=px(8))
        head.addWidget(Words(theme, "section", text=texts("ui.debrief.paths"), wrap=True), 1)
        legend = (("check-circle", "good", "on_time"), ("alert-circle", "warn", "late"))
        for icon, tone, key in legend:
            head.addWidget(IconMark(theme, icon, tone, 16))
            head.addWidget(Words(theme, "meta", "ink2", text=texts(f"ui.debrief.{key}")))
        inside.addLayout(head)
        self._chart = PathsChart(theme, texts("ui.debrief.expert"), texts("ui.debrief.you"))
        inside.addWidget(self._chart)
        inside.addStretch(1)

    def show_paths(self, view: DebriefView) -> None:
        """Draw the two paths."""
        self._chart.render_paths(view.paths, view.ticks)


class _Lines(QWidget):
    """Sentences, each after the same icon."""

    def __init__(self, theme: Theme, icon: str, tone: str) -> None:
        super().__init__()
        self._theme, self._icon, self._tone = theme, icon, tone
        self._shown: tuple[str, ...] = ()
        self._list = column(self, theme.px(10))
        self.hide()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Write these; nothing is drawn where there are none."""
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._list)
        for text in lines:
            line = row(gap=self._theme.px(12))
            line.addWidget(IconMark(self._theme, self._icon, self._tone, 22), 0, TOP)
            line.addWidget(Words(self._theme, "body", "ink", text=text, wrap=True), 1)
            self._list.addLayout(line)


class TellingCard(Surface):
    """What went well, what to practise, and what the next shift would have believed."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        self._inside = column(self, theme.px(12), theme.px(22))
        self._parts: list[tuple[Words, _Lines]] = []
        for key, icon, tone in (
            ("went_well", "check-circle", "good"),
            ("practise", "bullseye", "warn"),
            ("believed", "alert-outline", "bad"),
        ):
            heading = Words(theme, "section", text=texts(f"ui.debrief.{key}"), wrap=True)
            lines = _Lines(theme, icon, tone)
            self._inside.addWidget(heading)
            self._inside.addWidget(lines)
            self._inside.addSpacing(theme.px(4))
            self._parts.append((heading, lines))
        self._inside.addStretch(1)

    def show_lines(self, view: DebriefView) -> None:
        """Write the sentences."""
        told = (view.went_well, view.practise, view.believed)
        for (heading, lines), texts in zip(self._parts, told, strict=True):
            heading.setVisible(bool(texts))
            lines.show_lines(texts)


class VerdictsCard(Surface):
    """Every check with its points, feedback and source."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        self._theme, self._texts = theme, texts
        self._shown: tuple[Verdict, ...] = ()
        inside = column(self, theme.px(4), theme.px(22))
        inside.addWidget(Words(theme, "section", text=texts("ui.debrief.checks"), wrap=True))
        self._list = column()
        inside.addLayout(self._list)
        inside.addStretch(1)

    def show_verdicts(self, verdicts: tuple[Verdict, ...], *, scored: bool = True) -> None:
        """List them, with their points where there are any."""
        verdicts = verdicts if scored else tuple(replace(v, points="") for v in verdicts)
        if verdicts == self._shown:
            return
        self._shown = verdicts
        clear(self._list)
        for number, verdict in enumerate(verdicts):
            if number:
                self._list.addWidget(Rule(self._theme))
            self._list.addWidget(VerdictRow(self._theme, self._texts, verdict))


class DebriefPage(Page):
    """Signals: ``wished(LeaveRun | ChooseMode | SendResults | StartRefresher | AnswerQuestion |
    SendSurvey)``, ``helped()``."""

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
        self._verdicts = VerdictsCard(theme, texts)
        title, note = texts("ui.debrief.refreshers"), texts("ui.debrief.refreshers.note")
        self._refreshers = RefreshersCard(theme, texts, self.wished, title, note)
        self._survey = SurveyCard(theme, texts, self.wished)
        self._panel = Panel(theme, texts("ui.debrief.name"))
        self._panel.hold(self._content())
        self.stack.addWidget(self._bar)
        self.stack.addWidget(self._panel, 1)
        self.stack.addWidget(self._status)

    def _content(self) -> QWidget:
        theme, content = self.theme, QWidget()
        self._outer: QVBoxLayout = column(content, theme.px(18))
        self._head: QBoxLayout = row(gap=theme.px(8))
        words = column(gap=theme.px(2))
        words.addWidget(self._heading)
        words.addWidget(self._subtitle)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._keep)
        self._head.addWidget(self._again)
        self._head.addWidget(self._home)
        self._outer.addLayout(self._head)
        self._outer.addWidget(self._private)
        self._rows: list[QBoxLayout] = []
        self._offers: QBoxLayout = row(gap=theme.px(20))
        self._offers.addWidget(self._refreshers, 1)
        self._offers.addWidget(self._survey, 1)
        for left, right in ((self._score, self._paths), (self._telling, self._offers)):
            pair = row(gap=theme.px(20))
            pair.addWidget(left)
            if isinstance(right, QWidget):
                pair.addWidget(right, 1)
            else:
                pair.addLayout(right, 1)
            self._rows.append(pair)
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
        self._again.asks(self.wished, ChooseMode(view.scenario))
        self._private.say(view.private)
        self._private.setVisible(bool(view.private))
        for card, seen in (
            (self._score, view.scored),
            (self._paths, view.scored),
            (self._telling, not view.shown),
            (self._verdicts, not view.shown),
        ):
            card.setVisible(seen)
        self._score.show_score(view)
        self._paths.show_paths(view)
        self._telling.show_lines(view)
        self._verdicts.show_verdicts(view.verdicts, scored=view.scored)
        self._refreshers.show_rows(view.refreshers)
        self._survey.show_survey(view.survey)

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

    def to_top(self) -> None:
        """A fresh debrief is read from its beginning."""
        self._panel.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        self._view = None
        self._survey.forget()

    def fit(self, width: int, height: int) -> None:
        narrow = width / self.theme.scale < _NARROW
        fold(self._offers, width / self.theme.scale < _OFFERS)
        for pair in (self._head, *self._rows):
            fold(pair, narrow)
        left = _UNLIMITED if narrow else min(self.theme.px(_LEFT_WIDTH), width * 34 // 100)
        for card in (self._score, self._telling):
            card.setMaximumWidth(left)
            card.setMinimumWidth(0 if narrow else left)
        edge = self.theme.px(16 if narrow else 40)
        self._outer.setContentsMargins(edge, self.theme.px(22), edge, self.theme.px(24))
        self._bar.fit(width)
        self._status.fit(width)
