"""The editors of a form: one per kind of field, all with the same three doors.

``show_field(field)`` puts the view state's value in the editor, but only where it differs from
what the editor holds, so that cursor, selection and an open list survive a redraw. The signal
``changed(object)`` tells what the person made of it: a str, or a list of str. ``adopt(key)`` has
it serve another form from now on: it takes that name, and forgets text and undo history.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTextEdit,
    QWidget,
)

from simtrainer.app.views.record import FieldView
from simtrainer.desktop.record import values
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.line import LineEditor, as_text, mark_invalid
from simtrainer.desktop.record.options import Checks, Pills
from simtrainer.desktop.record.suggest import SuggestEditor

_DATE = "30.12.2026"


class DateEditor(LineEditor):
    """A date, as people write it; what is said by the day, "i dag", is reckoned from the view's."""

    def __init__(self, ink: Ink, key: str) -> None:
        super().__init__(ink, key, lambda text: values.date(text, self._today))
        self._today = ""

    def show_field(self, field: FieldView) -> None:
        self._today = field.today
        super().show_field(field)

    def minimumSizeHint(self) -> QSize:
        """It is always as long, and is not read where its year is cut."""
        wide = self._ink.width(_DATE, "body_number") + self._ink.px(32)
        return QSize(wide, super().minimumSizeHint().height())


class ListEditor(LineEditor):
    """Several values in one line, separated by commas."""

    def _typed(self, text: str) -> None:
        self.changed.emit([part.strip() for part in text.split(",") if part.strip()])

    def _left(self) -> None:
        """What was typed stands."""


class LongEditor(QTextEdit):
    """Several lines of plain text. Tab leaves the field; Ctrl+Tab writes one."""

    changed = Signal(object)

    def __init__(self, ink: Ink, key: str, lines: int) -> None:
        super().__init__()
        self._ink = ink
        self._showing = False
        self._placeholder = ""
        self.setObjectName(key)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFont(ink.font("body"))
        self.setFixedHeight(max(lines, 2) * ink.line("body") + ink.px(22))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(ink.px(4))
        self._put("")
        self.textChanged.connect(self._typed)

    def show_field(self, field: FieldView) -> None:
        mark_invalid(self, bool(field.error))
        self._placeholder = field.placeholder
        text = as_text(field.value)
        if text == self.toPlainText():
            return
        place = values.caret(self.toPlainText(), self.textCursor().position(), text)
        self._put(text)
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)

    def adopt(self, key: str) -> None:
        self.setObjectName(key)
        self._put("")

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(120), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own placeholder ignores the line height and is cut after its first line."""
        super().paintEvent(event)
        if self._placeholder and self.document().isEmpty():
            edge = round(self.document().documentMargin())
            width = self.viewport().width() - 2 * edge
            block = self._ink.block(self._placeholder, "body", width)
            block.draw(QPainter(self.viewport()), edge, edge, self._ink.color("ink3"))

    def _put(self, text: str) -> None:
        """Set the text with the design's line height, which Qt forgets with every setText."""
        self._showing = True
        self.setPlainText(text)
        spacing = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight
        spacing.setLineHeight(self._ink.line("body"), fixed.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self._showing = False

    def _typed(self) -> None:
        if not self._showing:
            self.changed.emit(self.toPlainText())


class ComboEditor(QComboBox):
    """One of a list. The wheel scrolls the page, never the choice, unless the field has focus."""

    changed = Signal(object)

    def __init__(self, ink: Ink, key: str) -> None:
        super().__init__()
        self._ink = ink
        self._options: tuple[tuple[str, str], ...] = ()
        self._placeholder = ""
        self.setObjectName(key)
        self.setFont(ink.font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(max(ink.px(44), ink.line("body") + ink.px(14)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(lambda at: self.changed.emit(self.itemData(at)))
        self.currentIndexChanged.connect(self._tell_whole)

    def show_field(self, field: FieldView) -> None:
        mark_invalid(self, bool(field.error))
        self._placeholder = field.placeholder or self._ink.choose
        options = tuple((option.value, option.label) for option in field.options)
        if options != self._options:
            self._options = options
            self.clear()
            for value, label in options:
                self.addItem(label, value)
        wanted = self.findData(as_text(field.value)) if field.value else -1
        if wanted != self.currentIndex():
            self.setCurrentIndex(wanted)

    def adopt(self, key: str) -> None:
        self.setObjectName(key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def showPopup(self) -> None:
        """What is too long is cut in its middle in the list too."""
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        super().showPopup()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _shown(self) -> str:
        room = self.width() - self._ink.px(50)
        return self._ink.elided(self.currentText(), "body", room, middle=True)

    def _tell_whole(self) -> None:
        whole = self.currentText()
        self.setToolTip(whole if self._shown() != whole else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._shown()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        middle = QPoint(self.width() - self._ink.px(21), self.height() // 2)
        self._ink.icon(painter, "chevron-down", middle, "ink")
        if self.currentIndex() < 0:
            box = self.rect().adjusted(self._ink.px(13), 0, -self._ink.px(36), 0)
            self._ink.write(painter, box, self._placeholder, "body", "ink3")


Make = Callable[[Ink, str, FieldView], QWidget]


def _suggest_or_line(ink: Ink, key: str, field: FieldView) -> QWidget:
    return SuggestEditor(ink, key) if field.options else LineEditor(ink, key)


def _choice(ink: Ink, key: str, field: FieldView) -> QWidget:
    return Pills(ink, key) if field.segmented else ComboEditor(ink, key)


def _multi(ink: Ink, key: str, field: FieldView) -> QWidget:
    return Checks(ink, key) if field.options else ListEditor(ink, key)


EDITORS: Mapping[str, Make] = {
    "text": lambda ink, key, field: LineEditor(ink, key),
    "long": lambda ink, key, field: LongEditor(ink, key, field.lines),
    "number": lambda ink, key, field: LineEditor(ink, key, values.number),
    "choice": _choice,
    "multi": _multi,
    "date": lambda ink, key, field: DateEditor(ink, key),
    "time": lambda ink, key, field: LineEditor(ink, key, values.clock, "clock-outline"),
    "person": lambda ink, key, field: ComboEditor(ink, key),
    "entry": lambda ink, key, field: ComboEditor(ink, key),
    "drug": _suggest_or_line,
    "code": _suggest_or_line,
    "yesno": lambda ink, key, field: Pills(ink, key),
    "file": lambda ink, key, field: ComboEditor(ink, key),
}
"""Kind of field to its editor."""


def make_editor(ink: Ink, key: str, field: FieldView) -> QWidget:
    """The editor of a field, with its name for screen readers."""
    editor = EDITORS[field.kind](ink, key, field)
    editor.setAccessibleName(" ".join(part for part in (field.label, field.question) if part))
    return editor


def editor_shape(field: FieldView) -> tuple[object, ...]:
    """What decides which editor a field gets; another shape needs another editor."""
    return field.id, field.kind, field.segmented, bool(field.options), field.lines
