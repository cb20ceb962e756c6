"""View kind ``search``: one field, and under it the people and the texts that were found.

Signals: ``wished(object)`` with ``Find``, ``OpenFound`` and ``ShowMore``. Object names:
``search.text``, ``search.go``; painted targets ``found.<patient>`` and ``found.<entry>``.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from simtrainer.app.commands import Find, ShowMore
from simtrainer.app.views.finding import SearchView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.found_rows import FoundRows, found_rows
from simtrainer.desktop.record.framed import Framed
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.search_field import SearchField
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class Search(ModuleWidget):
    """People and texts of the whole municipality."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._title = Words(theme, "section", "ink", wrap=True)
        self._field = SearchField(ink, "search.text", 480, 2, grows=True)
        self._go = Button(theme, "primary", "search.go", texts("app.search.go"))
        self._status = Words(theme, "body", "ink2", wrap=True)
        self.list = PaintedRows(ink, FoundRows(ink), "")
        self._frame = Framed(theme, self.list)
        self._field.returnPressed.connect(self._ask)
        self._go.clicked.connect(self._ask)
        self.list.wished.connect(self.wished)
        self._build(self.column(self))

    def _build(self, column: QVBoxLayout) -> None:
        top = Flow(self.ink.px(8))
        top.add(self._field, self._go)
        for part in (self._title, top, self._status, self._frame):
            column.addWidget(part)
        column.addStretch(1)

    def render(self, view: SearchView) -> None:  # type: ignore[override]
        self._title.say(view.title)
        self._field.setPlaceholderText(view.placeholder)
        self._field.setAccessibleName(view.placeholder)
        if not self._field.isModified() and self._field.text() != view.text:
            self._field.setText(view.text)
        self._status.say(view.status)
        self.list.setAccessibleName(view.status)
        self._frame.setVisible(bool(view.rows))
        self.list.show_rows(found_rows(view), ShowMore() if view.more else None)

    def _ask(self) -> None:
        self._field.setModified(False)
        self.wished.emit(Find(self._field.text()))

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes here wants to write."""
        super().showEvent(event)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
