"""The left side of a plan, a work list or a report: title, what it comes to, filters, the list.

Signals: ``wished(object)`` with ``Filter`` and the commands of the rows.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import Filter
from simtrainer.app.views.care import CareItem, CareSection
from simtrainer.app.views.record import FieldView, Option
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.care_rows import CareRows, care_rows
from simtrainer.desktop.record.columns import ColumnHead, Columns
from simtrainer.desktop.record.framed import Framed
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.options import Pills
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.wrap import Flow


class CarePage(QWidget):
    """Draws sections of care items."""

    wished = Signal(object)

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        self._ink = ink
        self._painter = CareRows(ink)
        self._title = Words(ink.theme, "section", "ink", wrap=True)
        self._sum = Words(ink.theme, "body", "ink2", wrap=True)
        self._filters = Pills(ink, "filter", snug=True)
        self._reason = ReasonBar(ink, texts)
        self._empty = Words(ink.theme, "body", "ink2", wrap=True)
        self.list = PaintedRows(ink, self._painter, "")
        self._head = ColumnHead(ink, self._columns, right=True)
        self.list.widened.connect(self._head.refit)
        self._frame = Framed(ink.theme, self._head, self.list)
        self._filters.hide()
        self._build()
        self._filters.changed.connect(lambda value: self.wished.emit(Filter(value)))
        self.list.wished.connect(self._reason.ask)
        self._reason.wished.connect(self.wished)

    def _build(self) -> None:
        px = self._ink.px
        head = Flow(px(12), push=True)
        head.add(self._title, self._sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(16), px(16))
        column.setSpacing(px(10))
        for part in (head, self._filters, self._reason, self._empty, self._frame):
            column.addWidget(part)
        column.addStretch(1)

    def _columns(self) -> Columns:
        return Columns(self._painter.figure_places(self.list.viewport().width()))

    def show_page(
        self,
        title: str,
        sections: Sequence[CareSection],
        empty: str,
        summary: str = "",
        heads: tuple[str, ...] = (),
    ) -> None:
        """Draw these sections."""
        self._title.say(title)
        self._sum.say(summary)
        self._sum.setVisible(bool(summary))
        rows = care_rows(sections)
        self._empty.say(empty)
        self._empty.setVisible(not rows)
        self._frame.setVisible(bool(rows))
        self._painter.measure(sections, heads)
        self.list.setAccessibleName(title)
        self.list.show_rows(rows)
        self._head.show_heads(heads)
        self._reason.keep_only({row.entry for row in rows if isinstance(row, CareItem)})

    def show_title(self, shown: bool) -> None:
        """Whether the page says its title itself, or what stands above it does."""
        self._title.setVisible(shown)

    def show_filters(self, name: str, filters: tuple[Option, ...], chosen: str) -> None:
        """Offer these filters; fewer than two are none."""
        self._filters.setAccessibleName(name)
        self._filters.show_field(
            FieldView("filter", "choice", "", "", chosen, filters, segmented=True)
        )
        self._filters.setVisible(len(filters) > 1)
