"""One parameter of a NEWS2 set: label, editor, zone scale and points."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.record import MeasureRow
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.paint import MIDDLE
from simtrainer.desktop.record.fields import make_editor
from simtrainer.desktop.record.form import Notice
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.line import LineEditor
from simtrainer.desktop.record.scale import ZoneScale


class PointsBox(QWidget):
    """The points in their colour; a dash while there is no value."""

    spoken_as = "words"

    def __init__(self, ink: Ink, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._ink, self._texts = ink, texts
        self._points: int | None = -1

    def show_points(self, label: str, points: int | None) -> None:
        """Draw these points."""
        if points == self._points:
            return
        self._points = points
        said = self._texts("view.points", n=points) if points is not None else ""
        self.setAccessibleName(f"{label} {said}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._ink
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._points is None:
            ink.box(painter, self.rect(), "surface2", "line", 6)
            ink.write(painter, self.rect(), "–", "section", "ink3", MIDDLE)
            return
        ink.box(painter, self.rect(), f"n{self._points}", None, 6)
        tone = "n3_ink" if self._points == 3 else "n_ink"
        ink.write(painter, self.rect(), str(self._points), "section", tone, MIDDLE)


class MeasureLine(QWidget):
    """A row of the form. Signals: ``changed(str, object)`` with the field's id and value.

    In a narrow pane the editor and its scale stand under the label.
    """

    seen_whole = True
    changed = Signal(str, object)

    def __init__(self, ink: Ink, texts: Texts, key: str, row: MeasureRow) -> None:
        super().__init__()
        self._ink = ink
        self._row = row
        self.editor = make_editor(ink, key, row.field)
        self.editor.setParent(self)
        if isinstance(self.editor, LineEditor):
            self.editor.setFont(ink.font("row_title"))
        self._scale = ZoneScale(ink, self)
        self._box = PointsBox(ink, texts, self)
        self._error = Notice(ink, "alert-circle-outline", "bad", "bad")
        self._error.setParent(self)
        self.editor.changed.connect(  # type: ignore[attr-defined]
            lambda value: self.changed.emit(self._row.field.id, value)
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def adopt(self, key: str) -> None:
        """Serve another patient's form from now on."""
        self.editor.adopt(key)  # type: ignore[attr-defined]

    def show_row(self, row: MeasureRow) -> None:
        """Draw the row's state."""
        said, self._row = self._row.field.error, row
        self.editor.show_field(row.field)  # type: ignore[attr-defined]
        self.editor.setAccessibleDescription(row.field.error)
        self._scale.show_scale(row.zones, row.ticks, row.position)
        self._scale.setVisible(bool(row.zones))
        self._box.show_points(row.field.label, row.points)
        self._error.say(row.field.error)
        if said != row.field.error:
            self.updateGeometry()
        self._place()
        self.update()

    # Room

    @property
    def _narrow(self) -> bool:
        return self.width() < self._ink.px(380)

    def _label_width(self, width: int) -> int:
        if width < self._ink.px(380):
            return width - self._ink.px(52)
        share = self._ink.px(150) if width >= self._ink.px(500) else self._ink.px(112)
        words = [(word, "label_large") for word in self._row.field.label.split()]
        words += [(word, "meta") for word in self._row.field.question.split()]
        longest = max((self._ink.width(*word) for word in words), default=0)
        return max(share, longest + self._ink.px(8))

    def _label_height(self, width: int) -> int:
        ink, inner = self._ink, self._label_width(width) - self._ink.px(8)
        height = ink.block(self._row.field.label, "label_large", inner).height
        if self._row.field.question:
            height += ink.block(self._row.field.question, "meta", inner).height
        return height

    def _editor_room(self, width: int) -> QRect:
        """Where editor and scale stand, at the top left of the row's own coordinates."""
        ink, label = self._ink, self._label_width(width)
        if width < ink.px(380):
            return QRect(0, ink.px(10) + self._label_height(width) + ink.px(6), width, 0)
        return QRect(label, ink.px(11), width - label - ink.px(54), 0)

    def _editor_height(self, room: QRect) -> int:
        if self.editor.hasHeightForWidth():
            return self.editor.heightForWidth(room.width())
        return max(self._ink.px(44), self.editor.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._editor_room(width)
        bottom = room.top() + self._editor_height(room)
        if width >= self._ink.px(380):
            bottom = max(bottom, self._ink.px(11) + self._label_height(width))
        if not self._error.isHidden():
            bottom += self._ink.px(4) + self._error.heightForWidth(room.width())
        return bottom + self._ink.px(11)

    def sizeHint(self) -> QSize:
        wide = self.width() or self._ink.px(500)
        return QSize(self._ink.px(400), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(200), self.heightForWidth(self.width() or self._ink.px(500)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        ink, width = self._ink, self.width()
        room = self._editor_room(width)
        tall = self._editor_height(room)
        side = ink.px(40)
        value = min(ink.px(128), room.width() * 44 // 100)
        wide = value if self._row.zones else room.width()
        self.editor.setGeometry(room.left(), room.top(), wide, tall)
        gap = ink.px(14)
        scale = QRect(room.left() + value + gap, room.top(), room.width() - value - gap, tall)
        need = self._scale.sizeHint().height()
        self._scale.setGeometry(scale.left(), scale.center().y() - need // 2, scale.width(), need)
        top = ink.px(10) if self._narrow else room.top() + (tall - side) // 2
        self._box.setGeometry(width - side, top, side, side)
        error = self._error.heightForWidth(room.width())
        self._error.setGeometry(room.left(), room.top() + tall + ink.px(4), room.width(), error)

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, field = self._ink, self._row.field
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), ink.theme.border), ink.color("line"))
        inner = self._label_width(self.width()) - ink.px(8)
        label = ink.block(field.label, "label_large", inner)
        room = self._editor_room(self.width())
        top = ink.px(10)
        if not self._narrow:
            top = room.top() + (self._editor_height(room) - self._label_height(self.width())) // 2
            top = max(top, ink.px(4))
        label.draw(painter, 0, top, ink.color("ink"))
        if field.question:
            small = ink.block(field.question, "meta", inner)
            small.draw(painter, 0, top + label.height, ink.color("ink2"))
