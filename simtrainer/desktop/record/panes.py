"""Panes that stack where they would be too narrow, and pages that scroll."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from simtrainer.desktop.kit.scroll import Area
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.theme import Theme


class Scroll(Area):
    """A panel whose content scrolls inside it."""

    spoken_as = "group"

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        """All of what it holds: where there is room for that, nothing is scrolled inside it."""
        whole = content(self)
        return QSize(whole.sizeHint().width(), _tall(whole, self.viewport().width()))


def form_pane(ink: Ink, form: QWidget) -> Scroll:
    """A form with the margins of a pane, scrolling inside it."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(ink.px(20), ink.px(16), ink.px(20), ink.px(16))
    column.addWidget(form)
    column.addStretch(1)
    return Scroll(page)


class _Board(QWidget):
    """Holds the two panes and draws the line between them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cut = 0
        """Where the line is: x when positive, -y when negative, none at 0."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, wide = QPainter(self), self._theme.border
        color = self._theme.color("line")
        if self.cut > 0:
            painter.fillRect(QRect(self.cut, 0, wide, self.height()), color)
        elif self.cut < 0:
            painter.fillRect(QRect(0, -self.cut, self.width(), wide), color)


class Panes(Area):
    """Two panes with a line between them. Where they would be too narrow they stand one above
    the other, each as high as it needs, and the whole scrolls.

    ``design`` holds the panes' widths in the design; ``fixed`` keeps the right one at its width
    and gives the rest to the left. ``least`` is what each pane needs at least.

    Signals: ``turned()`` when they come to stand one above the other, or no longer do.
    """

    spoken_as = "group"
    turned = Signal()

    def __init__(
        self,
        theme: Theme,
        first: QWidget,
        second: QWidget,
        design: tuple[int, int],
        least: tuple[int, int],
        *,
        fixed: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._first, self._second = first, second
        self._design, self._least, self._fixed = design, least, fixed
        self._board = _Board(theme)
        self.upright = False
        """They stand one above the other now."""
        for pane in (first, second):
            pane.setParent(self._board)
            pane.installEventFilter(self)
            content(pane).installEventFilter(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(self._board)
        self._board.setAutoFillBackground(False)

    @property
    def stacked(self) -> bool:
        """One above the other."""
        return self.width() < sum(self._theme.px(least) for least in self._least)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def lay_out(self) -> None:
        """Place the panes."""
        both = not (self._first.isHidden() or self._second.isHidden())
        stacked = both and self.stacked
        tall = self.height() if stacked else max(self.height(), self._least_tall(both=both))
        whole = stacked or tall > self.height()
        asked, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(asked if whole else never)
        for pane in (self._first, self._second):
            if isinstance(pane, QScrollArea):
                pane.setVerticalScrollBarPolicy(never if whole else asked)
        if stacked:
            self._stack(self.viewport().width(), self.height())
        elif both:
            self._part(self.viewport().width(), tall)
        else:
            self._board.cut = 0
            self._board.resize(self.viewport().width(), tall)
            self._first.setGeometry(self._board.rect())
            self._second.setGeometry(self._board.rect())
        self._board.update()
        if stacked != self.upright:
            self.upright = stacked
            self.turned.emit()

    @property
    def _low(self) -> bool:
        """So low that what stands above a list may need more than there is."""
        return self.height() < self._theme.px(_LOW)

    def _least_tall(self, *, both: bool) -> int:
        """What the panes need at least, those that do not scroll by themselves."""
        if not self._low:
            return 0
        least = self._most(_least, self.width(), both=both)
        if least <= self.height():
            return least
        # The whole is scrolled: then all of it is, and no list inside it.
        beside = self.width() - self.verticalScrollBar().sizeHint().width()
        return self._most(_needed, beside, both=both)

    def _most(self, measure: Callable[[QWidget, int], int], width: int, *, both: bool) -> int:
        """The greater of the two panes' heights by this measure, side by side in this width."""
        cut = self._left_width(width)
        widths = (cut, width - cut - 1) if both else (width, width)
        panes = zip((self._first, self._second), widths, strict=True)
        return max((measure(pane, wide) for pane, wide in panes if not pane.isHidden()), default=0)

    def _stack(self, width: int, height: int) -> None:
        page = max(height, self._theme.px(_LOW))
        most = max(_least(self._first, width), page * _SCREENS)
        top = _needed(self._first, width)
        if content(self._first) is self._first:
            top = min(top, most)
        low = max(_needed(self._second, width), height - top)
        self._board.resize(width, top + 1 + low)
        self._board.cut = -top
        self._first.setGeometry(0, 0, width, top)
        self._second.setGeometry(0, top + 1, width, low)

    def _part(self, width: int, height: int) -> None:
        cut = self._left_width(width)
        self._board.resize(width, height)
        self._board.cut = cut
        self._first.setGeometry(0, 0, cut, height)
        self._second.setGeometry(cut + 1, 0, width - cut - 1, height)

    def _left_width(self, width: int) -> int:
        left, right = (self._theme.px(side) for side in self._design)
        least_left, least_right = (self._theme.px(side) for side in self._least)
        cut = width - right if self._fixed else round(width * left / (left + right))
        return min(max(cut, least_left), width - least_right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A pane was shown or hidden, or asks for other room."""
        if event.type() in _ROOM and (
            event.type() != QEvent.Type.LayoutRequest or self.stacked or self._low
        ):
            self.lay_out()
        return super().eventFilter(watched, event)


_LOW = 400
"""Lower than this in units of the design, the panes are asked what they need at least."""
_SCREENS = 5
"""A list higher than this, in heights of the page, scrolls by itself: below it comes a form."""
_ROOM = (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


def _tall(whole: QWidget, width: int) -> int:
    """Height of all of it at this width."""
    layout = whole.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return whole.sizeHint().height()


def _needed(pane: QWidget, width: int) -> int:
    """All its height, of a pane that scrolls by itself too; nothing in it is squeezed."""
    return max(_least(pane, width), _tall(content(pane), width))


def _least(pane: QWidget, width: int) -> int:
    """The height below which a pane would be squeezed; one that scrolls never is."""
    layout = pane.layout()
    if isinstance(pane, QScrollArea) or layout is None:
        return 0
    if layout.hasHeightForWidth():
        return layout.totalMinimumHeightForWidth(width)
    return layout.totalMinimumSize().height()


def content(pane: QWidget) -> QWidget:
    """What a pane holds: the page of a scrolling one, else the pane itself."""
    inner = pane.widget() if isinstance(pane, QScrollArea) else None
    return inner or pane
