"""What can be looked at here, and what the instruments then show.

Signals: ``wished(object)`` with ``Observe``. Object names: ``observe.<id>``.
"""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from simtrainer.app.commands import Observe
from simtrainer.app.views.record import Option
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.wrap import Flow

Readings = tuple[tuple[str, str], ...]


class Display(QWidget):
    """The instruments' display: dark, with big figures, so that it is not taken for the record."""

    spoken_as = "words"

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        self._ink = ink
        self._texts = texts
        self._readings: Readings = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(texts("view.device"))
        self.hide()

    @property
    def readings(self) -> Readings:
        """What it shows."""
        return self._readings

    def show_readings(self, readings: Readings) -> None:
        """Show these (label, value) pairs; nothing hides the display."""
        if readings != self._readings:
            self._readings = readings
            said = ", ".join(f"{label} {value}" for label, value in readings)
            self.setAccessibleDescription(said)
            self.updateGeometry()
            self.update()
        self.setVisible(bool(readings))

    def _cells(self, readings: Readings, width: int) -> list[QRect]:
        ink = self._ink
        edge, gap = ink.px(14), ink.px(20)
        room = max(width - 2 * edge, 1)
        x, y, low, cells = edge, ink.px(10), 0, list[QRect]()
        for label, value in readings:
            wide = max(ink.width(label, "meta"), ink.width(value, "section")) + ink.px(4)
            wide = min(wide, room)
            if x > edge and x + wide > width - edge:
                x, y, low = edge, y + low + ink.px(8), 0
            tall = ink.line("meta") + ink.block(value, "section", wide).height
            cells.append(QRect(x, y, wide, tall))
            x, low = x + wide + gap, max(low, tall)
        return cells

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.height_of(self._readings, width)

    def height_of(self, readings: Readings, width: int) -> int:
        """What these readings would take."""
        cells = self._cells(readings, width)
        return max(cell.bottom() for cell in cells) + 1 + self._ink.px(10) if cells else 0

    def sizeHint(self) -> QSize:
        return QSize(self._ink.px(240), self.heightForWidth(max(self.width(), self._ink.px(240))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(140), self._ink.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._ink
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink.box(painter, self.rect(), "bar", "bar_line" if ink.contrast else None, 8)
        place = Qt.AlignmentFlag.AlignVCenter
        for rect, (label, value) in zip(
            self._cells(self._readings, self.width()), self._readings, strict=True
        ):
            head = QRect(rect.left(), rect.top(), rect.width(), ink.line("meta"))
            ink.write(painter, head, label, "meta", "on_bar2", place)
            said = ink.block(value, "section", rect.width())
            said.draw(painter, rect.left(), rect.top() + head.height(), ink.color("on_bar"))


class DeviceStrip(QWidget):
    """The observe buttons with the display under them."""

    spoken_as = "group"
    wished = Signal(object)

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        self._ink = ink
        self._options: tuple[Option, ...] = ()
        self._row = Flow(ink.px(8))
        self._display = Display(ink, texts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ink.px(8))
        column.addWidget(self._row)
        column.addWidget(self._display)

    def show_strip(self, options: tuple[Option, ...], readings: Readings) -> None:
        """Offer these observations and show these readings."""
        if options != self._options:
            self._options = options
            self._rebuild()
        self._display.show_readings(readings)
        self._row.setVisible(bool(options))
        self.setVisible(bool(options or readings))

    def _rebuild(self) -> None:
        self._row.clear()
        self._row.add(*(self._make(option) for option in self._options))

    def _make(self, option: Option) -> Button:
        key = f"observe.{option.value}"
        button = Button(self._ink.theme, "outlined", key, option.label, icon="target")
        button.clicked.connect(lambda _=False: self.wished.emit(Observe(option.value)))
        return button
