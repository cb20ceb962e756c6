"""Choices that are seen all at once: segments that wrap, and check boxes."""

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from simtrainer.app.views.record import FieldView
from simtrainer.desktop.kit.button import Pressable
from simtrainer.desktop.kit.roving import Roving
from simtrainer.desktop.kit.segments import Segment
from simtrainer.desktop.record.ink import Ink

Pairs = tuple[tuple[str, str], ...]


class Pills(QWidget):
    """One of a few: joined segments where they fit on one line, else pills in rows.

    ``snug`` segments are no wider than their labels. Signals: ``changed(str)``. Object names of
    the choices are ``<key>.<value>``; they are one stop for Tab, and the arrow keys move between
    them.
    """

    spoken_as = "group"
    changed = Signal(object)

    def __init__(self, ink: Ink, key: str, *, snug: bool = False) -> None:
        super().__init__()
        self._ink, self._key, self._snug = ink, key, snug
        self._options: Pairs = ()
        self._value = ""
        self._joined = True
        self._segments: dict[str, Segment] = {}
        self._wrong = False
        self._group = Roving(self)
        self.setObjectName(key)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_field(self, field: FieldView) -> None:
        """Offer the field's options, the value taken."""
        value = "" if field.value is None else str(field.value)
        self.show_options(tuple((o.value, o.label) for o in field.options), value)
        if bool(field.error) != self._wrong:
            self._wrong = bool(field.error)
            self.update()

    def adopt(self, key: str) -> None:
        """Serve another form from now on."""
        self._key = key
        self.setObjectName(key)
        for value, segment in self._segments.items():
            segment.setObjectName(f"{key}.{value}")

    def describe(self, meanings: dict[str, str]) -> None:
        """What each choice means, for screen readers and as a tooltip."""
        for value, segment in self._segments.items():
            told = meanings.get(value, "")
            segment.setAccessibleDescription(told)
            segment.setToolTip(told)

    def show_options(self, options: Pairs, value: str) -> None:
        """Offer these (value, label) pairs."""
        self._value = value
        if options != self._options:
            self._options = options
            self._rebuild(self._fits(self.width()))
        for own, segment in self._segments.items():
            segment.setChecked(own == value)
        self._group.settle()

    def _fits(self, width: int) -> bool:
        ink = self._ink
        widest = max((ink.width(label, "label") for _, label in self._options), default=0)
        return (widest + ink.px(34)) * len(self._options) <= width or self._natural() <= width

    def _natural(self) -> int:
        """Width of the segments side by side, each as wide as its label needs."""
        labels = (self._ink.width(label, "label") for _, label in self._options)
        return sum(label + self._ink.px(34) for label in labels)

    def _rebuild(self, joined: bool) -> None:
        focused = next((v for v, s in self._segments.items() if s.hasFocus()), None)
        for segment in self._segments.values():
            segment.setParent(None)
            segment.deleteLater()
        self._joined, self._segments = joined, {}
        for number, (value, label) in enumerate(self._options):
            first = not joined or number == 0
            last = not joined or number == len(self._options) - 1
            self._segments[value] = self._make(value, label, first=first, last=last)
        self._group.hold(list(self._segments.values()))
        if focused in self._segments:
            self._segments[focused].setFocus()
        self._place()
        self.updateGeometry()

    def _make(self, value: str, label: str, *, first: bool, last: bool) -> Segment:
        segment = Segment(self._ink.theme, f"{self._key}.{value}", label, first=first, last=last)
        segment.setParent(self)
        segment.setChecked(value == self._value)
        segment.clicked.connect(lambda _=False: self._choose(value))
        segment.show()
        return segment

    def _choose(self, value: str) -> None:
        self.changed.emit(value)

    def sizeHint(self) -> QSize:
        wide = sum(segment.sizeHint().width() for segment in self._segments.values())
        return QSize(wide, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        segments = self._segments.values()
        wide = max((segment.minimumSizeHint().width() for segment in segments), default=0)
        return QSize(wide, self._ink.px(44))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return len(self._rows(width)) * (self._ink.px(44) + self._gap) - self._gap

    @property
    def _gap(self) -> int:
        return self._ink.px(8)

    def _rows(self, width: int) -> list[list[Segment]]:
        if self._fits(width):
            return [list(self._segments.values())]
        rows: list[list[Segment]] = [[]]
        x = 0
        for segment in self._segments.values():
            wide = segment.sizeHint().width()
            if rows[-1] and x + wide > width:
                rows.append([])
                x = 0
            rows[-1].append(segment)
            x += wide + self._gap
        return rows

    def _place(self) -> None:
        tall = self._ink.px(44)
        gap = 0 if self._joined else self._gap
        for number, row in enumerate(self._rows(self.width())):
            if not row:
                continue
            gaps = gap * (len(row) - 1)
            wants = [s.minimumSizeHint().width() for s in row]
            airy = sum(wants) + self._ink.px(8) * len(row) + gaps
            whole = min(self.width(), airy) if self._snug else self.width()
            spare = whole - gaps - sum(wants)
            equal = 0 if self._snug else (whole - gaps) // len(row)
            x = 0
            for at, segment in enumerate(row):
                fair = equal if max(wants) <= equal else wants[at] + max(spare, 0) // len(row)
                wide = whole - x if at == len(row) - 1 else fair
                segment.setGeometry(QRect(x, number * (tall + self._gap), wide, tall))
                x += wide + gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        joined = self._fits(self.width())
        if joined != self._joined:
            self._rebuild(joined)
        self._place()


class Check(Pressable):
    """A check box with a label and, under it, a detail; the whole row is the target."""

    def __init__(self, ink: Ink, key: str, label: str, detail: str = "") -> None:
        super().__init__(ink.theme, key, label)
        self._ink, self._detail = ink, detail
        self.inside = False
        """Stands in a frame of its own, with the design's margin at the sides."""
        self.ruled = False
        """Has a thin line above it."""
        self.setCheckable(True)
        self.setAccessibleName(f"{label} {detail}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tell(self, label: str, detail: str, ticked: bool) -> None:
        """Show these words and this state."""
        if (label, detail) != (self.text(), self._detail):
            self._detail = detail
            self.setText(label)
            self.updateGeometry()
        self.setAccessibleName(f"{label} {detail}".strip())
        self.setChecked(ticked)
        self.update()

    def nextCheckState(self) -> None:
        """Being ticked is decided by the view state, not by the click."""

    @property
    def _left(self) -> int:
        return self._ink.px(12 if self.inside else 0)

    def _words(self) -> int:
        return self._left + self._ink.px(38)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        ink, inner = self._ink, width - self._words() - self._ink.px(12)
        if not self._detail:
            return max(ink.px(44), ink.block(self.text(), "body", inner).height + ink.px(8))
        text = ink.block(self.text(), "label", inner).height
        text += ink.block(self._detail, "text", inner).height
        return max(ink.px(56), text + ink.px(14))

    def sizeHint(self) -> QSize:
        wide = max(self._ink.width(self.text(), "body"), self._ink.width(self._detail, "text"))
        wide += self._words() + self._ink.px(12)
        return QSize(wide, self.heightForWidth(max(self.width(), wide if not self.width() else 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(140), self.heightForWidth(max(self.width(), self._ink.px(140))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._ink
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(2, 2, -2, -2), ink.color("surface2"))
        if self.ruled:
            painter.fillRect(QRect(0, 0, self.width(), ink.theme.border), ink.color("line"))
        side = ink.px(26)
        square = QRect(self._left, (self.height() - side) // 2, side, side)
        if self.isChecked():
            ink.box(painter, square, "primary", None, 5)
            ink.icon(painter, "check", square.center() + QPoint(1, 1), "on_primary", 18)
        else:
            ink.box(painter, square, "surface", "line2", 5, thick=2)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        ink, inner = self._ink, self.width() - self._words() - self._ink.px(12)
        label = ink.block(self.text(), "label" if self._detail else "body", inner)
        detail = ink.block(self._detail, "text", inner) if self._detail else None
        tall = label.height + (detail.height if detail else 0)
        y = (self.height() - tall) // 2
        label.draw(painter, self._words(), y, ink.color("ink"))
        if detail:
            detail.draw(painter, self._words(), y + label.height, ink.color("ink2"))


class Checks(QWidget):
    """Several of a list, as check boxes. Signals: ``changed(list)``."""

    spoken_as = "group"
    changed = Signal(object)

    def __init__(self, ink: Ink, key: str) -> None:
        super().__init__()
        self._ink, self._key = ink, key
        self._options: Pairs = ()
        self._boxes: dict[str, Check] = {}
        self.setObjectName(key)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_field(self, field: FieldView) -> None:
        """Offer the field's options, those in its value ticked."""
        options = tuple((option.value, option.label) for option in field.options)
        if options != self._options:
            self._rebuild(options)
        taken = field.value if isinstance(field.value, list | tuple) else ()
        for (value, label), box in zip(options, self._boxes.values(), strict=True):
            box.tell(label, "", value in taken)

    def adopt(self, key: str) -> None:
        """Serve another form from now on."""
        self._key = key
        self.setObjectName(key)
        for value, box in self._boxes.items():
            box.setObjectName(f"{key}.{value}")

    def _rebuild(self, options: Pairs) -> None:
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._options, self._boxes = options, {}
        for value, label in options:
            box = Check(self._ink, f"{self._key}.{value}", label)
            box.clicked.connect(lambda _=False, value=value: self._turn(value))
            self._boxes[value] = box
            self._column.addWidget(box)

    def _turn(self, value: str) -> None:
        taken = [own for own, box in self._boxes.items() if box.isChecked() != (own == value)]
        self.changed.emit(taken)
