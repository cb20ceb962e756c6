"""View kind ``timeline``: the journal to the left, the form for a new note to the right.

Signals: ``wished(object)`` with ``Filter``, ``OpenEntry``, ``RowWish`` and the form's commands.
Object names: ``filter.<id>``; painted targets ``entry.<entry>``, ``row.<verb>.<entry>``,
``filter.older``.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import Filter
from simtrainer.app.views.record import FieldView, Option, TimelineView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.form import Form
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.options import Pills
from simtrainer.desktop.record.panes import Panes, form_pane
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.timeline_rows import Entry, TimelineRows, timeline_rows
from simtrainer.desktop.theme import Theme


class Timeline(ModuleWidget):
    """The journal."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._current = ""
        self._title = Words(theme, "section", "ink", wrap=True)
        self._filters = Pills(ink, "filter", snug=True)
        self._reason = ReasonBar(ink, texts)
        self._empty = Words(theme, "body", "ink2", wrap=True)
        self.list = PaintedRows(ink, TimelineRows(ink, texts), "")
        self.form = Form(ink)
        self._filters.changed.connect(lambda value: self.wished.emit(Filter(value)))
        self.list.wished.connect(self._reason.ask)
        self._reason.wished.connect(self.wished)
        self.form.wished.connect(self.wished)
        self._form_pane = form_pane(ink, self.form)
        self._panes = Panes(theme, self._journal(), self._form_pane, (392, 472), (330, 340))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._panes)

    def _journal(self) -> QWidget:
        px, pane, top = self.ink.px, QWidget(), QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(px(20), px(16), px(16), px(10))
        head.setSpacing(px(10))
        for part in (self._title, self._filters, self._reason, self._empty):
            head.addWidget(part)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.list, 1)
        return pane

    def render(self, view: TimelineView) -> None:  # type: ignore[override]
        self._title.say(view.title)
        self._filters.setAccessibleName(view.title)
        self._filters.show_field(_filter_field(view.filters, view.filter))
        self._filters.setVisible(len(view.filters) > 1)
        rows = timeline_rows(view)
        self._empty.say(view.empty)
        self._empty.setVisible(not rows)
        self.list.setAccessibleName(view.title)
        self.list.show_rows(rows)
        self._show_current(rows)
        self._reason.keep_only({row.item.entry for row in rows if isinstance(row, Entry)})
        self.form.show_or_leave(view.form, self._form_pane)

    def _show_current(self, rows: tuple[object, ...]) -> None:
        """What somebody was led to is scrolled to, once."""
        current = next((r.item.entry for r in rows if isinstance(r, Entry) and r.item.current), "")
        if current and current != self._current:
            self.list.reveal(f"entry.{current}")
        self._current = current


def _filter_field(options: tuple[Option, ...], value: str) -> FieldView:
    return FieldView("filter", "choice", "", "", value, options, segmented=True)
