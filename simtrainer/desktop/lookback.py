"""The record as it was at a moment of the run: the sheet from the play screen, only to read in,
under a strip that says when it was and leads back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from simtrainer.app.commands import LeaveLookback
from simtrainer.app.views.lookback import LookbackView
from simtrainer.base.text import Texts
from simtrainer.desktop.banner import Banner
from simtrainer.desktop.host import ModuleHost
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import TOP, Surface, column, fold, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.nav import Nav
from simtrainer.desktop.ribbon import Ribbon, over_record
from simtrainer.desktop.tabs import Tabs
from simtrainer.desktop.theme import Theme

_NARROW = 1000
"""Narrower than this, the navigation is a tree of icons whatever the pack says."""
_LOW = 620
_NOTE = 800
"""Lower than this, the record needs the room."""


class Lookback(QWidget):
    """Signals: ``wished(LeaveLookback | OpenModule | OpenPatient | …)``."""

    spoken_as = "page"
    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(texts("ui.lookback.name"))
        px = theme.px
        self._heading = Words(theme, "section", wrap=True)
        self._about = Words(theme, "body", "ink2", wrap=True)
        self._note = Words(theme, "meta", "ink2", text=texts("ui.lookback.note"), wrap=True)
        self.back = Button(
            theme, "primary", "lookback.back", texts("ui.lookback.back"), icon="undo"
        )
        self.back.asks(self.wished, LeaveLookback())
        self._nav = Nav(theme, texts)
        self._over = {"top_tabs": Tabs(theme, texts), "ribbon": Ribbon(theme, texts)}
        self._banner = Banner(theme, texts)
        self._host = ModuleHost(theme, texts)
        self._nav.wished.connect(self.wished)
        self._host.wished.connect(self.wished)
        for over in self._over.values():
            over.wished.connect(self.wished)
        self._view: LookbackView | None = None
        self._compact = False
        inside = column(self, px(12))
        inside.setContentsMargins(px(12), px(12), px(12), px(12))
        inside.addWidget(self._strip())
        inside.addWidget(self._sheet(), 1)

    def _strip(self) -> Surface:
        theme, px = self._theme, self._theme.px
        strip = Surface(theme, "surface", "primary", width=2 * theme.border)
        self._line: QBoxLayout = row(strip, px(14), px(10))
        words = column(gap=px(2))
        words.addWidget(self._heading)
        words.addWidget(self._about)
        words.addWidget(self._note)
        told = row(gap=px(14))
        self._icon = IconMark(theme, "clock-outline", "primary", 24)
        told.addWidget(self._icon, 0, TOP)
        told.addLayout(words, 1)
        self._line.addLayout(told, 1)
        self._line.addWidget(self.back)
        return strip

    def _sheet(self) -> Surface:
        theme = self._theme
        sheet = Surface(theme, "surface", "line2")
        sheet.setMinimumWidth(1)
        inside = row(sheet, 0, theme.px(3))
        inside.addWidget(self._nav)
        record = column()
        for over in self._over.values():
            over.hide()
            record.addWidget(over)
        record.addWidget(self._banner)
        record.addWidget(self._host, 1)
        inside.addLayout(record, 1)
        return sheet

    def render_lookback(self, view: LookbackView) -> None:
        """Draw the record as it was."""
        self._view = view
        self._heading.say(view.heading)
        self._about.say(view.about)
        self._draw_nav(view)
        self._banner.setVisible(view.banner is not None)
        if view.banner is not None:
            self._banner.render_banner(view.banner)
        items = (item for _, group in view.nav.groups for item in group)
        self._host.show_module(next((i.id for i in items if i.current), ""), view.module)

    def _draw_nav(self, view: LookbackView) -> None:
        """Tabs take height: a small window has the tree whatever the pack says."""
        room = self.width() - self._theme.px(12 + 12)
        top = None if self._compact else over_record(self._over, view.nav, room)
        shown = top or self._nav
        for part in (self._nav, *self._over.values()):
            part.setVisible(part is shown)
        shown.render_nav(view.nav)

    def forget(self) -> None:
        """Nothing of the record stays in memory."""
        self._view = None
        self._host.forget()

    def fit(self, width: int, height: int) -> None:
        """Fold or unfold for this size in pixels."""
        scale = self._theme.scale
        narrow, low = width / scale < _NARROW, height / scale < _LOW
        self._compact = narrow or low
        self._nav.set_icons(narrow)
        self._banner.set_brief(low)
        self._note.setVisible(height / scale >= _NOTE)
        self._about.setVisible(not low)
        self._icon.setVisible(not low)
        fold(self._line, width / scale < _NARROW * 3 // 4 and not low)
        if self._view is not None:
            self._draw_nav(self._view)
