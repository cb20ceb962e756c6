"""View kind ``table``: entries as rows, what can be looked at, and the form for a new one.

Signals: ``wished(object)`` with ``OpenEntry``, ``ShowMore``, ``Narrow``, ``RowWish``, ``Observe``
and the form's commands.
Object names: ``observe.<id>``, ``narrow.<field>``; painted targets ``entry.<entry>``,
``row.<verb>.<entry>``.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import Narrow, ShowMore
from simtrainer.app.views.record import FieldView, TableView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.columns import ColumnHead
from simtrainer.desktop.record.device import DeviceStrip
from simtrainer.desktop.record.fields import ComboEditor
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.framed import Framed
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Panes, form_pane
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.table_rows import TableRows
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class Table(ModuleWidget):
    """Deviations, tasks, the controlled-drug account, talks."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._painter = TableRows(ink)
        self._title = Words(theme, "section", "ink", wrap=True)
        self._strip = DeviceStrip(ink, texts)
        self._filters = Flow(ink.px(8))
        self._narrowing: dict[str, ComboEditor] = {}
        self._reason = ReasonBar(ink, texts)
        self._empty = Words(theme, "body", "ink2", wrap=True)
        self.list = PaintedRows(ink, self._painter, "")
        self._head = ColumnHead(ink, lambda: self._painter.columns(self.list.viewport().width()))
        self.list.widened.connect(self._head.refit)
        self._frame = Framed(theme, self._head, self.list)
        self.form = Form(ink)
        self._form_pane = form_pane(ink, self.form)
        self._panes = Panes(theme, self._left(), self._form_pane, (656, 472), (400, 340))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._panes)
        self.list.wished.connect(self._reason.ask)
        for part in (self._strip, self._reason, self.form):
            part.wished.connect(self.wished)

    def _left(self) -> QWidget:
        pane = QWidget()
        column = self.column(pane)
        parts = (self._title, self._filters, self._strip, self._reason, self._empty, self._frame)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return pane

    def render(self, view: TableView) -> None:  # type: ignore[override]
        self._title.say(view.title)
        self._show_filters(view.filters)
        self._strip.show_strip(view.observe, view.device)
        self._empty.say(view.empty)
        self._empty.setVisible(not view.rows)
        self._frame.setVisible(bool(view.rows))
        self._painter.measure(view)
        self.list.setAccessibleName(view.title)
        self.list.show_rows(view.rows, ShowMore() if view.more else None)
        self._reason.keep_only({row.entry for row in view.rows})
        self.form.show_or_leave(view.form, self._form_pane)
        self._head.show_heads(view.columns)

    def _show_filters(self, fields: tuple[FieldView, ...]) -> None:
        """A list for each field that the rows can be narrowed by."""
        if [field.id for field in fields] != list(self._narrowing):
            self._filters.clear()
            self._narrowing = {field.id: self._make_filter(field.id) for field in fields}
            self._filters.add(*self._narrowing.values())
        for field in fields:
            editor = self._narrowing[field.id]
            editor.setAccessibleName(field.placeholder)
            editor.show_field(field)
        self._filters.setVisible(bool(fields))

    def _make_filter(self, name: str) -> ComboEditor:
        editor = ComboEditor(self.ink, f"narrow.{name}")
        editor.setMinimumContentsLength(14)
        editor.changed.connect(lambda value: self.wished.emit(Narrow(name, str(value))))
        return editor
