"""One line of a form, and what every editor shares: the red border and a value as text."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from simtrainer.app.views.record import FieldView
from simtrainer.desktop.record import values
from simtrainer.desktop.record.ink import Ink

WINDOW = Qt.FocusReason.ActiveWindowFocusReason
INVALID = "invalid"
"""Dynamic property that the stylesheet gives a red border."""


def mark_invalid(widget: QWidget, wrong: bool) -> None:
    """Red border on or off; restyles only when it changes."""
    if bool(widget.property(INVALID)) != wrong:
        widget.setProperty(INVALID, wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def as_text(value: Any) -> str:
    """A field's value as one line."""
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


class LineEditor(QLineEdit):
    """One line. ``tidy`` puts right what was typed when the person leaves; ``icon`` and the
    field's unit stand at the right inside the box."""

    changed = Signal(object)

    def __init__(
        self, ink: Ink, key: str, tidy: Callable[[str], str] = str.strip, icon: str = ""
    ) -> None:
        super().__init__()
        self._ink, self._tidy, self._icon, self._unit = ink, tidy, icon, ""
        self.setObjectName(key)
        self.setFont(ink.font("body_number"))
        self.setMinimumHeight(max(ink.px(44), ink.line("body") + ink.px(14)))
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._left)

    def show_field(self, field: FieldView) -> None:
        mark_invalid(self, bool(field.error))
        self.setPlaceholderText(field.placeholder)
        if field.unit != self._unit:
            self._unit = field.unit
            self._make_room()
        text = as_text(field.value)
        if text == self.text():
            return
        place = values.caret(self.text(), self.cursorPosition(), text)
        self.setText(text)
        self.setCursorPosition(place if self.hasFocus() else 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A long line shows its beginning to those who only read it."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, WINDOW):
            self.home(False)

    def adopt(self, key: str) -> None:
        self.setObjectName(key)
        self.setText("")

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(72), super().minimumSizeHint().height())

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, self._ink.width(self._unit, "meta") + self._ink.px(8), 0)

    def _typed(self, text: str) -> None:
        if self._tidy is values.number and "." in text:
            place = self.cursorPosition()
            text = text.replace(".", ",")
            self.setText(text)
            self.setCursorPosition(place)
        self.changed.emit(text)

    def _left(self) -> None:
        tidied = self._tidy(self.text())
        if tidied != self.text():
            self.setText(tidied)
            self.changed.emit(tidied)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        right = self.width() - self._ink.px(12)
        if self._icon:
            self._ink.icon(
                painter, self._icon, QPoint(right - self._ink.px(10), self.height() // 2), "ink"
            )
        if self._unit:
            box = QRect(0, 0, right, self.height())
            place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self._ink.write(painter, box, self._unit, "meta", "ink2", place)
