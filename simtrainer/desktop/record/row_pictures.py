"""Rows painted ahead: the page below the one on the screen is drawn while nobody waits.

A row that is not under the pointer and has no focus looks the same each time, so it is kept as a
picture, and scrolling a page copies pictures instead of laying out text. Few are kept: those of
two or three pages. Where a screen is scaled by a fraction, a picture would not lie exactly on its
pixels, so rows are painted afresh there.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap

KEPT_PIXELS = 2_500_000
"""Some pages of rows; four bytes each. Only lists that can be seen keep any."""
IDLE_MS = 30
Paint = Callable[[QPainter, int, QRect], None]
"""Draws a row, by its number, in a rectangle at the origin."""


class RowPictures(QObject):
    """``paint`` draws a row as it looks untouched; ``ground`` is what lies under it."""

    def __init__(self, parent: QObject, paint: Paint, ground: QColor) -> None:
        super().__init__(parent)
        self._paint = paint
        self._ground = ground
        self._kept: dict[int, tuple[Any, QPixmap]] = {}
        self._pixels = 0
        self._coming: list[tuple[int, Any, QSize, float]] = []
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._one_ahead)

    def forget(self) -> None:
        """The rows, or the columns they stand in, are others now."""
        self._kept.clear()
        self._coming.clear()
        self._pixels = 0
        self._idle.stop()

    def draw(self, painter: QPainter, number: int, row: Any, rect: QRect) -> bool:
        """Draw a row from its picture, made now where there is none; False where rows are to be
        painted afresh."""
        scale = painter.device().devicePixelRatio()
        if scale != int(scale):
            return False
        painter.drawPixmap(rect.topLeft(), self._picture(number, row, rect.size(), scale))
        return True

    def expect(self, rows: list[tuple[int, Any, QSize]], scale: float) -> None:
        """These rows will probably be looked at next."""
        if scale == int(scale):
            self._coming = [(number, row, size, scale) for number, row, size in rows]
            self._idle.start()

    def _one_ahead(self) -> None:
        """A few rows at a time: a key in between is answered first."""
        for number, row, size, scale in self._coming[:4]:
            self._picture(number, row, size, scale)
        del self._coming[:4]
        if not self._coming:
            self._idle.stop()

    def _picture(self, number: int, row: Any, size: QSize, scale: float) -> QPixmap:
        wanted = QSize(round(size.width() * scale), round(size.height() * scale))
        found = self._kept.get(number)
        if found is not None and found[0] is row and found[1].size() == wanted:
            return found[1]
        made = QPixmap(wanted)
        made.setDevicePixelRatio(scale)
        made.fill(self._ground)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, number, QRect(QPoint(0, 0), size))
        painter.end()
        self._keep(number, row, made)
        return made

    def _keep(self, number: int, row: Any, made: QPixmap) -> None:
        old = self._kept.pop(number, None)
        if old is not None:
            self._pixels -= _pixels(old[1])
        self._kept[number] = (row, made)
        self._pixels += _pixels(made)
        while self._pixels > KEPT_PIXELS and len(self._kept) > 1:
            oldest = next(iter(self._kept))
            self._pixels -= _pixels(self._kept.pop(oldest)[1])


def _pixels(picture: QPixmap) -> int:
    return picture.width() * picture.height()
