"""View kind ``shift_report``: what happened on the shift to the left, the report to the right.

Signals: ``wished(object)`` with ``Filter``, ``OpenEntry``, ``OpenPatient``, ``RowWish`` and the
form's commands. Object names: ``filter.<id>``; painted targets ``entry.<entry>``.
"""

from PySide6.QtWidgets import QVBoxLayout

from simtrainer.app.views.care import ShiftReportView
from simtrainer.base.text import Texts
from simtrainer.desktop.record.care_page import CarePage
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Panes, form_pane
from simtrainer.desktop.theme import Theme


class ShiftReport(ModuleWidget):
    """The report of the shift."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        self.page = CarePage(self.ink, texts)
        self.form = Form(self.ink)
        self._form_pane = form_pane(self.ink, self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Panes(theme, self.page, self._form_pane, (460, 404), (350, 330)))
        self.page.wished.connect(self.wished)
        self.form.wished.connect(self.wished)

    def render(self, view: ShiftReportView) -> None:  # type: ignore[override]
        self.page.show_page(view.title, view.sections, view.empty)
        self.page.show_filters(view.title, view.filters, view.filter)
        self.form.show_or_leave(view.form, self._form_pane)
