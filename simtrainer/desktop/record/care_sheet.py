"""A list of care items to the left and the form to the right: what the care plan, a page of
sections, the shift report and the work list share."""

from PySide6.QtWidgets import QVBoxLayout

from simtrainer.app.views.care import CarePlanView
from simtrainer.base.text import Texts
from simtrainer.desktop.record.care_page import CarePage
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Panes, Scroll, form_pane
from simtrainer.desktop.theme import Theme


class CareSheet(ModuleWidget):
    """Page and form. ``design`` and ``least`` are their widths, as ``Panes`` takes them;
    ``scrolls`` is whether the page has a panel of its own."""

    design, least = (440, 424), (360, 340)
    scrolls = True

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        self.page = CarePage(self.ink, texts)
        self.form = Form(self.ink)
        self._form_pane = form_pane(self.ink, self.form)
        page = Scroll(self.page) if self.scrolls else self.page
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Panes(theme, page, self._form_pane, self.design, self.least))
        self.page.wished.connect(self.wished)
        self.form.wished.connect(self.wished)

    def render(self, view: CarePlanView) -> None:  # type: ignore[override]
        self.page.show_page(view.title, view.sections, view.empty)
        self.page.show_filters(view.title, view.filters, view.filter)
        self.form.show_or_leave(view.form, self._form_pane)
