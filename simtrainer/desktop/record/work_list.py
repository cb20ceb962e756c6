"""View kind ``work_list``: the visits to the left; what came of one to the right while it is
signed off.

Signals: ``wished(object)`` with ``Filter``, ``OpenPatient``, ``RowWish`` and the form's commands.
Object names: ``filter.<id>``; painted targets ``entry.<visit>``, ``row.<verb>.<visit>``.
"""

from simtrainer.app.views.care import WorkListView
from simtrainer.desktop.record.care_sheet import CareSheet


class WorkList(CareSheet):
    """The day's visits."""

    design, least = (460, 400), (350, 330)
    scrolls = False

    def render(self, view: WorkListView) -> None:  # type: ignore[override]
        self.page.show_page(view.title, view.sections, view.empty, view.summary, view.heads)
        self.page.show_filters(view.title, view.filters, view.filter)
        self.form.show_or_leave(view.form, self._form_pane)
