"""One to three stars."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.desktop.theme import Theme

COUNT = 3
_PITCH = 24
_SIDE = 22


def stars_width(theme: Theme) -> int:
    """How wide three stars are."""
    return theme.px(_PITCH * (COUNT - 1) + _SIDE)


def paint_stars(
    painter: QPainter, theme: Theme, left: int, top: int, stars: int, *, bar: bool
) -> None:
    """Three stars, the first ``stars`` of them lit; ``bar`` on the dark bar, else on white."""
    lit, dim = (
        ("star", "star_off")
        if bar or theme.contrast
        else ("star_l", "line" if theme.name == "light" else "star_off")
    )
    side = theme.px(_SIDE)
    for number in range(COUNT):
        at = QRect(left + theme.px(_PITCH * number), top, side, side)
        theme.icons.paint(painter, "star", at, lit if number < stars else dim)


class Stars(QWidget):
    """Stars as a widget; ``name`` is what a screen reader says."""

    spoken_as = "picture"

    def __init__(self, theme: Theme, *, bar: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._bar, self._stars = theme, bar, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_stars(self, stars: int, name: str) -> None:
        """Light this many."""
        self._stars = stars
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(stars_width(self._theme), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_stars(QPainter(self), self._theme, 0, 0, self._stars, bar=self._bar)
