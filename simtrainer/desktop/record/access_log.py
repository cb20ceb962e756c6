"""View kind ``access_log``: who has been in the patient's record. Nothing to press but to scroll.

Signals: ``wished(object)`` with ``ShowMore``. Painted targets ``access.<number>``.
"""

from PySide6.QtWidgets import QVBoxLayout

from simtrainer.app.commands import ShowMore
from simtrainer.app.views.finding import AccessLogView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.access_rows import AccessRows
from simtrainer.desktop.record.columns import ColumnHead
from simtrainer.desktop.record.framed import Framed
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.theme import Theme


class AccessLog(ModuleWidget):
    """The log of one patient's record."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._painter = AccessRows(ink)
        self._title = Words(theme, "section", "ink", wrap=True)
        self._about = Words(theme, "body", "ink2", wrap=True)
        self._empty = Words(theme, "body", "ink2", wrap=True)
        self.list = PaintedRows(ink, self._painter, "")
        self._head = ColumnHead(ink, lambda: self._painter.columns(self.list.viewport().width()))
        self.list.widened.connect(self._head.refit)
        self._frame = Framed(theme, self._head, self.list)
        self.list.wished.connect(self.wished)
        self._build(self.column(self))

    def _build(self, column: QVBoxLayout) -> None:
        for part in (self._title, self._about, self._empty, self._frame):
            column.addWidget(part)
        column.addStretch(1)

    def render(self, view: AccessLogView) -> None:  # type: ignore[override]
        self._title.say(view.title)
        self._about.say(view.about)
        self._empty.say(view.empty)
        self._empty.setVisible(not view.rows)
        self._frame.setVisible(bool(view.rows))
        self._painter.measure(view)
        self.list.setAccessibleName(view.title)
        self.list.show_rows(view.rows, ShowMore() if view.more else None)
        self._head.show_heads(view.columns)
