"""View kind ``measurement``: a NEWS2 set being entered, its score, the trend and the history.

Signals: ``wished(object)`` with ``Observe``, ``StartForm`` and the form's commands. Object names
as in ``form`` and ``result``.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import Clear, Save, SaveDraft
from simtrainer.app.views.record import MeasurementView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.autosave import Autosave
from simtrainer.desktop.record.device import DeviceStrip, Display
from simtrainer.desktop.record.form import FieldRow, Notice, pair_up, show_outcome
from simtrainer.desktop.record.history import History
from simtrainer.desktop.record.measure_row import MeasureLine
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Panes, Scroll
from simtrainer.desktop.record.result import ResultCard
from simtrainer.desktop.record.save_row import SaveRow
from simtrainer.desktop.record.trend import TrendChart
from simtrainer.desktop.record.wrap import FieldBoard, Flow
from simtrainer.desktop.theme import Theme

_SHARE = 3
"""The instruments take no more than this part of the page's height from it."""


class Measurement(ModuleWidget):
    """The NEWS2 page."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._view: MeasurementView | None = None
        self._sent = False
        """Signed just now; the next drawing tells whether it went well."""
        self._lines: dict[str, MeasureLine] = {}
        self._extra: dict[str, FieldRow] = {}
        self._extra_shape: tuple[tuple[str, bool], ...] = ()
        self._autosave = Autosave(self, self.wished.emit)
        self._title = Words(theme, "section", "ink", wrap=True)
        self._when = Words(theme, "body_number", "ink2")
        self._saved = Notice(ink, "check", "good", "ink2", "meta")
        self._strip = DeviceStrip(ink, texts)
        self._beside, self._over = Display(ink, texts), Display(ink, texts)
        self._band = QWidget()
        """Over the page, where it does not scroll. Of a fixed height: a page whose height follows
        its width would be scrolled as a whole."""
        self._over.setParent(self._band)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = FieldBoard(ink.px(12), ink.px(300))
        self._filled = Words(theme, "body", "ink2")
        self._asks = Notice(ink, "help-circle-outline", "warn", "ink")
        self._result = ResultCard(ink)
        self._trend_title = Words(theme, "section", "ink", wrap=True)
        self._trend = TrendChart(ink, texts)
        self._history = History(ink, texts)
        self._credit = Words(theme, "meta", "ink3", wrap=True)
        self._buttons = self._make_buttons()
        self._strip.wished.connect(self.wished)
        self._result.wished.connect(self.wished)
        self._entry_pane, self._overview_pane = self._entry(), self._overview()
        both = self._entry_pane, self._overview_pane
        self._panes = Panes(theme, *both, (588, 540), (420, 420))
        self._panes.turned.connect(self._place_device)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._band)
        page.addWidget(self._panes, 1)

    def _make_buttons(self) -> SaveRow:
        row = SaveRow(self.ink, large=True)
        row.add(self._filled)
        row.sign.connect(lambda: self._send(Save))
        row.draft.connect(lambda: self._send(SaveDraft))
        row.emptied.connect(lambda: self._send(Clear))
        return row

    def _entry(self) -> Scroll:
        px, page = self.ink.px, QWidget()
        head = Flow(px(12), push=True)
        head.add(self._title, self._saved, self._when)
        column = QVBoxLayout(page)
        column.setContentsMargins(px(20), px(14), px(20), px(16))
        column.setSpacing(px(10))
        column.addWidget(head)
        column.addWidget(self._strip)
        column.addLayout(self._rows)
        column.addWidget(self._more)
        column.addWidget(self._asks)
        column.addSpacing(px(4))
        column.addWidget(self._buttons)
        column.addStretch(1)
        return Scroll(page)

    def _overview(self) -> Scroll:
        page = QWidget()
        column = self.column(page, 10)
        column.addWidget(self._beside)
        column.addWidget(self._result)
        column.addSpacing(self.ink.px(4))
        for part in (self._trend_title, self._trend, self._history):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self._credit)
        return Scroll(page)

    def render(self, view: MeasurementView) -> None:  # type: ignore[override]
        if self._view is not None and self._view.form.form != view.form.form:
            self._autosave.flush()
            self._adopt(view.form.form)
        self._view = view
        sent, self._sent = self._sent, False
        self._title.say(view.title)
        self._when.say(view.when)
        self._saved.keep_room(view.form.room)
        self._saved.say(view.form.saved)
        self._filled.say(view.filled)
        self._show_device(view)
        self._buttons.show_form(view.form)
        self._render_rows(view)
        self._render_extra(view)
        self._result.show_result(view.total, view.total_tone, view.risk, view.advice)
        self._result.show_steps(view.steps)
        self._asks.say("\n".join(view.asks))
        self._trend_title.say(view.trend_title)
        self._trend_title.setVisible(bool(view.trend))
        self._trend.show_trend(view.trend_title, view.trend, view.trend_ticks)
        self._trend.setVisible(bool(view.trend))
        self._history.show_history(view.history_columns, view.history)
        self._credit.say(view.credit)
        self._entry_pane.setVisible(bool(view.rows))  # nothing to write where it is only read
        if sent:
            self._show_outcome(view)

    def _place_device(self) -> None:
        if self._view is not None:
            self._show_device(self._view)

    def _show_device(self, view: MeasurementView) -> None:
        """What is to be copied stays in sight while the fields scroll: beside them, else over the
        page. Among the fields only where it would take too much of the page's height."""
        beside = not self._panes.upright
        wide = self.width() - self.ink.px(36)
        tall = self._over.height_of(view.device, wide)
        over = not beside and tall * _SHARE <= self.height()
        fresh = beside and view.device != self._beside.readings
        self._strip.show_strip(view.observe, () if beside or over else view.device)
        self._over.show_readings(view.device if over else ())
        self._over.setGeometry(self.ink.px(20), self.ink.px(10), wide, tall)
        self._band.setFixedHeight(tall + self.ink.px(14))
        self._band.setVisible(over and bool(view.device))
        self._beside.show_readings(view.device if beside else ())
        if fresh:
            self._overview_pane.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_device()

    def _show_outcome(self, view: MeasurementView) -> None:
        fields = (*(row.field for row in view.rows), *view.extra)
        parts = {**self._extra, **self._lines}
        head = None if view.asks else self._saved
        show_outcome(fields, parts, head, self._buttons.named["sign"])

    def _adopt(self, form: str) -> None:
        """Another patient: the editors serve them too, but none keeps text or undo history."""
        parts: dict[str, MeasureLine | FieldRow] = {**self._lines, **self._extra}
        for name, part in parts.items():
            part.adopt(f"field.{form}.{name}")

    def _render_rows(self, view: MeasurementView) -> None:
        for number, row in enumerate(view.rows):
            line = self._lines.get(row.field.id)
            if line is None:
                key = f"field.{view.form.form}.{row.field.id}"
                line = self._lines[row.field.id] = MeasureLine(self.ink, self.texts, key, row)
                line.changed.connect(self._edited)
                self._rows.insertWidget(number, line)
            line.show_row(row)

    def _render_extra(self, view: MeasurementView) -> None:
        wanted = {field.id for field in view.extra}
        for gone in set(self._extra) - wanted:
            row = self._extra.pop(gone)
            row.hide()
            row.deleteLater()
        for field in view.extra:
            if field.id not in self._extra:
                key = f"field.{view.form.form}.{field.id}"
                self._extra[field.id] = FieldRow(self.ink, key, field)
                self._extra[field.id].changed.connect(self._edited)
            self._extra[field.id].show_field(field)
        self._more.setVisible(bool(view.extra))
        shape = tuple((field.id, field.half) for field in view.extra)
        if shape != self._extra_shape:
            self._extra_shape = shape
            self._more.regroup(pair_up(view.extra, self._extra))

    def _edited(self, field: str, value: object) -> None:
        assert self._view is not None
        self._sent = False
        self._autosave.edited(self._view.form.form, field, value)

    def _send(self, command: type[Save] | type[SaveDraft] | type[Clear]) -> None:
        assert self._view is not None
        self._autosave.drop()
        self._sent = command is Save
        self.wished.emit(command(self._view.form.form))
