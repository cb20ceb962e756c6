"""View kind ``inbox``: messages to the left; to the right the open one, or a new one's form.

Signals: ``wished(object)`` with ``OpenEntry``, ``StartForm``, ``Filter``, ``RowWish``,
``WriteAbout`` and the form's commands. Object names: ``row.<verb>.<entry>``, ``compose``,
``filter.<box>``; painted targets ``message.<entry>``, ``draft.<type>``.
"""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from simtrainer.app.commands import Filter, OpenEntry
from simtrainer.app.views.record import FieldView, InboxView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.inbox_rows import InboxRows
from simtrainer.desktop.record.message import Message
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.options import Pills
from simtrainer.desktop.record.panes import Panes, Scroll
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class Inbox(ModuleWidget):
    """Reports and messages."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._title = Words(theme, "section", "ink", wrap=True)
        self._compose = Button(theme, "outlined", "compose", "", icon="pencil-outline")
        self._empty = Words(theme, "body", "ink2", wrap=True)
        self.list = PaintedRows(ink, InboxRows(ink, texts), "")
        self._reason = ReasonBar(ink, texts)
        self._boxes = Pills(ink, "filter", snug=True)
        self._letter = Message(ink, texts)
        self.form = Form(ink)
        self._right = self._right_pane()
        self._panes = Panes(theme, self._left_pane(), self._right, (392, 472), (300, 340))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._panes)
        self._connect()

    def _connect(self) -> None:
        self._compose.clicked.connect(lambda _=False: self.wished.emit(OpenEntry("")))
        self._boxes.changed.connect(lambda value: self.wished.emit(Filter(value)))
        self._letter.wished.connect(self._reason.ask)
        for part in (self.list, self._reason, self.form):
            part.wished.connect(self.wished)

    def _left_pane(self) -> QWidget:
        px, pane, top = self.ink.px, QWidget(), QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(px(20), px(16), px(16), px(10))
        head.setSpacing(px(10))
        line = Flow(px(12), push=True)
        line.add(self._title, self._compose)
        # The list stays where it is when the button comes: somebody is about to press in it.
        line.setMinimumHeight(self._compose.sizeHint().height())
        head.addWidget(line)
        head.addWidget(self._boxes)
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
        self._boxes.setAccessibleName(view.title)
        self._boxes.show_field(
            FieldView("filter", "choice", "", "", view.box, view.boxes, segmented=True)
        )
        self._boxes.setVisible(len(view.boxes) > 1)
        self._empty.say(view.empty)
        self._empty.setVisible(not view.rows)
        self.list.setAccessibleName(view.title)
        self.list.show_rows(view.rows)
        if view.message is not None:
            self._letter.show_message(view.message)
            self._reason.keep_only({view.message.entry})
        self._letter.setVisible(view.message is not None)
        self.form.show_or_leave(view.form, self.form)
        self._right.setVisible(view.message is not None or view.form is not None)
