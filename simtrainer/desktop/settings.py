"""Settings: the language, the colours, the size of the text and sounds, changed as soon as they are
chosen; and what the keys do."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from simtrainer.app.arrival import LeaveSettings, SetLook, ShowReturn
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.settings import SettingsView
from simtrainer.base.text import Texts
from simtrainer.desktop.bar import Bar
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import Surface, column, fold, right_margin, row
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.segments import Segments
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.page import Page
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.theme import Theme

_WIDTH, _EDGE = 820, 48
_KEYS = ("tab", "areas", "arrows", "press", "help", "numbers")
"""What the keys do, in the order it is told."""
_BAR = 12
"""The scroll bar's; there is always more than a window holds."""
_NARROW = 700
"""Narrower than this in units of the design, choices stand under each other."""
_SLIM = 480
"""Narrower than this, the two buttons of the foot have no room side by side."""


class SettingsPage(Page):
    """Signals: ``wished(SetLook | LeaveSettings | ShowReturn | SendResults)``, ``helped()``."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, texts("ui.settings.title"), parent)
        self._bar = Bar(theme, texts, switch=False, settings=False)
        self._bar.helped.connect(self.helped)
        self._status = StatusLine(theme, texts)
        self._status.wished.connect(self.wished)
        self._language = self._choice("language")
        self._theme = self._choice("theme")
        self._text = self._choice("text")
        self._sound = self._choice("sound")
        self._note = Words(theme, "body", "ink2", wrap=True)
        self._system = Words(theme, "body", text=texts("ui.settings.system"), wrap=True)
        self._back = Button(
            theme, "primary", "settings.back", texts("ui.settings.back"), icon="check"
        )
        self._back.asks(self.wished, LeaveSettings())
        self._give_back = Button(theme, "outlined", "settings.return", "", icon="monitor")
        self._give_back.asks(self.wished, ShowReturn())
        self._give_back_how = Words(theme, "meta", "ink2", wrap=True)
        self._language.chosen.connect(lambda value: self.wished.emit(SetLook(language=value)))
        self._theme.chosen.connect(lambda value: self.wished.emit(SetLook(theme=value)))
        self._text.chosen.connect(lambda value: self.wished.emit(SetLook(text=value)))
        self._sound.chosen.connect(lambda value: self.wished.emit(SetLook(sound=value)))
        self._panel = Panel(theme, texts("ui.settings.title"))
        self._panel.hold(self._content())
        self.stack.addWidget(self._bar)
        self.stack.addWidget(self._panel, 1)
        self.stack.addWidget(self._way_out())
        self.stack.addWidget(self._status)

    def _choice(self, name: str) -> Segments:
        return Segments(self.theme, f"settings.{name}", self.texts(f"ui.settings.{name}"))

    def _content(self) -> QWidget:
        theme, content = self.theme, QWidget()
        self._outer: QVBoxLayout = column(content, theme.px(16))
        self._outer.addWidget(Words(theme, "title", text=self.texts("ui.settings.title")))
        card = Surface(theme)
        inside = column(card, theme.px(8), theme.px(24))
        for name, choice in (
            ("language", self._language), ("theme", self._theme), ("text", self._text),
            ("sound", self._sound),
        ):  # fmt: skip
            inside.addWidget(Words(theme, "section", text=self.texts(f"ui.settings.{name}")))
            lead = self.texts(f"ui.settings.{name}.lead")
            inside.addWidget(Words(theme, "body", "ink2", text=lead, wrap=True))
            if name == "theme":
                inside.addWidget(self._system)
            inside.addWidget(choice)
            inside.addSpacing(theme.px(16))
        inside.addWidget(self._note)
        self._outer.addWidget(card)
        self._outer.addWidget(self._keys())
        self._outer.addStretch(1)
        return content

    def _way_out(self) -> QWidget:
        """Stands still under what is scrolled: nobody looks for the way out."""
        held = QWidget()
        self._foot: QBoxLayout = row(held, self.theme.px(8))
        self._foot.addWidget(self._back)
        self._foot.addWidget(self._give_back_how, 1)
        self._foot.addStretch()
        self._foot.addWidget(self._give_back)
        return held

    def _keys(self) -> QWidget:
        """How to get about without a mouse."""
        theme, texts = self.theme, self.texts
        card = Surface(theme)
        inside = column(card, theme.px(8), theme.px(24))
        inside.addWidget(Words(theme, "section", text=texts("ui.settings.keys")))
        lead = texts("ui.settings.keys.lead")
        inside.addWidget(Words(theme, "body", "ink2", text=lead, wrap=True))
        for name in _KEYS:
            line = texts(f"ui.settings.keys.{name}")
            inside.addWidget(Words(theme, "body", text=line, wrap=True))
        return card

    def render_settings(self, view: SettingsView, status: StatusView) -> None:
        """Draw what there is to choose, and what is chosen."""
        self._language.show_options(view.languages, view.language)
        self._theme.show_options(view.themes, view.theme)
        self._text.show_options(view.sizes, view.size)
        self._sound.show_options(view.sounds, view.sound)
        self._system.setVisible(self.theme.system)
        self._note.say(view.note)
        self._give_back.setText(view.give_back)
        self._give_back.setVisible(bool(view.give_back))
        self._give_back_how.say(view.give_back_how)
        self._give_back_how.setVisible(bool(view.give_back_how))
        self._status.render_status(status)

    def fit(self, width: int, height: int) -> None:
        units = width / self.theme.scale
        narrow = units < _NARROW
        for choice in (self._language, self._theme, self._text, self._sound):
            choice.set_upright(narrow)
        fold(self._foot, units < _SLIM)
        edge = self.theme.px(16 if narrow else _EDGE)
        bar = self.theme.px(_BAR)
        right = right_margin(width - bar, edge, self.theme.px(_WIDTH))
        self._foot.setContentsMargins(edge, self.theme.px(12), right + bar, self.theme.px(12))
        self._outer.setContentsMargins(edge, self.theme.px(24), right, self.theme.px(24))
        self._bar.fit(width)
        self._status.fit(width)
