"""The page "Klar for økt?": one green or red page, and at each red line what to do."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.arrival import LeaveSettings, LookAgain
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.ready import ReadyLine, ReadyView
from simtrainer.base.text import Texts
from simtrainer.desktop.bar import Bar
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import TOP, Rule, Surface, clear, column, right_margin, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.page import Page
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.theme import Theme

_WIDTH = 820
_NARROW = 700
_MARKS = {
    "good": ("check-circle", "good"),
    "warn": ("alert-outline", "warn"),
    "bad": ("alert-circle-outline", "bad"),
    "wait": ("clock-outline", "ink2"),
}
_GROUNDS = {"good": ("good_t", "good_l"), "warn": ("warn_t", "warn_l"), "bad": ("bad_t", "bad_l")}


class ReadyPage(Page):
    """Signals: ``wished(LookAgain | LeaveSettings | SendResults)``, ``helped()``."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, texts("ui.ready.title"), parent)
        self._shown: ReadyView | None = None
        self._bar = Bar(theme, texts, switch=False, settings=False)
        self._bar.helped.connect(self.helped)
        self._status = StatusLine(theme, texts)
        self._status.wished.connect(self.wished)
        self._verdict = Surface(theme, "surface2", "line2")
        self._icon = IconMark(theme, "clock-outline", "ink2", 28)
        self._title = Words(theme, "hero", wrap=True)
        self._lines = column()
        self._back = Button(theme, "primary", "ready.back", texts("ui.ready.back"), icon="undo")
        self._back.asks(self.wished, LeaveSettings())
        self._again = Button(theme, "outlined", "ready.again", texts("ui.ready.again"))
        self._again.asks(self.wished, LookAgain())
        self._panel = Panel(theme, texts("ui.ready.title"))
        self._panel.hold(self._content())
        self.stack.addWidget(self._bar)
        self.stack.addWidget(self._panel, 1)
        self.stack.addWidget(self._status)

    def _content(self) -> QWidget:
        theme, content = self.theme, QWidget()
        self._outer: QVBoxLayout = column(content, theme.px(12))
        self._outer.addWidget(Words(theme, "title", text=self.texts("ui.ready.title"), wrap=True))
        lead = self.texts("ui.ready.lead")
        self._outer.addWidget(Words(theme, "lead", "ink2", text=lead, wrap=True))
        verdict = row(self._verdict, theme.px(12), theme.px(16))
        verdict.addWidget(self._icon)
        verdict.addWidget(self._title, 1)
        self._outer.addWidget(self._verdict)
        card = Surface(theme)
        inside = column(card, theme.px(8), theme.px(20))
        inside.addLayout(self._lines)
        foot = row(gap=theme.px(8))
        foot.addWidget(self._back)
        foot.addWidget(self._again)
        foot.addStretch(1)
        inside.addLayout(foot)
        self._outer.addWidget(card)
        self._outer.addStretch(1)
        return content

    def render_ready(self, view: ReadyView, status: StatusView) -> None:
        """Draw how the PC stands."""
        self._status.render_status(status)
        if view == self._shown:
            return
        self._shown = view
        icon, tone = _MARKS[view.state]
        self._icon.show_icon(icon, tone)
        self._title.say(view.title, tone)
        self._verdict.repaint_as(*_GROUNDS.get(view.state, ("surface2", "line2")))
        clear(self._lines)
        for line in view.lines:
            self._lines.addLayout(finding_line(self.theme, self.texts, line))
            self._lines.addWidget(Rule(self.theme))

    def fit(self, width: int, height: int) -> None:
        edge = self.theme.px(16 if width / self.theme.scale < _NARROW else 48)
        right = right_margin(width, edge, self.theme.px(_WIDTH))
        self._outer.setContentsMargins(edge, self.theme.px(24), right, self.theme.px(24))
        self._bar.fit(width)
        self._status.fit(width)


def finding_line(theme: Theme, texts: Texts, line: ReadyLine) -> QVBoxLayout:
    """How one thing stands, and what to do about it."""
    px = theme.px
    icon, tone = _MARKS[line.state]
    across = row(gap=px(12))
    mark = IconMark(theme, icon, tone, 22)
    mark.setAccessibleName(texts(f"ui.ready.state.{line.state}"))
    across.addWidget(mark, 0, TOP)
    words = column(gap=px(2))
    words.addWidget(Words(theme, "body_strong", text=line.name, wrap=True))
    words.addWidget(Words(theme, "body", "ink2", text=line.found, wrap=True))
    if line.cure:
        words.addWidget(Words(theme, "body", tone, text=line.cure, wrap=True))
    across.addLayout(words, 1)
    framed = column()
    framed.setContentsMargins(0, px(8), 0, px(8))
    framed.addLayout(across)
    return framed
