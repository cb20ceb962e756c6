"""The cards of the debrief: the score, the two paths, what went well and what to practise, the
goals, what the next shift would have believed, and every check."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from simtrainer.app.views.shell import DebriefView, Verdict
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.frames import TOP, Rule, Surface, clear, column, fold, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.paths import MARKS, PathsChart
from simtrainer.desktop.kit.roving import Roving
from simtrainer.desktop.kit.scorebars import ScoreBars
from simtrainer.desktop.kit.stars import Stars
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.verdict_row import VerdictRow

_ONE_COLUMN = 3
"""So many sentences stand under each other."""


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
        self._cap = Lines(theme, "alert-circle-outline", "bad")
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
        for tone, (icon, word) in MARKS.items():
            head.addWidget(IconMark(theme, icon, tone, 16))
            head.addWidget(Words(theme, "meta", "ink2", text=texts(f"ui.debrief.{word}")))
        inside.addLayout(head)
        self._chart = PathsChart(theme, texts("ui.debrief.expert"), texts("ui.debrief.you"))
        inside.addWidget(self._chart, 1)

    def show_paths(self, view: DebriefView) -> None:
        """Draw the two paths."""
        self._chart.render_paths(view.paths, view.ticks)


class Lines(QWidget):
    """Sentences, each after the same icon."""

    def __init__(self, theme: Theme, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
    """What went well and what to practise; side by side where there is room."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        inside = column(self, theme.px(12), theme.px(22))
        self._pair: QBoxLayout = row(gap=theme.px(24))
        self._parts: list[tuple[QWidget, Lines]] = []
        for key, icon, tone in (
            ("went_well", "check-circle", "good"), ("practise", "bullseye", "warn"),
        ):  # fmt: skip
            part, lines = QWidget(), Lines(theme, icon, tone)
            half = column(part, theme.px(12))
            half.addWidget(Words(theme, "section", text=texts(f"ui.debrief.{key}"), wrap=True))
            half.addWidget(lines)
            half.addStretch(1)
            self._pair.addWidget(part, 1)
            self._parts.append((part, lines))
        inside.addLayout(self._pair)
        inside.addStretch(1)

    def show_lines(self, view: DebriefView) -> None:
        """Write the sentences."""
        for (part, lines), texts in zip(self._parts, (view.went_well, view.practise), strict=True):
            part.setVisible(bool(texts))
            lines.show_lines(texts)

    def stand(self, folded: bool) -> None:
        """One under the other, or side by side."""
        fold(self._pair, folded)


class GoalsCard(Surface):
    """How each competence goal of the exercise went."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        inside = column(self, theme.px(12), theme.px(22))
        inside.addWidget(Words(theme, "section", text=texts("ui.debrief.goals"), wrap=True))
        self._bars = ScoreBars(theme)
        inside.addWidget(self._bars)
        inside.addStretch(1)

    def show_goals(self, view: DebriefView) -> None:
        """A bar for each."""
        self._bars.render_bars(view.goals, view.goals_note)


class BelievedCard(Surface):
    """What the next shift would have believed, in two columns where there is room: it is much
    when much was left undone."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        inside = column(self, theme.px(12), theme.px(22))
        inside.addWidget(Words(theme, "section", text=texts("ui.debrief.believed"), wrap=True))
        self._columns: QBoxLayout = row(gap=theme.px(24))
        self._halves = [Lines(theme, "alert-outline", "bad") for _ in range(2)]
        for half in self._halves:
            self._columns.addWidget(half, 1, TOP)
        inside.addLayout(self._columns)
        inside.addStretch(1)

    def show_lines(self, view: DebriefView) -> None:
        """Write the sentences, the first half at the left."""
        middle = -(-len(view.believed) // 2) if len(view.believed) > _ONE_COLUMN else _ONE_COLUMN
        self._halves[0].show_lines(view.believed[:middle])
        self._halves[1].show_lines(view.believed[middle:])

    def stand(self, folded: bool) -> None:
        """One column, or two."""
        fold(self._columns, folded)


class VerdictsCard(Surface):
    """Every check with its points, feedback and source. Signals: ``wished(LookBack)``."""

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        self._theme, self._texts = theme, texts
        self._shown: tuple[Verdict, ...] = ()
        inside = column(self, theme.px(4), theme.px(22))
        inside.addWidget(Words(theme, "section", text=texts("ui.debrief.checks"), wrap=True))
        self._list = column()
        self._group = Roving(self)
        inside.addLayout(self._list)
        inside.addStretch(1)

    def show_verdicts(self, verdicts: tuple[Verdict, ...], *, scored: bool = True) -> None:
        """List them, with their points where there are any."""
        verdicts = verdicts if scored else tuple(replace(v, points="") for v in verdicts)
        if verdicts == self._shown:
            return
        self._shown = verdicts
        clear(self._list)
        lines = [VerdictRow(self._theme, self._texts, verdict) for verdict in verdicts]
        for number, line in enumerate(lines):
            if number:
                self._list.addWidget(Rule(self._theme))
            line.wished.connect(self.wished)
            self._list.addWidget(line)
        self._group.hold([line.seen for line in lines])
