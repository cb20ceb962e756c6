"""The help sheet: the ladder for the task now with its price, the superuser, extra time, and a
word about the exercise. It lies over the tasks, never over the record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import (
    AskHelp,
    CloseSheet,
    FlagStep,
    FreezeTime,
    RaiseHand,
    ShareFlag,
    ThawTime,
)
from simtrainer.app.views.run import SheetView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.field import text_field
from simtrainer.desktop.kit.frames import Surface, column, row
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

WIDTH = 372


class HelpSheet(QWidget):
    """Signals: ``wished(AskHelp | RaiseHand | FreezeTime | ThawTime | FlagStep | ShareFlag |
    CloseSheet)``. Escape closes it."""

    spoken_as = "page"
    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._view: SheetView | None = None
        self.setObjectName("sheet")
        self.setAccessibleName(texts("ui.sheet.title"))
        self._close = Button(theme, "quiet", "sheet.close", texts("ui.notice.close"), size="small")
        self._close.asks(self.wished, CloseSheet())
        self._task = Words(theme, "label_large", wrap=True)
        self._hint = Words(theme, "text", "ink", wrap=True)
        self._price = Words(theme, "meta", "ink2", wrap=True)
        self._ladder = self._button("ladder", "lightbulb-outline")
        self._hand = Words(theme, "text", "ink2", wrap=True)
        self._hand_button = self._button("hand", "hand-front-left-outline")
        self._time = Words(theme, "text", "ink2", wrap=True)
        self._time_button = self._button("time", "clock-outline")
        self._flag = Words(theme, "text", "ink2", wrap=True)
        self._words = text_field(theme, "sheet.flag.text", texts("ui.sheet.flag"), 84)
        self._send = self._button("flag.send", "send-outline", texts("ui.sheet.flag_send"))
        self._send.clicked.connect(self._send_flag)
        self._share = self._button("flag.share", "check")
        self._share.asks(self.wished, ShareFlag())
        self._lay_out()
        self.hide()

    def _button(self, name: str, icon: str, label: str = "") -> Button:
        return Button(self._theme, "outlined", f"sheet.{name}", label, icon=icon)

    def _lay_out(self) -> None:
        px = self._theme.px
        outer = column(self)
        head = row(gap=px(8))
        head.setContentsMargins(px(16), px(10), px(12), px(6))
        head.addWidget(Words(self._theme, "section", text=self._texts("ui.sheet.title")))
        head.addStretch(1)
        head.addWidget(self._close)
        outer.addLayout(head)
        content = QWidget()
        parts = column(content, px(10))
        parts.setContentsMargins(px(12), 0, px(12), px(12))
        self._card(parts, self._task, self._hint, self._ladder, self._price)
        self._card(parts, self._heading("hand"), self._hand, self._hand_button)
        self._card(parts, self._heading("time"), self._time, self._time_button)
        self._card(parts, self._heading("flag"), self._flag, self._share, self._words, self._send)
        parts.addStretch(1)
        panel = Panel(self._theme, self._texts("ui.sheet.title"))
        panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel.hold(content)
        outer.addWidget(panel, 1)

    def _heading(self, name: str) -> Words:
        text = {
            "hand": self._texts("ui.sheet.hand"),
            "time": self._texts("ui.sheet.time"),
            "flag": self._texts("ui.sheet.flag"),
        }[name]
        return Words(self._theme, "label_large", text=text, wrap=True)

    def _card(self, parts: QVBoxLayout, *widgets: QWidget) -> None:
        card = Surface(self._theme, "surface", "line")
        inside = column(card, self._theme.px(6), self._theme.px(12))
        for widget in widgets:
            inside.addWidget(widget)
        parts.addWidget(card)

    def render_sheet(self, view: SheetView | None) -> None:
        """Draw it; None closes it."""
        if view == self._view:
            return
        fresh, self._view = self._view is None, view
        if view is None:
            self.hide()
            return
        self._task.say(view.task or self._texts("ui.sheet.ladder"))
        self._hint.say(view.hint)
        self._hint.setVisible(bool(view.hint))
        self._ladder.setVisible(bool(view.ladder))
        self._ladder.setText(view.ladder)
        self._ladder.setAccessibleDescription(view.price)
        self._ladder.asks(self.wished, AskHelp())
        self._price.say(view.price)
        self._hand.say(view.hand)
        self._hand_button.setText(view.hand_action)
        self._hand_button.asks(self.wished, RaiseHand(not view.hand_up))
        self._time.say(view.time)
        self._time_button.setText(view.time_action)
        self._time_button.asks(self.wished, ThawTime() if view.frozen else FreezeTime())
        self._flag.say(view.flag)
        self._share.setText(view.share)
        self._share.setVisible(bool(view.share))
        if fresh:
            self._words.clear()
            self.show()
            self.raise_()
            (self._ladder if view.ladder else self._hand_button).setFocus()

    def _send_flag(self) -> None:
        text = self._words.toPlainText().strip()
        self.wished.emit(FlagStep(text))
        if text:
            self._words.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.wished.emit(CloseSheet())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface2"))
        edge = self.rect()
        edge.setWidth(max(self._theme.border, 1))
        painter.fillRect(edge, self._theme.color("line2"))
