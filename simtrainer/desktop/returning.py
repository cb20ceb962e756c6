"""Giving the PC back: what is on it, what to do about what nobody has answered for, the word that
is written before it is emptied, and the receipt."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from simtrainer.app.arrival import EmptyPc, LeaveSettings, SendResults
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.ready import ReadyLine
from simtrainer.app.views.returning import ReceiptView, ReturnView
from simtrainer.base.text import Texts
from simtrainer.desktop.bar import Bar
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.field import line_field
from simtrainer.desktop.kit.frames import Rule, Surface, clear, column, fold, right_margin, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.page import Page
from simtrainer.desktop.ready import finding_line
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.options import Check
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.theme import Theme

_WIDTH = 820
_NARROW = 700


class ReturnPage(Page):
    """Signals: ``wished(EmptyPc | SendResults | LeaveSettings)``, ``take_out_wanted()``,
    ``save_wanted()`` for the receipt as a file, ``close_wanted()`` when all is done."""

    take_out_wanted = Signal()
    save_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, texts("ui.return.title"), parent)
        self._shown: tuple[ReadyLine, ...] | None = None
        self._receipt: ReceiptView | None = None
        self._bar = Bar(theme, texts, switch=False, settings=False)
        self._bar.helped.connect(self.helped)
        self._status = StatusLine(theme, texts)
        self._status.wished.connect(self.wished)
        self._name = Words(theme, "lead", "ink2", wrap=True)
        self._lines = column()
        self._send = self._button("outlined", "return.send", "", "cloud-upload-outline")
        self._send.asks(self.wished, SendResults())
        self._take_out = self._button("outlined", "return.take_out", "", "download")
        self._take_out.clicked.connect(self.take_out_wanted)
        self._abandon = Check(Ink(theme), "return.abandon", "")
        self._abandon.clicked.connect(self._tick)
        self._ask = Words(theme, "label", wrap=True)
        self._word = line_field(theme, "return.word", "", 20)
        self._go = self._button("primary", "return.empty", texts("ui.return.empty"), "")
        self._go.clicked.connect(self._empty)
        self._word.returnPressed.connect(self._go.click)
        self._back = self._button("outlined", "return.back", texts("ui.return.back"), "undo")
        self._back.asks(self.wished, LeaveSettings())
        self._sheet = Surface(theme)
        self._paper = Surface(theme)
        self._panel = Panel(theme, texts("ui.return.title"))
        self._panel.hold(self._content())
        self.stack.addWidget(self._bar)
        self.stack.addWidget(self._panel, 1)
        self.stack.addWidget(self._status)

    def _button(self, kind: str, key: str, label: str, icon: str) -> Button:
        return Button(self.theme, kind, key, label, icon=icon)

    def _content(self) -> QWidget:
        theme, content = self.theme, QWidget()
        self._outer: QVBoxLayout = column(content, theme.px(12))
        self._outer.addWidget(Words(theme, "title", text=self.texts("ui.return.title"), wrap=True))
        self._outer.addWidget(self._name)
        for card in (self._sheet, self._paper):
            self._outer.addWidget(card)
        self._fill_sheet()
        self._outer.addStretch(1)
        return content

    def _fill_sheet(self) -> None:
        px = self.theme.px
        inside = column(self._sheet, px(10), px(20))
        inside.addLayout(self._lines)
        self._ways: QBoxLayout = row(gap=px(8))
        self._ways.addWidget(self._send)
        self._ways.addWidget(self._take_out)
        self._ways.addStretch(1)
        inside.addLayout(self._ways)
        inside.addWidget(self._abandon)
        inside.addSpacing(px(4))
        inside.addWidget(self._ask)
        self._foot: QBoxLayout = row(gap=px(8))
        self._foot.addWidget(self._word, 1)
        self._foot.addWidget(self._go)
        self._foot.addWidget(self._back)
        inside.addLayout(self._foot)
        self._inside = column(self._paper, px(12), px(24))

    def render_return(self, view: ReturnView, status: StatusView) -> None:
        """Draw how the PC stands, or the receipt."""
        self._status.setVisible(view.receipt is None)
        self._status.render_status(status)
        self._name.say(view.name)
        self._sheet.setVisible(view.receipt is None)
        self._paper.setVisible(view.receipt is not None)
        if view.receipt is not None:
            self._show_receipt(view.receipt)
            return
        if view.lines != self._shown:
            self._shown = view.lines
            clear(self._lines)
            for line in view.lines:
                self._lines.addLayout(finding_line(self.theme, self.texts, line))
                self._lines.addWidget(Rule(self.theme))
        for button, label in ((self._send, view.send), (self._take_out, view.take_out)):
            button.setText(label)
            button.setVisible(bool(label))
        self._abandon.tell(view.abandon, "", self._abandon.isChecked() and bool(view.abandon))
        self._abandon.setVisible(bool(view.abandon))
        self._ask.say(view.ask)
        self._word.setAccessibleName(view.ask)

    def _show_receipt(self, view: ReceiptView) -> None:
        if view == self._receipt:
            return
        self._receipt = view
        clear(self._inside)
        px, theme = self.theme.px, self.theme
        head = row(gap=px(12))
        head.addWidget(IconMark(theme, "check-circle", "good", 28))
        head.addWidget(Words(theme, "hero", text=view.heading, wrap=True), 1)
        self._inside.addLayout(head)
        for label, text in view.lines:
            pair = column(gap=px(2))
            pair.addWidget(Words(theme, "meta", "ink2", text=label, wrap=True))
            pair.addWidget(Words(theme, "body", text=text, wrap=True))
            self._inside.addLayout(pair)
        self._inside.addWidget(Words(theme, "body", "ink2", text=view.note, wrap=True))
        buttons = row(gap=px(8))
        close = self._button("primary", "return.close", self.texts("ui.return.close"), "")
        close.clicked.connect(self.close_wanted)
        save = self._button("outlined", "return.save", self.texts("ui.return.save"), "download")
        save.clicked.connect(self.save_wanted)
        buttons.addWidget(close)
        buttons.addWidget(save)
        buttons.addStretch(1)
        self._inside.addLayout(buttons)

    def receipt(self) -> str:
        """The receipt as a text to keep; empty before there is one."""
        if self._receipt is None:
            return ""
        lines = [
            self._receipt.heading,
            *(f"{label}: {text}" for label, text in self._receipt.lines),
        ]
        return "\n".join([*lines, self._receipt.note, ""])

    def _tick(self) -> None:
        self._abandon.tell(self._abandon.text(), "", not self._abandon.isChecked())

    def _empty(self) -> None:
        self.wished.emit(EmptyPc(self._word.text(), self._abandon.isChecked()))

    def forget(self) -> None:
        self._word.clear()
        self._abandon.tell(self._abandon.text(), "", False)

    def fit(self, width: int, height: int) -> None:
        narrow = width / self.theme.scale < _NARROW
        for line in (self._foot, self._ways):
            fold(line, narrow)
        edge = self.theme.px(16 if narrow else 48)
        right = right_margin(width, edge, self.theme.px(_WIDTH))
        self._outer.setContentsMargins(edge, self.theme.px(24), right, self.theme.px(24))
        self._bar.fit(width)
        self._status.fit(width)
