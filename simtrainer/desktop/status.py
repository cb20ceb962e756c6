"""The bottom line of every screen: has everything been delivered, who sits here, which PC."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from simtrainer.app.arrival import SendResults, ShowReturn
from simtrainer.app.views.entrance import StatusView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_TONES = {"neutral": "ink2", "good": "good", "warn": "warn", "bad": "bad", "info": "info"}
_NARROW = 900


class StatusLine(QWidget):
    """Signals: ``wished(SendResults | ShowReturn)``."""

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = IconMark(theme, "cloud-check-outline", "good", 18)
        self._text = Words(theme, "meta_medium")
        self._detail = Words(theme, "meta", "ink2", elide=True)
        self._person = Words(theme, "meta", "ink2")
        self._station = Words(theme, "meta", "ink2")
        self._send = Button(theme, "link", "send_results", texts("ui.status.send"), size="tiny")
        self._send.asks(self.wished, SendResults())
        self._give_back = Button(theme, "link", "give_back", "", size="tiny")
        self._give_back.asks(self.wished, ShowReturn())
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.border, theme.px(16), 0)
        row.setSpacing(theme.px(5))
        for part in (self._icon, self._text):
            row.addWidget(part)
        row.addSpacing(theme.px(14))
        row.addWidget(self._detail, 1)
        row.addWidget(self._send)
        row.addWidget(self._give_back)
        row.addSpacing(theme.px(10))
        row.addWidget(self._person)
        row.addSpacing(theme.px(12))
        row.addWidget(self._station)

    def render_status(self, view: StatusView) -> None:
        """Draw this state of the delivery."""
        tone = _TONES[view.tone]
        self._icon.show_icon(view.icon, tone)
        self._text.say(view.text, tone)
        self._detail.say(view.detail)
        self._person.say(view.person)
        self._station.say(view.station)
        self._send.setVisible(bool(view.action))
        if view.action:
            self._send.setText(view.action)
        self._give_back.setVisible(bool(view.give_back))
        self._give_back.setText(view.give_back)

    def fit(self, width: int) -> None:
        """Leave out what is told elsewhere when the window is narrow."""
        wide = width / self._theme.scale >= _NARROW
        self._person.setVisible(wide)
        self._station.setVisible(wide)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, max(self._theme.px(32), self._theme.line("meta")))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        edge = self.rect()
        edge.setHeight(self._theme.border)
        painter.fillRect(edge, self._theme.color("line"))
