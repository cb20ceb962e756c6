"""Columns for painted rows: as wide as their texts need, or one under the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.desktop.record.ink import Ink

SAMPLE = 200
"""Rows measured to find a column's width; enough for any list a person reads."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths inside a row; empty where the cells must be stacked."""

    places: tuple[tuple[int, int], ...]

    @property
    def stacked(self) -> bool:
        """No room side by side."""
        return not self.places


def natural_widths(
    ink: Ink, heads: Sequence[str], rows: Sequence[Sequence[str]], strong: int
) -> tuple[int, ...]:
    """The width each column would like; ``strong`` is the number of the column in bold."""
    widths = [ink.width(head, "label") for head in heads]
    for cells in rows[:SAMPLE]:
        for number, cell in enumerate(cells[: len(widths)]):
            role = "label_large" if number == strong else "text"
            for line in cell.split("\n"):
                widths[number] = max(widths[number], ink.width(line, role))
    return tuple(width + ink.px(4) for width in widths)


def spread(ink: Ink, natural: Sequence[int], width: int, grows: int, most: int) -> Columns:
    """Share ``width`` among the columns. ``grows`` takes what is left, or gives up to ``most``
    pixels of its own (it wraps); where that is not enough, the cells are stacked."""
    gap, edge = ink.px(20), ink.px(12)
    widths = list(natural)
    spare = width - 2 * edge - gap * (len(widths) - 1) - sum(widths)
    if not widths or spare < -most:
        return Columns(())
    widths[grows] += spare
    places, x = [], edge
    for wide in widths:
        places.append((x, wide))
        x += wide + gap
    return Columns(tuple(places))


class ColumnHead(QWidget):
    """The headings above painted rows; nothing to press. ``right`` sets them over numbers."""

    spoken_as = "words"

    def __init__(self, ink: Ink, columns: Callable[[], Columns], *, right: bool = False) -> None:
        super().__init__()
        self._ink, self._columns, self._right = ink, columns, right
        self._heads: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_heads(self, heads: tuple[str, ...]) -> None:
        """Draw these headings; stacked rows have none."""
        self._heads = heads
        self.setAccessibleName(", ".join(head for head in heads if head))
        self.refit()

    def refit(self) -> None:
        """The rows under it changed their width: no height where they are stacked."""
        tall = max(self._ink.px(38), self._ink.line("label") + self._ink.px(12))
        shown = any(self._heads) and not self._columns().stacked
        self.setFixedHeight(tall if shown else 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ink.color("surface3"))
        self._ink.rule(painter, self.rect())
        place = Qt.AlignmentFlag.AlignVCenter
        if self._right:
            place |= Qt.AlignmentFlag.AlignRight
        for head, (x, wide) in zip(self._heads, self._columns().places, strict=False):
            box = QRect(x, 0, wide + (0 if self._right else self._ink.px(16)), self.height())
            self._ink.write(painter, box, head, "label", "ink", place)
