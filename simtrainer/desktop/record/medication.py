"""View kind ``medication``: the chart, the as-needed drugs and the sign-out panel.

Signals: ``wished(object)`` with ``SelectDose``, ``TickRight``, ``CancelDose``, ``WriteAbout`` and
the forms' commands. Painted targets: ``dose.<order>.<planned>``, ``prn.<order>``,
``row.write.effect.<dose>``.
"""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import CancelDose
from simtrainer.app.views.record import MedicationView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.chart import Chart
from simtrainer.desktop.record.columns import ColumnHead
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.framed import Framed
from simtrainer.desktop.record.marks import Legend
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Panes, Scroll, form_pane
from simtrainer.desktop.record.prn_rows import PrnRows
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.signout import SignOut
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class Medication(ModuleWidget):
    """The administration chart."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._cancel = texts("view.cancel")
        self._title = Words(theme, "section", "ink", wrap=True)
        self._legend = Legend(ink)
        self._empty = Words(theme, "body", "ink2", wrap=True)
        self.chart = Chart(ink, texts)
        self._chart_frame = Framed(theme, self.chart)
        self._prn_title = Words(theme, "section", "ink", wrap=True)
        self._prn_painter = PrnRows(ink)
        self.prn = PaintedRows(ink, self._prn_painter, "", fit=True)
        self._prn_head = ColumnHead(
            ink, lambda: self._prn_painter.columns(self.prn.viewport().width())
        )
        self.prn.widened.connect(self._prn_head.refit)
        self._prn_frame = Framed(theme, self._prn_head, self.prn)
        self.sign_out = SignOut(ink, texts)
        self.follow_up = Form(ink)
        self.follow_up.clear_wish = CancelDose
        self._follow_pane = form_pane(ink, self.follow_up)
        self._side = self._right()
        self._panes = Panes(theme, self._left(), self._side, (778, 348), (500, 340), fixed=True)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._panes)
        for part in (self.chart, self.prn, self.sign_out, self.follow_up):
            part.wished.connect(self.wished)

    def _left(self) -> Scroll:
        page, head = QWidget(), Flow(self.ink.px(12), push=True)
        head.add(self._title, self._legend)
        column = self.column(page, 10)
        for part in (head, self._empty, self._chart_frame):
            column.addWidget(part)
        column.addSpacing(self.ink.px(6))
        column.addWidget(self._prn_title)
        column.addWidget(self._prn_frame)
        column.addStretch(1)
        return Scroll(page)

    def _right(self) -> QWidget:
        """One panel at a time: a dose being signed, or how one worked."""
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sign_out)
        column.addWidget(self._follow_pane)
        return side

    def render(self, view: MedicationView) -> None:  # type: ignore[override]
        self._title.say(view.title)
        self._legend.show_legend(view.now_text, view.legend)
        self._empty.say(view.empty)
        self._empty.setVisible(not (view.regular or view.prn))
        self.chart.show_chart(view)
        self._chart_frame.setVisible(bool(view.regular))
        self._prn_title.say(view.prn_title)
        self._prn_title.setVisible(bool(view.prn))
        self._prn_painter.measure(view)
        self.prn.setAccessibleName(view.prn_title)
        self.prn.show_rows(view.prn)
        self._prn_frame.setVisible(bool(view.prn))
        self._prn_head.show_heads(view.prn_columns)
        if view.sign_out is not None:
            self.sign_out.render(view.sign_out)
        elif not self.sign_out.isHidden():
            self.sign_out.form.leave()
        self.sign_out.setVisible(view.sign_out is not None)
        form = view.follow_up
        close = replace(form, clear=self._cancel) if form is not None else None
        self.follow_up.show_or_leave(close, self._follow_pane)
        self._side.setVisible(not (view.sign_out is None and form is None))
