"""The strip that asks why a record is opened, over the page one came from.

Signals: ``wished(object)`` with ``OpenPatient`` and its reason, or ``LeaveRecordShut``. Object
names: ``access.choice``, ``access.text``, ``access.open``, ``access.cancel``.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import LeaveRecordShut, OpenPatient
from simtrainer.app.views.access import AccessView
from simtrainer.app.views.record import FieldView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import Surface
from simtrainer.desktop.kit.scroll import SnugPanel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.fields import ComboEditor
from simtrainer.desktop.record.form import Notice
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.line import LineEditor, mark_invalid
from simtrainer.desktop.record.sheet import record_sheet
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class AccessBar(Surface):
    """Hidden until a record needs a reason."""

    spoken_as = "group"
    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme, "warn_t", "warn_l")
        ink = Ink(theme, texts("view.choose"))
        self._texts = texts
        self._view: AccessView | None = None
        self._title = Words(theme, "body_strong", "ink", wrap=True)
        self._detail = Words(theme, "text", "ink", wrap=True)
        self._choice = ComboEditor(ink, "access.choice")
        self._line = LineEditor(ink, "access.text")
        self._error = Notice(ink, "alert-circle-outline", "bad", "bad")
        self._open = Button(theme, "primary", "access.open", "")
        self._cancel = Button(theme, "outlined", "access.cancel", "")
        content, edge = QWidget(), theme.px(14)
        panel = SnugPanel(theme, texts("ui.access.name"))
        panel.hold(content)
        content.setStyleSheet(record_sheet(theme))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(panel)
        column = QVBoxLayout(content)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        buttons = Flow(theme.px(8))
        buttons.add(self._open, self._cancel)
        parts = (self._title, self._detail, self._choice, self._line, self._error, buttons)
        for part in parts:
            column.addWidget(part)
        self._choice.changed.connect(self._chosen)
        self._line.textEdited.connect(lambda _: self._complain(""))
        self._line.returnPressed.connect(self._press_open)
        self._open.clicked.connect(self._press_open)
        self._cancel.clicked.connect(lambda: self.wished.emit(LeaveRecordShut()))
        self.hide()

    def render_access(self, view: AccessView | None) -> None:
        """Ask, or be gone. What is being written stays over a redraw."""
        if view == self._view:
            return
        self._view = view
        self.setVisible(view is not None)
        if view is None:
            return
        self._title.say(view.title)
        self._detail.say(view.detail)
        self._open.setText(view.open)
        self._cancel.setText(view.cancel)
        self.setAccessibleName(view.title)
        self._choice.show_field(FieldView("access", "choice", "", "", None, view.reasons))
        self._choice.setVisible(bool(view.reasons))
        self._line.clear()
        self._line.setVisible(not view.reasons)
        for part in (self._choice, self._line):
            part.setAccessibleName(view.title)
        self._complain("")
        place = self._choice if view.reasons else self._line
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, value: object) -> None:
        own = self._view is not None and value in self._view.own_words
        self._line.setVisible(own)
        self._complain("")
        if own:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _complain(self, text: str) -> None:
        self._error.say(text)
        for part in (self._choice, self._line):
            part.setAccessibleDescription(text)
            mark_invalid(part, bool(text))

    def _press_open(self) -> None:
        view = self._view
        if view is None:
            return
        written = not self._line.isHidden()
        reason = self._line.text().strip() if written else str(self._choice.currentData() or "")
        if not reason:
            self._complain(self._texts("view.reason.write" if written else "view.reason.choose"))
            (self._line if written else self._choice).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.wished.emit(OpenPatient(view.patient, reason, view.emergency))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the record shut."""
        if event.key() == Qt.Key.Key_Escape:
            self.wished.emit(LeaveRecordShut())
            return
        super().keyPressEvent(event)
