"""Home: take up the run that waits, pick the next exercise, see how far one has come."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from simtrainer.app.arrival import ShowPage
from simtrainer.app.views.shell import HistoryRow, HomeView, RingView, ScenarioCard
from simtrainer.base.text import Texts
from simtrainer.desktop.bar import Bar
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import TOP, Rule, Surface, clear, column, fold, row
from simtrainer.desktop.kit.marks import Dots
from simtrainer.desktop.kit.rings import Rings
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.mode_choice import ModeChoice
from simtrainer.desktop.page import Page
from simtrainer.desktop.practice import OwnDataCard, RefreshersCard
from simtrainer.desktop.resume_card import ResumeCard
from simtrainer.desktop.scenario_row import ListRow, history_row, latest_row, scenario_row
from simtrainer.desktop.session_card import SessionCard
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.warm_up import WarmUpCard

_NARROW = 1040
_LATEST = 3
_SIDE_WIDTH = 444
_PLAIN = 820
_RIGHT = Qt.AlignmentFlag.AlignRight
_BOTTOM = Qt.AlignmentFlag.AlignBottom


class ListCard(Surface):
    """A card with a heading and rows under thin lines; ``empty`` is said where there are none."""

    def __init__(
        self, theme: Theme, texts: Texts, wished: SignalInstance, title: str, empty: str
    ) -> None:
        super().__init__(theme)
        self._theme, self._texts, self._wished = theme, texts, wished
        self._shown: tuple[object, ...] | None = None
        self._rows: list[ListRow] = []
        self._folded = False
        self._column = column(self)
        self._column.setContentsMargins(theme.border, 0, theme.border, theme.border)
        self.head = row(gap=theme.px(12))
        self.head.setContentsMargins(theme.px(24), theme.px(10), theme.px(12), theme.px(8))
        self._title = Words(theme, "section", text=title)
        self._title.setMinimumHeight(theme.px(44))
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self._column.addLayout(self.head)
        self._list = column()
        self._column.addLayout(self._list)
        self._empty = Words(theme, "body", "ink2", text=empty, wrap=True)
        self._empty.setContentsMargins(0, 0, 0, 0)
        self._none = column(edge=theme.px(24))
        self._none.addWidget(self._empty)
        self._column.addLayout(self._none)

    def show_rows(self, rows: tuple[ScenarioCard, ...] | tuple[HistoryRow, ...]) -> None:
        """List these; nothing is rebuilt when they are the same as before."""
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._list)
        self._rows = []
        for item in rows:
            self._list.addWidget(Rule(self._theme))
            if isinstance(item, ScenarioCard):
                made = scenario_row(self._theme, self._texts, item, self._wished)
            else:
                made = history_row(self._theme, self._texts, item, self._wished)
            made.fold(self._folded)
            self._rows.append(made)
            self._list.addWidget(made)
        self._empty.setVisible(not rows)
        edge = 0 if rows else self._theme.px(24)
        self._none.setContentsMargins(edge, 0, edge, edge)

    def fold(self, folded: bool) -> None:
        """Fold every row."""
        self._folded = folded
        for made in self._rows:
            made.fold(folded)


class RingsCard(Surface):
    """The competence rings with what the mark on them means."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        inside = column(self, theme.px(20), theme.px(20))
        head = row(gap=theme.px(8))
        head.addWidget(Words(theme, "section", text=texts("ui.home.rings")))
        self._note = Words(theme, "meta", "ink2", wrap=True, align=_RIGHT)
        head.addWidget(self._note, 1)
        inside.addLayout(head)
        self._rings = Rings(theme, texts)
        inside.addWidget(self._rings)
        self._empty = Words(theme, "body", "ink2", text=texts("ui.home.rings_empty"), wrap=True)
        inside.addWidget(self._empty)

    def show_rings(self, rings: tuple[RingView, ...], note: str) -> None:
        """Draw them."""
        self._rings.render_rings(rings)
        self._rings.setVisible(bool(rings))
        self._empty.setVisible(not rings)
        self._note.say(note if rings else "")


class LatestCard(Surface):
    """The last few runs, each a way to its debrief."""

    def __init__(self, theme: Theme, texts: Texts, wished: SignalInstance) -> None:
        super().__init__(theme)
        self._theme, self._texts, self._wished = theme, texts, wished
        self._shown: tuple[HistoryRow, ...] = ()
        inside = column(self)
        inside.setContentsMargins(theme.border, theme.px(16), theme.border, theme.px(8))
        head = row()
        head.setContentsMargins(theme.px(20), 0, theme.px(20), theme.px(6))
        head.addWidget(Words(theme, "section", text=texts("ui.home.latest")))
        head.addStretch(1)
        inside.addLayout(head)
        self._list = column()
        inside.addLayout(self._list)

    def show_rows(self, rows: tuple[HistoryRow, ...]) -> None:
        """List these."""
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._list)
        for view in rows:
            self._list.addWidget(latest_row(self._theme, self._texts, view, self._wished))


class HomePage(Page):
    """Home and its two other pages.

    Signals: ``wished(ShowPage | SignOut | ContinueRun | ChooseMode | StartRun |
    ShowDebrief | SendResults)``,
    ``helped()``, ``copy_wanted()`` for a copy of one's own data.
    """

    copy_wanted = Signal()

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, texts("ui.page.home"), parent)
        pages = [(page, texts(f"ui.page.{page}")) for page in ("home", "scenarios", "results")]
        self._bar = Bar(theme, texts, pages)
        self._bar.helped.connect(self.helped)
        self._status = StatusLine(theme, texts)
        self._greeting = Words(theme, "title", wrap=True)
        self._subtitle = Words(theme, "lead", "ink2", wrap=True)
        self._dots = Dots(theme)
        self._mandatory = Words(theme, "lead", "ink2", wrap=True)
        self._resume = ResumeCard(theme, texts)
        self._next = self._list("next", "scenarios")
        self._all = self._list("all", "scenarios")
        self._results = self._list("results", "results")
        self._choice = ModeChoice(theme, texts)
        self._choice.wished.connect(self.wished)
        self._warm_up = WarmUpCard(theme, texts)
        self._warm_up.wished.connect(self.wished)
        self._session = SessionCard(theme)
        self._latest = LatestCard(theme, texts, self.wished)
        self._rings = RingsCard(theme, texts)
        title, note = texts("ui.home.refreshers"), texts("ui.debrief.refreshers.note")
        self._refreshers = RefreshersCard(theme, texts, self.wished, title, note)
        self._own = OwnDataCard(theme, texts, self.wished)
        self._own.copy_wanted.connect(self.copy_wanted)
        self._see_all = Button(theme, "link", "see_all", "", icon="chevron-right", trailing=True)
        self._see_all.asks(self.wished, ShowPage("scenarios"))
        self._next.head.addWidget(self._see_all)
        for part in (self._bar, self._status, self._resume):
            part.wished.connect(self.wished)
        self._shown_page = ""
        self._side = QWidget()
        self._panel = Panel(theme, texts("ui.page.home"))
        self._panel.hold(self._content())
        self.stack.addWidget(self._bar)
        self.stack.addWidget(self._panel, 1)
        self.stack.addWidget(self._status)

    def _list(self, name: str, empty: str) -> ListCard:
        title, none = self.texts(f"ui.home.{name}"), self.texts(f"ui.home.no_{empty}")
        return ListCard(self.theme, self.texts, self.wished, title, none)

    def _content(self) -> QWidget:
        theme, content = self.theme, QWidget()
        self._outer: QVBoxLayout = column(content)
        self._head: QBoxLayout = row(gap=theme.px(24))
        words = column(gap=theme.px(2))
        words.addWidget(self._greeting)
        words.addWidget(self._subtitle)
        self._head.addLayout(words, 1)
        self._count = row(gap=theme.px(12))
        self._count.addStretch(0)
        self._count.addWidget(self._dots)
        self._count.addWidget(self._mandatory)
        self._head.addLayout(self._count)
        self._head.setAlignment(self._count, _BOTTOM)
        self._outer.addLayout(self._head)
        self._outer.addSpacing(theme.px(20))
        self._sides: QBoxLayout = row(gap=theme.px(32))
        main = column(gap=theme.px(20))
        for part in (self._resume, self._next, self._all, self._results, self._choice):
            main.addWidget(part)
        self._sides.addLayout(main, 1)
        side = column(self._side, theme.px(20))
        side.addWidget(self._session)
        side.addWidget(self._rings)
        side.addWidget(self._refreshers)
        side.addWidget(self._own)
        side.addWidget(self._latest)
        side.addWidget(self._warm_up)
        self._sides.addWidget(self._side, 0, TOP)
        self._sides.setAlignment(main, TOP)
        self._outer.addLayout(self._sides)
        self._outer.addStretch(1)
        return content

    def render_home(self, view: HomeView) -> None:
        """Draw the page that ``view.page`` names."""
        if view.page != self._shown_page:
            self._shown_page = view.page
            self.to_top()
        self._bar.show_person(view.person, view.initials, view.unit)
        chosen = view.choice
        self._bar.show_page("scenarios" if chosen else view.page)
        self._status.render_status(view.status)
        here = view.page == "home"
        if chosen is not None:
            self._greeting.say(chosen.title)
            self._subtitle.say(chosen.about)
        else:
            self._greeting.say(view.greeting if here else self.texts(f"ui.page.{view.page}"))
            self._subtitle.say(view.subtitle if here else self.texts(f"ui.page.{view.page}.lead"))
        self._dots.show_count(view.mandatory_done, view.mandatory_total)
        self._mandatory.say(view.mandatory_text if view.mandatory_total else "")
        self._dots.setVisible(bool(view.mandatory_total))
        self._show_main(view)
        self._rings.show_rings(view.rings, view.rings_note)
        self._side.setVisible(view.page not in ("scenarios", "choose"))
        self._own.show_own(view.own)
        self._session.show_session(view.session if here else None)
        self._warm_up.show_offer(view.warm_up if here else "")
        self._refreshers.show_rows(view.refreshers if here else ())
        self._latest.setVisible(here and bool(view.history))
        if here:
            self._latest.show_rows(view.history[:_LATEST])

    def _show_main(self, view: HomeView) -> None:
        here = view.page == "home"
        self._resume.setVisible(here and view.resume is not None)
        if view.resume is not None:
            self._resume.render_resume(view.resume)
        self._next.setVisible(here)
        self._all.setVisible(view.page == "scenarios")
        self._results.setVisible(view.page == "results")
        self._choice.setVisible(view.choice is not None)
        if view.choice is not None:
            self._choice.show_choice(view.choice)
            return
        if here:
            self._next.show_rows(view.recommended)
            self._see_all.setText(self.texts("ui.home.see_all", n=len(view.scenarios)))
        elif view.page == "scenarios":
            self._all.show_rows(view.scenarios)
        else:
            self._results.show_rows(view.history)

    def to_top(self) -> None:
        """A page that is come to is read from its beginning."""
        self._panel.verticalScrollBar().setValue(0)

    def fit(self, width: int, height: int) -> None:
        units = width / self.theme.scale
        narrow = units < _NARROW
        fold(self._sides, narrow)
        fold(self._head, narrow)
        side = 16777215 if narrow else min(self.theme.px(_SIDE_WIDTH), width * 32 // 100)
        self._side.setMaximumWidth(side)
        self._side.setMinimumWidth(0 if narrow else side)
        for card in (self._next, self._all, self._results):
            card.fold(units < _PLAIN)
        self._choice.fold(units < _PLAIN)
        self._resume.fold(units < _PLAIN)
        edge = self.theme.px(16 if narrow else 48)
        self._outer.setContentsMargins(edge, self.theme.px(26), edge, self.theme.px(24))
        self._bar.fit(width)
        self._status.fit(width)
