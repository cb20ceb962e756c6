"""View kind ``inbox``: messages to the left; to the right the open one, or a new one's form.

Signals: ``wished(object)`` with ``OpenEntry``, ``RowWish`` and the form's commands. Object names:
``row.<verb>.<entry>``, ``compose``; painted targets ``message.<entry>``.
"""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from simtrainer.app.commands import OpenEntry
from simtrainer.app.views.record import InboxView, MessageView, RowAction
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.actions import action_icon, action_wish
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.inbox_rows import InboxRows
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Panes, Scroll
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class Letter(QWidget):
    """The open message with its actions."""

    def __init__(self, ink: Ink, reason: ReasonBar) -> None:
        super().__init__()
        self._ink, self._reason = ink, reason
        self._actions: tuple[RowAction, ...] = ()
        self._subject = Words(ink.theme, "patient", "ink", wrap=True)
        self._meta = Words(ink.theme, "meta", "ink2", wrap=True)
        self._text = Words(ink.theme, "body", "ink", wrap=True)
        self._row = Flow(ink.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ink.px(6))
        column.addWidget(self._subject)
        column.addWidget(self._meta)
        column.addSpacing(ink.px(8))
        column.addWidget(self._text)
        column.addSpacing(ink.px(12))
        column.addWidget(self._row)

    def show_message(self, message: MessageView) -> None:
        """Show this message."""
        self._subject.say(message.subject)
        self._meta.say(message.meta)
        self._text.say(message.text)
        if message.actions != self._actions:
            self._actions = message.actions
            self._rebuild()

    def _rebuild(self) -> None:
        self._row.clear()
        self._row.add(*(self._make(n, action) for n, action in enumerate(self._actions)))

    def _make(self, number: int, action: RowAction) -> Button:
        kind = "primary" if number == 0 else "outlined"
        button = Button(self._ink.theme, kind, action.key, action.label, icon=action_icon(action))
        wish = action_wish(action)
        button.clicked.connect(lambda _=False: self._reason.ask(wish))
        return button


class Inbox(ModuleWidget):
    """Reports and messages."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._title = Words(theme, "section", "ink")
        self._compose = Button(theme, "outlined", "compose", "", icon="pencil-outline")
        self._empty = Words(theme, "body", "ink2", wrap=True)
        self.list = PaintedRows(ink, InboxRows(ink, texts), "")
        self._reason = ReasonBar(ink, texts)
        self._letter = Letter(ink, self._reason)
        self.form = Form(ink)
        self._right = self._right_pane()
        self._panes = Panes(theme, self._left_pane(), self._right, (392, 472), (300, 340))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._panes)
        self._connect()

    def _connect(self) -> None:
        self._compose.clicked.connect(lambda _=False: self.wished.emit(OpenEntry("")))
        for part in (self.list, self._reason, self.form):
            part.wished.connect(self.wished)

    def _left_pane(self) -> QWidget:
        px, pane, top = self.ink.px, QWidget(), QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(px(20), px(16), px(16), px(10))
        head.setSpacing(px(10))
        line = Flow(px(12), push=True)
        line.add(self._title, self._compose)
        head.addWidget(line)
        head.addWidget(self._empty)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.list, 1)
        return pane

    def _right_pane(self) -> Scroll:
        page = QWidget()
        column = self.column(page)
        for part in (self._reason, self._letter, self.form):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            column.addWidget(part)
        column.addStretch(1)
        return Scroll(page)

    def render(self, view: InboxView) -> None:  # type: ignore[override]
        self._title.say(view.title)
        self._compose.setText(view.compose)
        self._compose.setVisible(bool(view.compose) and view.form is None)
        self._empty.say(view.empty)
        self._empty.setVisible(not view.rows)
        self.list.setAccessibleName(view.title)
        self.list.show_rows(view.rows)
        if view.message is not None:
            self._letter.show_message(view.message)
            self._reason.keep_only({view.message.entry})
        self._letter.setVisible(view.message is not None)
        if view.form is not None:
            self.form.render(view.form)
        elif not self.form.isHidden():
            self.form.leave()
        self.form.setVisible(view.form is not None)
        self._right.setVisible(view.message is not None or view.form is not None)
