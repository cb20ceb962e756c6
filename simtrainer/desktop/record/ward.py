"""View kind ``ward_list``: search and the patients of the ward.

Signals: ``wished(object)`` with ``Search``, ``ShowMore`` and ``OpenPatient``. Object names:
``ward.search``; painted targets ``ward.<patient>``.
"""

from PySide6.QtWidgets import QVBoxLayout

from simtrainer.app.commands import Search, ShowMore
from simtrainer.app.views.record import WardListView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.columns import ColumnHead
from simtrainer.desktop.record.framed import Framed
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.search_field import SearchField
from simtrainer.desktop.record.ward_rows import WardRows, ward_rows
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class WardList(ModuleWidget):
    """The ward list."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._painter = WardRows(ink, texts)
        self._title = Words(theme, "section", "ink", wrap=True)
        self._search = SearchField(ink, "ward.search", 360)
        self.list = PaintedRows(ink, self._painter, "")
        self._head = ColumnHead(ink, lambda: self._painter.columns(self.list.viewport().width()))
        self.list.widened.connect(self._head.refit)
        self._frame = Framed(theme, self._head, self.list)
        self._empty = Words(theme, "body", "ink2", wrap=True)
        self._search.textEdited.connect(lambda text: self.wished.emit(Search(text)))
        self.list.wished.connect(self.wished)
        self._build(self.column(self))

    def _build(self, column: QVBoxLayout) -> None:
        top = Flow(self.ink.px(12), push=True)
        top.add(self._title, self._search)
        column.addWidget(top)
        column.addWidget(self._empty)
        column.addWidget(self._frame)
        column.addStretch(1)

    def render(self, view: WardListView) -> None:  # type: ignore[override]
        self._title.say(view.title)
        self._search.setPlaceholderText(view.search_placeholder)
        self._search.setAccessibleName(view.search_placeholder)
        if self._search.text() != view.search:
            self._search.setText(view.search)
        self.list.setAccessibleName(view.title)
        self._empty.say(view.empty)
        self._empty.setVisible(not view.rows)
        self._frame.setVisible(bool(view.rows))
        heads = self._painter.measure(view)
        self.list.show_rows(ward_rows(view), ShowMore() if view.more else None)
        self._head.show_heads(heads)
