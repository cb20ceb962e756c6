"""View kind ``case``: all cases to the left, or the open one with its steps; to the right the form
for what is written next.

Signals: ``wished(object)`` with ``Filter``, ``OpenEntry``, ``RowWish``, ``WriteAbout`` and the
form's commands. Object names: ``back``, ``filter.<id>``, ``row.<verb>.<entry>``; painted targets
``entry.<entry>`` and the rows' own actions.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import OpenEntry
from simtrainer.app.views.office import CaseView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.action_row import ActionRow
from simtrainer.desktop.record.care_page import CarePage
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Panes, Scroll, form_pane
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.record.steps import Steps
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class Case(ModuleWidget):
    """Cases of the allocation office, and deviations."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._back = Button(theme, "link", "back", "", icon="chevron-left")
        self._title = Words(theme, "section", "ink", wrap=True)
        self.steps = Steps(ink, texts)
        self.verbs = ActionRow(ink, "outlined")
        self._reason = ReasonBar(ink, texts)
        self._head = self._make_head()
        self.page = CarePage(ink, texts)
        self.form = Form(ink)
        self._form_pane = form_pane(ink, self.form)
        self._panes = Panes(theme, self._left(), self._form_pane, (500, 364), (360, 340))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._panes)
        self._connect()

    def _connect(self) -> None:
        self._back.clicked.connect(lambda _=False: self.wished.emit(OpenEntry("")))
        self.verbs.wished.connect(self._reason.ask)
        for part in (self._reason, self.page, self.form):
            part.wished.connect(self.wished)

    def _make_head(self) -> QWidget:
        px, head = self.ink.px, QWidget()
        line = Flow(px(8))
        line.add(self._back)
        column = QVBoxLayout(head)
        column.setContentsMargins(px(20), px(6), px(16), 0)
        column.setSpacing(px(10))
        for part in (line, self._title, self.steps, self.verbs, self._reason):
            column.addWidget(part)
        return head

    def _left(self) -> Scroll:
        """Head and list scroll together: where there is little room neither is squeezed."""
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.page, 1)
        return Scroll(pane)

    def render(self, view: CaseView) -> None:  # type: ignore[override]
        self._back.setText(view.back)
        self.steps.show_steps(view.steps)
        self.verbs.show_actions(view.actions)
        self._head.setVisible(bool(view.back))
        self._reason.keep_only({action.entry for action in view.actions})
        self._title.say(view.title)
        self.page.show_page(view.title, view.sections, view.empty)
        self.page.show_title(not view.back)
        self.page.show_filters(view.title, view.filters, view.filter)
        self.form.show_or_leave(view.form, self._form_pane)
