"""The dark bar above sign-in, home and debrief: our sign, the pages, who sits here."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from simtrainer.app.arrival import ShowPage, ShowReady, ShowSettings, SignOut
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import ON_BAR, Button, Pressable
from simtrainer.desktop.kit.frames import column
from simtrainer.desktop.kit.marks import Initials, Sign
from simtrainer.desktop.kit.paint import MIDDLE, write
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_HEIGHT = 64
_NARROW = 1060


class PageTab(Pressable):
    """One page of home; the one shown is underlined in amber."""

    spoken_as = "tab"

    def __init__(self, theme: Theme, page: str, label: str) -> None:
        super().__init__(theme, f"page.{page}", label)
        self.setCheckable(True)
        self.setProperty(ON_BAR, True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)

    def nextCheckState(self) -> None:
        """The view state says which page is shown, not the click."""

    def sizeHint(self) -> QSize:
        words = self.theme.width(self.text(), "body_strong")
        return QSize(words + self.theme.px(28), self.theme.px(44))

    def minimumSizeHint(self) -> QSize:
        words = self.theme.width(self.text(), "body_strong")
        return QSize(words + self.theme.px(8), self.theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        here = self.isChecked()
        tone = "on_bar" if here or self.hot else "on_bar2"
        role = "body_strong" if here else "medium"
        write(painter, self.theme, self.rect(), self.text(), role, tone, MIDDLE)
        if here:
            line = self.rect()
            line.setTop(line.bottom() - self.theme.px(3))
            painter.fillRect(line, self.theme.color("star"))


class Bar(QWidget):
    """``pages`` are (id, label) pairs, none on sign-in and debrief.

    Signals: ``wished(ShowPage | SignOut | ShowReady | ShowSettings)``, ``helped()`` when "Hjelp" is
    pressed, ``leave_wanted()`` when "Avslutt" is.
    """

    wished = Signal(object)
    helped = Signal()
    leave_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        texts: Texts,
        pages: Sequence[tuple[str, str]] = (),
        *,
        switch: bool = True,
        settings: bool = True,
        ready: bool = False,
        leave: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sign = Sign(theme, "simtrainer")
        self._tabs: dict[str, PageTab] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(32), 0, theme.px(32), 0)
        self._row.setSpacing(theme.px(4))
        self._row.addWidget(self._sign)
        self._after_sign = QSpacerItem(theme.px(28), 0)
        self._row.addSpacerItem(self._after_sign)
        for page, label in pages:
            self._add_tab(page, label)
        self._row.addStretch(1)
        self._who = QWidget()
        self._initials, self._name, self._unit = self._add_person()
        self._switch: Button | None = None
        if switch:
            label = texts("ui.bar.switch_user")
            self._switch = Button(theme, "bar", "switch_user", label, icon="swap-horizontal")
            self._switch.asks(self.wished, SignOut())
            self._row.addWidget(self._switch)
        self._row.addSpacing(theme.px(4))
        self._ready: Button | None = None
        if ready:
            label = texts("ui.ready.title")
            self._ready = Button(theme, "bar", "ready", label, icon="shield-check-outline")
            self._ready.asks(self.wished, ShowReady())
            self._row.addWidget(self._ready)
            self._row.addSpacing(theme.px(4))
        self._settings: Button | None = None
        if settings:
            label = texts("ui.settings.title")
            self._settings = Button(theme, "bar", "settings", label, icon="cog-outline")
            self._settings.asks(self.wished, ShowSettings())
            self._row.addWidget(self._settings)
            self._row.addSpacing(theme.px(4))
        self._leave: Button | None = None
        if leave:
            label = texts("ui.leave.button")
            self._leave = Button(theme, "bar", "leave", label, icon="exit-to-app")
            self._leave.clicked.connect(self.leave_wanted)
            self._leave.hide()
            self._row.addWidget(self._leave)
            self._row.addSpacing(theme.px(4))
        self._help = Button(
            theme, "light", "help", texts("ui.bar.help"), icon="help-circle-outline"
        )
        self._help.clicked.connect(self.helped)
        self._row.addWidget(self._help)

    def _add_tab(self, page: str, label: str) -> None:
        tab = PageTab(self._theme, page, label)
        tab.asks(self.wished, ShowPage(page))
        self._tabs[page] = tab
        self._row.addWidget(tab)

    def _add_person(self) -> tuple[Initials, Words, Words]:
        initials = Initials(self._theme)
        name = Words(self._theme, "body_strong", "on_bar")
        unit = Words(self._theme, "meta", "on_bar2")
        texts = column(self._who)
        texts.addStretch(1)
        texts.addWidget(name)
        texts.addWidget(unit)
        texts.addStretch(1)
        self._row.addWidget(initials)
        self._row.addSpacing(self._theme.px(8))
        self._row.addWidget(self._who)
        self._row.addSpacing(self._theme.px(28))
        for part in (initials, self._who):
            part.hide()
        return initials, name, unit

    def show_person(self, name: str, initials: str, unit: str) -> None:
        """Say who sits here."""
        self._initials.show_person(initials, name)
        self._name.say(name)
        self._unit.say(unit)
        self._initials.show()
        self.fit(self.width())

    def show_page(self, page: str) -> None:
        """Underline this page."""
        for own, tab in self._tabs.items():
            tab.setChecked(own == page)

    def offer_way_out(self, offered: bool) -> None:
        """Show the way out of the program, where the screen has no other."""
        if self._leave is not None:
            self._leave.setVisible(offered)

    def fit(self, width: int) -> None:
        """Keep to what there is room for: the labels give way, never a button."""
        narrow = width / self._theme.scale < _NARROW
        self._who.setVisible(not narrow and bool(self._name.text()))
        self._sign.set_alone(narrow and bool(self._tabs))
        edge = self._theme.px(16 if narrow else 32)
        self._row.setContentsMargins(edge, 0, edge, 0)
        self._after_sign.changeSize(self._theme.px(4 if narrow else 28), 0)
        self._row.invalidate()
        for button in (self._switch, self._ready, self._settings, self._leave, self._help):
            if button is not None:
                button.set_icon_only(narrow)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(800), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("bar"))
        if self._theme.contrast:
            painter.setPen(Qt.PenStyle.NoPen)
            edge = self.rect()
            edge.setTop(edge.bottom() - self._theme.border + 1)
            painter.fillRect(edge, self._theme.color("line"))
