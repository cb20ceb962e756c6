"""View kind ``documents``: letters to the left; to the right the open one with its buttons, or the
form for a new one with the letter as it will be under it.

Signals: ``wished(object)`` with ``Filter``, ``OpenEntry``, ``RowWish`` and the form's commands.
Object names: ``compose``, ``filter.<id>``, ``row.<verb>.<entry>``; painted targets
``entry.<entry>``.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import OpenEntry
from simtrainer.app.views.office import DocumentsView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.record.action_row import ActionRow
from simtrainer.desktop.record.care_page import CarePage
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Panes, Scroll
from simtrainer.desktop.record.paper import Paper
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class Documents(ModuleWidget):
    """Letters from templates."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self.page = CarePage(ink, texts)
        self._compose = Button(theme, "outlined", "compose", "", icon="pencil-outline")
        self._reason = ReasonBar(ink, texts)
        self.verbs = ActionRow(ink)
        self.form = Form(ink)
        self.paper = Paper(ink, texts)
        self._right = self._right_pane()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Panes(theme, Scroll(self.page), self._right, (392, 472), (320, 340)))
        self._connect()

    def _connect(self) -> None:
        self._compose.clicked.connect(lambda _=False: self.wished.emit(OpenEntry("")))
        self.verbs.wished.connect(self._reason.ask)
        for part in (self._reason, self.page, self.form):
            part.wished.connect(self.wished)

    def _right_pane(self) -> Scroll:
        page = QWidget()
        column = self.column(page)
        self._line = Flow(self.ink.px(8))
        self._line.add(self.verbs, self._compose)
        for part in (self._line, self._reason, self.form, self.paper):
            column.addWidget(part)
        column.addStretch(1)
        return Scroll(page)

    def render(self, view: DocumentsView) -> None:  # type: ignore[override]
        self.page.show_page(view.title, view.sections, view.empty)
        self.page.show_filters(view.title, view.filters, view.filter)
        self._compose.setText(view.compose)
        self._compose.setVisible(bool(view.compose))
        self._line.setVisible(bool(view.compose or view.actions))
        self.verbs.show_actions(view.actions)
        self._reason.keep_only({action.entry for action in view.actions})
        self.form.show_or_leave(view.form, self.form)
        self.paper.show_paper(view.paper)
